/** What every row of a step has in common: its state, its words, its "more", and how it is called to attention. */
import { createElement, Fragment, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import type { Json } from '../../../base/json.ts'
import type { Fields } from '../../../db/queries.ts'
import type { StepId } from '../../../domain/ids.ts'
import { doerAt, NOBODY } from '../../../domain/people/named.ts'
import { fieldOf } from '../../../domain/procedure/answers.ts'
import type { Answer } from '../../../domain/procedure/run.ts'
import type { StepView } from '../../../domain/procedure/view.ts'
import type { RowState } from '../../kit/Row.tsx'
import { clockTime } from '../../state/times.ts'
import { type Strings, useStrings } from '../../strings/strings.ts'
import { labelOf, type Words } from '../stage/value-words.ts'
import { nameOf, useWork, type Work } from '../work.tsx'

/** The fields in which a step's answers stand. */
function fieldsOfView({ step, answers }: StepView): readonly string[] {
  return answers.length > 0 ? answers.map(({ n }) => fieldOf(step.id, n)) : [step.id]
}

/** `saving` until the commit is on disk (C1), then what the record says. */
export function rowState(view: StepView, saving: ReadonlySet<string>): RowState {
  const isSaving = fieldsOfView(view).some((field) => saving.has(field))
  return view.state === 'done' && isSaving ? 'saving' : view.state
}

/** Who did it and when, and what is special about the answer; for the small line below a label. */
export function answerNotes(
  answer: Answer,
  { strings, timeZone }: Words,
  { staff, loaded }: Pick<Work, 'staff' | 'loaded'>,
  isCarried = false,
): readonly string[] {
  const { visit } = strings
  return [
    visit.doneAt(clockTime(answer.at, timeZone), doerName(answer, loaded.run.fields, staff, strings)),
    ...(isCarried ? [visit.autoFilled] : []),
    ...enteredWords(answer, strings, timeZone),
    ...(answer.approvedBy ? [visit.approvedBy(nameOf(staff, answer.approvedBy))] : []),
    ...(answer.note ? [answer.note] : []),
  ]
}

/** Who did it; what nobody was signed in for is whose it was said to be afterwards, or nobody's yet. */
export function doerName(answer: Answer, fields: Fields, staff: Work['staff'], { visit }: Strings): string {
  const doer = doerAt(fields, answer)
  return doer === NOBODY ? visit.nobodyYet : nameOf(staff, doer)
}

/** When it was entered, if that was later; of a corrected answer, when it was corrected. */
export function enteredWords(
  { enteredAt, why }: Answer,
  { visit }: Strings,
  timeZone: string,
): readonly string[] {
  if (why !== undefined)
    return [enteredAt ? visit.correctedAt(clockTime(enteredAt, timeZone)) : visit.corrected]
  return enteredAt ? [visit.lateEntry(clockTime(enteredAt, timeZone))] : []
}

export type StepParts = {
  readonly label: string
  readonly hint: string | undefined
  readonly state: RowState
  readonly stateText: string
  readonly need: boolean
  readonly rowRef: RefObject<HTMLDivElement | null>
  readonly more: { readonly label: string; readonly onPress: () => void }
  readonly words: Words
  readonly strings: Strings
  readonly work: Work
  /** The small line: the hint while open, who and when once done. */
  readonly detail: (value?: ReactNode) => ReactNode
  readonly answer: (value: Json, n?: number) => void
  readonly openValue: (value?: Json) => void
}

/** Words for values of the screen's run. */
export function useWords(): Words {
  const strings = useStrings()
  const { loaded } = useWork()
  return { text: loaded.text, strings, timeZone: loaded.run.context.shop.timeZone }
}

/** Scrolls to its row and focuses it when the person is led to the step. */
export function useCalled(stepId: StepId): RefObject<HTMLDivElement | null> {
  const { called } = useWork()
  const rowRef = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (called !== stepId || !rowRef.current) return
    rowRef.current.scrollIntoView?.({ block: 'center' })
    rowRef.current.focus({ preventScroll: true })
  }, [called, stepId])
  return rowRef
}

/** The parts of one step's row; `isFirst` frames the closed gate that the next action waits for. */
export function useStep(view: StepView, isFirst: boolean): StepParts {
  const work = useWork()
  const words = useWords()
  const { strings, text } = words
  const { step } = view
  const rowRef = useCalled(step.id)
  const label = labelOf(text, step.id)
  const state = rowState(view, work.loaded.saving)
  const hint = text.steps[step.id]?.hint
  return {
    label,
    hint,
    state,
    stateText: strings.visit.state[state],
    need: isFirst || (work.called === step.id && (view.state === 'open' || !view.satisfied)),
    rowRef,
    more: {
      label: strings.visit.more(label),
      onPress: () => work.open({ kind: 'more', stepId: step.id }),
    },
    words,
    strings,
    work,
    detail: (value) =>
      joinParts([
        value,
        ...(view.answer ? answerNotes(view.answer, words, work, step.carry !== undefined) : [hint]),
      ]),
    answer: (value, n) =>
      void work.tell({
        type: 'answer',
        answers: [{ stepId: step.id, value, ...(n === undefined ? {} : { n }) }],
      }),
    openValue: (value) =>
      work.open({
        kind: 'value',
        stepId: step.id,
        mode: 'answer',
        ...(value === undefined ? {} : { value }),
      }),
  }
}

function joinParts(parts: readonly ReactNode[]): ReactNode {
  const there = parts.filter((part) => part !== undefined && part !== null && part !== '')
  if (there.length === 0) return null
  return createElement(Fragment, null, ...there.flatMap((part, at) => (at === 0 ? [part] : [' · ', part])))
}
