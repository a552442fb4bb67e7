import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../src/base/base64.ts'
import { makeSlot, openSlot, slotFrom } from '../../src/db/key-slot.ts'

const KEY = Uint8Array.from({ length: 32 }, (_, at) => at)
const deviceSecret = new Uint8Array(32).fill(3)
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const LIN = { pin: '482913', person: 'u1', deviceSecret }

const made = makeSlot(KEY, LIN, random)

test('[SEC2] a slot gives the shop’s key to the right PIN, of the right person, on a tablet of the shop', async () => {
  const slot = await made
  expect(await openSlot(slot, LIN)).toEqual(KEY)
  expect(await openSlot(slot, { ...LIN, pin: '482914' })).toBeNull()
  expect(await openSlot(slot, { ...LIN, person: 'u2' })).toBeNull()
  expect(await openSlot(slot, { ...LIN, deviceSecret: new Uint8Array(32) })).toBeNull()
  const wrapped = fromBase64(slot.wrapped)
  wrapped[0] = (wrapped[0] ?? 0) ^ 1
  expect(await openSlot({ ...slot, wrapped: toBase64(wrapped) }, LIN)).toBeNull()
}, 60_000)

test('[SEC2] the same PIN is wrapped otherwise every time, and nothing of PIN or key is in the slot', async () => {
  const [one, other] = [await made, await makeSlot(KEY, LIN, random)]
  expect(other.salt).not.toBe(one.salt)
  expect(other.wrapped).not.toBe(one.wrapped)
  expect(JSON.stringify(one)).not.toContain(LIN.pin)
  expect(JSON.stringify(one)).not.toContain(toBase64(KEY))
}, 60_000)

test('a PIN has six digits, nothing else is wrapped or tried', async () => {
  for (const pin of ['', '12345', '1234567', 'abcdef', '１２３４５６', '12 456']) {
    await expect(makeSlot(KEY, { ...LIN, pin }, random)).rejects.toThrow(RangeError)
    expect(await openSlot(await made, { ...LIN, pin })).toBeNull()
  }
})

test('what comes from elsewhere is a slot only if it is whole, and asks for no more than a tablet can give', async () => {
  const slot = await made
  expect(slotFrom(JSON.parse(JSON.stringify(slot)))).toEqual(slot)
  for (const bad of [
    null,
    'slot',
    {},
    { ...slot, v: 2 },
    { ...slot, m: 10_000_000 },
    { ...slot, m: 1 },
    { ...slot, t: 1e9 },
    { ...slot, t: 0 },
    { ...slot, t: 1.5 },
    { ...slot, salt: toBase64(new Uint8Array(8)) },
    { ...slot, iv: '!' },
    { ...slot, wrapped: 7 },
  ])
    expect(slotFrom(bad)).toBeNull()
})
