/**
 * What a change set may carry: only JSON (CS6) and only so much of it (CS7). Asked when a set is made and
 * again by the server. Answers with a name instead of throwing: `{ limit: 'valueTooLarge', table: 'visits',
 * id: '0199…', field: 'A4.2-talk' }`, or null when all is well.
 */
import type { Json } from '../base/json.ts'
import type { ChangeSet, Op } from './change-set.ts'

const KB = 1024
export const VALUE_MAX_BYTES = 32 * KB
export const SIGNATURE_MAX_BYTES = 24 * KB
export const SET_MAX_BYTES = 256 * KB
export const OPS_MAX = 200
/** Far more fields than a visit has of what is not kept. */
export const FORGETS_MAX = 500
/** Far deeper than any answer or reading; keeps a value that holds itself from looping. */
const DEPTH_MAX = 32
const FIELD_NAME_MAX = 200
/** Names of tables and records are plain ASCII, so that SQLite, PostgreSQL and IndexedDB sort them alike (S6). */
export const TABLE_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/
export const RECORD_ID = /^[\x21-\x7e]{1,200}$/

export type LimitName =
  | 'notJson'
  | 'recordKey'
  | 'fieldName'
  | 'valueTooLarge'
  | 'signatureTooLarge'
  | 'setTooLarge'
  | 'tooManyOps'
export type LimitBreach = {
  readonly limit: LimitName
  readonly table?: string
  readonly id?: string
  readonly field?: string
}

/** The first limit that a finished change set breaks, or null (CS6, CS7). */
export function checkSet(set: ChangeSet): LimitBreach | null {
  if (set.ops.length > OPS_MAX) return { limit: 'tooManyOps' }
  for (const op of set.ops) {
    const breach = checkValues(op, (change) => change[0])
    if (breach !== null) return breach
  }
  return jsonBytes(set) > SET_MAX_BYTES ? { limit: 'setTooLarge' } : null
}

/** The same for the fields of one record before they are sealed and stamped; `fields` may hold anything. */
export function checkFields(of: {
  readonly table: string
  readonly id: string
  readonly fields: { readonly [name: string]: unknown }
}): LimitBreach | null {
  return checkValues(of, (value) => value)
}

function checkValues<T>(
  of: Pick<Op, 'table' | 'id'> & { readonly fields: { readonly [name: string]: T } },
  read: (entry: T) => unknown,
): LimitBreach | null {
  const { table, id } = of
  if (!TABLE_NAME.test(table) || !RECORD_ID.test(id)) return { limit: 'recordKey', table, id }
  for (const [field, entry] of Object.entries(of.fields)) {
    const limit = checkName(field) ?? checkValue(read(entry))
    if (limit !== null) return { limit, table: of.table, id: of.id, field }
  }
  return null
}

/** Names beginning with `@` are the envelope's own clocks; `__proto__` is not a safe key in JavaScript. */
function checkName(field: string): LimitName | null {
  const good =
    field !== '' && field.length <= FIELD_NAME_MAX && !field.startsWith('@') && field !== '__proto__'
  return good ? null : 'fieldName'
}

function checkValue(value: unknown): LimitName | null {
  if (!isJson(value)) return 'notJson'
  const bytes = jsonBytes(value)
  if (bytes > VALUE_MAX_BYTES) return 'valueTooLarge'
  return bytes > SIGNATURE_MAX_BYTES && holdsPicture(value) ? 'signatureTooLarge' : null
}

/** Whether JSON carries the value unchanged: no undefined, NaN, Infinity, function, Date or class. */
export function isJson(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth >= DEPTH_MAX) return false
  // Array.from, because `every` passes over the holes of a sparse array.
  if (Array.isArray(value)) return Array.from(value).every((part) => isJson(part, depth + 1))
  const kind = Object.getPrototypeOf(value)
  if (kind !== Object.prototype && kind !== null) return false
  return (
    Object.getOwnPropertySymbols(value).length === 0 &&
    Object.values(value).every((part) => isJson(part, depth + 1))
  )
}

/** A signature travels in its set as a `data:image/…` address; larger pictures go as blobs. */
function holdsPicture(value: Json): boolean {
  if (typeof value === 'string') return value.startsWith('data:image/')
  if (value === null || typeof value !== 'object') return false
  return Object.values(value).some(holdsPicture)
}

/** UTF-8 length of the JSON text, as it travels: a Chinese character counts three. */
export function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}
