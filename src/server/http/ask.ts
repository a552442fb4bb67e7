/**
 * Reads what a request asks: its headers, its query, its body. Everything comes in as unknown and goes out typed, or ends
 * as 4xx with a code; a duplicated word or one of another shape is malformed and never guessed at.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type * as z from 'zod/mini'
import { type Head, parseHead } from '../../sync/head.ts'
import { RECORD_ID, TABLE_NAME } from '../../sync/limits.ts'
import { keyFrom, type RecordKey } from '../../sync/record.ts'
import { PAGE_MAX, SHOP_HEADER, shopName, WIRE_HEADER, WIRE_MIN, WIRE_VERSION } from '../../sync/wire.ts'
import { ApiError } from './api-error.ts'

/** A query as the router hands it over: a word given twice is a list. */
export type Query = { readonly [name: string]: unknown }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const PERSON_MAX = 200

/** Throws 426 unless the request speaks a version of the wire that is understood here. */
export function mustSpeakWire(headers: IncomingHttpHeaders): void {
  const word = headers[WIRE_HEADER]
  const version = typeof word === 'string' && /^\d{1,4}$/.test(word) ? Number(word) : 0
  if (version < WIRE_MIN || version > WIRE_VERSION) throw new ApiError('version')
}

/** The shop that a request names; null where it names none. */
export function shopOf(headers: IncomingHttpHeaders): string | null {
  const word = headers[SHOP_HEADER]
  if (word === undefined) return null
  const shop = shopName.safeParse(word)
  if (!shop.success) throw malformed(`The header ${SHOP_HEADER} is not a shop’s id.`)
  return shop.data
}

/** The same, where there is no answer without one. */
export function mustNameShop(headers: IncomingHttpHeaders): string {
  const shop = shopOf(headers)
  if (shop === null) throw malformed(`The header ${SHOP_HEADER} is missing.`)
  return shop
}

/** The body in a shape of the wire. */
export function bodyAs<T extends z.ZodMiniType>(shape: T, body: unknown): z.infer<T> {
  const parsed = shape.safeParse(body)
  if (!parsed.success) throw malformed('The body has another shape than this version of the wire says.')
  return parsed.data
}

/** Throws 413 where a list is longer than one request may carry, so that the tablet sends less at once. */
export function mustBeShort(body: unknown, name: string, max: number): void {
  const list =
    typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? Reflect.get(body, name) : null
  if (Array.isArray(list) && list.length > max) throw new ApiError('tooLarge')
}

/** A head in a body, whose shape is already known. */
export function headFrom(word: string | null): Head | null {
  return word === null ? null : parseHead(word)
}

/** A head in the query; null where there is none. */
export function headIn(query: Query, name: string): Head | null {
  const word = wordIn(query, name)
  if (word === null) return null
  const head = parseHead(word)
  if (head === null) throw malformed(`The word ${name} is not a head.`)
  return head
}

/** How many records one page may hold: `limit` as asked, and never more than the wire says. */
export function limitIn(query: Query): number {
  const limit = countIn(query, 'limit') ?? PAGE_MAX
  if (limit === 0) throw malformed('The word limit is 0.')
  return Math.min(limit, PAGE_MAX)
}

/** A whole number from 0; null where there is none. */
export function countIn(query: Query, name: string): number | null {
  const word = wordIn(query, name)
  if (word === null) return null
  if (!/^\d{1,15}$/.test(word)) throw malformed(`The word ${name} is not a whole number.`)
  return Number(word)
}

/** The key of a record as one word, `visits/0199…`; null where there is none. */
export function keyIn(query: Query, name: string): RecordKey | null {
  const word = wordIn(query, name)
  if (word === null) return null
  const key = keyFrom(word)
  if (key === null) throw malformed(`The word ${name} is not a record’s key.`)
  return mustBeKey(key)
}

/** Throws where no record can have this key. */
export function mustBeKey(key: RecordKey): RecordKey {
  if (!TABLE_NAME.test(key.table)) throw malformed('That is not a table’s name.')
  if (!RECORD_ID.test(key.id)) throw malformed('That is not a record’s id.')
  return key
}

/** Which records are asked for: those of a table with an id, of a day, or about a person; one of the three. */
export function recordsAsk(query: Query) {
  const table = wordIn(query, 'table') ?? ''
  if (!TABLE_NAME.test(table)) throw malformed('The word table is not a table’s name.')
  const by = { id: wordIn(query, 'id'), day: wordIn(query, 'day'), person: wordIn(query, 'person') }
  const isGood = {
    id: (word: string) => RECORD_ID.test(word),
    day: (word: string) => DAY.test(word),
    person: (word: string) => word !== '' && word.length <= PERSON_MAX,
  }
  const given = (['id', 'day', 'person'] as const).flatMap((name) => {
    const word = by[name]
    return word === null ? [] : [{ name, word }]
  })
  const [one] = given
  if (given.length !== 1 || one === undefined || !isGood[one.name](one.word))
    throw malformed('Records are asked for by exactly one good word of id, day and person.')
  const after = wordIn(query, 'after')
  if (after !== null && !RECORD_ID.test(after)) throw malformed('The word after is not a record’s id.')
  return { table, [one.name]: one.word, after, limit: limitIn(query) }
}

function wordIn(query: Query, name: string): string | null {
  const word = query[name]
  if (word === undefined) return null
  if (typeof word !== 'string') throw malformed(`The word ${name} is given twice.`)
  return word
}

function malformed(sentence: string): ApiError {
  return new ApiError('malformed', sentence)
}
