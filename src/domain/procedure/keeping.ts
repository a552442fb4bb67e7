/**
 * Checked, not kept: what a guest has not agreed to is judged like any other value, and the verdict alone is written. Every answer
 * passes here before it is a change, so no screen, draft, outbox or log ever holds the value itself (B4.3).
 * `{ systolic: 118, diastolic: 74 }` becomes `{ checked: 'pass' }`, `{ systolic: 168, … }` becomes `{ checked: 'outside' }`.
 */
import { isEqual, type Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { Fields } from '../../sync/record.ts'
import type { Keeps } from '../consent/consent.ts'
import { guestNumber } from '../people/guest-number.ts'
import { numberedGuest } from '../people/numbered.ts'
import { answerIn, isNotDone, parseField } from './answers.ts'
import { findStep, type Place } from './outline.ts'
import { asJson } from './plan.ts'
import { refuse } from './refusal.ts'
import type { Refusal, Run } from './run.ts'
import type { FormId, Procedure } from './structure.ts'
import { checkedValue, verdictIn } from './values.ts'

/** What goes into these is about the guest's health (A4.5, A7.4, A10.2). */
const HEALTH_FORMS: readonly FormId[] = ['consultationArchive', 'trackingCard', 'experienceRegister']
/** Stands for a reason in somebody's own words, which may hold what is not kept. */
const OTHER = 'other'

/** The steps of a visit whose answers need the guest's agreement, by their ids. */
export function agreedSteps(procedure: Procedure): ReadonlySet<string> {
  const places = procedure.stages.flatMap((stage) => stage.steps.map((step) => ({ stage, step })))
  return new Set(places.filter((place) => agreementFor(place) !== null).map(({ step }) => step.id))
}

/** Which agreement an answer needs; null for what is not about the guest, and for their own signature. */
function agreementFor({ stage, step }: Place): keyof Keeps | null {
  if (stage.table !== 'visits' || stage.track !== 'guest') return null
  if (step.kind === 'photo') return 'photos'
  if (step.kind === 'reading') return 'readings'
  const isIn = (...forms: readonly FormId[]) => step.form?.some((form) => forms.includes(form)) === true
  // Free words can hold anything; what stands in the register is the shop's own line.
  if (step.kind === 'note') return isIn('bookingRegister') ? null : 'record'
  return step.kind === 'choose' && isIn(...HEALTH_FORMS) ? 'record' : null
}

/** Whether what is entered here is checked and not kept. */
export function isNotKept(run: Run, place: Place): boolean {
  const agreement = agreementFor(place)
  return agreement !== null && !run.context.keeps[agreement]
}

function hasNoVerdict({ step }: Place): boolean {
  return step.kind === 'photo' || step.kind === 'note'
}

/** Why nothing can be entered at all: of a photo or a note there is no verdict to keep. */
export function keepingRefusal(run: Run, place: Place, value: Json): Refusal | null {
  return hasNoVerdict(place) && !isNotDone(value) && isNotKept(run, place)
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

/** The answers that go beyond what the guest has agreed to, as they may stay: a visit that is moved to them was begun as another's. */
export function strippedAnswers(run: Run): Fields {
  const fields: { [field: string]: Json } = {}
  for (const field of Object.keys(run.fields)) {
    const place = findStep(run, parseField(field)?.stepId ?? '')
    const answer = place && answerIn(run.fields, field)
    if (!place || !answer || verdictIn(answer.value) || !isNotKept(run, place)) continue
    const { note: _note, was: _was, why: _why, ...rest } = answer
    const isGone = hasNoVerdict(place) && !isNotDone(answer.value)
    fields[field] = isGone ? null : asJson({ ...rest, value: keptValue(run, place, answer.value) })
    if (run.fields[`was:${field}`]) fields[`was:${field}`] = null
  }
  return fields
}

/** What is written of a visit when it goes under a number: the verdict alone of what was entered, and nothing of what stopped counting. */
export function answersUnderNumber(run: Run): Fields {
  const bare = bareOf(run)
  const traces = Object.keys(run.fields).filter((field) => isTrace(field) && isHeld(bare, field))
  return { ...Object.fromEntries(traces.map((field) => [field, null])), ...strippedAnswers(bare) }
}

/**
 * Every field that may hold more than a visit under a number keeps, written or not: what a tablet that had not heard of it wrote
 * there before is forgotten too when it comes (S11).
 */
export function forgottenUnderNumber(run: Run): readonly string[] {
  const bare = bareOf(run)
  const named = [...agreedSteps(run.context.procedure)].flatMap((id) => [id, `was:${id}`, `void:${id}`])
  const held = Object.keys(run.fields).filter((field) => isHeld(bare, field))
  return [...new Set([MOVED, ...named, ...held])]
}

/** Begun for somebody else, of whom it tells. */
const MOVED = 'moved'
const OLD = /^(was|void):/

function isTrace(field: string): boolean {
  return field === MOVED || OLD.test(field)
}

function isHeld(bare: Run, field: string): boolean {
  if (field === MOVED || field.startsWith('void:')) return true
  const place = findStep(bare, parseField(field.replace(OLD, ''))?.stepId ?? '')
  return place !== null && isNotKept(bare, place)
}

function bareOf(run: Run): Run {
  return { ...run, context: { ...run.context, keeps: NOTHING } }
}

/** Of a visit under a number nothing is kept. */
const NOTHING: Keeps = { record: false, readings: false, photos: false }

/**
 * The changes of a step, with what came late of a guest under a number: a tablet that had not heard of it wrote down what is not
 * kept, and that goes with whatever is done next (S11).
 */
export function withLateGone(run: Run, changes: readonly Change[]): readonly Change[] {
  const { guest } = run.context
  if (run.table !== 'visits' || guest?.numbered !== true || changes.length === 0) return changes
  const visit = withLateAnswersGone(run, guest.id, changes)
  return guest.isNamed ? [...visit, numberedGuest(guest.id, guestNumber(guest.id))] : visit
}

function withLateAnswersGone(run: Run, guestId: string, changes: readonly Change[]): readonly Change[] {
  const left = Object.entries(answersUnderNumber(run))
  const late = left.filter(([field, value]) => !isEqual(value, run.fields[field] ?? null))
  if (late.length === 0) return changes
  const isOwn = ({ table, id }: Change) => table === run.table && id === run.id
  const own = changes.find(isOwn) ?? { table: run.table, id: run.id, fields: {} }
  // Whoever moves the visit to another guest sees to it.
  if (Object.hasOwn(own.fields, 'guestId')) return changes
  const fields = { ...Object.fromEntries(late), ...own.fields, guestId }
  const others = changes.filter((change) => !isOwn(change))
  return [{ ...own, person: guestId, forgets: late.map(([field]) => field), fields }, ...others]
}
