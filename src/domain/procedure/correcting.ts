/**
 * Plans a correction: the new value keeps the old one in `was` and the reason in `why`, after filing too.
 * The urn's start may only be moved earlier, so that no correction gives more time in the urn (D13).
 */
import { isEqual, type Json } from '../../base/json.ts'
import { datedAnswer } from '../urn/dated.ts'
import { planOverrun } from '../urn/overrun.ts'
import { currentStart, MISTAKEN, startsOf } from '../urn/starts.ts'
import { approvalRefusal, isBeforeRunningStart } from './answering.ts'
import { answerIn, fieldsOf, isNotDone, parseField, withFields } from './answers.ts'
import { isNotKept, keepingRefusal, keptReason, keptValue } from './keeping.ts'
import { earliestIn, earliestOf, momentOf } from './moment.ts'
import { findStep, isClosed, leftOf, type Place, stageApplies } from './outline.ts'
import { asJson, changeOf, done, type EventOf } from './plan.ts'
import { isObject, isRefusal, isText, refuse } from './refusal.ts'
import type { Answer, Refusal, Run, StepResult } from './run.ts'
import { parseSetting } from './steaming.ts'
import { NOTE_MAX, parseValue } from './values.ts'

function parseOff(value: unknown): { readonly value: Json } | Refusal {
  if (!isObject(value) || (value.how !== 'off' && value.how !== 'stop')) return refuse('badValue')
  if (value.how === 'off') return { value: { how: 'off' } }
  if (!isText(value.reason)) return refuse('needsReason')
  // A start that became a mistake afterwards would give time in the urn a second time.
  return value.reason === MISTAKEN ? refuse('limit') : { value: { how: 'stop', reason: value.reason } }
}

function parseCorrected(run: Run, { step }: Place, value: unknown, now: number) {
  const { start, change, ask, off } = run.context.procedure.clock
  if (step.id === start || step.id === change) return parseSetting(run, value)
  if (step.id === ask) return typeof value === 'boolean' ? { value } : refuse('badValue')
  if (step.id === off) return parseOff(value)
  const parsed = parseValue(step, value, { earliest: earliestOf(run), now })
  if ('refused' in parsed || !step.gate || !isNotDone(parsed.value)) return parsed
  return refuse('gateCannotBeSkipped', { gate: step.gate.name })
}

/** The instants that a corrected start, "off" or "led out" may have; null when it may be any. */
function boundsOf(
  run: Run,
  stepId: string,
  n: number | undefined,
): { from: number; to: number } | Refusal | null {
  const { start, off, out } = run.context.procedure.clock
  const outAt = answerIn(run.fields, out)?.at
  // Nobody is led out of an urn that is on (A7.2).
  if (stepId === out)
    return { from: currentStart(run)?.off?.at ?? earliestOf(run), to: Number.POSITIVE_INFINITY }
  if (stepId !== start && stepId !== off) return null
  const starts = startsOf(run)
  const i = starts.findIndex((one) => one.n === n)
  const one = starts[i]
  if (!one || one.annulled || i < starts.length - 1) return refuse('limit')
  if (stepId === off) return { from: one.at, to: outAt ?? Number.POSITIVE_INFINITY }
  return { from: starts[i - 1]?.off?.at ?? fieldsOf(run).begun?.at ?? one.at, to: one.at }
}

function isStillOpen(run: Run, { stage, step }: Place): boolean {
  const { start, off } = run.context.procedure.clock
  if (isClosed(run) || step.id === start || step.id === off || isBeforeRunningStart(run, step)) return false
  return leftOf(run, stage.id) === null && stageApplies(run, stage)
}

/** A second tap on "correct" would else put the new value in the place of the true old one. */
function isUnchanged(old: Answer, value: Json, at: number, approvedBy: unknown): boolean {
  const isApproved = !isText(approvedBy) || approvedBy === old.approvedBy
  return old.at === at && isApproved && isEqual(old.value, value)
}

function isPicture({ step }: Place): boolean {
  return step.kind === 'photo' || step.kind === 'signature'
}

/** What `was` says: the old value, but of a picture only that it is kept, in `was:<field>`; two of them are too large (CS7). */
function oldValue(place: Place, old: Answer): Json {
  return isPicture(place) && !isNotDone(old.value) ? { picture: 'kept' } : old.value
}

function correctedAnswer(run: Run, place: Place, old: Answer, event: EventOf<'correct'>, now: number) {
  const { clock } = run.context.procedure
  const parsed = parseCorrected(run, place, event.value, now)
  if ('refused' in parsed) return parsed
  const unagreed = keepingRefusal(run, place, parsed.value)
  if (unagreed) return unagreed
  const unapproved = approvalRefusal(place, parsed.value, event.approvedBy, event.why)
  if (unapproved) return unapproved
  const bounds = boundsOf(run, place.step.id, parseField(event.field)?.n)
  if (bounds && 'refused' in bounds) return bounds
  const moment =
    event.at === undefined
      ? { at: old.at }
      : momentOf(event.at, now, bounds?.from ?? earliestIn(run, place.stage))
  if (isRefusal(moment)) return moment
  if (bounds && moment.at > bounds.to) return refuse('limit')
  const value = keptValue(run, place, parsed.value)
  if (isUnchanged(old, value, moment.at, event.approvedBy)) return refuse('unchanged')
  const isClock = place.step.id === clock.start || place.step.id === clock.off
  // Of the urn's instants the old one is kept too; and "off" keeps when it was first confirmed.
  const was = isClock && isObject(old.value) ? { ...(old.value as object), at: old.at } : oldValue(place, old)
  const confirmedAt = old.enteredAt ?? old.at
  const enteredAt = place.step.id === clock.off ? confirmedAt : now
  return {
    value,
    at: moment.at,
    by: event.by,
    ...(old.note && { note: old.note }),
    ...(enteredAt > moment.at && { enteredAt }),
    was: asJson(was as object),
    why: keptReason(run, place, event.why),
    ...(isText(event.approvedBy) && { approvedBy: event.approvedBy }),
  }
}

/** Corrects an answer whose stage was left, or one of the urn's instants at any time. */
export function planCorrect(run: Run, event: EventOf<'correct'>, now: number): StepResult {
  const parsed = typeof event.field === 'string' ? parseField(event.field) : null
  const place = parsed && findStep(run, parsed.stepId)
  if (!parsed || !place) return refuse('unknownStep')
  const about = { stepId: place.step.id }
  const old = datedAnswer(run, event.field)
  if (!old) return refuse('badValue', { ...about, detail: 'noAnswer' })
  if (!isText(event.why)) return refuse('needsReason', about)
  if (isStillOpen(run, place)) return refuse('stageOpen', about)
  const answer = correctedAnswer(run, place, old, event, now)
  if ('refused' in answer) return { ...about, ...answer }
  const kept = isPicture(place) ? { [`was:${event.field}`]: asJson(old) } : {}
  const fields = { ...kept, [event.field]: asJson(answer) }
  const { start, off, out } = run.context.procedure.clock
  const isClock = place.step.id === start || place.step.id === off
  const n = place.step.id === out ? currentStart(run)?.n : isClock ? parsed.n : undefined
  const after = withFields(run, fields)
  const incident = n ? planOverrun(run, after, n, { by: event.by, now }) : []
  return done([changeOf(run, fields), ...incident])
}

/** Writes an answer's note and nothing else of it; of an approved answer it is the reason, and cannot be cleared. */
export function planNote(run: Run, event: EventOf<'note'>): StepResult {
  if (isClosed(run)) return refuse('closed')
  const parsed = typeof event.field === 'string' ? parseField(event.field) : null
  const place = parsed && findStep(run, parsed.stepId)
  if (!place) return refuse('unknownStep')
  const about = { stepId: place.step.id }
  const answer = answerIn(run.fields, event.field)
  if (!answer || typeof event.note !== 'string') return refuse('badValue', about)
  const note = event.note.trim()
  if (note.length > NOTE_MAX) return refuse('limit', { ...about, detail: 'note' })
  if (note === (answer.note ?? '')) return refuse('unchanged', about)
  if (note !== '' && isNotKept(run, place)) return refuse('notAgreed', about)
  if (note === '' && answer.approvedBy && !answer.why) return refuse('needsReason', about)
  const { note: _old, ...rest } = answer
  return done(changeOf(run, { [event.field]: asJson(note === '' ? rest : { ...rest, note }) }))
}
