/**
 * What Today makes of the shop's day, on top of domain/visit/today.ts: what concerns the person who looks at it, and
 * what the register says of each line. Pure; names and sentences are the screen's.
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { Booking } from '../../domain/booking/booking.ts'
import type { BookingId, StaffId } from '../../domain/ids.ts'
import { answerIn, fieldsOf } from '../../domain/procedure/answers.ts'
import { isClosed } from '../../domain/procedure/outline.ts'
import type { Run } from '../../domain/procedure/run.ts'
import { steamClock } from '../../domain/urn/clock.ts'
import {
  hasLeftShop,
  type RegisterRow,
  registerRows,
  type UnderWay,
  underWay,
} from '../../domain/visit/today.ts'
import { byUrgency, type Due, dueOf } from './due.ts'

/** How far ahead an arrival is a thing to do. */
export const SOON_MIN = 60
/** A guest is late when they are this much behind their booking. */
export const LATE_MIN = 10

export type Served = UnderWay & { readonly due: Due | null }

/** Guests in the shop: first those who need somebody now or, one's own, next; the others after. */
export function served(
  visits: readonly Run[],
  me: StaffId | null,
  now: number,
): { readonly urgent: readonly (Served & { readonly due: Due })[]; readonly others: readonly Served[] } {
  const all = underWay(visits, now).map((one) => ({ ...one, due: one.clock && dueOf(one.clock, now) }))
  // Of a guest whom nobody looks after yet, everybody is told.
  const isOwn = ({ run }: Served) => (fieldsOf(run).consultant?.value ?? me) === me
  const isUrgent = (one: Served) => one.due !== null && (one.due.kind !== 'soon' || isOwn(one))
  return {
    urgent: all
      .flatMap((one) => (one.due && isUrgent(one) ? [{ ...one, due: one.due }] : []))
      .sort((a, b) => byUrgency(a.due, b.due)),
    others: all.filter((one) => !isUrgent(one)),
  }
}

/** From then on a guest who has not come is no longer a thing to do; the register keeps saying that they are missing. */
export const GIVEN_UP_MIN = 90

/** Bookings whose guests come within the hour, are late, or are here and wait; these first, then one's own and nobody's. */
export function nextArrivals(
  bookings: readonly Booking[],
  visits: readonly Run[],
  me: StaffId | null,
  now: number,
): readonly Booking[] {
  const visited = visitedBookings(visits)
  const rank = (b: Booking) => (b.arrived ? 0 : b.consultantId === me || b.consultantId === null ? 1 : 2)
  return bookings
    .filter((b) => !b.cancelled && !visited.has(b.id) && (b.arrived || isNear(b, now)))
    .sort((a, b) => rank(a) - rank(b) || a.at - b.at)
}

function isNear({ at }: Pick<Booking, 'at'>, now: number): boolean {
  return at <= now + SOON_MIN * MINUTE_MS && at > now - GIVEN_UP_MIN * MINUTE_MS
}

/** How many guests of the day are one's own, and how many of them have been served. */
export function mineToday(
  bookings: readonly Booking[],
  visits: readonly Run[],
  me: StaffId,
  day: string,
): { readonly all: number; readonly done: number } {
  const visited = visitedBookings(visits)
  const waiting = bookings.filter((b) => !b.cancelled && b.consultantId === me && !visited.has(b.id))
  const own = visits.filter((run) => {
    const { consultant, voided } = fieldsOf(run)
    return run.day === day && consultant?.value === me && !voided
  })
  const done = own.filter((run) => fieldsOf(run).filed || hasLeftShop(run))
  return { all: waiting.length + own.length, done: done.length }
}

/** The day's filed and voided visits, the latest first. */
export function closedToday(visits: readonly Run[], day: string): readonly Run[] {
  const closedAt = (run: Run) => fieldsOf(run).filed?.at ?? fieldsOf(run).voided?.at ?? 0
  return visits.filter((run) => run.day === day && isClosed(run)).sort((a, b) => closedAt(b) - closedAt(a))
}

/** How many of the items that were missing when the record was filed are missing still. */
export function stillMissing(run: Run): number {
  const missing = fieldsOf(run).filed?.missing ?? []
  return missing.filter((stepId) => answerIn(run.fields, stepId) === null).length
}

export type LineState =
  | 'expected'
  | 'late'
  | 'arrived'
  | 'here'
  | 'steaming'
  | 'away'
  | 'ask'
  | 'off'
  | 'left'
  | 'filed'
  | 'voided'
  | 'cancelled'
  | 'noShow'
export type RegisterLine = RegisterRow & {
  readonly key: string
  readonly shown: LineState
  readonly booking: Booking | null
  readonly run: Run | null
}

/** The register's rows with what to say of each: late, waiting to begin, waiting for an answer, not come. */
export function registerLines(
  bookings: readonly Booking[],
  visits: readonly Run[],
  now: number,
): readonly RegisterLine[] {
  const byId = new Map<string, Booking>(bookings.map((booking) => [booking.id, booking]))
  const runs = new Map<string, Run>(visits.map((run) => [run.id, run]))
  return registerRows(bookings, visits, now).map((row) => {
    const booking = byId.get(row.bookingId ?? '') ?? null
    const run = runs.get(row.visitId ?? '') ?? null
    return {
      ...row,
      key: row.visitId ?? row.bookingId ?? '',
      booking,
      run,
      shown: shownOf(row, booking, run, now),
    }
  })
}

function shownOf(row: RegisterRow, booking: Booking | null, run: Run | null, now: number): LineState {
  if (row.state === 'cancelled') return booking?.cancelled?.why === 'noShow' ? 'noShow' : 'cancelled'
  if (row.state === 'expected') {
    if (booking?.arrived) return 'arrived'
    return row.lateMs > LATE_MIN * MINUTE_MS ? 'late' : 'expected'
  }
  if (row.state === 'arrived') return 'here'
  const clock = row.state === 'steaming' && run ? steamClock(run, now) : null
  const phase = clock?.phase
  if (phase === 'over' || phase === 'off') return 'off'
  if (clock?.away) return 'away'
  return phase === 'ask' ? 'ask' : row.state
}

/** The part of a long register around now; the rest is one tap away. */
export function windowOf(
  lines: readonly Pick<RegisterLine, 'shown' | 'at'>[],
  shown: { readonly before: number; readonly after: number },
  now: number,
): { readonly from: number; readonly to: number } {
  const done: readonly LineState[] = ['filed', 'voided', 'cancelled', 'noShow', 'left']
  const isOver = (line: Pick<RegisterLine, 'shown' | 'at'>) =>
    done.includes(line.shown) || (line.shown === 'late' && line.at <= now - GIVEN_UP_MIN * MINUTE_MS)
  const first = lines.findIndex((line) => !isOver(line))
  const here = first < 0 ? lines.length : first
  return { from: Math.max(0, here - shown.before), to: Math.min(lines.length, here + shown.after) }
}

/** Bookings to which a visit belongs that was not voided. */
function visitedBookings(visits: readonly Run[]): ReadonlySet<BookingId> {
  const fields = visits.map(fieldsOf)
  return new Set(fields.flatMap((f) => (f.bookingId && !f.voided ? [f.bookingId as BookingId] : [])))
}
