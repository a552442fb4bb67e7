/**
 * How the device secret travels to a joining tablet: sealed under the code that somebody reads from one screen and types into the
 * other (argon2id, RFC 9106). Of the code the server sees one half of what is drawn from it and not the other, and it has the sealed
 * secret for ten minutes at most.
 *
 *   7K3M-9QXW-2BTD ─ argon2id ─▶ id (to the server, which keeps its hash) ‖ key (AES-256-GCM, stays on the two tablets)
 */
import { fromBase64, toBase64 } from '../base/base64.ts'
import { hex } from '../base/hex.ts'
import { DEVICE_SECRET_BYTES } from './device-secret.ts'

type Bytes = Uint8Array<ArrayBuffer>
/** A code has 59 random bits and ten minutes: what OWASP asks for at least is more than enough (19 MiB, 2 passes). */
const COST = { memorySize: 19_456, iterations: 2, parallelism: 1 }
/** Nothing secret, and the same on both sides; what is drawn is used for one code alone. */
const SALT = 'steamkeeper join code 1'
const HALF = 32
const IV_BYTES = 12

export type JoinKey = { readonly id: string; readonly seal: CryptoKey }

/** What both tablets draw from a code (its twelve signs, without separators). */
export async function joinKeyFrom(code: string): Promise<JoinKey> {
  const { argon2id } = await import('hash-wasm')
  const drawn = await argon2id({
    ...{ password: code, salt: new TextEncoder().encode(SALT), ...COST },
    hashLength: 2 * HALF,
    outputType: 'binary',
  })
  const seal = await crypto.subtle.importKey('raw', drawn.slice(HALF), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ])
  return { id: hex(drawn.subarray(0, HALF)), seal }
}

/** The secret as it goes through the server. */
export async function wrapSecret(
  { seal }: JoinKey,
  secret: Bytes,
  random: (length: number) => Bytes,
): Promise<string> {
  const iv = random(IV_BYTES)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, seal, secret)
  const whole = new Uint8Array(IV_BYTES + sealed.byteLength)
  whole.set(iv)
  whole.set(new Uint8Array(sealed), IV_BYTES)
  return toBase64(whole)
}

/** Opens it again; null for what was sealed under another code, or altered on the way. */
export async function unwrapSecret({ seal }: JoinKey, wrapped: string): Promise<Bytes | null> {
  try {
    const whole = fromBase64(wrapped)
    const cipher = { name: 'AES-GCM', iv: whole.subarray(0, IV_BYTES) }
    const opened = new Uint8Array(await crypto.subtle.decrypt(cipher, seal, whole.subarray(IV_BYTES)))
    return opened.length === DEVICE_SECRET_BYTES ? opened : null
  } catch {
    return null
  }
}
