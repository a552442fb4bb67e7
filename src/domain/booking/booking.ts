/** A line of the booking register (A1, D7): `{ guestId, at, consultantId, madeAt, by, selfBooked }`. */
import type { SyncRecord } from '../../sync/record.ts'
import type { BookingId, GuestId, RoomId, StaffId } from '../ids.ts'

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
  readonly cancelled: { readonly at: number; readonly by: StaffId; readonly why: string } | null
  readonly sample: boolean
}

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
    cancelled: (f.cancelled as Booking['cancelled']) ?? null,
    sample: f.sample === true,
  }
}
