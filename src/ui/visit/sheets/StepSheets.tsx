/** Small sheets about one step: why it was not done, a note, how it came to be; and the steps of a group. */
import type { StepId } from '../../../domain/ids.ts'
import { answerAsSeen } from '../../../domain/people/seen.ts'
import { answerIn, fieldOf } from '../../../domain/procedure/answers.ts'
import { isNotKept } from '../../../domain/procedure/keeping.ts'
import type { Answer } from '../../../domain/procedure/run.ts'
import { NOTE_MAX } from '../../../domain/procedure/values.ts'
import { isClosed } from '../../../domain/procedure/view.ts'
import { Sheet } from '../../kit/Sheet.tsx'
import { TextEntry } from '../../kit/TextEntry.tsx'
import { clockTime } from '../../state/times.ts'
import { useStrings } from '../../strings/strings.ts'
import { matesOf } from '../stage/rows.ts'
import { labelOf, reasonWords, valueWords } from '../stage/value-words.ts'
import { StepRow } from '../steps/StepRow.tsx'
import { doerName, enteredWords, useWords } from '../steps/use-step.ts'
import { findView, nameOf, useWork } from '../work.tsx'
import { ActionSheet } from './ActionSheet.tsx'
import { ReasonField } from './fields.tsx'
import type { SheetRequest } from './request.ts'
import styles from './sheets.module.css'
import { useTyped } from './use-typed.ts'

type Of<Kind extends SheetRequest['kind']> = { readonly request: Extract<SheetRequest, { kind: Kind }> }

/** Not what the guest has not agreed to keep. */
function useMayHold(stepId: StepId): boolean {
  const { loaded, stages } = useWork()
  const found = findView(stages, stepId)
  return found !== null && !isNotKept(loaded.run, { stage: found.stage.stage, step: found.view.step })
}

/** Left out, with a reason. */
export function NotDoneSheet({ request }: Of<'notDone'>) {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const { stepId, n } = request
  const isHeld = useMayHold(stepId)
  const [reason, setReason] = useTyped(`notDone ${fieldOf(stepId, n)}`, () => '', { isHeld })
  return (
    <ActionSheet
      title={labelOf(loaded.text, stepId)}
      label={visit.notDone.save}
      action={
        reason
          ? {
              type: 'answer',
              answers: [{ stepId, ...(n === undefined ? {} : { n }), value: { notDone: reason } }],
            }
          : { missing: visit.notDone.need }
      }
    >
      <ReasonField
        label={visit.notDone.title}
        reasons={loaded.procedure.reasons.notDone}
        first={reason}
        onChange={setReason}
      />
    </ActionSheet>
  )
}

/** A line of words beside an answer, which stays whose and of when it was; emptied, the line goes. */
export function NoteSheet({ request }: Of<'note'>) {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const { stepId, n } = request
  const answer = answerIn(loaded.run.fields, fieldOf(stepId, n))
  const isHeld = useMayHold(stepId)
  const before = answer?.note ?? ''
  const [note, setNote] = useTyped(`note ${fieldOf(stepId, n)}`, () => before, { about: before, isHeld })
  if (!answer) return null
  return (
    <ActionSheet
      title={labelOf(loaded.text, stepId)}
      label={visit.noteSheet.save}
      action={
        note.trim() || answer.note
          ? { type: 'note', field: fieldOf(stepId, n), note: note.trim() }
          : { missing: visit.note.need }
      }
    >
      <TextEntry
        label={visit.noteSheet.label}
        value={note}
        onChange={setNote}
        lines={3}
        maxLength={NOTE_MAX}
        autoFocus
      />
    </ActionSheet>
  )
}

/** Who, when, what it was before and why. */
export function HistorySheet({ request }: Of<'history'>) {
  const { loaded, open, stages, looker } = useWork()
  const { visit, kit } = useStrings()
  const { stepId } = request
  const view = findView(stages, stepId)?.view
  const step = loaded.procedure.stages.flatMap(({ steps }) => steps).find(({ id }) => id === stepId)
  const seen = <A extends Answer>(answer: A | null | undefined): A | null | undefined =>
    answer && step && looker ? answerAsSeen(step, answer, looker) : answer
  const own = seen(
    request.n === undefined ? view?.answer : answerIn(loaded.run.fields, fieldOf(stepId, request.n)),
  )
  const replaced = seen(answerIn(loaded.run.fields, `was:${fieldOf(stepId, request.n)}`))
  const voided = seen(
    loaded.run.fields[`void:${stepId}`] as (Answer & { voidedAt: number }) | null | undefined,
  )
  return (
    <Sheet
      open
      title={`${visit.history.title}${visit.colon}${labelOf(loaded.text, stepId)}`}
      closeLabel={kit.close}
      onClose={() => open(null)}
    >
      <ol className={styles.list}>
        {own && step ? <HistoryEntry answer={own} step={step} /> : null}
        {replaced && step ? <HistoryEntry answer={replaced} step={step} /> : null}
        {voided && step ? <HistoryEntry answer={voided} step={step} voidedAt={voided.voidedAt} /> : null}
      </ol>
      {own || voided ? null : <p className={styles.muted}>{visit.history.none}</p>}
    </Sheet>
  )
}

function HistoryEntry({
  answer,
  step,
  voidedAt,
}: {
  readonly answer: Answer
  readonly step: Parameters<typeof valueWords>[0]
  readonly voidedAt?: number
}) {
  const { staff, loaded } = useWork()
  const words = useWords()
  const { visit } = words.strings
  const time = (at: number) => clockTime(at, words.timeZone)
  const told = (value: Answer['value']) => valueWords(step, value, words) || visit.done
  return (
    <>
      <li className={styles.was}>
        <p>
          <b>{told(answer.value)}</b>
        </p>
        <p className={styles.muted}>
          {[
            visit.history.by(time(answer.at), doerName(answer, loaded.run.fields, staff, words.strings)),
            ...enteredWords(answer, words.strings, words.timeZone),
            answer.note ? visit.history.note(answer.note) : '',
            answer.approvedBy ? visit.approvedBy(nameOf(staff, answer.approvedBy)) : '',
            voidedAt ? visit.history.voided(time(voidedAt)) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </li>
      {answer.was === undefined ? null : (
        <li className={styles.was}>
          <p>
            {visit.history.was}
            {visit.colon}
            <b>{told(answer.was)}</b>
          </p>
          <p className={styles.muted}>{visit.history.why(reasonWords(loaded.text, answer.why ?? ''))}</p>
        </li>
      )}
    </>
  )
}

/** The steps of a group one by one, to except single ones. */
export function GroupSheet({ request }: Of<'group'>) {
  const { loaded, stages, open } = useWork()
  const { visit, kit } = useStrings()
  const stage = stages.find(({ stage: one }) => one.id === request.stageId)
  if (!stage) return null
  const isPast = stage.state === 'left' || isClosed(loaded.run)
  return (
    <Sheet
      open
      title={loaded.text.groups[request.group] ?? visit.groupTitle}
      closeLabel={kit.close}
      onClose={() => open(null)}
    >
      {isPast ? null : <p className={styles.muted}>{visit.groupHint}</p>}
      {matesOf(stage.steps, request.group).map((view) => (
        <StepRow key={view.step.id} view={view} isFirst={false} isPast={isPast} />
      ))}
    </Sheet>
  )
}
