/**
 * The lists of the Today screen, from visits, turnovers and bookings: who is under way, what
 * is not finished, and the day's register. Pure; whoever calls gathers the runs with their context.
 */
import type { Booking } from '../booking/booking.ts'
import type { BookingId, GuestId, StaffId, StageId, StepId, TurnoverId, VisitId } from '../ids.ts'
import { fieldsOf } from '../procedure/answers.ts'
import { missingAtFiling } from '../procedure/missing.ts'
import { closingStages, currentStage, isClosed, leftOf } from '../procedure/outline.ts'
import type { Run, RunFields } from '../procedure/run.ts'
import type { Procedure } from '../procedure/structure.ts'
import { type SteamClock, steamClock } from '../urn/clock.ts'
import { isSteaming } from '../urn/starts.ts'

/** Whether the guest has left the shop: the farewell, last but one of the guest's stages, has been left (A11). */
export function hasLeftShop(run: Run): boolean {
  return hasLeft(run.fields, run.context.procedure)
}

function hasLeft(fields: Run['fields'], procedure: Procedure): boolean {
  const farewell = closingStages(procedure).at(0)
  return farewell !== undefined && leftOf({ fields }, farewell.id) !== null
}

/** With this many guests in the shop at once there are many bookings (A8.4) and the next consultant turns over (AN1). */
export const BUSY_FROM = 4

/** Whether the shop is busy: by the visits of that day whose guests have not left yet; unfiled ones of days past do not count. */
export function isBusy(
  visits: readonly { readonly day?: string; readonly fields: Run['fields'] }[],
  procedure: Procedure,
  day: string,
): boolean {
  const isHere = ({ fields }: Pick<Run, 'fields'>) =>
    !isClosed({ fields }) && Boolean(fieldsOf({ fields }).begun) && !hasLeft(fields, procedure)
  return visits.filter((visit) => visit.day === day && isHere(visit)).length >= BUSY_FROM
}

export type UnderWay = {
  readonly run: Run
  readonly stageId: StageId | null
  readonly clock: SteamClock | null
}

/** Guests in the shop, those in an urn first by their deadline, then in the order in which they came. */
export function underWay(visits: readonly Run[], now: number): readonly UnderWay[] {
  const rank = (run: Run) =>
    isSteaming(run) ? (steamClock(run, now)?.deadlineAt ?? 0) : Number.MAX_SAFE_INTEGER
  const begunAt = (run: Run) => fieldsOf(run).begun?.at ?? 0
  return visits
    .filter((run) => fieldsOf(run).begun && (isSteaming(run) || (!isClosed(run) && !hasLeftShop(run))))
    .sort((a, b) => rank(a) - rank(b) || begunAt(a) - begunAt(b))
    .map((run) => ({
      run,
      stageId: currentStage(run),
      clock: steamClock(run, now),
    }))
}

export type NotFinished =
  | {
      /** `notFiled`: the guest has left, the record is open. `missing`: filed, with something still to enter. */
      readonly kind: 'notFiled' | 'missing'
      readonly visitId: VisitId
      readonly guestId: GuestId | null
      readonly missing: readonly { readonly stageId: StageId; readonly stepId: StepId }[]
      readonly at: number
    }
  | {
      readonly kind: 'turnover'
      readonly turnoverId: TurnoverId
      readonly visitId: VisitId | null
      readonly place: RunFields['place']
      readonly consultantId: StaffId | null
      readonly serious: boolean
      readonly at: number
    }

function unfinishedVisit(run: Run): NotFinished | null {
  const { filed, voided, guestId, begun } = fieldsOf(run)
  const missing = voided ? [] : missingAtFiling(run)
  if (voided || (filed ? missing.length === 0 : !hasLeftShop(run))) return null
  const at = filed?.at ?? begun?.at ?? 0
  return {
    kind: filed ? 'missing' : 'notFiled',
    visitId: run.id as VisitId,
    guestId: guestId ?? null,
    missing,
    at,
  }
}

function openTurnover(run: Run): NotFinished | null {
  const { begun, visitId, place, consultant, serious } = fieldsOf(run)
  if (isClosed(run) || !begun) return null
  return {
    kind: 'turnover',
    turnoverId: run.id as TurnoverId,
    visitId: visitId ?? null,
    place: place ?? null,
    consultantId: consultant?.value ?? null,
    serious: serious === true,
    at: begun.at,
  }
}

/** What still asks for work after the guest: open rooms first, for they block the next guest; oldest first. */
export function notFinished(visits: readonly Run[], turnovers: readonly Run[]): readonly NotFinished[] {
  const byAge = (list: readonly (NotFinished | null)[]) =>
    list.filter((one) => one !== null).sort((a, b) => a.at - b.at)
  return [...byAge(turnovers.map(openTurnover)), ...byAge(visits.map(unfinishedVisit))]
}

export type RegisterState = 'expected' | 'arrived' | 'steaming' | 'left' | 'filed' | 'cancelled' | 'voided'
export type RegisterRow = {
  /** The booked arrival, or the true one of a walk-in. */
  readonly at: number
  readonly state: RegisterState
  readonly guestId: GuestId | null
  readonly bookingId: BookingId | null
  readonly visitId: VisitId | null
  readonly consultantId: StaffId | null
  readonly arrivedAt: number | null
  /** Expected, and not here yet. */
  readonly lateMs: number
}

function stateOfVisit(run: Run): RegisterState {
  const { filed, voided } = fieldsOf(run)
  if (voided) return 'voided'
  if (filed) return 'filed'
  if (isSteaming(run)) return 'steaming'
  return hasLeftShop(run) ? 'left' : 'arrived'
}

function visitRow(run: Run, booking: Booking | null): RegisterRow {
  const { guestId, begun, consultant } = fieldsOf(run)
  return {
    at: booking?.at ?? begun?.at ?? 0,
    state: stateOfVisit(run),
    guestId: guestId ?? null,
    bookingId: booking?.id ?? null,
    visitId: run.id as VisitId,
    consultantId: consultant?.value ?? null,
    arrivedAt: begun?.at ?? null,
    lateMs: 0,
  }
}

function bookingRow(booking: Booking, now: number): RegisterRow {
  const isCancelled = booking.cancelled !== null
  return {
    at: booking.at,
    state: isCancelled ? 'cancelled' : 'expected',
    guestId: booking.guestId,
    bookingId: booking.id,
    visitId: null,
    consultantId: booking.consultantId,
    arrivedAt: null,
    lateMs: isCancelled ? 0 : Math.max(0, now - booking.at),
  }
}

/** The day's register by time (A1.2, A3.1, D7): bookings with what became of them, and walk-ins. */
export function registerRows(
  bookings: readonly Booking[],
  visits: readonly Run[],
  now: number,
): readonly RegisterRow[] {
  const begun = visits.filter((run) => fieldsOf(run).begun)
  // A voided visit leaves its booking expected again: the guest may still come.
  const kept = bookings.filter(
    ({ id }) => !begun.some((run) => fieldsOf(run).bookingId === id && !fieldsOf(run).voided),
  )
  const rows = begun.map((run) => {
    const booking = bookings.find(({ id }) => id === fieldsOf(run).bookingId) ?? null
    return visitRow(run, fieldsOf(run).voided ? null : booking)
  })
  return [...rows, ...kept.map((booking) => bookingRow(booking, now))].sort((a, b) => a.at - b.at)
}
