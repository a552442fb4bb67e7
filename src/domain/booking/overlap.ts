/**
 * What to mind before a line is written: the guest stands in the register already that day, or somebody else
 * wishes for the same room at the same time. Warnings, never blocks: offline no tablet knows all lines (M6).
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { BookingId, GuestId, RoomId } from '../ids.ts'
import type { Booking } from './booking.ts'

/** A visit with showers and rest, by the procedure's own sum (D2). */
export const VISIT_MIN = 110

export type Overlap = { readonly kind: 'sameGuest' | 'sameRoom'; readonly booking: Booking }

/** The lines of that day that the wished one would meet; `own` is the line that is being moved. */
export function overlapsOf(
  wished: { readonly guestId: GuestId | null; readonly at: number; readonly roomId: RoomId | null },
  bookings: readonly Booking[],
  own: BookingId | null,
): readonly Overlap[] {
  const others = bookings.filter((b) => b.id !== own && !b.cancelled)
  return [
    ...others
      .filter((b) => b.guestId === wished.guestId)
      .map((booking) => ({ kind: 'sameGuest' as const, booking })),
    ...others
      .filter((b) => wished.roomId !== null && b.roomId === wished.roomId && b.guestId !== wished.guestId)
      .filter((b) => Math.abs(b.at - wished.at) < VISIT_MIN * MINUTE_MS)
      .map((booking) => ({ kind: 'sameRoom' as const, booking })),
  ]
}
