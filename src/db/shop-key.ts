/**
 * The shop's key as WebCrypto holds it: two keys derived from the 256 random bits that are drawn once and nowhere stored in the
 * clear (SECURITY.md). One seals, one gives the nonce. Neither can be taken out again, so that what a screen keeps for the
 * time that somebody is signed in is no key that could be sent anywhere. A third is told to the server, which knows by it
 * that a request comes from a tablet with the shop's key at hand; it opens nothing (SEC20).
 */
import { derivedBytes, derivedKey } from './derive.ts'

/** What seals and opens; made by `shopKeyFrom`. */
export type ShopKey = {
  readonly aes: CryptoKey
  readonly nonce: CryptoKey
  readonly vouch: Uint8Array<ArrayBuffer>
}

export const SHOP_KEY_BYTES = 32

/** Derives all from the 32 bytes of the shop's key. */
export async function shopKeyFrom(raw: Uint8Array<ArrayBuffer>): Promise<ShopKey> {
  if (raw.length !== SHOP_KEY_BYTES) throw new RangeError(`a shop's key has ${SHOP_KEY_BYTES} bytes`)
  const [aes, nonce, vouch] = await Promise.all([
    derivedKey(raw, 'steamkeeper seal 1', 'seal'),
    derivedKey(raw, 'steamkeeper nonce 1', 'vouch'),
    derivedBytes(raw, 'steamkeeper vouch 1'),
  ])
  return { aes, nonce, vouch }
}
