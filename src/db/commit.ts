/**
 * One intent, one strict transaction: n, hlc, outbox row, base copy and view, or nothing of them (C1).
 *
 *   read ─▶ plan ─▶ seal ─▶ [ rev moved? ─▶ n, hlc ─▶ base, view, outbox, profile ] ─▶ complete ─▶ "kept"
 *    ▲                          │ yes
 *    └──────────────────────────┘   a bounded number of times, then StoreError 'notSaved'
 *
 * Between the brackets are only Dexie calls: whatever else is awaited there may let rows outlive a rollback.
 */
import { type Change, type ChangeSet, type Op, SCHEMA } from '../sync/change-set.ts'
import { nextHlc, seenHlc } from '../sync/hlc.ts'
import { checkFields, checkSet } from '../sync/limits.ts'
import { mergeSets, NOTHING } from '../sync/merge.ts'
import { keyOf, type RecordKey, type SyncRecord } from '../sync/record.ts'
import { openRow, recordOf } from './queries.ts'
import type { BaseRow, ViewRow } from './schema.ts'
import { freshProfile, newId, reach, type Store } from './store.ts'
import { StoreError } from './store-error.ts'
import { NEVER_SYNCED } from './sync-state.ts'

export type { Change }
export type Refused = { readonly refused: string }
export type CommitRequest<R extends Refused> = {
  readonly intent: string
  readonly actor: string
  readonly session: string
  /** The records that the plan reads; their rev is checked again in the transaction, and the plan retried if it moved. */
  readonly keys: readonly RecordKey[]
  readonly plan: (records: ReadonlyMap<string, SyncRecord>) => { readonly changes: readonly Change[] } | R
}
/** What was kept; both null when the plan wanted no change, which writes nothing. */
export type Kept = { readonly uid: string | null; readonly hlc: string | null }

/** Another tab changes the same records more often than this only when something loops. */
const PLAN_TRIES = 8

/** A change that is ready for the transaction: sealed, and with what its author's tablet showed before. */
type Prepared = {
  readonly uid: string
  readonly intent: Pick<ChangeSet, 'intent' | 'actor' | 'session'>
  /** The rev of every record that was read; 0 for one that is not there. */
  readonly revs: ReadonlyMap<string, number>
  readonly keys: readonly RecordKey[]
  readonly ops: readonly (Op & { readonly open: 0 | 1 })[]
}

const underWay = new WeakMap<Store, Set<Promise<unknown>>>()

/** Counts work as being kept from now on, for whatever it reads before its commit needs the key as well. */
export function keeping<T>(store: Store, work: Promise<T>): Promise<T> {
  const all = underWay.get(store) ?? new Set()
  underWay.set(store, all)
  all.add(work)
  const done = () => void all.delete(work)
  work.then(done, done)
  return work
}

/** Resolves once what is being kept is kept, or has failed: what was tapped before the tablet was locked is not lost by it. */
export async function commitsDone(store: Store): Promise<void> {
  // What ends may have begun something: a visit that was read is then written.
  for (let all = underWay.get(store); all && all.size > 0; ) await Promise.allSettled(all)
}

/** One intent, one strict transaction: n, hlc, outbox row, base copy and view (C1). Resolves after `complete`. Map key: `table/id`. */
export function commit<R extends Refused>(store: Store, request: CommitRequest<R>): Promise<Kept | R> {
  return keeping(store, keep(store, request))
}

async function keep<R extends Refused>(store: Store, request: CommitRequest<R>): Promise<Kept | R> {
  // Drawn once: a retry after a commit that only seemed to fail finds the set by it and writes nothing twice.
  const uid = newId(store)
  for (let tries = 0; tries < PLAN_TRIES; tries += 1) {
    const read = await readRows(store, request.keys)
    const planned = request.plan(recordsIn(read))
    if ('refused' in planned) return planned
    const changes = joined(planned.changes)
    if (changes.length === 0) return { uid: null, hlc: null }
    const prepared = await prepare(store, request, uid, read, changes)
    const kept = await reach(store, 'notSaved', () => write(store, prepared))
    if (kept !== 'moved') return kept
  }
  throw new StoreError('notSaved', new Error(`the records of ${request.intent} kept changing`))
}

/** What stood there, and the same opened: once a try, for a visit has a hundred values to open. */
type Rows = ReadonlyMap<
  string,
  { readonly key: RecordKey; readonly row: ViewRow | null; readonly record: SyncRecord | null }
>

async function readRows(store: Store, keys: readonly RecordKey[]): Promise<Rows> {
  const unique = [...new Map(keys.map((key) => [keyOf(key), key])).values()]
  const rows = await reach(store, 'notSaved', () =>
    store.database.view.bulkGet(unique.map(({ table, id }) => [table, id])),
  )
  const opened = await Promise.all(rows.map((row) => (row === undefined ? null : openRow(store, row))))
  return new Map(
    unique.map((key, at) => [keyOf(key), { key, row: rows[at] ?? null, record: opened[at] ?? null }]),
  )
}

function recordsIn(rows: Rows): ReadonlyMap<string, SyncRecord> {
  return new Map(
    [...rows].flatMap(([name, { record }]) => (record === null ? [] : [[name, record] as const])),
  )
}

/** The change without a day or person that a planner gave as undefined. */
function defined({ day, person, ...change }: Change): Change {
  return { ...change, ...(day === undefined ? {} : { day }), ...(person === undefined ? {} : { person }) }
}

/** One change a record, so that a set has one op a record; those that change nothing fall away. */
function joined(changes: readonly Change[]): readonly Change[] {
  const byKey = new Map<string, Change>()
  for (const change of changes) {
    const before = byKey.get(keyOf(change))
    const forgets = [...(before?.forgets ?? []), ...(change.forgets ?? [])]
    byKey.set(keyOf(change), {
      ...before,
      ...defined(change),
      ...(forgets.length === 0 ? {} : { forgets }),
      fields: { ...before?.fields, ...change.fields },
    })
  }
  return [...byKey.values()].filter(
    ({ create, day, person, fields }) =>
      create === true || day !== undefined || person !== undefined || Object.keys(fields).length > 0,
  )
}

async function prepare(
  store: Store,
  request: CommitRequest<Refused>,
  uid: string,
  read: Rows,
  changes: readonly Change[],
): Promise<Prepared> {
  const breach = changes.map(checkFields).find((found) => found !== null)
  if (breach) throw new StoreError('limit', undefined, breach)
  const unread = changes.filter((change) => !read.has(keyOf(change)))
  const rows: Rows = new Map([...read, ...(await readRows(store, unread))])
  const ops = await Promise.all(
    changes.map((change) => sealedOp(store, change, rows.get(keyOf(change))?.record ?? null)),
  )
  return {
    uid,
    intent: { intent: request.intent, actor: request.actor, session: request.session },
    revs: new Map([...rows].map(([name, { row }]) => [name, row?.rev ?? 0])),
    keys: [...rows.values()].map(({ key }) => key),
    ops,
  }
}

/** Seals the change and pairs each value with the clock of the one that stood there (CS5). */
async function sealedOp(
  store: Store,
  change: Change,
  before: SyncRecord | null,
): Promise<Prepared['ops'][number]> {
  const { fields, ...envelope } = change
  const { table, id } = change
  const sealed = await store.options.sealer.seal({ table, id }, fields)
  const after: SyncRecord = {
    ...{ rev: 0, clocks: {}, ...before },
    ...envelope,
    fields: { ...before?.fields, ...fields },
  }
  const seen = (name: string) =>
    before !== null && Object.hasOwn(before.clocks, name) ? (before.clocks[name] ?? null) : null
  return {
    ...envelope,
    fields: Object.fromEntries(Object.entries(sealed).map(([name, value]) => [name, [value, seen(name)]])),
    open: store.options.isOpen(after) ? 1 : 0,
  }
}

async function write(store: Store, prepared: Prepared): Promise<Kept | 'moved'> {
  const { database, options } = store
  const fresh = freshProfile(store)
  const { view, base, outbox, sent, meta, sync } = database
  return database.transaction('rw', [view, base, outbox, sent, meta, sync], async () => {
    const already = (await outbox.get(prepared.uid)) ?? (await sent.get(prepared.uid))
    if (already !== undefined) return { uid: already.uid, hlc: already.hlc }
    const rows = await view.bulkGet(prepared.keys.map(({ table, id }) => [table, id]))
    if (prepared.keys.some((key, at) => (rows[at]?.rev ?? 0) !== prepared.revs.get(keyOf(key))))
      return 'moved'

    const profile = (await meta.get('profile')) ?? fresh
    const now = options.clock.now()
    const { offsetMs: offset } = (await sync.get('sync')) ?? NEVER_SYNCED
    const standing = rows.flatMap((row) => (row === undefined ? [] : Object.values(row.clocks)))
    const hlc = nextHlc(seenHlc(profile.hlc, standing), now + offset, profile.inc)
    const set = stamped(prepared, profile.inc, profile.n + 1, hlc, { wall: now, offset })
    const breach = checkSet(set)
    if (breach !== null) throw new StoreError('limit', undefined, breach)

    const before = new Map(rows.flatMap((row) => (row === undefined ? [] : [[keyOf(row), row] as const])))
    const views = prepared.ops.map((op) => viewAfter(op, before.get(keyOf(op)) ?? null, set, now))
    const bases = await base.bulkGet(prepared.ops.map(({ table, id }) => [table, id]))
    const missing = prepared.ops.filter((_, at) => bases[at] === undefined)
    await base.bulkAdd(missing.map((op) => baseOf(op, before.get(keyOf(op)) ?? null)))
    await view.bulkPut(views)
    await outbox.add(set)
    await meta.put({ ...profile, n: set.n, hlc, knownAt: Math.max(profile.knownAt, now) })
    return { uid: set.uid, hlc }
  })
}

function stamped(
  prepared: Prepared,
  inc: string,
  n: number,
  hlc: string,
  device: ChangeSet['device'],
): ChangeSet {
  return {
    uid: prepared.uid,
    inc,
    n,
    hlc,
    ...prepared.intent,
    schema: SCHEMA,
    device,
    ops: prepared.ops.map(({ open: _open, ...op }) => op),
  }
}

function viewAfter(op: Prepared['ops'][number], row: ViewRow | null, set: ChangeSet, now: number): ViewRow {
  const { uids: _uids, ...merged } = mergeSets(
    { ...(row === null ? NOTHING : recordOf(row)), uids: {} },
    op,
    [set],
  )
  return {
    ...merged,
    ...{ table: op.table, id: op.id, rev: (row?.rev ?? 0) + 1, open: op.open },
    ...{ keptAt: now, place: 'here', placeAt: now },
  }
}

/** Copied by the first set that comes to lie over the record; it stays until none does any longer (C4). */
function baseOf({ table, id }: RecordKey, row: ViewRow | null): BaseRow {
  if (row === null) return { table, id, fields: {}, clocks: {}, onServer: false }
  const { rev: _rev, ...record } = recordOf(row)
  return { ...record, onServer: true }
}
