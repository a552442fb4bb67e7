/**
 * What may be written into the register and what not: a new line, moved, cancelled, arrived. Each plan answers
 * with changes of one intent or with a named refusal that the screen puts into words; nothing is ever overwritten
 * without a reason and a trace (A1, A3.1, D7).
 */
import { DAY_MS } from '../../base/clock.ts'
import type { Change } from '../../sync/change-set.ts'
import type { BookingId, GuestId, RoomId, StaffId } from '../ids.ts'
import { dayOf } from '../shop/shop.ts'
import { type Booking, REBOOKED } from './booking.ts'

export const CANCEL_REASONS = ['guestAsked', 'noShow', 'unwell', 'shopSide', 'mistaken'] as const
export const REBOOK_REASONS = ['guestAsked', 'late', 'shopSide', 'mistaken'] as const
export type CancelReason = (typeof CANCEL_REASONS)[number]
export type RebookReason = (typeof REBOOK_REASONS)[number]

export type BookingRefusal =
  | 'noGuest'
  | 'noTime'
  /** The day has passed. */
  | 'past'
  /** More than a year ahead: more likely a slip of the finger than a plan. */
  | 'farAhead'
  | 'needsReason'
  | 'cancelled'
  | 'arrived'
  | 'unchanged'
export type BookingResult = { readonly changes: readonly Change[] } | { readonly refused: BookingRefusal }

const FARTHEST_MS = 366 * DAY_MS

export type BookingInput = {
  readonly guestId: GuestId | null
  /** Planned arrival; null while the time typed is none. */
  readonly at: number | null
  readonly consultantId: StaffId | null
  readonly roomId: RoomId | null
  readonly selfBooked: boolean
  readonly walkIn: boolean
}
type Made = { readonly id: BookingId; readonly by: StaffId; readonly now: number; readonly timeZone: string }

/** A new line of the register; a walk-in has arrived as it is written. */
export function planBooking(input: BookingInput, made: Made): BookingResult {
  const { guestId, at, walkIn } = input
  if (!guestId) return { refused: 'noGuest' }
  const refused = refusedTime(at, made)
  if (at === null || refused) return { refused: refused ?? 'noTime' }
  const { id, by, now } = made
  return {
    changes: [
      {
        table: 'bookings',
        id,
        create: true,
        day: dayOf(at, made.timeZone).day,
        person: guestId,
        fields: {
          guestId,
          at,
          consultantId: input.consultantId,
          roomId: input.roomId,
          selfBooked: input.selfBooked,
          walkIn,
          madeAt: now,
          by,
          ...(walkIn ? { arrived: { at: now, by } } : {}),
        },
      },
    ],
  }
}

/** Moves it to another time, consultant or room; a new time wants a reason, and the old one stays readable. */
export function planRebook(
  booking: Booking,
  to: Pick<Booking, 'consultantId' | 'roomId'> & { readonly at: number | null },
  made: Omit<Made, 'id'> & { readonly why: RebookReason | null },
): BookingResult {
  const closed = refusedClosed(booking)
  if (closed) return { refused: closed }
  const { by, now, why } = made
  const moved = to.at !== booking.at
  const refused = moved ? refusedTime(to.at, made) : null
  if (to.at === null || refused) return { refused: refused ?? 'noTime' }
  if (moved && !why) return { refused: 'needsReason' }
  const fields = {
    ...(to.consultantId === booking.consultantId ? {} : { consultantId: to.consultantId }),
    ...(to.roomId === booking.roomId ? {} : { roomId: to.roomId }),
    ...(moved ? { at: to.at, [`${REBOOKED}${now}`]: { from: booking.at, to: to.at, at: now, by, why } } : {}),
  }
  if (Object.keys(fields).length === 0) return { refused: 'unchanged' }
  const { day } = dayOf(to.at, made.timeZone)
  return {
    changes: [{ table: 'bookings', id: booking.id, ...(day === booking.day ? {} : { day }), fields }],
  }
}

/** Strikes it out with a reason; also when the guest came and went again, but then not as a no-show. */
export function planCancel(
  booking: Booking,
  made: { readonly by: StaffId; readonly now: number; readonly why: CancelReason | null },
): BookingResult {
  if (booking.cancelled) return { refused: 'cancelled' }
  if (!made.why) return { refused: 'needsReason' }
  if (booking.arrived && made.why === 'noShow') return { refused: 'arrived' }
  const cancelled = { at: made.now, by: made.by, why: made.why }
  return { changes: [{ table: 'bookings', id: booking.id, fields: { cancelled } }] }
}

/** Marks the time of arrival (A3.1); the first mark stands, so that a second tap moves no time. */
export function planArrived(
  booking: Booking,
  made: { readonly by: StaffId; readonly now: number },
): BookingResult {
  if (booking.cancelled) return { refused: 'cancelled' }
  if (booking.arrived) return { changes: [] }
  const arrived = { at: made.now, by: made.by }
  return { changes: [{ table: 'bookings', id: booking.id, fields: { arrived } }] }
}

function refusedClosed({ cancelled, arrived }: Booking): BookingRefusal | null {
  if (cancelled) return 'cancelled'
  return arrived ? 'arrived' : null
}

/** Any time of today is taken, also one just past: the line is often written after the telephone call. */
function refusedTime(
  at: number | null,
  { now, timeZone }: Pick<Made, 'now' | 'timeZone'>,
): BookingRefusal | null {
  if (at === null || !Number.isFinite(at)) return 'noTime'
  if (at < now && dayOf(at, timeZone).day < dayOf(now, timeZone).day) return 'past'
  return at - now > FARTHEST_MS ? 'farAhead' : null
}
