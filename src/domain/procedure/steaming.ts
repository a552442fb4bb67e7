/**
 * Plans the urn's events (A5.11, A6, D6, D13): start, check, change, the question, off and stop. Nothing here
 * writes an "off" that no person confirmed, and nothing moves a deadline later.
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { Json } from '../../base/json.ts'
import type { StaffId } from '../ids.ts'
import { AWAY_TOO_LONG } from '../urn/away.ts'
import { steamClock } from '../urn/clock.ts'
import { outOf } from '../urn/out.ts'
import { planOverrun } from '../urn/overrun.ts'
import {
  currentStart,
  deadlineOf,
  MISTAKEN,
  MISTAKEN_WITHIN_MS,
  type Start,
  sinceField,
  untilFields,
} from '../urn/starts.ts'
import { answerIn, fieldOf, fieldsOf, nextNumber, numberedAnswers, withFields } from './answers.ts'
import { closedAmong, closedBeforeStart } from './gates.ts'
import { type Moment, momentOf } from './moment.ts'
import { findStep, isClosed, leftOf, stepApplies } from './outline.ts'
import { asJson, changeOf, done, type EventOf } from './plan.ts'
import { isObject, isRefusal, isText, refuse } from './refusal.ts'
import type { Effect, Refusal, Run, StepResult } from './run.ts'
import { NOTE_MAX, parseValue } from './values.ts'

export const FELT: Effect = { kind: 'vibrate', pattern: 'done' }

/** Checks a setting and its minutes: `{ setting: '1', plannedMin: 30 }`; 1 to the rule's end, never beyond (D6). */
export function parseSetting(run: Run, value: unknown): { readonly value: Json } | Refusal {
  const { clock } = run.context.procedure
  if (!isObject(value)) return refuse('badValue')
  const { setting, plannedMin } = value
  if (typeof setting !== 'string' || !clock.settings.includes(setting)) {
    return refuse('badValue', { detail: 'setting' })
  }
  if (typeof plannedMin !== 'number' || !Number.isInteger(plannedMin)) {
    return refuse('badValue', { detail: 'plannedMin' })
  }
  if (plannedMin < 1 || plannedMin > clock.offMin) return refuse('limit', { detail: 'plannedMin' })
  return { value: { setting, plannedMin } }
}

/** The fields that leave the start's stage, for starting steam is its last act; none while a gate of it is closed. */
function leaveStartStage(run: Run, at: number, by: StaffId): { [field: string]: Json } {
  const place = findStep(run, run.context.procedure.clock.start)
  if (!place || leftOf(run, place.stage.id)) return {}
  const { stage } = place
  const steps = stage.steps
    .map((step) => ({ stage, step }))
    .filter(({ step }) => stepApplies(run, { stage, step }))
  return closedAmong(run, steps).length > 0 ? {} : { [`left:${stage.id}`]: { at, by } }
}

/** Starts steam and the clock, once every gate before it is open. */
export function planSteamStart(run: Run, event: EventOf<'steamStart'>, now: number): StepResult {
  const { clock } = run.context.procedure
  if (isClosed(run)) return refuse('closed')
  const place = findStep(run, clock.start)
  if (!place || !stepApplies(run, place)) return refuse('notApplicable')
  if (currentStart(run)) return refuse('alreadySteaming')
  const [closed] = closedBeforeStart(run)
  if (closed) return closed
  const parsed = parseSetting(run, event)
  if ('refused' in parsed) return parsed
  const n = nextNumber(run.fields, clock.start)
  if (deadlineOf(run, { n, at: now }) <= now) return refuse('limit', { detail: 'spent' })
  const field = fieldOf(clock.start, n)
  const start: { [field: string]: Json } = {
    [field]: { value: parsed.value, at: now, by: event.by },
    [sinceField(field, now)]: asJson({ at: now, by: event.by, place: fieldsOf(run).place ?? null }),
  }
  const left = leaveStartStage(withFields(run, start), now, event.by)
  return done(changeOf(run, { ...start, ...left }), [{ kind: 'wakeLock', on: true }, FELT])
}

/** When something during steaming was done: from the start until now, or until "off" for a late entry. */
function momentInUrn(start: Start, stated: unknown, now: number): Moment | Refusal {
  if (start.off && stated === undefined) return refuse('notSteaming')
  const moment = momentOf(stated, now, start.at)
  if (isRefusal(moment)) return moment
  return start.off && moment.at > start.off.at ? refuse('notSteaming') : moment
}

/** The five-minute check (A6.1); with `at` also afterwards, as a late entry. */
export function planCheck(run: Run, event: EventOf<'check'>, now: number): StepResult {
  const { clock } = run.context.procedure
  const start = currentStart(run)
  const place = findStep(run, clock.check)
  if (!start || !place) return refuse('notSteaming')
  const { minute } = event
  if (!Number.isInteger(minute) || minute < clock.everyMin || minute >= clock.offMin)
    return refuse('badValue')
  if (minute % clock.everyMin !== 0) return refuse('notAllMinutes')
  const field = fieldOf(clock.check, minute)
  const isGiven = answerIn(run.fields, field) !== null
  if (isGiven && isClosed(run)) return refuse('closed')
  if (isGiven && leftOf(run, place.stage.id)) return refuse('stageLeft', { stepId: place.step.id })
  if (fieldsOf(run).voided) return refuse('closed')
  const moment = momentInUrn(start, event.at, now)
  if (isRefusal(moment)) return moment
  if (moment.at < start.at + (minute - clock.graceMin) * MINUTE_MS) return refuse('tooEarly')
  const parsed = parseValue(place.step, { found: event.found }, { earliest: start.at, now })
  if ('refused' in parsed) return parsed
  if (event.note !== undefined && !isText(event.note, NOTE_MAX)) return refuse('badValue', { detail: 'note' })
  const note = event.note ? { note: event.note } : {}
  const answer = asJson({ value: parsed.value, ...moment, by: event.by, ...note })
  return done(changeOf(run, { ...movedInto(run, event), [field]: answer }), [FELT])
}

/** Clears what was noticed and now stands in the check; what the check does not say stays where it is. */
function movedInto(run: Run, { noticed = [], found }: EventOf<'check'>): { [field: string]: null } {
  const { between } = run.context.procedure.clock
  const moved = numberedAnswers(run.fields, between).filter(
    ({ n, answer }) => noticed.includes(n) && found.includes(String(answer.value)),
  )
  return Object.fromEntries(moved.map(({ n }) => [fieldOf(between, n), null]))
}

/** Another setting, or other minutes, on the way (A6.4). */
export function planChange(run: Run, event: EventOf<'change'>, now: number): StepResult {
  const { clock } = run.context.procedure
  const start = currentStart(run)
  if (!start || start.off) return refuse('notSteaming')
  const parsed = parseSetting(run, event)
  if ('refused' in parsed) return parsed
  const field = fieldOf(clock.change, nextNumber(run.fields, clock.change))
  return done(changeOf(run, { [field]: { value: parsed.value, at: now, by: event.by } }), [FELT])
}

/** The answer to "shall we go on?" (A6.5); a no asks for "off", it does not switch anything off. */
export function planContinue(run: Run, event: EventOf<'continue'>, now: number): StepResult {
  const { clock } = run.context.procedure
  const start = currentStart(run)
  const urn = steamClock(run, now)
  if (!start || !urn) return refuse('notSteaming')
  if (typeof event.goOn !== 'boolean') return refuse('badValue')
  if (fieldsOf(run).voided || (isClosed(run) && answerIn(run.fields, clock.ask))) return refuse('closed')
  if (start.off && answerIn(run.fields, clock.ask)) return refuse('notSteaming')
  const moment = momentInUrn(start, event.at, now)
  if (isRefusal(moment)) return moment
  if (moment.at < urn.askAt - clock.graceMin * MINUTE_MS) return refuse('tooEarly')
  return done(changeOf(run, { [clock.ask]: asJson({ value: event.goOn, ...moment, by: event.by }) }), [FELT])
}

/** A person confirms "off"; `at` is the true instant, and one that lies past the deadline raises an incident. */
function planUrnOff(
  run: Run,
  event: EventOf<'off'> | EventOf<'stop'>,
  now: number,
  value: Json,
  ledOut: { readonly ledOut?: Json } = {},
): StepResult {
  const start = currentStart(run)
  if (!start || start.off) return refuse('notSteaming')
  const moment = momentOf(event.at, now, start.at)
  if (isRefusal(moment)) return moment
  // Here even seconds count: what was confirmed later than it was done says so.
  const entered = moment.at < now ? { enteredAt: now } : {}
  const answer = asJson({ value, at: moment.at, by: event.by, ...entered })
  const fields = {
    [fieldOf(run.context.procedure.clock.off, start.n)]: answer,
    ...untilFields(run, start.n, true),
    ...ledOut,
  }
  const after = withFields(run, fields)
  const incident = planOverrun(run, after, start.n, { by: event.by, now })
  const felt: Effect = incident.length > 0 ? { kind: 'vibrate', pattern: 'alarm' } : FELT
  // The light stays on until the guest is out.
  return done([changeOf(run, fields), ...incident], [felt])
}

/** Confirms that the urn is off at the end (A6.6), or because the guest stayed out too long. */
export function planOff(run: Run, event: EventOf<'off'>, now: number): StepResult {
  const at = typeof event.at === 'number' ? Math.min(event.at, now) : now
  const isAwayOver = steamClock(run, at)?.isAwayOver === true
  return planUrnOff(run, event, now, isAwayOver ? { how: 'stop', reason: AWAY_TOO_LONG } : { how: 'off' })
}

/** Ends steaming early; a start pressed by mistake is annulled, and its stage is open again. */
export function planStop(run: Run, event: EventOf<'stop'>, now: number): StepResult {
  const start = currentStart(run)
  if (!start || start.off) return refuse('notSteaming')
  if (!isText(event.reason)) return refuse('needsReason')
  const value = { how: 'stop', reason: event.reason }
  if (event.reason !== MISTAKEN) {
    const ledOut = event.isOut === true ? { ledOut: { at: now, by: event.by } } : {}
    return planUrnOff(run, event, now, value, ledOut)
  }
  if (now > start.at + MISTAKEN_WITHIN_MS) return refuse('limit', { detail: MISTAKEN })
  // Dated now, whatever was stated: the time until now counts against the half hour.
  const stopped = planUrnOff(run, { ...event, at: undefined }, now, value)
  if (isRefusal(stopped)) return stopped
  const cleared = clearedByMistake(run)
  return {
    ...stopped,
    changes: stopped.changes.map((one) => ({ ...one, fields: { ...cleared, ...one.fields } })),
  }
}

/** Says by name that the guest is out, in an evacuation; past the deadline it is an incident as a late "off" is (D13). */
export function planLedOut(run: Run, { by }: EventOf<'ledOut'>, now: number): StepResult {
  const start = currentStart(run)
  if (!start) return refuse('notSteaming')
  if (!start.off) return refuse('steamingUnderWay')
  if (outOf(run)) return refuse('unchanged')
  const fields = { ledOut: { at: now, by } }
  const incident = planOverrun(run, withFields(run, fields), start.n, { by, now })
  return done([changeOf(run, fields), ...incident], [FELT])
}

function clearedByMistake(run: Run): { [field: string]: null } {
  const { clock } = run.context.procedure
  const cleared: { [field: string]: null } = {}
  if (answerIn(run.fields, clock.ask)) cleared[clock.ask] = null
  for (const stepId of [clock.check, clock.change, ...(clock.away ? [clock.away] : [])]) {
    for (const { n } of numberedAnswers(run.fields, stepId)) cleared[fieldOf(stepId, n)] = null
  }
  const stage = findStep(run, clock.start)?.stage
  if (stage && leftOf(run, stage.id)) cleared[`left:${stage.id}`] = null
  return cleared
}
