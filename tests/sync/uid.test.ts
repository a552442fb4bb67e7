import { expect, test } from 'vitest'
import { hex } from '../../src/base/hex.ts'
import { uidFrom } from '../../src/sync/uid.ts'

const BYTES = Uint8Array.from([0xff, 0xee, 0xff, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77])

test('[CS2] a uid is a UUIDv7 of an instant and random bytes', () => {
  const uid = uidFrom(0x0199a3f2b4c1, BYTES)
  expect(uid).toBe('0199a3f2-b4c1-7ffe-aff1-122334455667')
  expect(uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('[CS2] two uids of the same instant differ by their random bytes', () => {
  const other = BYTES.map((byte) => byte ^ 0x0f)
  expect(uidFrom(1, BYTES)).not.toBe(uidFrom(1, other))
})

test('[HLC2] a uid is made whatever the clock says', () => {
  for (const wall of [Number.NaN, -1, Number.POSITIVE_INFINITY, 2 ** 60]) {
    expect(uidFrom(wall, BYTES)).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('bytes are written as two digits each', () => {
  expect(hex(Uint8Array.from([0, 9, 255]))).toBe('0009ff')
})
