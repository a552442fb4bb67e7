/**
 * A long table by a few of its fields. Each sealed value costs to open, and 20,000 guests have a dozen each: a list opens what
 * it finds them by, a slice at a time so that the screen answers meanwhile, and of a record that has not changed nothing again.
 */
import { DELETED, ERASED, isDeleted, isErased, type SyncRecord } from '../sync/record.ts'
import { recordOf } from './queries.ts'
import type { ViewRow } from './schema.ts'
import { isSealed } from './shop-sealer.ts'
import { reach, type Store } from './store.ts'

type Kept = Map<string, { readonly from: string; readonly record: SyncRecord }>

/** Records opened between two looks at the screen: some 20 ms on a cheap tablet. */
const AT_ONCE = 100

/** All records of a table that are neither deleted nor erased, with no other fields than these; a field that does not open is left out. */
export function briefRecords(
  store: Store,
  table: string,
  names: readonly string[],
): Promise<readonly SyncRecord[]> {
  const wanted = [...names, DELETED, ERASED]
  return reach(store, 'unavailable', () =>
    store.database.view.where('[table+id]').between([table, ''], [table, '\uffff']).toArray(),
  )
    .then((rows) => openBriefs(store, rows, { table, wanted }))
    .then((records) => records.filter((record) => !isDeleted(record) && !isErased(record)))
}

async function openBriefs(
  store: Store,
  rows: readonly ViewRow[],
  { table, wanted }: { readonly table: string; readonly wanted: readonly string[] },
): Promise<readonly SyncRecord[]> {
  const { memory } = store.options.sealer
  const kept: Kept = memory === undefined ? new Map() : keptIn(memory, [table, ...wanted].join(' '))
  const found: SyncRecord[] = []
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const slice = rows.slice(from, from + AT_ONCE).map((row) => briefOf(row, wanted))
    const isNews = slice.some((row) => kept.get(row.id)?.from !== fingerprint(row))
    found.push(...(await Promise.all(slice.map((row) => openBrief(store, kept, row)))))
    if (isNews && memory !== undefined) await new Promise((resolve) => setTimeout(resolve))
  }
  if (kept.size > rows.length) forgetGone(kept, rows)
  return found
}

/** What a person was called is not kept once their record is gone. */
function forgetGone(kept: Kept, rows: readonly ViewRow[]): void {
  const there = new Set(rows.map(({ id }) => id))
  for (const id of kept.keys()) if (!there.has(id)) kept.delete(id)
}

/** Emptied with the key; what is still being opened then is kept nowhere. */
function keptIn(memory: Map<string, unknown>, name: string): Kept {
  const kept = (memory.get(name) as Kept | undefined) ?? new Map()
  memory.set(name, kept)
  return kept
}

function briefOf(row: ViewRow, wanted: readonly string[]): SyncRecord {
  const { fields } = row
  const some = wanted.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]]))
  return { ...recordOf(row), fields: Object.fromEntries(some) }
}

function fingerprint({ rev, fields }: SyncRecord): string {
  return JSON.stringify([rev, fields])
}

async function openBrief(store: Store, kept: Kept, row: SyncRecord): Promise<SyncRecord> {
  const from = fingerprint(row)
  const known = kept.get(row.id)
  if (known?.from === from) return known.record
  const opened = Object.entries(await store.options.sealer.open(row, row.fields, { once: true }))
  const readable = opened.filter(([, value]) => !isSealed(value))
  const record = { ...row, fields: Object.fromEntries(readable) }
  if (readable.length === opened.length) kept.set(row.id, { from, record })
  return record
}
