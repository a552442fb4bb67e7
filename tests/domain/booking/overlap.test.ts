import { expect, it } from 'vitest'
import { bookingFrom } from '../../../src/domain/booking/booking.ts'
import { overlapsOf, VISIT_MIN } from '../../../src/domain/booking/overlap.ts'
import type { BookingId, GuestId, RoomId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { plannedMinutes } from '../../../src/domain/procedure/view.ts'
import type { Fields } from '../../../src/sync/record.ts'
import { emptyRun } from '../procedure/play.ts'

const at = Date.UTC(2026, 10, 23, 2)
const HOUR = 3_600_000
const line = (id: string, fields: Fields) =>
  bookingFrom({ table: 'bookings', id, rev: 1, day: '2026-11-23', clocks: {}, fields })
const wished = { guestId: 'g1' as GuestId, at, roomId: 'r1' as RoomId }
const kinds = (bookings: readonly ReturnType<typeof line>[], own: BookingId | null = null) =>
  overlapsOf(wished, bookings, own).map((o) => o.kind)

it('[M6] says that the guest stands in the register already, at whatever time of that day', () => {
  expect(kinds([line('b1', { guestId: 'g1', at: at + 6 * HOUR })])).toEqual(['sameGuest'])
})

it('[D2] says that another guest wishes for the room within the length of a visit', () => {
  expect(kinds([line('b1', { guestId: 'g2', at: at + HOUR, roomId: 'r1' })])).toEqual(['sameRoom'])
  expect(kinds([line('b1', { guestId: 'g2', at: at + 2 * HOUR, roomId: 'r1' })])).toEqual([])
  expect(kinds([line('b1', { guestId: 'g2', at, roomId: 'r2' })])).toEqual([])
})

it('[M6] leaves out what was struck out and the line that is being moved', () => {
  const struck = line('b1', { guestId: 'g1', at, cancelled: { at, by: 'u1', why: 'noShow' } })
  expect(kinds([struck])).toEqual([])
  expect(kinds([line('b2', { guestId: 'g1', at })], 'b2' as BookingId)).toEqual([])
})

it.each(['female', 'male'] as const)(
  '[D2] a booking’s length is the procedure’s own sum, with room for the showers: %s',
  (gender) => {
    const run = emptyRun({ procedure: structure, guest: { gender } })
    for (const winter of [true, false]) {
      const sum = plannedMinutes({ ...run, fields: { winter } })
      expect(sum).toBeLessThanOrEqual(VISIT_MIN)
      expect(sum).toBeGreaterThan(VISIT_MIN - 10)
    }
  },
)
