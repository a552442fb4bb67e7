/** How a tablet shows the server that it has the shop's key at hand: the manager's work is taken from no other (SEC20). */
import { hex } from '../base/hex.ts'
import { vouchedText } from '../sync/wire-tablets.ts'

const encoder = new TextEncoder()

/** `key` in hex; the HMAC in hex. */
export async function vouchOf(key: string, path: string, body: string): Promise<string> {
  const raw = Uint8Array.from(key.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  const hmac = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', hmac, encoder.encode(vouchedText(path, body)))))
}
