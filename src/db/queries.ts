/**
 * Reads of the view (C4), opened: what the screens show, also from within a live query, which observes all of
 * several reads because each hands back Dexie's own promise (no `async` here; see `reach`). Lists leave out
 * what is deleted (M4) and what was erased (S10); reading a record by its key still finds it. Failures are StoreErrors 'unavailable' (C7).
 */
import type { Collection, PromiseExtended, Table } from 'dexie'
import type { Json } from '../base/json.ts'
import type { Place } from '../sync/pending.ts'
import {
  ERASURES,
  type Fields,
  isDeleted,
  isErased,
  type RecordKey,
  type SyncRecord,
} from '../sync/record.ts'
import { CONFLICTS, type ConflictFields, type Side } from '../sync/server-record.ts'
import type { ViewRow } from './schema.ts'
import { withoutSealed } from './shop-sealer.ts'
import { reach, type Store } from './store.ts'

export type { Fields, RecordKey, SyncRecord } from '../sync/record.ts'

/**
 * The record of a row with its field values opened; what only this tablet needs is left out, and so is a field that does not
 * open: on a locked tablet nobody has a name.
 */
export async function openRow(store: Store, row: ViewRow): Promise<SyncRecord> {
  const record = recordOf(row)
  const opened = {
    ...record,
    fields: withoutSealed(await store.options.sealer.open(record, record.fields)),
  }
  return record.table === CONFLICTS ? withOpenSides(store, opened) : opened
}

/** Values that the server copied out of a record: they are sealed for that place and no other. What does not open stays as it is. */
export function openValues(store: Store, key: RecordKey, fields: Fields): Promise<Fields> {
  return store.options.sealer.open(key, fields)
}

/** The record of a row as it lies there, sealed. */
export function recordOf({ open, keptAt, place, placeAt, ...record }: ViewRow): SyncRecord {
  return record
}

/** The record, deleted or not; null where there is none. */
export function readRecord(store: Store, key: RecordKey): Promise<SyncRecord | null> {
  return rowOf(store, key).then((row) => (row === undefined ? null : openRow(store, row)))
}

/** Several records of a table in one read, deleted or not; those that are not there are left out. */
export function readRecords(
  store: Store,
  table: string,
  ids: readonly string[],
): Promise<readonly SyncRecord[]> {
  const keys = ids.map((id): [string, string] => [table, id])
  return reach(store, 'unavailable', () => store.database.view.bulkGet(keys)).then((rows) =>
    Promise.all(rows.flatMap((row) => (row === undefined ? [] : [openRow(store, row)]))),
  )
}

/** All records of a table. */
export function recordsOf(store: Store, table: string): Promise<readonly SyncRecord[]> {
  return list(store, () => rowsOf(store.database.view, table).toArray())
}

/**
 * A table's records as the server has confirmed them, deleted ones too; as they stand here where it has confirmed none, for then
 * there is no server yet. What only this tablet says of somebody's rights gives nobody any. For tables that are not sealed.
 */
export async function confirmedRecords(
  store: Store,
  table: string,
): Promise<readonly Pick<SyncRecord, 'id' | 'fields'>[]> {
  const { view, base } = store.database
  const [rows, under] = await reach(store, 'unavailable', () =>
    Promise.all([rowsOf(view, table).toArray(), rowsOf(base, table).toArray()]),
  )
  const bases = new Map(under.map((row) => [row.id, row]))
  const confirmed = rows.flatMap((row): readonly Pick<SyncRecord, 'id' | 'fields'>[] => {
    const own = bases.get(row.id)
    return own === undefined ? [row] : own.onServer ? [own] : []
  })
  return confirmed.length === 0 ? rows : confirmed
}

/** A table's records of one calendar day of the shop, `YYYY-MM-DD`. */
export function recordsOfDay(store: Store, table: string, day: string): Promise<readonly SyncRecord[]> {
  return list(store, () => store.database.view.where('[table+day]').equals([table, day]).toArray())
}

/** A table's records about one guest. */
export function recordsOfPerson(store: Store, table: string, person: string): Promise<readonly SyncRecord[]> {
  return list(store, () => store.database.view.where('[table+person]').equals([table, person]).toArray())
}

/**
 * Every record about one guest, in whatever table, deleted ones too; what was erased is not among them. It walks through all that
 * the tablet has: for handing over and erasing, not for lists.
 */
export function allAbout(store: Store, person: string): Promise<readonly SyncRecord[]> {
  return reach(store, 'unavailable', () =>
    store.database.view.filter((row) => isAbout(row, person)).toArray(),
  )
    .then((rows) => Promise.all(rows.map((row) => openRow(store, row))))
    .then((records) => records.filter((record) => record.table !== ERASURES && !isErased(record)))
}

/** A visit also by the guest whom it names, in the clear: its envelope may have been given to another. */
function isAbout({ table, id, person, fields }: ViewRow, whom: string): boolean {
  return person === whom || id === whom || (table === 'visits' && fields.guestId === whom)
}

/** A table's records that still ask for work, of whatever day; `isOpen` of the store decided when they were written. */
export function openRecords(store: Store, table: string): Promise<readonly SyncRecord[]> {
  return list(store, () => store.database.view.where('[table+open]').equals([table, 1]).toArray())
}

/** The server copied both values of a conflict as they lay in their record (M3), and there they open: whoever settles it writes what was meant. */
async function withOpenSides(store: Store, record: SyncRecord): Promise<SyncRecord> {
  const { of, won, lost } = record.fields as Partial<ConflictFields>
  if (typeof of !== 'object' || of === null) return record
  const side = async (one: Side | undefined) => {
    if (typeof one !== 'object' || one === null) return one
    const opened = await openValues(store, of, { [of.field]: one.value as Json })
    return { ...one, value: opened[of.field] ?? null }
  }
  const sides = { won: await side(won), lost: await side(lost) }
  return { ...record, fields: { ...record.fields, ...(sides as Fields) } }
}

/** The time at which the record's last own change was kept here; null if never changed here. */
export function keptAt(store: Store, key: RecordKey): Promise<number | null> {
  return rowOf(store, key).then((row) => row?.keptAt ?? null)
}

/** Where the record's newest own change is, or the record itself that came from the server, and since when (C4). */
export function placeOfRecord(
  store: Store,
  key: RecordKey,
): Promise<{ readonly place: Place; readonly at: number } | null> {
  return rowOf(store, key).then((row) => {
    const at = row?.placeAt ?? row?.keptAt ?? null
    return at === null ? null : { place: row?.place ?? 'here', at }
  })
}

/** Every id is a string, and ids sort below this one. */
const LAST = '\uffff'

function rowsOf<Row>(
  rows: Table<Row, [table: string, id: string]>,
  table: string,
): Collection<Row, [table: string, id: string]> {
  return rows.where('[table+id]').between([table, ''], [table, LAST])
}

function rowOf(store: Store, { table, id }: RecordKey): PromiseExtended<ViewRow | undefined> {
  return reach(store, 'unavailable', () => store.database.view.get([table, id]))
}

function list(store: Store, read: () => PromiseLike<ViewRow[]>): Promise<readonly SyncRecord[]> {
  return reach(store, 'unavailable', read)
    .then((rows) => Promise.all(rows.map((row) => openRow(store, row))))
    .then((records) => records.filter((record) => !isDeleted(record) && !isErased(record)))
}
