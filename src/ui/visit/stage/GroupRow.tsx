/** Steps that are done together: one row, one tap for all that are open; its "more" opens them one by one. */

import { isNotDone } from '../../../domain/procedure/answers.ts'
import type { StageView, StepView } from '../../../domain/procedure/view.ts'
import { Row } from '../../kit/Row.tsx'
import { WordsFor } from '../steps/StepRow.tsx'
import { answerNotes, rowState, useCalled, useWords } from '../steps/use-step.ts'
import { useWork } from '../work.tsx'
import { groupState } from './rows.ts'
import { labelOf, reasonWords } from './value-words.ts'

type GroupRowProps = {
  readonly stage: StageView
  readonly group: string
  readonly views: readonly StepView[]
  readonly isPast: boolean
}

/** The row, with everything that is to be said above it until it is said. */
export function GroupRow({ stage, group, views, isPast }: GroupRowProps) {
  const { loaded, open, tell } = useWork()
  const words = useWords()
  const { strings, text } = words
  const [first] = views
  const rowRef = useCalled(first?.step.id ?? stage.stage.steps[0]?.id ?? ('' as never))
  const label = text.groups[group] ?? group
  const openViews = views.filter(({ state }) => state === 'open')
  const kept = groupState(views)
  const isSaving = views.some((view) => rowState(view, loaded.saving) === 'saving')
  const state = kept === 'done' && isSaving ? 'saving' : kept
  const more = () => open({ kind: 'group', stageId: stage.stage.id, group })
  const confirm = () =>
    void tell({
      type: 'answer',
      answers: openViews.map(({ step }) => ({ stepId: step.id, value: true })),
    })
  const canConfirm = openViews.length > 0 && !isPast
  return (
    <>
      {canConfirm ? <WordsFor stepIds={openViews.map(({ step }) => step.id)} /> : null}
      <Row
        state={state}
        label={label}
        stateText={strings.visit.state[state]}
        detail={<GroupDetail views={views} />}
        onPress={canConfirm ? confirm : more}
        more={{ label: strings.visit.more(label), onPress: more }}
        rowRef={rowRef}
      />
    </>
  )
}

/** While open: what is to be done. Afterwards who did it and when, and what was left out. */
function GroupDetail({ views }: { readonly views: readonly StepView[] }) {
  const work = useWork()
  const words = useWords()
  const { strings, text } = words
  const open = views.filter(({ state }) => state === 'open')
  const left = views.flatMap(({ step, answer }) =>
    answer && isNotDone(answer.value)
      ? [`${labelOf(text, step.id)}: ${strings.visit.notDone.words(reasonWords(text, answer.value.notDone))}`]
      : [],
  )
  if (open.length > 0) {
    const todo = open.filter(({ step }) => step.kind === 'do').map(({ step }) => labelOf(text, step.id))
    const started = open.length < views.length
    return [
      ...(started ? [strings.visit.groupDone(views.length - open.length, views.length)] : []),
      ...todo,
      ...left,
    ].join(' · ')
  }
  const last = views.flatMap(({ answer }) => (answer ? [answer] : [])).sort((a, b) => b.at - a.at)[0]
  return [...(last ? answerNotes(last, words, work) : []), ...left].join(' · ')
}
