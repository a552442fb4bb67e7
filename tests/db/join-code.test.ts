import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { joinKeyFrom, unwrapSecret, wrapSecret } from '../../src/db/join-code.ts'

const random = (length: number) => new Uint8Array(randomBytes(length))
const CODE = '7K3M9QXW2BTD'

describe('the device secret on its way to a joining tablet', () => {
  test('[SEC11] opens with the code that it was sealed under, and with no other', async () => {
    const secret = random(32)
    const [here, there, other] = await Promise.all([CODE, CODE, '7K3M9QXW2BTE'].map(joinKeyFrom))
    if (!here || !there || !other) throw new Error('no keys')
    const wrapped = await wrapSecret(here, secret, random)
    expect(await unwrapSecret(there, wrapped)).toEqual(secret)
    expect(await unwrapSecret(other, wrapped)).toBeNull()
    for (const broken of ['', 'AAAA', '!', `${wrapped.slice(0, -8)}AAAAAAA=`])
      expect(await unwrapSecret(there, broken)).toBeNull()
  })

  test('[SEC11] what the server sees of a code is the same on both tablets, and neither the code nor the key', async () => {
    const [here, there] = await Promise.all([joinKeyFrom(CODE), joinKeyFrom(CODE)])
    expect(here.id).toBe(there.id)
    expect(here.id).toMatch(/^[0-9a-f]{64}$/)
    expect(here.id).not.toContain(CODE.toLowerCase())
    await expect(crypto.subtle.exportKey('raw', here.seal)).rejects.toThrow()
  })
})
