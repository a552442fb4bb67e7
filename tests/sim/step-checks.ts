/** What must hold on a tablet after every single transaction. Each check answers the sentences that are not true. */
import type { ChangeSet, Op } from '../../src/sync/change-set.ts'
import { type Base, byRecord, fold } from '../../src/sync/pending.ts'
import { ERASED, keyFrom, keyOf, type RecordKey } from '../../src/sync/record.ts'
import type { SimTablet } from './sim-tablet.ts'
import type { Truth } from './truth.ts'

/**
 * After a transaction: the records that it touched, or all of them. `isOrderly`: no tablet was cloned and the server's clock
 * never set back, so that the clocks of one tablet rise with its places.
 */
export function checkTablet(
  tablet: SimTablet,
  truth: Truth,
  { isWhole, isOrderly }: { readonly isWhole: boolean; readonly isOrderly: boolean },
): readonly string[] {
  const { store } = tablet
  const keys = isWhole ? allKeys(tablet) : store.touched
  const over = byRecord(store.pending())
  return [
    ...checkKept(tablet),
    ...keys.flatMap((key) => [
      ...checkView(tablet, key, over),
      ...checkOwn(tablet, key, truth),
      ...(isOrderly ? checkNewest(tablet, key) : []),
    ]),
  ]
}

/** [C3] What was kept is in the outbox or in `sent`, and nothing else is. */
function checkKept({ name, store, expected }: SimTablet): readonly string[] {
  const count = store.outbox.size + store.sent.size
  if (count === expected.size) return []
  const lost = [...expected].filter((uid) => !store.outbox.has(uid) && !store.sent.has(uid))
  return [`${name} keeps ${count} sets of ${expected.size}; not there: ${lost.join(', ')}`]
}

/** [C4] The view is what the server has sent with the pending sets over it, and a base lies there just as long. */
function checkView(
  { name, store }: SimTablet,
  key: RecordKey,
  over: ReturnType<typeof byRecord>,
): readonly string[] {
  const word = keyOf(key)
  const pending = over.get(word) ?? []
  const { view } = fold(key, store.pulled.get(word) ?? null, pending)
  const isBased = store.base.has(word) === pending.length > 0
  return [
    ...(isSame(view, store.view.get(word) ?? null)
      ? []
      : [`${name} shows ${word} as neither base nor pending make it`]),
    ...(isBased
      ? []
      : [`${name} has ${store.base.has(word) ? 'a base without' : 'no base under'} pending sets of ${word}`]),
  ]
}

/** [C4] What somebody wrote here stays on the screen until the server puts another value in its place. */
function checkOwn({ name, store, own }: SimTablet, key: RecordKey, truth: Truth): readonly string[] {
  const word = keyOf(key)
  const view = store.view.get(word)
  return (own.get(word) ?? []).map(asKept(store)).flatMap((set) => {
    const row = store.sent.get(set.uid)
    if (isParked(store, set)) return []
    const least =
      row === undefined ? set.hlc : ([row.eff, ...(truth.effs.get(set.uid) ?? [])].sort()[0] ?? '')
    return set.ops
      .filter((op) => keyOf(op) === word && !isGone(op, view))
      .flatMap((op) => Object.keys(op.fields))
      .filter((field) => (view?.clocks[field] ?? '') < least)
      .map((field) => `${name} no longer shows what ${set.uid} wrote to ${word}#${field}`)
  })
}

/**
 * [HLC4] Of what was written here, the screen shows the newest, whichever of it has been acknowledged. Only a set that is still
 * here though one after it has been acknowledged (held, or told of by a stale answer) may lie on top with a clock from the future.
 */
function checkNewest({ name, store, own }: SimTablet, key: RecordKey): readonly string[] {
  const word = keyOf(key)
  const newest = new Map<string, { readonly uid: string; readonly clock: string }>()
  const older = new Map<string, Set<string>>()
  const view = store.view.get(word)
  for (const set of (own.get(word) ?? []).map(asKept(store))) {
    const row = store.sent.get(set.uid)
    if (isParked(store, set)) continue
    const ops = set.ops.filter((op) => keyOf(op) === word && !isGone(op, view))
    for (const field of ops.flatMap((op) => Object.keys(op.fields))) {
      const before = newest.get(field)
      const isOvertaken = before !== undefined && store.outbox.has(before.uid) && row !== undefined
      if (before !== undefined && !isOvertaken)
        older.set(field, (older.get(field) ?? new Set()).add(before.clock))
      newest.set(field, { uid: set.uid, clock: row?.eff ?? set.hlc })
    }
  }
  const clocks = view?.clocks ?? {}
  return [...older].flatMap(([field, clocksBefore]) => {
    const shown = clocks[field] ?? ''
    if (shown === newest.get(field)?.clock || !clocksBefore.has(shown)) return []
    return [`${name} shows an older value of its own (${shown}) in ${word}#${field}`]
  })
}

/** The set as it lies there now: an erasure may have taken values from it. */
function asKept({ outbox, sent }: SimTablet['store']): (set: ChangeSet) => ChangeSet {
  return (set) => outbox.get(set.uid) ?? sent.get(set.uid)?.set ?? set
}

/** [S10] Of somebody who was erased: nobody is to see it any more. */
function isGone(
  op: Op,
  view: SimTablet['store']['view'] extends Map<string, infer R> ? R | undefined : never,
): boolean {
  return op.erased === true || (view !== undefined && Object.hasOwn(view.fields, ERASED))
}

/** By the answer that it got, or by the server's own note: before it was restored it may have judged by what it has lost since. */
function isParked(store: SimTablet['store'], { uid }: ChangeSet): boolean {
  const row = store.sent.get(uid)
  const note = store.view.get(`attention/parked-${uid}`)
  if (note !== undefined && note.fields.appliedAt === undefined && 'kind' in note.fields) return true
  // While a restored server is read anew, its note may stand on a page that is still to come.
  if (store.sync.cursor === null && row?.over === false) return true
  return row !== undefined && row.verdict !== 'applied'
}

function allKeys({ store, own }: SimTablet): readonly RecordKey[] {
  const words = new Set([...store.view.keys(), ...store.base.keys(), ...store.pulled.keys(), ...own.keys()])
  return [...words].map(keyFrom).filter((key) => key !== null)
}

/** Field by field and clock by clock; the order of names is nothing. */
export function isSame(one: Base, other: Base): boolean {
  if (one === null || other === null) return one === other
  return (
    one.day === other.day &&
    one.person === other.person &&
    isSameObject(one.clocks, other.clocks) &&
    isSameObject(one.fields, other.fields)
  )
}

function isSameObject(
  one: { readonly [name: string]: unknown },
  other: { readonly [name: string]: unknown },
): boolean {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) =>
        Object.hasOwn(other, name) &&
        (one[name] === other[name] || JSON.stringify(one[name]) === JSON.stringify(other[name])),
    )
  )
}
