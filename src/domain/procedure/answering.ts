/**
 * Plans what happens to answers: given, taken back while their stage is open, corrected with a reason after it.
 * A step that stayed open in a left stage, or in a filed visit, can still be entered: that is a late entry.
 */
import type { Json } from '../../base/json.ts'
import type { Fields } from '../../sync/record.ts'
import type { StaffId, StepId } from '../ids.ts'
import { breaksOf, overByBreakAt } from '../urn/away.ts'
import { mayAwaitOut } from '../urn/out.ts'
import { isOverrun, planOverrun } from '../urn/overrun.ts'
import { currentStart, isSteaming, untilFields } from '../urn/starts.ts'
import { answerIn, fieldOf, fieldsOf, isNotDone, nextNumber, parseField, withFields } from './answers.ts'
import type { Facts } from './facts.ts'
import { answerOf, closedBefore, isNumbered } from './gates.ts'
import { isNotKept, keepingRefusal, keptValue } from './keeping.ts'
import { earliestIn, earliestOf, type Moment, momentOf } from './moment.ts'
import { findStep, isClosed, leftOf, type Place, stepApplies } from './outline.ts'
import { changeOf, done, type EventOf } from './plan.ts'
import { isObject, isRefusal, isText, refuse } from './refusal.ts'
import type { Answer, AnswerInput, Refusal, Run, StepResult } from './run.ts'
import type { Step } from './structure.ts'
import { isComplete, NOTE_MAX, parseValue, wantsApproval } from './values.ts'

/** More than a screen can show is a mistake; with the record's own fields it stays far below CS7's 200. */
const ANSWERS_MAX = 60
const NUMBER_MAX = 999
/** Stands for a reason that was said aloud. */
const SAID = 'said'

/** Why a step cannot be answered now; null when it can. `n` says which one of a repeated step. */
export function answerRefusal(run: Run, { stage, step }: Place, n?: number, facts?: Facts): Refusal | null {
  // Closed by somebody who did not know of the urn: that its guest is out can be said all the same (D13).
  const isAwaited = step.id === run.context.procedure.clock.out && mayAwaitOut(run.fields)
  if (fieldsOf(run).voided && !isAwaited) return refuse('closed')
  if (!stepApplies(run, { stage, step }, facts)) return refuse('notApplicable', { stepId: step.id })
  const field = isNumbered(run, step) ? n !== undefined && fieldOf(step.id, n) : step.id
  const given = field === false ? null : answerIn(run.fields, field)
  const isOpen = given === null || !isComplete(given.value)
  if (isClosed(run) && (run.table !== 'visits' || !isOpen)) return refuse('closed')
  if (leftOf(run, stage.id) && !isOpen) return refuse('stageLeft', { stepId: step.id })
  // By then it let somebody into the urn: from there on it is corrected, with a reason.
  if (!isOpen && isBeforeRunningStart(run, step)) return refuse('alreadySteaming', { stepId: step.id })
  if (step.gate?.name === 'cleanRoom' && run.context.openTurnover && !currentStart(run)) {
    return refuse('roomNotClean', { gate: 'cleanRoom', stepId: step.id, detail: run.context.openTurnover.id })
  }
  if (step.id === run.context.procedure.clock.out) {
    // Nobody is led out of an urn that is on, or was never entered; with `at` it is entered afterwards.
    if (!currentStart(run)) return refuse('notSteaming', { stepId: step.id })
    if (isSteaming(run)) return refuse('steamingUnderWay', { stepId: step.id })
  }
  return closedBefore(run, step.id).find((closed) => closed.stepId !== step.id) ?? null
}

/** Whether the step is a gate that stands before the urn, and the urn has been started. */
export function isBeforeRunningStart(run: Run, step: Step): boolean {
  return step.gate?.before === run.context.procedure.clock.start && currentStart(run) !== null
}

/** Why a value needs somebody's name and reason first; null when it does not, or has them. */
export function approvalRefusal(
  place: Place,
  value: Json,
  approvedBy: unknown,
  reason: unknown,
): Refusal | null {
  const about = { stepId: place.step.id, ...(place.step.gate && { gate: place.step.gate.name }) }
  if (!wantsApproval(place.step, value)) return null
  if (!isText(approvedBy)) return refuse('needsApproval', about)
  return isText(reason, NOTE_MAX) ? null : refuse('needsReason', about)
}

/** The urn's own steps are answered by their events; only "this check was left out" comes as an answer. */
function isByEvent(run: Run, stepId: string, value: unknown): boolean {
  const { start, check, ask, change, off, away } = run.context.procedure.clock
  if (stepId === check) return !(isObject(value) && 'notDone' in value)
  return [start, ask, change, off, away].some((id) => id === stepId)
}

function numberOf(run: Run, place: Place, input: AnswerInput): number | undefined | Refusal {
  const { step } = place
  const { clock } = run.context.procedure
  if (!isNumbered(run, step))
    return input.n === undefined ? undefined : refuse('badValue', { stepId: step.id })
  const n = input.n ?? (step.id === clock.check ? Number.NaN : nextNumber(run.fields, step.id))
  if (!Number.isInteger(n) || n < 1) return refuse('badValue', { stepId: step.id })
  if (n > NUMBER_MAX) return refuse('limit', { stepId: step.id })
  const isOffBeat = step.id === clock.check && (n % clock.everyMin !== 0 || n >= clock.offMin)
  return isOffBeat ? refuse('notAllMinutes', { stepId: step.id }) : n
}

function planOne(run: Run, input: AnswerInput, moment: Moment, by: StaffId, now: number) {
  if (!isObject(input) || typeof input.stepId !== 'string') return refuse('badValue')
  const place = findStep(run, input.stepId)
  if (!place) return refuse('unknownStep', { detail: String(input.stepId).slice(0, 80) })
  const { step } = place
  if (isByEvent(run, step.id, input.value)) return refuse('badValue', { stepId: step.id })
  const n = numberOf(run, place, input)
  if (typeof n === 'object') return n
  const refusal = answerRefusal(run, place, n)
  if (refusal) return refusal
  const isOut = step.id === run.context.procedure.clock.out
  const from = isOut ? (currentStart(run)?.off?.at ?? 0) : earliestIn(run, place.stage)
  if (moment.at < from) {
    return refuse('beforeStart', { stepId: step.id })
  }
  const parsed = parseValue(step, input.value, { earliest: earliestOf(run), now })
  if ('refused' in parsed) return { ...parsed, stepId: step.id }
  if (step.gate && isNotDone(parsed.value)) {
    return refuse('gateCannotBeSkipped', { gate: step.gate.name, stepId: step.id })
  }
  if (input.note !== undefined && (typeof input.note !== 'string' || input.note.length > NOTE_MAX)) {
    return refuse('limit', { stepId: step.id, detail: 'note' })
  }
  const unagreed = keepingRefusal(run, place, parsed.value)
  if (unagreed) return unagreed
  // The reason for an approval is said then, not kept: in somebody's own words it may hold the value.
  const reason = isNotKept(run, place) ? SAID : input.note
  const unapproved = approvalRefusal(place, parsed.value, input.approvedBy, reason)
  if (unapproved) return unapproved
  const answer: Answer = {
    value: keptValue(run, place, parsed.value),
    ...moment,
    by,
    ...(isText(input.note, NOTE_MAX) && !isNotKept(run, place) && { note: input.note }),
    ...(isText(input.approvedBy) && { approvedBy: input.approvedBy }),
  }
  return { field: fieldOf(step.id, n), answer }
}

/** Answers one or several steps; all of them, or none (CS1). */
export function planAnswer(run: Run, event: EventOf<'answer'>, now: number): StepResult {
  if (!Array.isArray(event.answers) || event.answers.length === 0) return refuse('badValue')
  if (event.answers.length > ANSWERS_MAX) return refuse('limit')
  const moment = momentOf(event.at, now, earliestOf(run))
  if (isRefusal(moment)) return moment
  const fields: { [field: string]: Json } = {}
  let sofar = run
  for (const input of event.answers as readonly AnswerInput[]) {
    const planned = planOne(sofar, input, moment, event.by, now)
    if ('refused' in planned) return planned
    fields[planned.field] = planned.answer
    sofar = withFields(sofar, { [planned.field]: planned.answer })
  }
  const start = currentStart(run)
  const isOut = start?.off && fields[run.context.procedure.clock.out] !== undefined
  const incident = isOut ? planOverrun(run, sofar, start.n, { by: event.by, now }) : []
  return done([changeOf(run, fields), ...incident], [{ kind: 'vibrate', pattern: 'done' }])
}

/** Why an answer cannot be taken back now; null when it can. */
export function undoRefusal(run: Run, field: string, now?: number): Refusal | null {
  if (isClosed(run)) return refuse('closed')
  const parsed = parseField(field)
  const place = parsed && findStep(run, parsed.stepId)
  if (!place) return refuse('unknownStep')
  const { stage, step } = place
  const about = { stepId: step.id }
  if (!answerIn(run.fields, field)) return refuse('badValue', about)
  if (step.id === run.context.procedure.clock.start) return refuse('alreadySteaming', about)
  if (leftOf(run, stage.id)) return refuse('stageLeft', about)
  if (step.id === run.context.procedure.clock.off) return undoOffRefusal(run, step.id, parsed.n, now)
  if (step.id === run.context.procedure.clock.away) {
    // A break that was too long has ended the session; taken back it would begin again.
    const own = breaksOf(run).filter(({ n }) => n === parsed.n)
    return overByBreakAt(own, now ?? 0) === null ? null : refuse('limit', about)
  }
  return isBeforeRunningStart(run, step) ? refuse('alreadySteaming', about) : null
}

/** "Off" told by mistake can be taken back, for the urn is on; not once the guest is out, or the half hour was over. */
function undoOffRefusal(run: Run, stepId: StepId, n: number | undefined, now?: number): Refusal | null {
  const start = currentStart(run)
  const out = findStep(run, run.context.procedure.clock.out)
  const isLast =
    start?.off && start.n === n && !isOverrun(run, start) && start.off.at <= (now ?? start.off.at)
  return isLast && !(out && answerOf(run, out.step)) ? null : refuse('limit', { stepId })
}

/**
 * Undo is for one's own deed: what a colleague did is not taken back behind their back. "Off" is anybody's, for an urn that is on
 * has to be watched by whoever stands there (D13).
 */
export function ownRefusal(run: Run, field: string, by: StaffId | null): Refusal | null {
  const stepId = parseField(field)?.stepId as StepId | undefined
  const isOwn = answerIn(run.fields, field)?.by === by || stepId === run.context.procedure.clock.off
  return isOwn ? null : refuse('notYours', stepId ? { stepId } : {})
}

/** Takes an answer back while its stage is open; that the guest is out; or the visit's early end, until something follows from it. */
export function planUndo(run: Run, event: EventOf<'undo'>, now: number): StepResult {
  if (typeof event.field !== 'string') return refuse('badValue')
  if (event.field === 'ended' && fieldsOf(run).ended && !isClosed(run)) {
    // The room has been handed over already, and may be clean for somebody else by now.
    if (fieldsOf(run).turnover) return refuse('limit')
    return done(changeOf(run, { ended: null }))
  }
  if (event.field === 'ledOut' && fieldsOf(run).ledOut && !isClosed(run)) {
    return done(changeOf(run, { ledOut: null }))
  }
  const refusal = undoRefusal(run, event.field, now) ?? ownRefusal(run, event.field, event.by)
  if (refusal) return refusal
  const parsed = parseField(event.field)
  const isOff = parsed?.stepId === run.context.procedure.clock.off
  const ledOut: Fields = fieldsOf(run).ledOut ? { ledOut: null } : {}
  const about = isOff ? { ...untilFields(run, parsed?.n ?? 0, false), ...ledOut } : {}
  return done(changeOf(run, { [event.field]: null, ...about }), isOff ? [{ kind: 'wakeLock', on: true }] : [])
}
