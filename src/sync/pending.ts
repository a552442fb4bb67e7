/**
 * view = base with pending (C4), decided purely: which records change when a page comes down, when sets are acknowledged,
 * when a server turns out to have been restored. The store reads, asks here, and writes the answer in one transaction.
 *
 * A set stays over the base until the base contains it: while it waits in the outbox, under the clock it was written
 * with; once acknowledged, under its effective clock, until what was pulled covers its seq.
 */
import type { ChangeSet } from './change-set.ts'
import { type Merged, mergeSets, NOTHING } from './merge.ts'
import { keyOf, type RecordKey } from './record.ts'
import type { WireRecord } from './wire.ts'

/** A record as the server has it; null where it has none. */
export type Base = Pick<Merged, 'day' | 'person' | 'fields' | 'clocks'> | null
/** Where a record's newest own change is: on this tablet alone, acknowledged, or in what came back from the server. */
export type Place = 'here' | 'sent' | 'synced'

/**
 * A set that lies over the base. `eff` is null until it is acknowledged; `isAgain` when a restored server lacks it, so that
 * it is on this tablet alone once more (S4).
 */
export type PendingSet = { readonly set: ChangeSet; readonly eff: string | null; readonly isAgain?: boolean }

export type Folded = {
  readonly key: RecordKey
  /** What stays under the pending sets; undefined when none is left, and the view is the server's record itself. */
  readonly base: Base | undefined
  /** What screens read; null where there is no such record. */
  readonly view: Base
  readonly place: Place
}

/** A record off the wire as a base. */
export function baseFrom({ day, person, fields, clocks }: WireRecord): Base {
  return {
    ...(day === undefined ? {} : { day }),
    ...(person === undefined ? {} : { person }),
    fields: fields as NonNullable<Base>['fields'],
    clocks,
  }
}

/** Lays the pending sets that touch `key` over its base, in the order of their clocks. */
export function fold(key: RecordKey, base: Base, pending: readonly PendingSet[]): Folded {
  const own = pending.filter(({ set }) => touches(set, key))
  if (own.length === 0) return { key, base: undefined, view: base, place: 'synced' }
  const sets = own.map(({ set, eff }) => (eff === null ? set : { ...set, hlc: eff }))
  const { uids: _uids, ...view } = mergeSets({ ...(base ?? NOTHING), uids: {} }, key, sets)
  const isHere = own.some(({ eff, isAgain }) => eff === null || isAgain === true)
  return { key, base, view, place: isHere ? 'here' : 'sent' }
}

/** The sets by the records that they touch, so that folding a page does not look at every set for every record. */
export function byRecord(pending: readonly PendingSet[]): ReadonlyMap<string, readonly PendingSet[]> {
  const index = new Map<string, PendingSet[]>()
  for (const one of pending) {
    for (const name of new Set(one.set.ops.map(keyOf))) {
      const of = index.get(name)
      if (of === undefined) index.set(name, [one])
      else of.push(one)
    }
  }
  return index
}

/** Every record that the sets touch, once. */
export function keysOf(sets: Iterable<ChangeSet>): readonly RecordKey[] {
  const keys = new Map<string, RecordKey>()
  for (const { ops } of sets) for (const { table, id } of ops) keys.set(keyOf({ table, id }), { table, id })
  return [...keys.values()]
}

function touches({ ops }: ChangeSet, { table, id }: RecordKey): boolean {
  return ops.some((op) => op.table === table && op.id === id)
}
