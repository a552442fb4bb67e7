/**
 * The shop's key as WebCrypto holds it: two keys derived from the 256 random bits that are drawn once and nowhere stored in the
 * clear (SECURITY.md). One seals, one gives the nonce. Neither can be taken out again, so that what a screen keeps for the
 * time that somebody is signed in is no key that could be sent anywhere.
 */

/** What seals and opens; made by `shopKeyFrom`. */
export type ShopKey = { readonly aes: CryptoKey; readonly nonce: CryptoKey }

export const SHOP_KEY_BYTES = 32
const bytes = (text: string) => new TextEncoder().encode(text)

/** Derives both from the 32 bytes of the shop's key (HKDF-SHA-256, RFC 5869). */
export async function shopKeyFrom(raw: Uint8Array<ArrayBuffer>): Promise<ShopKey> {
  if (raw.length !== SHOP_KEY_BYTES) throw new RangeError(`a shop's key has ${SHOP_KEY_BYTES} bytes`)
  const from = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey'])
  const hkdf = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: bytes(info),
  })
  const [aes, nonce] = await Promise.all([
    crypto.subtle.deriveKey(hkdf('steamkeeper seal 1'), from, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]),
    crypto.subtle.deriveKey(
      hkdf('steamkeeper nonce 1'),
      from,
      { name: 'HMAC', hash: 'SHA-256', length: 256 },
      false,
      ['sign'],
    ),
  ])
  return { aes, nonce }
}
