/**
 * How an answer of the server moves what is kept: sets from the outbox to `sent`, records into the base, and every touched
 * record folded anew, so that view = base with pending after each of them (C4), in one transaction (C5).
 *
 *   [ read ] ─▶ fold ─▶ open ─▶ [ moved? ─▶ sent, outbox, base, view, sync row ]
 *     ▲                             │ yes: a commit, or another tab's answer
 *     └─────────────────────────────┘   a bounded number of times, then StoreError 'notSaved'
 *
 * Between the brackets are only Dexie calls. A base row exists exactly while a set lies over the record.
 */
import type { ChangeSet } from '../sync/change-set.ts'
import { type Base, byRecord, type Folded, fold, keysOf, type PendingSet } from '../sync/pending.ts'
import { keyOf, type RecordKey, type SyncRecord } from '../sync/record.ts'
import type { BaseRow, SentRow, SyncRow, ViewRow } from './schema.ts'
import { reach, type Store } from './store.ts'
import { StoreError } from './store-error.ts'
import { NEVER_SYNCED } from './sync-state.ts'
import { setOf } from './unsent.ts'

/** What an answer wants written. */
export type Move = {
  /** Acknowledged sets as they lie in `sent` from now on; the records that they touch are folded anew. */
  readonly sent: readonly SentRow[]
  /** Those of them that leave the outbox. */
  readonly acked: readonly string[]
  /** Sets that go on waiting, without what they said of somebody who was erased (S10). */
  readonly redacted?: readonly ChangeSet[]
  /** What the server has of these records from now on, by `table/id`; base null where it has none. */
  readonly records: ReadonlyMap<string, { readonly key: RecordKey; readonly base: Base }>
  readonly sync: (row: SyncRow) => SyncRow
}

/** Another tab keeps changing the same records only when something loops. */
const PLAN_TRIES = 8

/**
 * Plans and writes an answer. `plan` runs in the reading transaction, so it may make Dexie calls alone; null when the answer
 * no longer fits, which writes nothing and answers false.
 */
export async function applyMove(
  store: Store,
  at: number,
  plan: (row: SyncRow) => PromiseLike<Move | null>,
): Promise<boolean> {
  for (let tries = 0; tries < PLAN_TRIES; tries += 1) {
    const read = await reach(store, 'notSaved', () => readFor(store, plan))
    if (read === null) return false
    const writes = await writesFor(store, read, at)
    const isKept = await reach(store, 'notSaved', () => write(store, read, writes))
    if (isKept) return true
  }
  throw new StoreError('notSaved', new Error('the records of an answer kept changing'))
}

type Standing = {
  readonly key: RecordKey
  readonly view: ViewRow | undefined
  /** What the server has, the move included. */
  readonly base: Base
  readonly hasBaseRow: boolean
}
type Read = {
  readonly syncRev: number
  readonly move: Move
  readonly standing: readonly Standing[]
  readonly pending: readonly PendingSet[]
}

async function readFor(store: Store, plan: (row: SyncRow) => PromiseLike<Move | null>): Promise<Read | null> {
  const { database } = store
  const { view, base, outbox, sent, sync } = database
  return database.transaction('r', [view, base, outbox, sent, sync], async () => {
    const row = (await sync.get('sync')) ?? NEVER_SYNCED
    const move = await plan(row)
    if (move === null) return null
    const named = [...move.records.values()].map(({ key }) => key)
    const keys = [
      ...new Map(
        [...named, ...keysOf(move.sent), ...keysOf(move.redacted ?? [])].map(
          (key) => [keyOf(key), key] as const,
        ),
      ).values(),
    ]
    const views = await view.bulkGet(keys.map(idOf))
    const bases = await base.bulkGet(keys.map(idOf))
    const standing = keys.map((key, at) => {
      const given = move.records.get(keyOf(key))
      const kept = given === undefined ? baseOf(bases[at], views[at]) : given.base
      return { key, view: views[at], base: kept, hasBaseRow: bases[at] !== undefined }
    })
    // Without a base row there is nothing over a record, and then a tablet full of unsent sets need not be read.
    const isOverlaid = bases.some((one) => one !== undefined) || move.sent.some(({ over }) => over === 1)
    return { syncRev: row.rev, move, standing, pending: isOverlaid ? await pendingAfter(store, move) : [] }
  })
}

/** Every set that lies over the base once the move is made. */
async function pendingAfter(
  store: Store,
  { sent, acked, redacted = [] }: Move,
): Promise<readonly PendingSet[]> {
  const gone = new Set(acked)
  const changed = new Map(redacted.map((set) => [set.uid, set]))
  const waiting = (await store.database.outbox.toArray()).map((set) => changed.get(set.uid) ?? set)
  const lying = await store.database.sent.where('over').equals(1).toArray()
  const rows = new Map([...lying, ...sent].map((row) => [row.uid, row]))
  return [
    ...waiting.filter(({ uid }) => !gone.has(uid)).map((set) => ({ set, eff: null })),
    ...[...rows.values()]
      .filter(({ over }) => over === 1)
      .map((row) => ({ set: setOf(row) as ChangeSet, eff: row.eff, isAgain: row.again === 1 })),
  ]
}

type Writes = {
  readonly views: readonly ViewRow[]
  readonly bases: readonly BaseRow[]
  readonly goneViews: readonly Id[]
  readonly goneBases: readonly Id[]
}
type Id = [table: string, id: string]

async function writesFor(store: Store, { standing, pending }: Read, at: number): Promise<Writes> {
  const over = byRecord(pending)
  const folded = standing.map(({ key, view, base, hasBaseRow }) => ({
    before: view,
    hasBaseRow,
    after: fold(key, base, over.get(keyOf(key)) ?? []),
  }))
  const views = await Promise.all(folded.map(({ before, after }) => viewRow(store, before, after, at)))
  return {
    views: views.filter((row) => row !== null),
    bases: folded.flatMap(({ after }) => (after.base === undefined ? [] : [baseRow(after.key, after.base)])),
    goneViews: folded.flatMap(({ before, after }) =>
      before !== undefined && after.view === null ? [idOf(after.key)] : [],
    ),
    goneBases: folded.flatMap(({ hasBaseRow, after }) =>
      hasBaseRow && after.base === undefined ? [idOf(after.key)] : [],
    ),
  }
}

/** Writes what was planned, unless a record or the exchange has moved since it was read: then false. */
async function write(store: Store, { syncRev, move, standing }: Read, writes: Writes): Promise<boolean> {
  const { database } = store
  const { view, base, outbox, sent, sync } = database
  return database.transaction('rw', [view, base, outbox, sent, sync], async () => {
    const row = (await sync.get('sync')) ?? NEVER_SYNCED
    if (row.rev !== syncRev) return false
    const now = await view.bulkGet(standing.map(({ key }) => idOf(key)))
    if (standing.some(({ view: read }, at) => (now[at]?.rev ?? 0) !== (read?.rev ?? 0))) return false
    await sent.bulkPut([...move.sent])
    await outbox.bulkDelete([...move.acked])
    await outbox.bulkPut([...(move.redacted ?? [])])
    await base.bulkDelete([...writes.goneBases])
    await base.bulkPut([...writes.bases])
    await view.bulkDelete([...writes.goneViews])
    await view.bulkPut([...writes.views])
    await sync.put({ ...move.sync(row), rev: row.rev + 1 })
    return true
  })
}

/** The row to be written; null where the record is gone or nothing of it changes. */
async function viewRow(
  store: Store,
  before: ViewRow | undefined,
  { key, view, place }: Folded,
  at: number,
): Promise<ViewRow | null> {
  if (view === null) return null
  const keptAt = before?.keptAt ?? null
  const since = place === 'here' ? (keptAt ?? at) : at
  // A version that comes back from the server is there since now, also where an earlier one was.
  const hasStayed = before?.place === place && place !== 'synced'
  const placeAt = hasStayed ? (before.placeAt ?? since) : since
  const same = before !== undefined && isSame(before, view) ? before : null
  if (same?.place === place) return null
  const record = { ...view, ...key, rev: (before?.rev ?? 0) + 1 }
  const open = same === null ? await openOf(store, record) : same.open
  return { ...record, open, keptAt, place, placeAt }
}

async function openOf(store: Store, record: SyncRecord): Promise<ViewRow['open']> {
  const fields = await store.options.sealer.open(record, record.fields)
  return store.options.isOpen({ ...record, fields }) ? 1 : 0
}

function isSame(before: ViewRow, { day, person, fields, clocks }: NonNullable<Base>): boolean {
  return (
    before.day === day &&
    before.person === person &&
    JSON.stringify(before.clocks) === JSON.stringify(clocks) &&
    JSON.stringify(before.fields) === JSON.stringify(fields)
  )
}

/** What the server has of a record, read from its rows: the base, or where nothing lies over it the view. */
function baseOf(base: BaseRow | undefined, view: ViewRow | undefined): Base {
  if (base?.onServer === false) return null
  const row = base ?? view
  if (row === undefined) return null
  const { day, person, fields, clocks } = row
  return {
    ...(day === undefined ? {} : { day }),
    ...(person === undefined ? {} : { person }),
    fields,
    clocks,
  }
}

function baseRow({ table, id }: RecordKey, base: Base): BaseRow {
  if (base === null) return { table, id, fields: {}, clocks: {}, onServer: false }
  return { ...base, table, id, onServer: true }
}

function idOf({ table, id }: RecordKey): Id {
  return [table, id]
}
