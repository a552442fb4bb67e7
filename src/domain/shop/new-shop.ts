/**
 * A shop that is being set up, and the change sets that make it: named by its own people or taken as a sample. The
 * shop's own record comes in the last set, so that a set-up cut in the middle is a set-up that has not happened; done
 * again, it writes the same ids. Sets stay within CS7.
 * `{ name: '瓮养 · 南门店', rooms: [{ id, name: '1 号房', urns: [{ id, name: '1 号瓮' }] }], staff: […], … }`
 */
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { Fields } from '../../sync/record.ts'
import type { Guest } from '../people/guest.ts'
import type { StaffRole } from '../people/staff.ts'
import { SHOP_ID } from './shop.ts'

export type NewRoom = {
  readonly id: string
  readonly name: string
  readonly urns: readonly { readonly id: string; readonly name: string }[]
}
export type NewStaff = { readonly id: string; readonly name: string; readonly role: StaffRole }
/** The shop's key as it is stored: wrapped under each person's PIN, and under the recovery code where there is one. */
export type NewKeys = {
  readonly slots: ReadonlyMap<string, Json>
  readonly recovery: Json | null
}
export type NewGuest = Omit<Guest, 'id' | 'sample' | 'numbered'> & { readonly id: string }
export type NewBooking = {
  readonly id: string
  readonly day: string
  readonly guestId: string
  readonly at: number
  readonly madeAt: number
  readonly consultantId: string | null
  readonly roomId: string | null
  readonly by: string
  readonly selfBooked: boolean
}
export type NewShop = {
  readonly name: string
  readonly winterMonths: readonly number[]
  readonly timeZone: string
  readonly sample: boolean
  readonly rooms: readonly NewRoom[]
  readonly staff: readonly NewStaff[]
  readonly guests: readonly NewGuest[]
  readonly bookings: readonly NewBooking[]
  /** Where the sample guests' signed forms of consent lie; absent in a shop of one's own. */
  readonly consentForms?: string
}

/** Far below 200 ops and 256 KB a set: a guest takes less than 1 KB (CS7). */
const PER_SET = 100

/**
 * One set after the other; `procedureId` is the procedure that visits begin with, published before. Staff come first: the key
 * must be on the disk before anything that it seals.
 */
export function planNewShop(
  shop: NewShop,
  procedureId: string,
  { slots, recovery }: NewKeys,
): readonly (readonly Change[])[] {
  const { sample } = shop
  const create = (
    table: string,
    id: string,
    fields: Fields,
    of?: { day?: string; person?: string },
  ): Change => ({
    table,
    id,
    create: true,
    ...of,
    fields: sample ? { ...fields, sample } : fields,
  })
  const people = [
    ...shop.guests.map(({ id, ...guest }) => create('guests', id, withoutNulls(guest), { person: id })),
    ...shop.bookings.map(({ id, day, ...booking }) =>
      create('bookings', id, withoutNulls(booking), { day, person: booking.guestId }),
    ),
  ]
  const house = [
    ...shop.staff.map(({ id, name, role }) =>
      create('staff', id, withoutNulls({ name, role, slot: slots.get(id) ?? null })),
    ),
    ...shop.rooms.map(({ id, name }, order) => create('rooms', id, { name, order })),
    ...shop.rooms.flatMap((room) =>
      room.urns.map(({ id, name }, order) => create('urns', id, { roomId: room.id, name, order })),
    ),
  ]
  const { name, winterMonths, timeZone } = shop
  const own = create('shop', SHOP_ID, withoutNulls({ name, winterMonths, timeZone, procedureId, recovery }))
  return [...inParts([...house, ...people]), [own]]
}

function inParts(changes: readonly Change[]): readonly (readonly Change[])[] {
  const count = Math.ceil(changes.length / PER_SET)
  return Array.from({ length: count }, (_, at) => changes.slice(at * PER_SET, (at + 1) * PER_SET))
}

/** A new record leaves out what it does not have; `null` would say "cleared" (CS6). */
function withoutNulls(fields: { readonly [name: string]: Json }): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
