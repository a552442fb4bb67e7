/**
 * What the urn's record says, one line each, and its correction: start, changes, the question, checks, "off". While the
 * stage is open most are taken back instead; start and "off" are corrected at any time, with their instants (D13).
 */
import { MINUTE_MS } from '../../../base/clock.ts'
import type { Json } from '../../../base/json.ts'
import type { StepId } from '../../../domain/ids.ts'
import { answerAsSeen, isAboutHealth } from '../../../domain/people/seen.ts'
import { answerIn, fieldOf, numberedAnswers, parseField } from '../../../domain/procedure/answers.ts'
import { isObject } from '../../../domain/procedure/refusal.ts'
import type { Answer } from '../../../domain/procedure/run.ts'
import { canUndo } from '../../../domain/procedure/view.ts'
import { steamClock } from '../../../domain/urn/clock.ts'
import { currentStart } from '../../../domain/urn/starts.ts'
import { Button } from '../../kit/Button.tsx'
import { Choice } from '../../kit/Choice.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { useApp } from '../../state/app.tsx'
import { clockTime } from '../../state/times.ts'
import { type Strings, useStrings } from '../../strings/strings.ts'
import { minSec } from '../format.ts'
import { labelOf, optionWords, settingWords, valueWords } from '../stage/value-words.ts'
import type { Plan } from '../steam/plan.ts'
import { PlanFields } from '../steam/StartPanel.tsx'
import { enteredWords, useWords } from '../steps/use-step.ts'
import { useWork, type Work } from '../work.tsx'
import { ActionSheet } from './ActionSheet.tsx'
import { ReasonField, WhenField } from './fields.tsx'
import styles from './sheets.module.css'
import { useTyped } from './use-typed.ts'

type Entry = {
  readonly field: string
  readonly stepId: StepId
  readonly answer: Answer
  readonly label: string
  readonly isClock: boolean
}

/** Of the start that counts, in the order in which things happen. */
function entriesOf({ run, procedure, text }: Work['loaded'], { visit }: Strings): readonly Entry[] {
  const { start, check, change, ask, off } = procedure.clock
  const n = currentStart(run)?.n
  const one = (stepId: StepId, field: string, label: string, isClock: boolean): readonly Entry[] => {
    const answer = answerIn(run.fields, field)
    return answer ? [{ field, stepId, answer, label, isClock }] : []
  }
  const many = (stepId: StepId, label: (n: number) => string) =>
    numberedAnswers(run.fields, stepId).flatMap((given) =>
      one(stepId, fieldOf(stepId, given.n), label(given.n), false),
    )
  return [
    ...one(start, fieldOf(start, n), visit.steam.record.start, true),
    ...many(check, visit.steam.record.check),
    ...many(change, () => labelOf(text, change)),
    ...one(ask, ask, labelOf(text, ask), false),
    ...one(off, fieldOf(off, n), labelOf(text, off), true),
  ]
}

/** Every entry with what can still be done with it. */
export function UrnRecordSheet() {
  const { loaded, open, tell, looker, mayUndo } = useWork()
  const { clock: device } = useApp()
  const words = useWords()
  const { visit, kit } = words.strings
  const steps = loaded.procedure.stages.flatMap((stage) => stage.steps)
  const { check, graceMin } = loaded.procedure.clock
  const graceMs = graceMin * MINUTE_MS
  const checks = steamClock(loaded.run, device.now())?.checks.filter(({ state }) => state === 'late') ?? []
  const told = ({ stepId, field, answer: given }: Entry) => {
    const step = steps.find(({ id }) => id === stepId)
    const answer = step && looker ? answerAsSeen(step, given, looker) : given
    const found = isObject(answer.value) && Array.isArray(answer.value.found) ? answer.value.found : null
    const what = found
      ? found.map((id) => optionWords(loaded.text, stepId, String(id))).join(visit.and) ||
        visit.steam.allNormal
      : step
        ? valueWords(step, answer.value, words)
        : ''
    const late = checks.find(({ minute }) => field === fieldOf(check, minute))
    const notes = [
      what,
      ...(late && answer.at > late.dueAt + graceMs
        ? [visit.steam.checkLate(minSec(answer.at - late.dueAt))]
        : []),
      ...enteredWords(answer, words.strings, words.timeZone),
    ]
    return visit.steam.record.when(clockTime(answer.at, words.timeZone), notes.filter(Boolean).join(' · '))
  }
  const correct = (entry: Entry) => {
    const { stepId, field } = entry
    if (stepId !== loaded.procedure.clock.check) return open({ kind: 'correctUrn', field })
    const n = parseField(field)?.n
    open({ kind: 'value', stepId, mode: 'correct', ...(n === undefined ? {} : { n }) })
  }
  return (
    <Sheet open title={visit.steam.record.title} closeLabel={kit.close} onClose={() => open(null)}>
      <ul className={styles.list}>
        {entriesOf(loaded, words.strings).map((entry) => {
          // What can be taken back is not corrected; where that is a colleague's to do, neither is offered.
          const isOpen = !entry.isClock && canUndo(loaded.run, entry.field)
          const step = steps.find(({ id }) => id === entry.stepId)
          const isHidden = looker !== null && step !== undefined && isAboutHealth(step)
          const verb = isOpen ? visit.undo : visit.correct.title
          const isOffered = !isOpen || mayUndo(entry.field)
          return (
            <li key={entry.field} className={styles.entry}>
              <span className={styles.entryWords}>
                {entry.label}
                <span className={styles.muted}>{told(entry)}</span>
              </span>
              {isHidden || !isOffered ? null : (
                <Button
                  small
                  aria-label={`${verb}${visit.colon}${entry.label}`}
                  onPress={() => (isOpen ? void tell({ type: 'undo', field: entry.field }) : correct(entry))}
                >
                  {verb}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}

/** One of them; nothing when it is gone. */
export function UrnCorrectSheet({ field }: { readonly field: string }) {
  const strings = useStrings()
  const { loaded } = useWork()
  const entry = entriesOf(loaded, strings).find((one) => one.field === field)
  return entry ? <Correcting entry={entry} /> : null
}

function Correcting({ entry }: { readonly entry: Entry }) {
  const { clock: device } = useApp()
  const { loaded } = useWork()
  const words = useWords()
  const { strings, timeZone } = words
  const { visit } = strings
  const { answer, stepId, field, label, isClock } = entry
  const about = [answer.at, answer.value]
  const [value, setValue] = useTyped<Json>(`urn ${field} value`, () => answer.value, { about })
  const [at, setAt] = useTyped(`urn ${field} at`, () => answer.at, { about })
  const [why, setWhy] = useTyped(`urn ${field} why`, () => '', { about })
  const isSame = at === answer.at && JSON.stringify(value) === JSON.stringify(answer.value)
  const was = visit.steam.record.when(clockTime(answer.at, timeZone), urnValueWords(answer.value, strings))
  return (
    <ActionSheet
      title={`${visit.correct.title}${visit.colon}${label}`}
      label={visit.correct.save}
      action={
        isSame
          ? { missing: visit.steam.changeSame }
          : why
            ? { type: 'correct', field, value, why, ...(at === answer.at ? {} : { at }) }
            : { missing: visit.correct.needWhy }
      }
    >
      <p className={styles.was}>{visit.correct.was(was)}</p>
      <UrnValueField value={value} label={label} onChange={setValue} />
      {isClock || stepId === loaded.procedure.clock.ask ? (
        <WhenField at={at} onChange={(next) => setAt(next ?? device.now())} />
      ) : null}
      <ReasonField
        label={visit.correct.why}
        reasons={loaded.procedure.reasons.correct}
        first={why}
        onChange={setWhy}
      />
      <p className={styles.muted}>{visit.correct.keep}</p>
    </ActionSheet>
  )
}

function urnValueWords(value: Json, strings: Strings): string {
  const { steam } = strings.visit
  if (typeof value === 'boolean') return value ? steam.answeredYes : steam.answeredNo
  const plan = planIn(value)
  return plan?.setting
    ? `${settingWords(strings, plan.setting)} · ${steam.plannedMin(plan.plannedMin ?? 0)}`
    : steam.ended
}

function planIn(value: Json): Plan | null {
  if (!isObject(value) || typeof value.setting !== 'string') return null
  return { setting: value.setting, plannedMin: Number(value.plannedMin) }
}

/** Of "off" only the instant can be another. */
function UrnValueField({
  value,
  label,
  onChange,
}: {
  readonly value: Json
  readonly label: string
  readonly onChange: (value: Json) => void
}) {
  const { visit } = useStrings()
  const plan = planIn(value)
  if (plan) return <PlanFields plan={plan} onChange={(next) => onChange({ ...next })} />
  if (typeof value !== 'boolean') return null
  return (
    <Choice
      label={label}
      options={[
        { id: 'yes', label: visit.steam.answeredYes },
        { id: 'no', label: visit.steam.answeredNo },
      ]}
      value={[value ? 'yes' : 'no']}
      onChange={([id]) => (id === undefined ? undefined : onChange(id === 'yes'))}
    />
  )
}
