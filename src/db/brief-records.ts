/**
 * A long table by a few of its fields. Each sealed value costs to open, and 20,000 guests have a dozen each: a list opens what
 * it finds them by, a slice at a time so that the screen answers meanwhile, and of a record that has not changed nothing again.
 */
import type { Json } from '../base/json.ts'
import { DELETED, ERASED, type Fields, isDeleted, isErased, type SyncRecord } from '../sync/record.ts'
import type { ViewRow } from './schema.ts'
import { isSealed, sealedIn } from './shop-sealer.ts'
import { reach, type Store } from './store.ts'

/** What was opened, by id; emptied with the key. */
type Kept = Map<string, { readonly from: Fields; readonly record: SyncRecord }>

/** Rows that are read, and records that are opened, between two looks at the screen: some 50 ms on a cheap tablet. */
const READ_AT_ONCE = 500
const OPENED_AT_ONCE = 100

/** All records of a table that are neither deleted nor erased, with no other fields than these; a field that does not open is left out. */
export function briefRecords(
  store: Store,
  table: string,
  names: readonly string[],
): Promise<readonly SyncRecord[]> {
  const wanted = [...names, DELETED, ERASED]
  return reach(store, 'unavailable', () => readBriefs(store, table, wanted))
    .then((rows) => apart(() => openBriefs(store, rows, [table, ...wanted].join(' '))))
    .then((records) => records.filter((record) => !isDeleted(record) && !isErased(record)))
}

/** Outside of the live query, which follows every await that is made in it: of 100,000 that is a seventh of the time. */
function apart<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    setTimeout(() => work().then(resolve, reject))
  })
}

async function readBriefs(
  store: Store,
  table: string,
  wanted: readonly string[],
): Promise<readonly SyncRecord[]> {
  const found: SyncRecord[] = []
  for (let after = ''; ; ) {
    const rows = await store.database.view
      .where('[table+id]')
      .between([table, after], [table, '\uffff'], after === '')
      .limit(READ_AT_ONCE)
      .toArray()
    for (const row of rows) found.push(briefOf(row, wanted))
    const last = rows.at(-1)
    if (rows.length < READ_AT_ONCE || last === undefined) return found
    after = last.id
  }
}

function briefOf(row: ViewRow, wanted: readonly string[]): SyncRecord {
  const fields: { [name: string]: Json } = {}
  for (const name of wanted) {
    const value = row.fields[name]
    if (value !== undefined) fields[name] = value
  }
  // Without its clocks, which are the most of a row.
  return { table: row.table, id: row.id, rev: row.rev, clocks: {}, fields }
}

async function openBriefs(
  store: Store,
  rows: readonly SyncRecord[],
  name: string,
): Promise<readonly SyncRecord[]> {
  const { memory } = store.options.sealer
  const kept: Kept = memory === undefined ? new Map() : keptIn(memory, name)
  const knownOf = (row: SyncRecord) => {
    const known = kept.get(row.id)
    return known !== undefined && isSame(known.from, row.fields) ? known.record : null
  }
  const news = rows.filter((row) => knownOf(row) === null)
  const opened = new Map<string, SyncRecord>()
  for (let from = 0; from < news.length; from += OPENED_AT_ONCE) {
    const slice = news.slice(from, from + OPENED_AT_ONCE)
    for (const record of await Promise.all(slice.map((row) => openBrief(store, kept, row))))
      opened.set(record.id, record)
    if (memory !== undefined) await new Promise((resolve) => setTimeout(resolve))
  }
  if (kept.size > rows.length) forgetGone(kept, rows)
  return rows.map((row) => opened.get(row.id) ?? knownOf(row) ?? row)
}

function keptIn(memory: Map<string, unknown>, name: string): Kept {
  const kept = (memory.get(name) as Kept | undefined) ?? new Map()
  memory.set(name, kept)
  return kept
}

/** By what is sealed: it opens to the same as before. */
function isSame(one: Fields, other: Fields): boolean {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => (sealedIn(one[name]) ?? Number.NaN) === sealedIn(other[name]))
  )
}

async function openBrief(store: Store, kept: Kept, row: SyncRecord): Promise<SyncRecord> {
  const opened = Object.entries(await store.options.sealer.open(row, row.fields, { once: true }))
  const readable = opened.filter(([, value]) => !isSealed(value))
  const record = { ...row, fields: Object.fromEntries(readable) }
  if (readable.length === opened.length) kept.set(row.id, { from: row.fields, record })
  return record
}

/** What a person was called is not kept once their record is gone. */
function forgetGone(kept: Kept, rows: readonly SyncRecord[]): void {
  const there = new Set(rows.map(({ id }) => id))
  for (const id of kept.keys()) if (!there.has(id)) kept.delete(id)
}
