/**
 * Enters, enters later, or corrects the value of one step, of whatever kind. Outside the usual at a gate it asks for a
 * manager by name and a reason; a correction shows the old value, which stays in the record.
 */
import { useState } from 'react'
import type { Json } from '../../../base/json.ts'
import { answerIn, fieldOf, isNotDone } from '../../../domain/procedure/answers.ts'
import { isNotKept } from '../../../domain/procedure/keeping.ts'
import type { Place } from '../../../domain/procedure/outline.ts'
import type { Answer } from '../../../domain/procedure/run.ts'
import type { Step } from '../../../domain/procedure/structure.ts'
import { verdictIn, wantsApproval } from '../../../domain/procedure/values.ts'
import { useStrings } from '../../strings/strings.ts'
import { groupsOf } from '../stage/rows.ts'
import { labelOf, optionWords, valueWords, type Words } from '../stage/value-words.ts'
import { useWords } from '../steps/use-step.ts'
import { type Action, findView, useWork } from '../work.tsx'
import { ActionSheet } from './ActionSheet.tsx'
import type { Draft } from './editor-props.ts'
import { type Approval, ApprovalField, NO_APPROVAL, ReasonField, WhenField } from './fields.tsx'
import type { SheetRequest } from './request.ts'
import styles from './sheets.module.css'
import { useTyped } from './use-typed.ts'
import { ValueEditor } from './ValueEditor.tsx'

/** A signature is no text: what was half drawn is drawn again (isHeld). */
type Typed = {
  readonly draft: Draft
  readonly at: number | null
  readonly why: string
  readonly approvalWhy: string
}
type ValueRequest = Extract<SheetRequest, { kind: 'value' }>

/** Nothing when the step no longer applies. */
export function ValueSheet({ request }: { readonly request: ValueRequest }) {
  const { stages } = useWork()
  const found = findView(stages, request.stepId)
  if (!found) return null
  const { view, stage } = found
  const answer =
    request.n === undefined ? view.answer : (view.answers.find(({ n }) => n === request.n)?.answer ?? null)
  return <Editing request={request} place={{ stage: stage.stage, step: view.step }} answer={answer} />
}

/** What the editor begins with: what was chosen before, else what is there; a step left out begins empty. */
function firstValue(request: ValueRequest, step: Step, answer: Answer | null): Json | null {
  if (request.value !== undefined) return request.value
  if (answer && !isNotDone(answer.value) && !verdictIn(answer.value)) return answer.value
  return step.kind === 'do' || step.kind === 'say' || step.kind === 'supplies' ? true : null
}

/** What an empty editor lacks, in its kind's words. */
function emptyWords(step: Step, { text, strings }: Words): string {
  const { visit } = strings
  switch (step.kind) {
    case 'choose':
    case 'repeated':
      return visit.needChoice
    case 'reading':
      return visit.reading.fill(optionWords(text, step.id, step.parts[0]?.id ?? ''))
    case 'signature':
      return visit.signature.blank
    case 'photo':
      return visit.photo.none
    case 'count':
    case 'timed':
      return visit.reading.fill(labelOf(text, step.id))
    default:
      return visit.note.need
  }
}

function Editing({
  request,
  place,
  answer,
}: {
  readonly request: ValueRequest
  readonly place: Place
  readonly answer: Answer | null
}) {
  const { loaded } = useWork()
  const words = useWords()
  const { visit } = useStrings()
  const { mode, n } = request
  const { step } = place
  const isUnkept = isNotKept(loaded.run, place)
  const [typed, setTyped] = useTyped<Typed>(
    `value ${fieldOf(step.id, n)} ${mode}`,
    () => {
      const value = firstValue(request, step, answer)
      const draft = { value, missing: value === null ? emptyWords(step, words) : null }
      return { draft, at: null, why: '', approvalWhy: NO_APPROVAL.why }
    },
    {
      about: [request.value ?? null, answer?.at ?? null, answer?.by ?? null],
      isHeld: !isUnkept && step.kind !== 'signature',
    },
  )
  const { draft, at, why } = typed
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }))
  // Who signed is asked anew after a lock; a PIN is for what is done at once.
  const [approvedBy, setApprovedBy] = useState(NO_APPROVAL.by)
  const approval: Approval = { by: approvedBy, why: typed.approvalWhy }
  const needsApproval = draft.value !== null && draft.missing === null && wantsApproval(step, draft.value)
  const asksWhy = needsApproval && mode !== 'correct' && !isUnkept
  const was = answer ? valueWords(step, answer.value, words) : ''

  const missing = (): string | null => {
    if (draft.value === null || draft.missing) return draft.missing ?? visit.note.need
    if (mode === 'correct' && !why) return visit.correct.needWhy
    if (needsApproval && !approval.by) return visit.approval.needWho
    return asksWhy && !approval.why.trim() ? visit.approval.needWhy : null
  }
  const build = (value: Json): Action => {
    const approved = needsApproval && approval.by ? { approvedBy: approval.by } : {}
    if (mode === 'correct')
      return {
        type: 'correct',
        field: fieldOf(step.id, n),
        value,
        why,
        ...(at === null ? {} : { at }),
        ...approved,
      }
    // From the record: whoever is not shown the note does not lose it either.
    const note = asksWhy ? approval.why.trim() : answerIn(loaded.run.fields, fieldOf(step.id, n))?.note
    return {
      type: 'answer',
      answers: [
        {
          stepId: step.id,
          value,
          ...(n === undefined ? {} : { n }),
          ...(note ? { note } : {}),
          ...approved,
        },
      ],
      ...(at === null ? {} : { at }),
    }
  }
  const lack = missing()
  const label = labelOf(loaded.text, step.id)
  const verb =
    mode === 'correct' ? visit.correct.save : mode === 'late' ? visit.lateSave : visit.saveKind[step.kind]
  const isGrouped = step.kind === 'choose' && groupsOf(step) !== null
  // The guest reads it, in their own language.
  const reads = loaded.sayText.steps[step.id]?.reads
  const title =
    mode === 'answer'
      ? (reads?.title ?? label)
      : `${mode === 'late' ? visit.lateTitle : visit.correct.title}${visit.colon}${label}`
  return (
    <ActionSheet
      title={title}
      label={verb}
      large={step.kind === 'signature' || step.kind === 'supplies' || isGrouped}
      forGuest={step.kind === 'signature'}
      action={lack !== null || draft.value === null ? { missing: lack ?? '' } : build(draft.value)}
    >
      {mode === 'correct' ? <p className={styles.was}>{visit.correct.was(was || visit.done)}</p> : null}
      {isUnkept ? <p className={styles.was}>{visit.checked.only}</p> : null}
      <ValueEditor step={step} draft={draft} onChange={(next) => change({ draft: next })} />
      {mode === 'late' ? <WhenField at={at} onChange={(next) => change({ at: next })} /> : null}
      {needsApproval ? (
        <ApprovalField
          approval={approval}
          onChange={(next) => {
            setApprovedBy(next.by)
            change({ approvalWhy: next.why })
          }}
          asksWhy={asksWhy}
        />
      ) : null}
      {mode === 'correct' ? (
        <>
          <ReasonField
            label={visit.correct.why}
            reasons={loaded.procedure.reasons.correct}
            first={why}
            onChange={(next) => change({ why: next })}
          />
          <p className={styles.muted}>{visit.correct.keep}</p>
        </>
      ) : null}
    </ActionSheet>
  )
}
