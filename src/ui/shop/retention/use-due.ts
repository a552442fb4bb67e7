/** What is past its time now, live, and what it is called. */
import { readRecord, recordsOf, type SyncRecord } from '../../../db/queries.ts'
import { guestFrom } from '../../../domain/people/guest.ts'
import { type Due, planRetention, RETENTION_TABLES } from '../../../domain/people/retention.ts'
import { SHOP_ID } from '../../../domain/shop/shop.ts'
import { useApp } from '../../state/app.tsx'
import { useLive } from '../../state/live.ts'
import { shownGuest } from '../../state/shown-guest.ts'
import { useStrings } from '../../strings/strings.ts'

export type DueNow = {
  readonly shop: SyncRecord['fields']
  readonly due: readonly Due[]
  /** Guests' forms of address by their ids, and whose each record is. */
  readonly names: ReadonlyMap<string, string>
}

/** Undefined until it is read; every record that has a time is looked at, so it is for the page that tells of them alone. */
export function useDue(): DueNow | undefined {
  const { store, clock } = useApp()
  const { kit } = useStrings()
  return useLive(async () => {
    const [shop, ...tables] = await Promise.all([
      readRecord(store, { table: 'shop', id: SHOP_ID }),
      ...RETENTION_TABLES.map((table) => recordsOf(store, table)),
    ])
    const records = tables.flat()
    const guests = records.filter(({ table }) => table === 'guests')
    const called = new Map(guests.map((one) => [one.id, shownGuest(guestFrom(one), kit).address] as const))
    const fields = shop?.fields ?? {}
    return {
      shop: fields,
      due: planRetention(records, clock.now(), fields),
      names: new Map(records.map(({ id, person }) => [id, called.get(person ?? id) ?? ''])),
    }
  }, [store, clock, kit])
}
