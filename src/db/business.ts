/** Who has something to do with whom, told by what lies clear on the tablet: nothing is opened for it. */
import type { Fields } from '../sync/record.ts'
import type { ViewRow } from './schema.ts'
import { reach, type Store } from './store.ts'

/** Guests who are booked or here on a day, and those whose visit is open, of whatever day. */
export function guestsWithBusiness(store: Store, day: string): Promise<ReadonlySet<string>> {
  const { view } = store.database
  return reach(store, 'unavailable', async () => {
    const days = await view
      .where('[table+day]')
      .anyOf([
        ['bookings', day],
        ['visits', day],
      ])
      .toArray()
    const open = await view.where('[table+open]').equals(['visits', 1]).toArray()
    return new Set([...days, ...open].flatMap(guestsOf))
  })
}

/** Those of the guests of whom somebody has looked after a visit. */
export function guestsOfConsultant(
  store: Store,
  who: string,
  guests: readonly string[],
): Promise<ReadonlySet<string>> {
  const keys = guests.map((guest): [string, string] => ['visits', guest])
  return reach(store, 'unavailable', async () => {
    const visits = await store.database.view.where('[table+person]').anyOf(keys).toArray()
    return new Set(visits.filter(({ fields }) => consultantIn(fields) === who).flatMap(guestsOf))
  })
}

/** Those of the guests who have been here and whose visits are all over. */
export function guestsServed(store: Store, guests: readonly string[]): Promise<ReadonlySet<string>> {
  const keys = guests.map((guest): [string, string] => ['visits', guest])
  return reach(store, 'unavailable', async () => {
    const visits = await store.database.view.where('[table+person]').anyOf(keys).toArray()
    const open = new Set(visits.filter((row) => row.open === 1).flatMap(guestsOf))
    return new Set(visits.flatMap(guestsOf).filter((guest) => !open.has(guest)))
  })
}

/** Those of the guests who were written down on this tablet, or changed, since an instant of its clock. */
export function guestsKeptSince(
  store: Store,
  since: number,
  guests: readonly string[],
): Promise<ReadonlySet<string>> {
  const keys = guests.map((guest): [string, string] => ['guests', guest])
  return reach(store, 'unavailable', async () => {
    const rows = await store.database.view.bulkGet(keys)
    return new Set(rows.flatMap((row) => (row && (row.keptAt ?? 0) >= since ? [row.id] : [])))
  })
}

/** By its envelope and by what it says: where somebody has rewritten one of them, both may have been here. */
function guestsOf({ person, fields }: ViewRow): readonly string[] {
  const { guestId } = fields
  return [...(person === undefined ? [] : [person]), ...(typeof guestId === 'string' ? [guestId] : [])]
}

function consultantIn({ consultant }: Fields): unknown {
  const isObject = typeof consultant === 'object' && consultant !== null && 'value' in consultant
  return isObject ? consultant.value : null
}
