/**
 * Keys drawn from secret bytes by HKDF-SHA-256 (RFC 5869), which WebCrypto does not give out again. The label says what for and
 * in which form, `steamkeeper seal 1`, so that one secret gives keys that have nothing to do with each other.
 */

/** To seal and open (AES-256-GCM), or to vouch (HMAC-SHA-256). */
const USES = {
  seal: [{ name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']],
  vouch: [{ name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign', 'verify']],
} as const

/** 32 bytes that may be told to somebody else; the secret is not to be had from them. */
export async function derivedBytes(
  secret: Uint8Array<ArrayBuffer>,
  label: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const from = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const hkdf = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode(label),
  }
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf, from, 256))
}

/** `salt` where a secret is used more than once under a label. */
export async function derivedKey(
  secret: Uint8Array<ArrayBuffer>,
  label: string,
  use: keyof typeof USES,
  salt: Uint8Array<ArrayBuffer> = new Uint8Array(),
): Promise<CryptoKey> {
  const from = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(label) }
  const [key, usages] = USES[use]
  return crypto.subtle.deriveKey(hkdf, from, key, false, [...usages])
}
