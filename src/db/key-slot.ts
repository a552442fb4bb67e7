/**
 * The shop's key, wrapped for one person (SEC2): argon2id (RFC 9106) over the PIN, then HKDF with the device secret that every
 * tablet of the shop has and the server never, then AES-256-GCM. A slot is part of the person's record and travels, so that
 * they can sign in on any tablet without network. What trying all PINs costs stands in SECURITY.md.
 * `{ v: 1, m: 65536, t: 3, salt: 'b64…', iv: 'b64…', wrapped: 'b64…' }`
 */
import { fromBase64, toBase64 } from '../base/base64.ts'
import { derivedKey } from './derive.ts'

export type KeySlot = {
  readonly v: 1
  /** argon2id's memory in KiB, and its passes; one lane. */
  readonly m: number
  readonly t: number
  readonly salt: string
  readonly iv: string
  readonly wrapped: string
}

/** 0.28 s on one core of a small machine, about 1.2 s on a tablet of a fourth of its speed. */
const MEMORY_KIB = 65_536
const PASSES = 3
/** For a PIN that everybody knows: the sample shop opens at once, and there is nothing to guess. */
const PUBLIC_COST = { m: 8_192, t: 1 }
/** A slot from elsewhere that asks for more would stop a tablet instead of a thief. */
const MEMORY_MAX_KIB = 262_144
const PASSES_MAX = 10
const SALT_BYTES = 16
const IV_BYTES = 12
const KEY_BYTES = 32

export const PIN = /^\d{6}$/
type Bytes = Uint8Array<ArrayBuffer>
const LABEL = 'steamkeeper slot 1'

/** Wraps the key under a PIN of six digits; `random` gives bytes that nobody can foresee. */
export async function makeSlot(
  shopKey: Bytes,
  {
    pin,
    person,
    deviceSecret,
    isPublic = false,
  }: {
    readonly pin: string
    readonly person: string
    readonly deviceSecret: Bytes
    readonly isPublic?: boolean
  },
  random: (length: number) => Bytes,
): Promise<KeySlot> {
  if (!PIN.test(pin)) throw new RangeError('a PIN has six digits')
  const [salt, iv] = [random(SALT_BYTES), random(IV_BYTES)]
  const cost = isPublic ? PUBLIC_COST : { m: MEMORY_KIB, t: PASSES }
  const wrapping = await wrappingKey(pin, salt, cost, deviceSecret)
  const wrapped = await crypto.subtle.encrypt(sealedFor(person, iv), wrapping, shopKey)
  return { v: 1, ...cost, salt: toBase64(salt), iv: toBase64(iv), wrapped: toBase64(new Uint8Array(wrapped)) }
}

/** The shop's key; null for a wrong PIN, another shop's tablet, another person's slot, or one that was altered. */
export async function openSlot(
  slot: KeySlot,
  {
    pin,
    person,
    deviceSecret,
  }: { readonly pin: string; readonly person: string; readonly deviceSecret: Bytes },
): Promise<Bytes | null> {
  if (!PIN.test(pin)) return null
  const wrapping = await wrappingKey(pin, fromBase64(slot.salt), slot, deviceSecret)
  try {
    const cipher = sealedFor(person, fromBase64(slot.iv))
    return new Uint8Array(await crypto.subtle.decrypt(cipher, wrapping, fromBase64(slot.wrapped)))
  } catch {
    return null
  }
}

/** Reads a slot from a record; null for anything that is none, or asks for more than a tablet can give. */
export function slotFrom(value: unknown): KeySlot | null {
  if (typeof value !== 'object' || value === null) return null
  const slot = value as Partial<Record<keyof KeySlot, unknown>>
  const isText = (one: unknown, length: number) => typeof one === 'string' && lengthOf(one) === length
  const isCount = (one: unknown, max: number) =>
    Number.isInteger(one) && Number(one) >= 1 && Number(one) <= max
  const isWhole =
    slot.v === 1 &&
    isCount(slot.m, MEMORY_MAX_KIB) &&
    Number(slot.m) >= 8 &&
    isCount(slot.t, PASSES_MAX) &&
    isText(slot.salt, SALT_BYTES) &&
    isText(slot.iv, IV_BYTES) &&
    isText(slot.wrapped, KEY_BYTES + 16)
  return isWhole ? (value as KeySlot) : null
}

function lengthOf(text: string): number {
  try {
    return fromBase64(text).length
  } catch {
    return -1
  }
}

/** The person is bound in, so that a slot put into somebody else's record opens nothing. */
function sealedFor(person: string, iv: Bytes): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`${LABEL}\n${person}`) }
}

async function wrappingKey(
  pin: string,
  salt: Bytes,
  { m, t }: Pick<KeySlot, 'm' | 't'>,
  deviceSecret: Bytes,
): Promise<CryptoKey> {
  // Fetched with the first PIN, not with the first screen.
  const { argon2id } = await import('hash-wasm')
  const stretched = await argon2id({
    password: pin,
    salt,
    parallelism: 1,
    iterations: t,
    memorySize: m,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  })
  const both = new Uint8Array(stretched.length + deviceSecret.length)
  both.set(stretched)
  both.set(deviceSecret, stretched.length)
  return derivedKey(both, LABEL, 'seal', salt)
}
