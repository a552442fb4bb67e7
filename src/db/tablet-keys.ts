/**
 * What makes this profile one of the shop's tablets: its tokens, newest first. One is in use; those before are kept, because a server
 * whose backup was restored knows only an older one. They lie beside the settings and never travel but in `Authorization`.
 */

import { keepDeviceSecret } from './device-secret.ts'
import { deviceSetting, setDeviceSetting } from './device-settings.ts'
import type { Store } from './store.ts'

const SETTING = 'tokens'
/** A week of daily exchanges: older backups mean joining anew. */
const KEPT = 8

/** The tokens, the one to be used first; none for a tablet that was never enrolled. */
export async function readTokens(store: Store): Promise<readonly string[]> {
  const kept = await deviceSetting(store, SETTING)
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
}

/** From now on this one is used. */
export async function keepToken(store: Store, token: string): Promise<void> {
  const others = (await readTokens(store)).filter((one) => one !== token)
  await setDeviceSetting(store, SETTING, [token, ...others].slice(0, KEPT))
}

/** The tablet was enrolled; the shop's device secret came along where it was joined by another tablet. */
export async function keepEnrolment(
  store: Store,
  { token, secret }: { readonly token: string; readonly secret: Uint8Array<ArrayBuffer> | null },
): Promise<void> {
  // First: without it nobody can sign in, and with the token alone nobody would ask for it again.
  if (secret !== null) await keepDeviceSecret(store, secret)
  await setDeviceSetting(store, SETTING, [token])
}
