/**
 * What both sides store: one record, whose envelope is clear and whose field values may be sealed.
 * `{ table: 'visits', id: '0199…', day: '2026-11-23', person: 'g…', rev: 4, fields: { … }, clocks: { … } }`
 */
import type { Json } from '../base/json.ts'

export type Fields = { readonly [name: string]: Json }
export type RecordKey = { readonly table: string; readonly id: string }

export type SyncRecord = RecordKey & {
  /** The shop's calendar day it belongs to, `YYYY-MM-DD`; absent for records without a day. */
  readonly day?: string
  /** The guest whom it is about; what an erasure looks for (S10). */
  readonly person?: string
  /** Counts this tablet's rewrites of the row; a local write checks that it has not moved. */
  readonly rev: number
  readonly fields: Fields
  /** Per field, the clock of the value that stands there (CS5). */
  readonly clocks: { readonly [name: string]: string }
}

/** The field that deletes a record (M4): any value but null or false, best `{ at, by }`. */
export const DELETED = 'deleted'

/** Whether the record is deleted; its other fields stay, and later edits do not bring it back (M4). */
export function isDeleted(record: Pick<SyncRecord, 'fields'>): boolean {
  const value = record.fields[DELETED]
  return value !== undefined && value !== null && value !== false
}

/** The key of a record as one word, in a Map and on the wire: `visits/0199…`. */
export function keyOf({ table, id }: RecordKey): string {
  return `${table}/${id}`
}

/** Reads such a key again; the name of a table holds no slash. Null for a word without one. */
export function keyFrom(word: string): RecordKey | null {
  const slash = word.indexOf('/')
  return slash < 0 ? null : { table: word.slice(0, slash), id: word.slice(slash + 1) }
}

/** The table of those who were erased, by their ids; clear, and nothing in it is about anybody (S10). */
export const ERASURES = 'erasures'
/** The one field that is left of a record whose person was erased: `{ at, receipt }`. */
export const ERASED = 'erased'

/** Whether nothing but that mark is left of the record; lists leave it out. */
export function isErased({ fields }: Pick<SyncRecord, 'fields'>): boolean {
  return Object.hasOwn(fields, ERASED) && Object.keys(fields).length === 1
}
