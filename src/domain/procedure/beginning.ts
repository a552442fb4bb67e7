/** Plans the beginning of a run, and where it takes place. Winter is fixed here, for the whole visit (A4.7). */
import type { Json } from '../../base/json.ts'
import type { Fields } from '../../sync/record.ts'
import { dayOf } from '../shop/shop.ts'
import { currentStart } from '../urn/starts.ts'
import { answerIn, fieldsOf, withFields } from './answers.ts'
import { closedAmong } from './gates.ts'
import { isWanting } from './missing.ts'
import { applicableSteps, hasUsedRoom, isClosed, mainStages, stageApplies } from './outline.ts'
import { asJson, changeOf, done, type EventOf } from './plan.ts'
import { isObject, isText, refuse } from './refusal.ts'
import type { Run, StepResult } from './run.ts'
import { withTurnoverOfOldRoom } from './turnover.ts'

const KINDS = ['member', 'trial', 'walkIn'] as const

function placeIn(value: unknown): { readonly roomId: string; readonly urnId: string } | null {
  if (!isObject(value) || !isText(value.roomId, 100) || !isText(value.urnId, 100)) return null
  return { roomId: value.roomId, urnId: value.urnId }
}

/** The kind of guest as it was given; a walk-in when none was. */
export function kindOf(given: unknown): (typeof KINDS)[number] {
  return KINDS.find((kind) => kind === given) ?? 'walkIn'
}

/** What the booking has already answered (A1): done when and by whom it was booked. */
function carriedAnswers(run: Run, now: number): Fields {
  const { booking } = run.context
  if (!booking) return {}
  const at = Math.min(booking.at, now)
  const carried = applicableSteps(run)
    .map(({ step }) => step)
    .filter(({ carry, kind }) => carry === 'booking' && (kind === 'do' || kind === 'say'))
  return Object.fromEntries(carried.map(({ id }) => [id, { value: true, at, by: booking.by }]))
}

/** The first stages in which nothing is left to do: a booking made, or none needed. */
function leavesAtOnce(run: Run, left: Json): Fields {
  const fields: { [field: string]: Json } = {}
  const places = applicableSteps(run)
  for (const stage of mainStages(run).filter((one) => stageApplies(run, one))) {
    const own = places.filter((place) => place.stage === stage)
    const isBooked = stage.steps.length > 0 && stage.steps.every(({ carry }) => carry === 'booking')
    const isIdle =
      isBooked && !own.some(({ step }) => isWanting(run, step)) && closedAmong(run, own).length === 0
    if (!isIdle) break
    fields[`left:${stage.id}`] = left
  }
  return fields
}

function planVisit(run: Run, event: EventOf<'begin'>, now: number): StepResult {
  const { context } = run
  const guestId = event.guestId ?? context.guest?.id
  const { consultant } = event
  if (!isText(guestId, 100) || (consultant !== null && !isText(consultant, 100))) return refuse('badValue')
  const { day, month } = dayOf(now, context.shop.timeZone)
  const begun = { at: now, by: event.by }
  const bookingId = event.bookingId ?? context.booking?.id ?? null
  const own: Fields = {
    procedureId: context.procedure.id,
    guestId,
    place: placeIn(event.place),
    bookingId: isText(bookingId, 100) ? bookingId : null,
    kind: kindOf(event.kind),
    winter: context.shop.winterMonths.includes(month),
    begun,
    ...(consultant === null ? {} : { consultant: { value: consultant, at: now, by: event.by } }),
  }
  const carried = { ...own, ...carriedAnswers(withFields(run, own), now) }
  const fields = { ...carried, ...leavesAtOnce(withFields(run, carried), begun) }
  return done({ ...changeOf(run, fields), create: true, day: run.day || day, person: guestId })
}

/** Creates the record. A turnover is usually made by the visit; begun by hand it is a room's alone. */
export function planBegin(run: Run, event: EventOf<'begin'>, now: number): StepResult {
  if (fieldsOf(run).begun) return refuse('alreadyBegun')
  if (event.place !== undefined && !placeIn(event.place)) return refuse('badValue', { detail: 'place' })
  if (run.table === 'visits') return planVisit(run, event, now)
  const place = placeIn(event.place)
  if (!place || !isText(event.consultant, 100)) return refuse('badValue')
  const { day, month } = dayOf(now, run.context.shop.timeZone)
  const fields = {
    procedureId: run.context.procedure.id,
    place,
    serious: false,
    winter: run.context.shop.winterMonths.includes(month),
    begun: { at: now, by: event.by },
    consultant: { value: event.consultant, at: now, by: event.by },
  }
  return done({ ...changeOf(run, fields), create: true, day: run.day || day })
}

/**
 * Chooses the room and the urn, until steaming begins; what was said of another urn's cleanness no longer counts, and
 * a room that was used is turned over.
 */
export function planPlace(run: Run, event: EventOf<'place'>, now: number): StepResult {
  if (isClosed(run)) return refuse('closed')
  if (run.table !== 'visits') return refuse('notApplicable')
  if (currentStart(run)) return refuse('alreadySteaming')
  const place = placeIn(event)
  if (!place) return refuse('badValue')
  const old = fieldsOf(run).place
  const isSame = old?.urnId === place.urnId && old.roomId === place.roomId
  const gates =
    isSame || !old ? [] : applicableSteps(run).filter(({ step }) => step.gate?.name === 'cleanRoom')
  const fields = {
    place,
    ...voidedAnswers(
      run,
      gates.map(({ step }) => step.id),
      now,
    ),
  }
  const isLeftUsed = !isSame && hasUsedRoom(run)
  return done(isLeftUsed ? withTurnoverOfOldRoom(run, fields, event.by, now) : changeOf(run, fields))
}

/** Clears answers that no longer count, and keeps them as `void:<stepId>` with the time. */
export function voidedAnswers(run: Run, stepIds: readonly string[], now: number): Fields {
  const fields: { [field: string]: Json } = {}
  for (const stepId of stepIds) {
    const answer = answerIn(run.fields, stepId)
    if (!answer) continue
    fields[stepId] = null
    fields[`void:${stepId}`] = asJson({ ...answer, voidedAt: now })
  }
  return fields
}
