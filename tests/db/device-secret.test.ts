import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { deviceSecret, keepDeviceSecret } from '../../src/db/device-secret.ts'
import { closeTablets, openTablet } from './tablet.ts'

afterEach(closeTablets)

test('the device secret is kept whole, survives a restart, and is 32 bytes or refused', async () => {
  const store = await openTablet()
  expect(await deviceSecret(store)).toBeNull()
  const secret = Uint8Array.from({ length: 32 }, (_, at) => 255 - at)
  await expect(keepDeviceSecret(store, secret.subarray(1))).rejects.toThrow(RangeError)
  await keepDeviceSecret(store, secret)
  store.close()
  expect(await deviceSecret(await openTablet({ name: store.name }))).toEqual(secret)
})
