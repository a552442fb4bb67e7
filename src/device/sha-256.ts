/** SHA-256 by the browser, which every secure page has; in hexadecimal, of the text as UTF-8. */
import { hex } from '../base/hex.ts'

/** `sha256('abc')` is `ba7816bf…`. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return hex(new Uint8Array(digest))
}
