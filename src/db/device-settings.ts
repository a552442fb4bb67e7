/** Small settings of this tablet (language, theme, who works): never synced, never part of a record. */
import { reach, type Store } from './store.ts'

/** The setting's value as it was put; undefined if it never was. */
export function deviceSetting(store: Store, name: string): Promise<unknown> {
  return reach(store, 'unavailable', () => store.database.device.get(name)).then((row) => row?.value)
}

/** Keeps the setting; anything that IndexedDB can hold. */
export async function setDeviceSetting(store: Store, name: string, value: unknown): Promise<void> {
  await reach(store, 'notSaved', () => store.database.device.put({ name, value }))
}
