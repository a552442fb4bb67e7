/**
 * What this tablet has not sent, as a file that another tablet of the shop takes in where this one cannot reach the server. The values
 * in it are sealed as they lie here; a code that only the shop's tablets can make says that nobody has changed it on the way.
 *
 *   { "body": "{\"format\":\"steamkeeper-unsent\",\"version\":1,\"shop\":\"0199…\",\"inc\":\"9f31c07a\",\"sets\":[…],\"effs\":{…}}", "mac": "b64…" }
 */
import { fromBase64, toBase64 } from '../base/base64.ts'
import type { ChangeSet } from '../sync/change-set.ts'
import { derivedKey } from './derive.ts'
import { deviceSecret } from './device-secret.ts'
import { AGAIN } from './schema.ts'
import { incarnation, reach, type Store } from './store.ts'
import { readSync } from './sync-state.ts'
import { setOf, shopMade } from './unsent.ts'

const FORMAT = 'steamkeeper-unsent'
const VERSION = 1
const encoder = new TextEncoder()

export type UnsentSets = {
  readonly shop: string
  readonly inc: string
  readonly sets: readonly ChangeSet[]
  /** uid → the clock that an earlier answer gave, for sets that a restored server lacks (S4). */
  readonly effs: { readonly [uid: string]: string }
}
/** Why a file is not taken in. */
export type FileFlaw = 'notOurs' | 'otherShop' | 'altered'

/** The file's text; null where nothing waits, or the tablet has no secret of its shop. */
export async function writeUnsent(store: Store): Promise<string | null> {
  const key = await macKey(store)
  const shop = (await readSync(store)).shop ?? (await shopMade(store))
  const { outbox, sent } = store.database
  const [waiting, again] = await reach(store, 'unavailable', () =>
    Promise.all([
      outbox.orderBy('[inc+n]').toArray(),
      sent
        .where('[again+inc+n]')
        .between(...AGAIN)
        .toArray(),
    ]),
  )
  if (key === null || shop === null || waiting.length + again.length === 0) return null
  const effs = Object.fromEntries(again.map(({ uid, eff }) => [uid, eff]))
  const unsent: UnsentSets = {
    shop,
    inc: await incarnation(store),
    sets: [...again.map(setOf), ...waiting],
    effs,
  }
  const body = JSON.stringify({ format: FORMAT, version: VERSION, ...unsent })
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(body))
  return JSON.stringify({ body, mac: toBase64(new Uint8Array(mac)) })
}

/** The sets of a file that a tablet of this shop wrote. */
export async function readUnsent(store: Store, text: string): Promise<UnsentSets | FileFlaw> {
  const file = parsed(text)
  const body = typeof file?.body === 'string' ? parsed(file.body) : null
  if (body === null || body.format !== FORMAT || body.version !== VERSION) return 'notOurs'
  const key = await macKey(store)
  const { shop } = await readSync(store)
  if (key === null || shop === null || body.shop !== shop) return 'otherShop'
  const isOurs = await crypto.subtle.verify(
    'HMAC',
    key,
    bytesOf(file?.mac),
    encoder.encode(String(file?.body)),
  )
  // Written by a tablet of the shop and unchanged since, so its shape is ours.
  return isOurs ? (body as unknown as UnsentSets) : 'altered'
}

async function macKey(store: Store): Promise<CryptoKey | null> {
  const secret = await deviceSecret(store)
  return secret === null ? null : derivedKey(secret, 'steamkeeper file 1', 'vouch')
}

function parsed(text: string): { readonly [name: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
      ? (value as { readonly [name: string]: unknown })
      : null
  } catch {
    return null
  }
}

function bytesOf(mac: unknown): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(String(mac))
  } catch {
    return new Uint8Array()
  }
}
