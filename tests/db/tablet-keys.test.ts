import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { deviceSecret } from '../../src/db/device-secret.ts'
import { keepEnrolment, keepToken, readTokens } from '../../src/db/tablet-keys.ts'
import { closeTablets, openTablet } from './tablet.ts'

afterEach(() => closeTablets())

test('[SEC9] the newest token is used; those of the last week are kept for a server that was restored', async () => {
  const store = await openTablet()
  expect(await readTokens(store)).toEqual([])
  await keepEnrolment(store, { token: 't0', secret: null })
  for (let n = 1; n <= 10; n += 1) await keepToken(store, `t${n}`)
  expect(await readTokens(store)).toEqual(['t10', 't9', 't8', 't7', 't6', 't5', 't4', 't3'])
  await keepToken(store, 't8')
  expect((await readTokens(store)).slice(0, 3)).toEqual(['t8', 't10', 't9'])
})

test('joining anew forgets the tokens of before, and brings the shop’s device secret', async () => {
  const store = await openTablet()
  await keepEnrolment(store, { token: 't0', secret: null })
  expect(await deviceSecret(store)).toBeNull()
  const secret = new Uint8Array(32).fill(7)
  await keepEnrolment(store, { token: 't1', secret })
  expect(await readTokens(store)).toEqual(['t1'])
  expect(await deviceSecret(store)).toEqual(secret)
})
