/**
 * A line of the booking register (A1, D7): who comes when, to whom, where they would like to be.
 * `{ guestId, at, consultantId, madeAt, by, selfBooked }`, later also `arrived: { at, by }` (A3.1), `cancelled`,
 * and one field for each time it was moved, `rebooked#1763791200123: { from, to, at, by, why }` (CS6: no lists).
 */
import type { SyncRecord } from '../../sync/record.ts'
import type { BookingId, GuestId, RoomId, StaffId } from '../ids.ts'
import { dayOf } from '../shop/shop.ts'

export type Rebooking = {
  readonly from: number
  readonly to: number
  readonly at: number
  readonly by: StaffId
  readonly why: string
}

export type Booking = {
  readonly id: BookingId
  readonly guestId: GuestId
  readonly day: string
  /** Planned arrival. */
  readonly at: number
  readonly consultantId: StaffId | null
  readonly roomId: RoomId | null
  readonly madeAt: number
  readonly by: StaffId
  /** The guest booked without a consultant (A1.2). */
  readonly selfBooked: boolean
  /** Came in unannounced: entered as they stood at the desk. */
  readonly walkIn: boolean
  /** The time of arrival marked in the register (A3.1). */
  readonly arrived: { readonly at: number; readonly by: StaffId } | null
  readonly cancelled: { readonly at: number; readonly by: StaffId; readonly why: string } | null
  /** Oldest first. */
  readonly rebooked: readonly Rebooking[]
  readonly sample: boolean
}

export const REBOOKED = 'rebooked#'

/** Reads a record as a booking. */
export function bookingFrom(record: SyncRecord): Booking {
  const f = record.fields
  return {
    id: record.id as BookingId,
    guestId: f.guestId as GuestId,
    day: record.day ?? '',
    at: Number(f.at ?? 0),
    consultantId: (f.consultantId as StaffId | undefined) ?? null,
    roomId: (f.roomId as RoomId | undefined) ?? null,
    madeAt: Number(f.madeAt ?? f.at ?? 0),
    by: f.by as StaffId,
    selfBooked: f.selfBooked === true,
    walkIn: f.walkIn === true,
    arrived: (f.arrived as Booking['arrived']) ?? null,
    cancelled: (f.cancelled as Booking['cancelled']) ?? null,
    rebooked: Object.entries(f)
      .filter(([name, value]) => name.startsWith(REBOOKED) && value !== null)
      .map(([, value]) => value as unknown as Rebooking)
      .sort((a, b) => a.at - b.at),
    sample: f.sample === true,
  }
}

/** Whether it was entered on the very day (D7): such bookings are marked in the register. */
export function isSameDay(booking: Pick<Booking, 'madeAt' | 'day'>, timeZone: string): boolean {
  return dayOf(booking.madeAt, timeZone).day === booking.day
}
