/**
 * Empties this tablet: its records, what it had not sent, its keys and settings. The one way in which a set that was never acknowledged
 * is deleted (C3), for the server's word alone (client/loop.ts).
 */
import { Dexie } from 'dexie'
import type { Store } from './store.ts'

/** Nothing opens the database again through this store; other tabs let go of it by themselves. */
export async function wipeStore(store: Store): Promise<void> {
  store.close()
  await Dexie.delete(store.database.name)
}
