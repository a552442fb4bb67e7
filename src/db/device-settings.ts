/** Small settings of this tablet (language, theme, who works): never synced, never part of a record. */
import { reach, type Store } from './store.ts'

/** The setting's value as it was put; undefined if it never was. */
export async function deviceSetting(store: Store, name: string): Promise<unknown> {
  const row = await reach(store, 'unavailable', () => store.database.device.get(name))
  return row?.value
}

/** Keeps the setting; anything that IndexedDB can hold. */
export async function setDeviceSetting(store: Store, name: string, value: unknown): Promise<void> {
  await reach(store, 'notSaved', () => store.database.device.put({ name, value }))
}
