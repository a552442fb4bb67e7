/** Whether a shop has its key: a second one would lock away whatever the first has sealed, and so is never drawn. */
import { readRecord, recordsOf } from './queries.ts'
import type { Store } from './store.ts'

/** A shop that was made, and in which a code was written down or anybody ever had a PIN; within a live query too. */
export async function hasShopKey(store: Store): Promise<boolean> {
  // At once: a live query stops following what is read after the first wait.
  const [shop, staff] = await Promise.all([
    readRecord(store, { table: 'shop', id: 'shop' }),
    recordsOf(store, 'staff'),
  ])
  if (shop === null) return false
  const { recovery = null } = shop.fields
  if (recovery !== null) return true
  // Also one that was taken away, or that this version cannot read.
  return staff.some(({ fields }) => Object.hasOwn(fields, 'slot'))
}
