/**
 * Changes to the house: the shop's own record, rooms, urns, staff. Small planners that refuse what a person would
 * stumble over, an empty name or one that is taken, and write only what differs. Nothing is deleted: a room or an urn
 * goes out of order, a member of staff goes away, and their records stay readable.
 */
import type { Change } from '../../sync/change-set.ts'
import type { Fields, SyncRecord } from '../../sync/record.ts'
import type { StaffRole } from '../people/staff.ts'
import { SHOP_ID, shopFrom } from './shop.ts'

export type NameRefusal = 'nameMissing' | 'nameTwice'
export type HousePlan = { readonly changes: readonly Change[] } | { readonly refused: NameRefusal }

/** The shop's name, its winter, how long an urn is aired after alcohol, its minimum age; what is as it was is not written. */
export function planShop(
  records: readonly SyncRecord[],
  wanted: {
    readonly name: string
    readonly winterMonths: readonly number[]
    readonly airingMin?: number
    readonly minAge?: number
  },
): HousePlan {
  const { name, airingMin, minAge } = wanted
  const shop = records.find(({ table, id }) => table === 'shop' && id === SHOP_ID)
  const known = shop && shopFrom(shop)
  const fields = {
    name,
    winterMonths: [...wanted.winterMonths],
    ...(airingMin === undefined || known?.airingMin === airingMin ? {} : { airingMin }),
    ...(minAge === undefined || known?.minAge === minAge ? {} : { minAge }),
  }
  return planNamed(records, [], { table: 'shop', id: SHOP_ID, fields })
}

/** A room, new or known; its name is the only one of its kind in the shop. */
export function planRoom(
  records: readonly SyncRecord[],
  wanted: { readonly id: string; readonly name: string; readonly outOfOrder: boolean },
): HousePlan {
  const rooms = records.filter(({ table }) => table === 'rooms')
  const isNew = rooms.every(({ id }) => id !== wanted.id)
  const last = Math.max(-1, ...rooms.map(({ fields }) => Number(fields.order ?? 0)))
  const { id, name, outOfOrder } = wanted
  const fields = { name, outOfOrder, ...(isNew ? { order: last + 1 } : {}) }
  return planNamed(records, rooms, { table: 'rooms', id, fields })
}

/** An urn, new or known; its name is the only one of its kind in its room (D15). */
export function planUrn(
  records: readonly SyncRecord[],
  wanted: {
    readonly id: string
    readonly roomId: string
    readonly name: string
    readonly order: number
    readonly outOfOrder: boolean
  },
): HousePlan {
  const { id, ...fields } = wanted
  const among = records.filter(({ table, fields: f }) => table === 'urns' && f.roomId === wanted.roomId)
  return planNamed(records, among, { table: 'urns', id, fields })
}

export type WantedUrn = { readonly id: string; readonly name: string; readonly outOfOrder: boolean }

/** A room with all its urns as one intent, or the first refusal. Urns may exchange their names. */
export function planRoomWithUrns(
  records: readonly SyncRecord[],
  room: { readonly id: string; readonly name: string; readonly outOfOrder: boolean },
  urns: readonly WantedUrn[],
): HousePlan {
  const names = urns.map((urn) => urn.name.trim())
  if (new Set(names).size < names.length) return { refused: 'nameTwice' }
  const withoutOthers = (id: string) =>
    records.filter((record) => record.table !== 'urns' || record.id === id)
  const plans = [
    planRoom(records, room),
    ...urns.map((urn, order) => planUrn(withoutOthers(urn.id), { ...urn, roomId: room.id, order })),
  ]
  const refused = plans.find((plan) => 'refused' in plan)
  return refused ?? { changes: plans.flatMap((plan) => ('changes' in plan ? plan.changes : [])) }
}

/** A member of staff, new or known; their name is the only one of its kind in the shop. */
export function planStaff(
  records: readonly SyncRecord[],
  wanted: { readonly id: string; readonly name: string; readonly role: StaffRole; readonly away: boolean },
): HousePlan {
  const { id, ...fields } = wanted
  const among = records.filter(({ table }) => table === 'staff')
  return planNamed(records, among, { table: 'staff', id, fields })
}

/** `among`: the records whose names the new one must not take. */
function planNamed(
  records: readonly SyncRecord[],
  among: readonly SyncRecord[],
  wanted: {
    readonly table: string
    readonly id: string
    readonly fields: Fields & { readonly name: string }
  },
): HousePlan {
  const { table, id } = wanted
  const name = wanted.fields.name.trim()
  if (name === '') return { refused: 'nameMissing' }
  const isTaken = among.some((other) => other.id !== id && String(other.fields.name ?? '').trim() === name)
  if (isTaken) return { refused: 'nameTwice' }
  const before = records.find((record) => record.table === table && record.id === id)
  const fields: Fields = { ...wanted.fields, name }
  if (!before) return { changes: [{ table, id, create: true, fields }] }
  const differing = Object.entries(fields).filter(
    ([key, value]) => JSON.stringify(before.fields[key] ?? false) !== JSON.stringify(value),
  )
  return {
    changes: differing.length === 0 ? [] : [{ table, id, fields: Object.fromEntries(differing) }],
  }
}
