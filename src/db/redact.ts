/**
 * What an erasure takes from the sets that this tablet keeps (S10): those that wait and those that were sent lose the values that
 * are about the person, in the transaction that brings the erasure down; so they do what is forgotten of a record (S11). C3 allows
 * it: no set is deleted, only emptied.
 *
 * A visit that is under way here alone (begun before the erasure came, unknown to the server) stays whole until it is over:
 * nobody in an urn may vanish from the screen. Its sets are answered `erased`, lie over the emptied record, and are
 * redacted when nothing about it is open any more.
 */
import type { ChangeSet, Op } from '../sync/change-set.ts'
import { personsOf, redactSet } from '../sync/erase.ts'
import { forgetIn, forgetsMore, isForgetful } from '../sync/forget.ts'
import { ERASED, ERASURES, isErased, keyOf, type RecordKey } from '../sync/record.ts'
import type { WireRecord } from '../sync/wire.ts'
import type { BaseRow, SentRow, ViewRow } from './schema.ts'
import type { Store } from './store.ts'

export type Redacted = { readonly outbox: readonly ChangeSet[]; readonly sent: readonly SentRow[] }

/**
 * The sets that change when a page is kept: with an erasure in it that is new here, or a record that it empties, all that are about
 * the person, else those that no longer lie over the base and were answered `erased`, and those that were parked. What is forgotten
 * leaves all sets when it is new here, and else those that no longer lie over the base. For a reading transaction: Dexie calls alone.
 */
export async function redactedBy(
  store: Store,
  page: { readonly records: readonly WireRecord[]; readonly uncovered: readonly SentRow[] },
): Promise<Redacted & { readonly isNew: boolean }> {
  const { outbox, sent } = store.database
  const isNew =
    (await hasNewErasure(store, page.records)) ||
    (await empties(store, page.records)) ||
    (await hasNewlyForgotten(store, page.records))
  const waiting = isNew ? await outbox.toArray() : []
  // What was parked for another reason is not answered `erased`.
  const parked = isNew ? [] : await sent.where('verdict').equals('parked').toArray()
  const kept = isNew ? await sent.toArray() : parked
  const rows = [...new Map([...kept, ...page.uncovered].map((row) => [row.uid, row])).values()]
  if (waiting.length + rows.length === 0) return { outbox: [], sent: [], isNew }
  const known = await knowledgeOf(store, [...waiting, ...rows], page.records)
  const isUnderWay = (set: ChangeSet) => set.ops.some((op) => known.isOpen(op))
  return {
    isNew,
    outbox: waiting.flatMap((set) => {
      const left = known.left(set, set.hlc)
      return changed(set, isUnderWay(set) ? left : redactSet(left, known.isAbout))
    }),
    sent: rows.flatMap((row) => {
      const left = known.left(row, row.eff)
      // What the server took counts for whoever the record belongs to now.
      const isAbout = row.verdict === 'applied' ? known.isAboutNow : known.isAbout
      const isTold = isNew || row.verdict !== 'applied'
      const isHeld = row.verdict !== 'applied' && row.over === 1 && isUnderWay(row)
      return changed(row, isHeld || !isTold ? left : redactSet(left, isAbout))
    }),
  }
}

/**
 * Of acknowledged sets that a pull covers, those that must go on lying over the base: erased or parked, and about what is still
 * open here, a visit and its urn before all. No right and no erasure takes a running urn off a screen (D13).
 */
export async function underWay(store: Store, rows: readonly SentRow[]): Promise<ReadonlySet<string>> {
  const told = rows.filter(({ verdict }) => verdict !== 'applied')
  if (told.length === 0) return new Set()
  const views = await viewsOf(store, told)
  const held = new Set([...views.values()].filter(({ open }) => open === 1).map(keyOf))
  const staying = new Set<string>()
  // A set that stays holds all of its records: half a visit, closed but never begun, would be worse than none.
  for (let before = -1; before < staying.size; ) {
    before = staying.size
    for (const { uid, ops } of told.filter(
      (row) => !staying.has(row.uid) && row.ops.some((op) => held.has(keyOf(op))),
    )) {
      staying.add(uid)
      for (const op of ops) held.add(keyOf(op))
    }
  }
  return staying
}

async function hasNewErasure(store: Store, records: readonly WireRecord[]): Promise<boolean> {
  const persons = records.flatMap(({ table, id }) => (table === ERASURES ? [id] : []))
  return (await erasedOf(store, persons)).length < persons.length
}

/** Whether a record of which more is shown here comes emptied: whose it is may have been found out after they were erased. */
async function empties(store: Store, records: readonly WireRecord[]): Promise<boolean> {
  const emptied = records.filter(({ fields }) => Object.hasOwn(fields, ERASED))
  const views = await store.database.view.bulkGet(
    emptied.map(({ table, id }): [string, string] => [table, id]),
  )
  return views.some((view) => view !== undefined && !isErased(view))
}

/** Those of whom the server has said so; what waits here to be said may still be parked. */
async function erasedOf(store: Store, persons: readonly string[]): Promise<readonly string[]> {
  const ids = persons.map((person): [string, string] => [ERASURES, person])
  const views = await store.database.view.bulkGet(ids)
  const bases = await store.database.base.bulkGet(ids)
  return persons.filter((_, at) => views[at] !== undefined && bases[at]?.onServer !== false)
}

/** Whether more of a record is forgotten than this tablet had heard of (S11). */
async function hasNewlyForgotten(store: Store, records: readonly WireRecord[]): Promise<boolean> {
  const some = records.filter(isForgetful)
  const known = await onServer(store, some, await viewsAt(store, some))
  return some.some((record) => forgetsMore(record, known.get(keyOf(record))))
}

/** What the server has of records, as far as it is known here: what waits here to be forgotten may still be parked. */
async function onServer(
  store: Store,
  keys: readonly RecordKey[],
  views: ReadonlyMap<string, ViewRow>,
): Promise<ReadonlyMap<string, BaseRow | ViewRow>> {
  const bases = await store.database.base.bulkGet(keys.map(({ table, id }): [string, string] => [table, id]))
  const rows: readonly (BaseRow | ViewRow | undefined)[] = [...views.values(), ...bases]
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[keyOf(row), row] as const])))
}

function viewsOf(store: Store, sets: readonly ChangeSet[]): Promise<ReadonlyMap<string, ViewRow>> {
  return viewsAt(store, [...new Map(sets.flatMap(({ ops }) => ops.map((op) => [keyOf(op), op]))).values()])
}

async function viewsAt(store: Store, keys: readonly RecordKey[]): Promise<ReadonlyMap<string, ViewRow>> {
  const rows = await store.database.view.bulkGet(keys.map(({ table, id }): [string, string] => [table, id]))
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[keyOf(row), row]])))
}

async function knowledgeOf(store: Store, sets: readonly ChangeSet[], records: readonly WireRecord[]) {
  const views = await viewsOf(store, sets)
  const holders = new Map([...views.values(), ...records].map((record) => [keyOf(record), record.person]))
  const holder = (op: Op) => holders.get(keyOf(op))
  const persons = new Set(sets.flatMap(({ ops }) => ops.flatMap((op) => personsOf(op, holder(op)))))
  const erased = new Set([
    ...(await erasedOf(store, [...persons])),
    ...records.flatMap(({ table, id }) => (table === ERASURES ? [id] : [])),
  ])
  const known = await onServer(store, [...views.values()], views)
  const now = new Map(records.map((record) => [keyOf(record), record]))
  const isOf = (op: Pick<Op, 'table' | 'id'> & Partial<Op>, who: string | undefined) =>
    personsOf(op, who).some((person) => erased.has(person))
  return {
    /** A set without what is forgotten of the records that it writes to. */
    left: <S extends ChangeSet>(set: S, clock: string) =>
      forgetIn(set, clock, (key) => now.get(keyOf(key)) ?? known.get(keyOf(key))),
    isOpen: (op: Op) => views.get(keyOf(op))?.open === 1,
    isAbout: (op: Op) => isOf(op, holder(op)),
    isAboutNow: (op: Op) => {
      // Nor for whom it named then.
      const { person: _then, fields: _said, ...now } = op
      return holders.has(keyOf(op)) ? isOf(now, holder(op)) : isOf(op, undefined)
    },
  }
}

function changed<S extends ChangeSet>(set: S, left: S): readonly S[] {
  return left === set ? [] : [left]
}
