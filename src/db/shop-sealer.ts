/**
 * Seals values with the shop's key (AES-256-GCM), each under its own table, record and field, so that it opens nowhere else
 * (SEC3). The nonce is an HMAC over these and the value (as in RFC 5297, with GCM): equal values of one field are equal when
 * sealed, and two people who wrote the same are no conflict (M3). What is clear, and what of an answer, `cover` says. Before sealing
 * a value is filled up with spaces, which JSON passes over: a yes is as long as a no.
 *
 *   'sealed'  'pregnant'                        → { "$1": "b64…" }
 *   'answer'  { value: 2, at, by, note: '…' }   → { value: { "$1": "b64…" }, at, by }     done, when and by whom stay clear
 *   'clock'   { value: 2, at, by, note: '…' }   → { value: 2, at, by, typed: { "$1": "b64…" } }     nothing but what was typed is sealed
 *   'break'   { value: { backAt: 9, dizzy: true }, at, by }  → { value: { backAt: 9 }, at, by, felt: { "$1": "b64…" } }   nor how it was
 */
import { fromBase64, toBase64 } from '../base/base64.ts'
import { hex } from '../base/hex.ts'
import type { Json } from '../base/json.ts'
import type { Cover } from '../domain/people/cover.ts'
import type { Fields, RecordKey } from '../sync/record.ts'
import type { Sealer } from './seal.ts'
import type { ShopKey } from './shop-key.ts'
import { StoreError } from './store-error.ts'

export type CoverOf = (table: string, field: string) => Cover

/** The sealer of a tablet that can be locked: without the key it seals nothing but what is clear, and opens nothing. */
export type ShopSealer = Sealer & {
  unlock(key: ShopKey): void
  /** Forgets the key and everything that was opened with it. */
  lock(): void
  isLocked(): boolean
}

/** Of a sealed value: the only member's name, which is the version of its form. */
const MARK = '$1'
const NONCE_BYTES = 12
/** Most answers, names and phones fit into one block. */
const BLOCK_BYTES = 64
/** What of an answer stays clear: that it is there, when, and by whom. */
const OF_ANSWER: ReadonlySet<string> = new Set(['at', 'by', 'enteredAt'])
/** What the urn's clock reads of a break, and who supported the guest on which side. */
const OF_BREAK: ReadonlySet<string> = new Set(['outSupport', 'inSupport', 'backAt', 'backBy'])
/** What somebody types into an answer. */
const TYPED: ReadonlySet<string> = new Set(['note', 'why'])
/** Opened values that are kept while somebody is signed in: a day's visits, and the guests behind them. */
const REMEMBERED_MAX = 50_000

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Locked at first. Throws StoreError 'locked' when something is to be sealed without the key. */
export function shopSealer(coverOf: CoverOf): ShopSealer {
  let key: ShopKey | null = null
  const opened = new Map<string, Json>()
  const memory = new Map<string, unknown>()
  const forget = () => {
    opened.clear()
    memory.clear()
  }
  const opening = async (place: string, sealed: string, once: boolean): Promise<Json | undefined> => {
    const known = opened.get(place + sealed)
    if (known !== undefined || !key) return known
    const value = await openValue(key, place, sealed)
    if (value === undefined || once) return value
    if (opened.size >= REMEMBERED_MAX) opened.clear()
    if (key) opened.set(place + sealed, value)
    return value
  }
  return {
    memory,
    unlock: (next) => {
      key = next
    },
    lock: () => {
      key = null
      forget()
    },
    isLocked: () => key === null,
    vouchKey: () => key && hex(key.vouch),
    forget,
    seal: (record, fields) =>
      eachField(fields, async (field, value) => {
        const cover = value === null ? 'clear' : coverOf(record.table, field)
        if (cover === 'clear') return value
        const place = placeOf(record, field)
        if (cover === 'clock') {
          const [clear, typed] = isAnswer(value) ? parted(value, isNotTyped) : [value, {}]
          if (Object.keys(typed).length === 0) return value
          // Sealed once more it would open for nobody.
          if (!key || isSealed(value)) throw new StoreError('locked')
          return { ...(clear as JsonObject), typed: { [MARK]: await sealValue(key, place, typed) } }
        }
        if (cover === 'break' && isAnswer(value)) {
          const [clear, felt] = breakParted(value)
          if (Object.keys(felt).length === 0) return value
          if (!key || sealedIn(value.felt) !== null) throw new StoreError('locked')
          return { ...clear, felt: { [MARK]: await sealValue(key, placeOf(record, field, clear), felt) } }
        }
        if (!key) throw new StoreError('locked')
        if (cover === 'sealed' || !isAnswer(value)) return { [MARK]: await sealValue(key, place, value) }
        const [clear, rest] = parted(value)
        return { ...clear, value: { [MARK]: await sealValue(key, placeOf(record, field, clear), rest) } }
      }),
    open: (record, sealed, { once = false } = {}) =>
      eachField(sealed, async (field, value) => {
        const whole = sealedIn(value)
        if (whole !== null) return (await opening(placeOf(record, field), whole, once)) ?? value
        if (!isAnswer(value)) return value
        const typed = sealedIn(value.typed)
        if (typed !== null) {
          const { typed: _sealed, ...clear } = value
          const words = await opening(placeOf(record, field), typed, once)
          return isObject(words) ? { ...clear, ...words } : value
        }
        const felt = sealedIn(value.felt)
        if (felt !== null) {
          const { felt: _sealed, ...clear } = value
          const rest = await opening(placeOf(record, field, clear), felt, once)
          return isObject(rest) ? breakJoined(clear, rest) : value
        }
        const part = sealedIn(value.value)
        if (part === null) return value
        const [clear] = parted(value)
        const rest = await opening(placeOf(record, field, clear), part, once)
        return isObject(rest) ? { ...clear, ...rest } : value
      }),
  }
}

/** Whether something in it could not be opened: locked, or sealed by a key or a form that this tablet does not have. */
export function isSealed(value: Json | undefined): boolean {
  return sealedIn(value) !== null || (isAnswer(value) && sealedIn(value.value) !== null)
}

/** The fields that are there to be read: those that did not open are as if they were not; of an answer its when and by whom stay. */
export function withoutSealed(fields: Fields): Fields {
  const entries = Object.entries(fields)
  const readable = entries.filter(([, value]) => sealedIn(value) === null)
  return readable.length === entries.length ? fields : Object.fromEntries(readable)
}

async function eachField(fields: Fields, of: (field: string, value: Json) => Promise<Json>): Promise<Fields> {
  const entries = Object.entries(fields)
  const values = await Promise.all(entries.map(([field, value]) => of(field, value)))
  return Object.fromEntries(entries.map(([field], at) => [field, values[at] as Json]))
}

/**
 * What a sealed value is bound to, with what of its answer stays clear, so that nobody else can date it anew; a JSON list,
 * for no name can then run into the next.
 */
function placeOf({ table, id }: RecordKey, field: string, { at, by, enteredAt }: JsonObject = {}): string {
  return JSON.stringify([table, id, field, at ?? null, by ?? null, enteredAt ?? null])
}

async function sealValue({ aes, nonce }: ShopKey, place: string, value: Json): Promise<string> {
  const text = filled(JSON.stringify(value))
  const mac = await crypto.subtle.sign('HMAC', nonce, encoder.encode(`${place}\n${text}`))
  const iv = new Uint8Array(mac, 0, NONCE_BYTES)
  const additionalData = encoder.encode(place)
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    aes,
    encoder.encode(text),
  )
  const whole = new Uint8Array(NONCE_BYTES + sealed.byteLength)
  whole.set(iv)
  whole.set(new Uint8Array(sealed), NONCE_BYTES)
  return toBase64(whole)
}

/** To whole blocks in UTF-8, as which it is sealed. */
function filled(text: string): string {
  const bytes = encoder.encode(text).byteLength
  return text + ' '.repeat((BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES)
}

/** undefined where it does not open: another place, another key, or altered. */
async function openValue({ aes }: ShopKey, place: string, sealed: string): Promise<Json | undefined> {
  try {
    const whole = fromBase64(sealed)
    const iv = whole.subarray(0, NONCE_BYTES)
    const additionalData = encoder.encode(place)
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData },
      aes,
      whole.subarray(NONCE_BYTES),
    )
    return JSON.parse(decoder.decode(text)) as Json
  } catch {
    return undefined
  }
}

/** What is sealed in a value that is sealed whole. */
export function sealedIn(value: Json | undefined): string | null {
  if (!isObject(value)) return null
  const [mark, ...more] = Object.keys(value)
  const sealed = value[MARK]
  return mark === MARK && more.length === 0 && typeof sealed === 'string' ? sealed : null
}

type JsonObject = { readonly [name: string]: Json }

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Done by somebody at an instant: an answer, an end, a correction. */
function isAnswer(value: Json | undefined): value is JsonObject {
  return isObject(value) && typeof value.at === 'number'
}

const isNotTyped = (name: string) => !TYPED.has(name)

function parted(
  answer: JsonObject,
  isClear: (name: string) => boolean = (name) => OF_ANSWER.has(name),
): readonly [clear: JsonObject, rest: JsonObject] {
  const entries = Object.entries(answer)
  const rest = entries.filter(([name]) => !isClear(name))
  return [Object.fromEntries(entries.filter(([name]) => isClear(name))), Object.fromEntries(rest)]
}

/** A break by what the clock reads of it; a value of another shape is hidden whole. */
function breakParted(answer: JsonObject): readonly [clear: JsonObject, felt: JsonObject] {
  const { value, ...others } = answer
  const [own, rest] = parted(others)
  if (value === undefined) return [own, rest]
  if (!isObject(value))
    return [
      { ...own, value: {} },
      { ...rest, value },
    ]
  const [clear, felt] = parted(value, (name) => OF_BREAK.has(name))
  return [{ ...own, value: clear }, Object.keys(felt).length === 0 ? rest : { ...rest, value: felt }]
}

function breakJoined(clear: JsonObject, felt: JsonObject): JsonObject {
  const value = isObject(clear.value) && isObject(felt.value) ? { ...clear.value, ...felt.value } : null
  return { ...clear, ...felt, ...(value && { value }) }
}
