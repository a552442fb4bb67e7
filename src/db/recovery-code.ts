/**
 * The recovery code (SECURITY.md): 128 random bits on paper, in Crockford's base32 with two letters that catch a slip of the pen. It
 * wraps the shop's key and the device secret, so that it opens the shop on any tablet that has its records; the shop's record
 * holds the slot. Nothing can be gained by stretching 128 bits, so it is not.
 * `4K7M-…-9T2D` and `{ v: 1, salt: 'b64…', iv: 'b64…', wrapped: 'b64…' }`
 */
import { fromBase64, toBase64 } from '../base/base64.ts'
import { SIGNS, signsIn } from '../sync/code.ts'
import { derivedKey } from './derive.ts'
import { DEVICE_SECRET_BYTES } from './device-secret.ts'
import { SHOP_KEY_BYTES } from './shop-key.ts'

export type RecoverySlot = {
  readonly v: 1
  readonly salt: string
  readonly iv: string
  readonly wrapped: string
}
type Bytes = Uint8Array<ArrayBuffer>
export type Secrets = { readonly shopKey: Bytes; readonly deviceSecret: Bytes }

const CODE_BYTES = 16
const SALT_BYTES = 16
const IV_BYTES = 12
/** 26 letters carry the bits, two the check. */
const CODE_LETTERS = 28
const LABEL = 'steamkeeper recovery 1'
const additionalData = new TextEncoder().encode(LABEL)

/** Draws a code and wraps both secrets under it; the code is shown once and stored nowhere. */
export async function makeRecovery(
  { shopKey, deviceSecret }: Secrets,
  random: (length: number) => Bytes,
): Promise<{ readonly code: string; readonly slot: RecoverySlot }> {
  const [bits, salt, iv] = [random(CODE_BYTES), random(SALT_BYTES), random(IV_BYTES)]
  const both = new Uint8Array(SHOP_KEY_BYTES + DEVICE_SECRET_BYTES)
  both.set(shopKey)
  both.set(deviceSecret, SHOP_KEY_BYTES)
  const cipher = { name: 'AES-GCM', iv, additionalData }
  const wrapped = await crypto.subtle.encrypt(cipher, await derivedKey(bits, LABEL, 'seal', salt), both)
  both.fill(0)
  const slot = {
    v: 1 as const,
    salt: toBase64(salt),
    iv: toBase64(iv),
    wrapped: toBase64(new Uint8Array(wrapped)),
  }
  return { code: await writtenOf(bits), slot }
}

/** Both secrets; `mistyped` where the letters do not check, null where they are another shop's or an older code. */
export async function openRecovery(slot: RecoverySlot, typed: string): Promise<Secrets | 'mistyped' | null> {
  const bits = await bitsOf(typed)
  if (bits === null) return 'mistyped'
  try {
    const cipher = { name: 'AES-GCM', iv: fromBase64(slot.iv), additionalData }
    const opened = await crypto.subtle.decrypt(
      cipher,
      await derivedKey(bits, LABEL, 'seal', fromBase64(slot.salt)),
      fromBase64(slot.wrapped),
    )
    const both = new Uint8Array(opened)
    return { shopKey: both.slice(0, SHOP_KEY_BYTES), deviceSecret: both.slice(SHOP_KEY_BYTES) }
  } catch {
    return null
  }
}

/** Reads a slot from the shop's record; null for anything that is none. */
export function recoverySlotFrom(value: unknown): RecoverySlot | null {
  if (typeof value !== 'object' || value === null) return null
  const slot = value as Partial<Record<keyof RecoverySlot, unknown>>
  const isWhole = slot.v === 1 && [slot.salt, slot.iv, slot.wrapped].every((one) => typeof one === 'string')
  return isWhole ? (value as RecoverySlot) : null
}

/** In groups of four. */
async function writtenOf(bits: Bytes): Promise<string> {
  const letters = lettersOf(bits) + (await checkOf(bits))
  return (letters.match(/.{4}/g) ?? []).join('-')
}

/** Null where a letter is missing or wrong. */
async function bitsOf(typed: string): Promise<Bytes | null> {
  const letters = signsIn(typed)
  if (letters?.length !== CODE_LETTERS) return null
  let whole = 0n
  for (const letter of letters.slice(0, -2)) whole = whole * 32n + BigInt(SIGNS.indexOf(letter))
  // 26 letters are 130 bits; the two that are too many stand last and are empty.
  if (whole % 4n !== 0n) return null
  whole /= 4n
  const bits = new Uint8Array(CODE_BYTES)
  for (let at = CODE_BYTES - 1; at >= 0; at -= 1) {
    bits[at] = Number(whole & 255n)
    whole >>= 8n
  }
  return (await checkOf(bits)) === letters.slice(-2) ? bits : null
}

function lettersOf(bits: Bytes): string {
  let whole = 0n
  for (const byte of bits) whole = (whole << 8n) | BigInt(byte)
  whole <<= 2n
  let letters = ''
  for (let n = 0; n < CODE_LETTERS - 2; n += 1) {
    letters = SIGNS[Number(whole & 31n)] + letters
    whole >>= 5n
  }
  return letters
}

async function checkOf(bits: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bits))
  return `${SIGNS[(digest[0] ?? 0) & 31]}${SIGNS[(digest[1] ?? 0) & 31]}`
}
