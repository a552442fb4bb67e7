import { describe, expect, it } from 'vitest'
import { type Booking, bookingFrom, isSameDay } from '../../../src/domain/booking/booking.ts'
import {
  type BookingInput,
  type BookingResult,
  planArrived,
  planBooking,
  planCancel,
  planRebook,
} from '../../../src/domain/booking/plan.ts'
import type { BookingId, GuestId, RoomId, StaffId } from '../../../src/domain/ids.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'

const timeZone = 'Asia/Shanghai'
const now = Date.UTC(2026, 10, 23, 2)
const HOUR = 3_600_000
const by = 'u1' as StaffId
const made = { id: 'b1' as BookingId, by, now, timeZone }
const input: BookingInput = {
  guestId: 'g1' as GuestId,
  at: now + HOUR,
  consultantId: by,
  roomId: null,
  selfBooked: false,
  walkIn: false,
}

/** The booking as it stands after the changes of each plan in turn. */
function bookingAfter(...results: readonly BookingResult[]): Booking {
  let record: SyncRecord = { table: 'bookings', id: 'b1', rev: 0, fields: {}, clocks: {} }
  for (const result of results) {
    if ('refused' in result) throw new Error(result.refused)
    for (const change of result.changes)
      record = { ...record, ...change, fields: { ...record.fields, ...change.fields } }
  }
  return bookingFrom(record)
}

const written = () => bookingAfter(planBooking(input, made))

describe('a new line of the register', () => {
  it('[A1.2] holds guest, time, consultant, who wrote it and when', () => {
    expect(written()).toMatchObject({
      guestId: 'g1',
      at: now + HOUR,
      day: '2026-11-23',
      consultantId: 'u1',
      by: 'u1',
      madeAt: now,
      arrived: null,
      cancelled: null,
    })
  })

  it('[D7] is marked when it was written on the very day, by the calendar of the shop', () => {
    expect(isSameDay(written(), timeZone)).toBe(true)
    const tomorrow = bookingAfter(planBooking({ ...input, at: now + 24 * HOUR }, made))
    expect(isSameDay(tomorrow, timeZone)).toBe(false)
    expect(isSameDay({ madeAt: Date.UTC(2026, 10, 22, 17), day: '2026-11-23' }, timeZone)).toBe(true)
  })

  it('[A3.1] has arrived as it is written when the guest walked in', () => {
    expect(bookingAfter(planBooking({ ...input, at: now, walkIn: true }, made))).toMatchObject({
      walkIn: true,
      arrived: { at: now, by: 'u1' },
    })
  })

  it('[A1] is refused by name without a guest, without a time, in the past or far ahead', () => {
    const refused = (over: Partial<BookingInput>) => planBooking({ ...input, ...over }, made)
    expect(refused({ guestId: null })).toEqual({ refused: 'noGuest' })
    expect(refused({ at: null })).toEqual({ refused: 'noTime' })
    expect(refused({ at: Number.NaN })).toEqual({ refused: 'noTime' })
    expect(refused({ at: now - 24 * HOUR })).toEqual({ refused: 'past' })
    expect(refused({ at: now + 400 * 24 * HOUR })).toEqual({ refused: 'farAhead' })
  })

  it('[A1] may lie a little back on the same day, because it is often written after the call', () => {
    expect(planBooking({ ...input, at: now - HOUR }, made)).toHaveProperty('changes')
  })
})

describe('moving and striking out', () => {
  const to = { at: now + 30 * HOUR, consultantId: by, roomId: null }

  it('[A1] keeps the old time, the reason and who moved it, however often', () => {
    const once = planRebook(written(), to, { ...made, why: 'guestAsked' })
    const moved = bookingAfter(planBooking(input, made), once)
    expect(moved).toMatchObject({ at: to.at, day: '2026-11-24' })
    const twice = planRebook(moved, { ...to, at: to.at + HOUR }, { ...made, now: now + 5, why: 'late' })
    expect(bookingAfter(planBooking(input, made), once, twice).rebooked).toEqual([
      { from: now + HOUR, to: to.at, at: now, by: 'u1', why: 'guestAsked' },
      { from: to.at, to: to.at + HOUR, at: now + 5, by: 'u1', why: 'late' },
    ])
  })

  it('[A1] wants a reason for another time and none for another room or consultant', () => {
    expect(planRebook(written(), to, { ...made, why: null })).toEqual({ refused: 'needsReason' })
    const room = { at: input.at, consultantId: null, roomId: 'r2' as RoomId }
    const moved = bookingAfter(planBooking(input, made), planRebook(written(), room, { ...made, why: null }))
    expect(moved).toMatchObject({ roomId: 'r2', consultantId: null, at: input.at, rebooked: [] })
  })

  it('[CS6] writes nothing when nothing differs', () => {
    const same = { at: input.at, consultantId: by, roomId: null }
    expect(planRebook(written(), same, { ...made, why: null })).toEqual({ refused: 'unchanged' })
  })

  it('[A1] strikes a line out only with a reason, and a struck line stays as it is', () => {
    expect(planCancel(written(), { by, now, why: null })).toEqual({ refused: 'needsReason' })
    const struck = bookingAfter(planBooking(input, made), planCancel(written(), { by, now, why: 'noShow' }))
    expect(struck.cancelled).toEqual({ at: now, by: 'u1', why: 'noShow' })
    expect(planCancel(struck, { by, now, why: 'mistaken' })).toEqual({ refused: 'cancelled' })
    expect(planRebook(struck, to, { ...made, why: 'late' })).toEqual({ refused: 'cancelled' })
    expect(planArrived(struck, { by, now })).toEqual({ refused: 'cancelled' })
    const came = bookingAfter(planBooking(input, made), planArrived(written(), { by, now }))
    expect(planCancel(came, { by, now, why: 'noShow' })).toEqual({ refused: 'arrived' })
    expect(planCancel(came, { by, now, why: 'unwell' })).toHaveProperty('changes')
    expect(planRebook(came, to, { ...made, why: 'late' })).toEqual({ refused: 'arrived' })
  })
})

it('[A3.1] the first mark of arrival stands: a second tap moves no time', () => {
  const came = bookingAfter(planBooking(input, made), planArrived(written(), { by, now }))
  expect(came.arrived).toEqual({ at: now, by: 'u1' })
  expect(planArrived(came, { by, now: now + HOUR })).toEqual({ changes: [] })
})
