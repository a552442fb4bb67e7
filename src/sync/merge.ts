/**
 * Folds change sets into a record: per field the higher (clock, uid) wins (M1), in whatever order and however
 * often the sets arrive. It knows no table and no field: what it does not understand is kept (M7), and a
 * deletion is a field like any other (M4). The envelope's day and person win by the same rule under the
 * names `@day` and `@person` in `clocks`, and under `@forgot:<name>` stands before which clock what was written there is
 * to be kept nowhere (S11).
 *
 *   base { roomId: r1 @ …b4c1 }  ──set …b4c9: roomId r2──▶  { roomId: r2 @ …b4c9 }  ──set …b4c5: roomId r3──▶  unchanged
 */
import type { Json } from '../base/json.ts'
import type { ChangeSet, Op } from './change-set.ts'
import type { RecordKey, SyncRecord } from './record.ts'

type ByField<T> = { readonly [name: string]: T }

/** A record while sets are folded into it; `uids` holds, where known, which set each standing value came from. */
export type Merged = Pick<SyncRecord, 'day' | 'person' | 'fields' | 'clocks'> & {
  readonly uids: ByField<string>
}

/** What stands before the first set. */
export const NOTHING: Merged = { fields: {}, clocks: {}, uids: {} }

/** The names in `clocks` under which the envelope's day and person win. */
export const DAY = '@day'
export const PERSON = '@person'

/** The name in `clocks` under which it stands that what was written to a field, or to `@person`, before is forgotten (S11). */
export function forgotten(name: string): string {
  return `@forgot:${name}`
}

/** Whether what was written to a field, or to `@person`, under this clock is forgotten. */
export function isForgotten({ clocks }: Pick<Merged, 'clocks'>, name: string, clock: string): boolean {
  return clock < (own(clocks, forgotten(name)) ?? '')
}

/**
 * Folds one op into a record, at its effective clock; a value with an equal or higher (clock, uid) stays, and so does all of it
 * where the op's person was erased (S10). Of what is forgotten no value comes to stand (S11).
 */
export function mergeOp(record: Merged, op: Op, clock: string, uid: string): Merged {
  if (op.erased === true) return record
  const wins = (name: string) => higher(clock, uid, own(record.clocks, name), own(record.uids, name))
  const fields = Object.entries(op.fields).filter(([name]) => wins(name))
  const day = op.day !== undefined && wins(DAY) ? op.day : undefined
  const person = op.person !== undefined && wins(PERSON) ? op.person : undefined
  const forgets = (op.forgets ?? []).filter((name) => name !== PERSON || op.person !== undefined)
  // What its author had not heard of goes as well; its clock stays, so that it is the same in whatever order they come.
  const lost = forgets.filter(
    (name) => Object.hasOwn(record.fields, name) && (own(record.clocks, name) ?? '') < clock,
  )
  const won = [
    // Also where another value stays, or none does: what came before is forgotten all the same.
    ...forgets.map(forgotten).filter(wins),
    ...fields.map(([name]) => name),
    ...(day === undefined ? [] : [DAY]),
    ...(person === undefined ? [] : [PERSON]),
  ]
  if (won.length === 0) return record
  return {
    ...record,
    ...(day === undefined ? {} : { day }),
    ...(person === undefined ? {} : { person }),
    fields: withAll<Json>(record.fields, [
      ...lost.map((name) => [name, null] as const),
      ...fields.map(([name, change]) => [name, isForgotten(record, name, clock) ? null : change[0]] as const),
    ]),
    clocks: withAll(
      record.clocks,
      won.map((name) => [name, clock]),
    ),
    uids: withAll(
      record.uids,
      won.map((name) => [name, uid]),
    ),
  }
}

/** Folds every op on `key` out of the sets, at the sets' own clocks: base with pending gives the view (C4). */
export function mergeSets(record: Merged, key: RecordKey, sets: Iterable<ChangeSet>): Merged {
  let merged = record
  for (const set of sets) {
    for (const op of set.ops) {
      if (op.table === key.table && op.id === key.id) merged = mergeOp(merged, op, set.hlc, set.uid)
    }
  }
  return merged
}

function higher(clock: string, uid: string, standing: string | undefined, from: string | undefined): boolean {
  if (standing === undefined || clock !== standing) return standing === undefined || clock > standing
  return uid > (from ?? '')
}

/** The value under a name that is the object's own; a field may be called `constructor`. */
function own<T>(of: ByField<T>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined
}

/** A copy with the entries set; fromEntries, because assigning `__proto__` would set no field. */
function withAll<T>(of: ByField<T>, entries: readonly (readonly [string, T])[]): ByField<T> {
  return Object.fromEntries([...Object.entries(of), ...entries])
}
