/**
 * Checked, not kept: what a guest has not agreed to is judged like any other value, and the verdict alone is written. Every answer
 * passes here before it is a change, so no screen, draft, outbox or log ever holds the value itself (B4.3).
 * `{ systolic: 118, diastolic: 74 }` becomes `{ checked: 'pass' }`, `{ systolic: 168, … }` becomes `{ checked: 'outside' }`.
 */
import type { Json } from '../../base/json.ts'
import type { Keeps } from '../consent/consent.ts'
import { isNotDone } from './answers.ts'
import type { Place } from './outline.ts'
import { refuse } from './refusal.ts'
import type { Refusal, Run } from './run.ts'
import type { FormId } from './structure.ts'
import { checkedValue } from './values.ts'

/** What goes into these is about the guest's health (A4.5, A10.2). */
const HEALTH_FORMS: readonly FormId[] = ['consultationArchive', 'experienceRegister']
/** Stands for a reason in somebody's own words, which may hold what is not kept. */
const OTHER = 'other'

/** Which agreement an answer needs; null for what is not about the guest, and for their own signature. */
function agreementFor({ stage, step }: Place): keyof Keeps | null {
  if (stage.table !== 'visits' || stage.track !== 'guest') return null
  if (step.kind === 'photo') return 'photos'
  if (step.kind === 'reading') return 'readings'
  const isTold = step.kind === 'choose' || step.kind === 'note'
  return isTold && step.form?.some((form) => HEALTH_FORMS.includes(form)) ? 'record' : null
}

/** Whether what is entered here is checked and not kept. */
export function isNotKept(run: Run, place: Place): boolean {
  const agreement = agreementFor(place)
  return agreement !== null && !run.context.keeps[agreement]
}

/** Why nothing can be entered at all: of a photo or a note there is no verdict to keep. */
export function keepingRefusal(run: Run, place: Place, value: Json): Refusal | null {
  const hasNoVerdict = place.step.kind === 'photo' || place.step.kind === 'note'
  return hasNoVerdict && !isNotDone(value) && isNotKept(run, place)
    ? refuse('notAgreed', { stepId: place.step.id })
    : null
}

/** The value as it is written. */
export function keptValue(run: Run, place: Place, value: Json): Json {
  if (!isNotKept(run, place)) return value
  if (isNotDone(value)) return { notDone: keptReason(run, place, value.notDone) }
  return checkedValue(place.step, value)
}

/** A reason as it is written: beside what is not kept, one of the procedure's own. */
export function keptReason(run: Run, place: Place, reason: string): string {
  const { notDone, correct } = run.context.procedure.reasons
  return !isNotKept(run, place) || [...notDone, ...correct].includes(reason) ? reason : OTHER
}
