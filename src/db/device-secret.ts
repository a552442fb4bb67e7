/**
 * The 256 random bits that every tablet of the shop has and the server never: with a PIN they open a key slot, without them
 * they open none (SECURITY.md). Drawn by the tablet that begins the shop; a joining tablet is given it, sealed under its join code.
 */
import { fromBase64, toBase64 } from '../base/base64.ts'
import { deviceSetting, setDeviceSetting } from './device-settings.ts'
import type { Store } from './store.ts'

export const DEVICE_SECRET_BYTES = 32
const SETTING = 'deviceSecret'

/** The secret of this tablet's shop; null before the tablet began or joined one. */
export async function deviceSecret(store: Store): Promise<Uint8Array<ArrayBuffer> | null> {
  const kept = await deviceSetting(store, SETTING)
  return typeof kept === 'string' ? fromBase64(kept) : null
}

/** Keeps the secret that was drawn, or came with joining. Throws RangeError for any other length. */
export async function keepDeviceSecret(store: Store, secret: Uint8Array<ArrayBuffer>): Promise<void> {
  if (secret.length !== DEVICE_SECRET_BYTES)
    throw new RangeError(`a device secret has ${DEVICE_SECRET_BYTES} bytes`)
  await setDeviceSetting(store, SETTING, toBase64(secret))
}
