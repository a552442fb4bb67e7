/**
 * What really happened, noted by somebody who sees everything: every set that a tablet kept, which value each of its values
 * was put in place of, and every effective clock that a server gave, in whatever log it stood.
 */
import type { LogEntry } from '../../src/sync/admit.ts'
import type { ChangeSet } from '../../src/sync/change-set.ts'
import type { PendingSet } from '../../src/sync/pending.ts'
import { keyOf, type RecordKey } from '../../src/sync/record.ts'

export type Flaw = 'shape' | 'limit' | 'nameless' | null
export type Written = {
  readonly set: ChangeSet
  readonly by: string
  readonly flaw: Flaw
  /** `table/id#field` → the uid of the set whose value was on the screen; null where none was. */
  readonly over: ReadonlyMap<string, string | null>
}

export class Truth {
  readonly kept = new Map<string, Written>()
  /** uid → the effective clocks that it was ever given. */
  readonly effs = new Map<string, Set<string>>()
  /** An effective clock, and the sets that were given it: more than one only with cloned tablets. */
  readonly #given = new Map<string, Set<string>>()

  /** `pending` are the sets that lay over the records when this one was made. */
  keep(set: ChangeSet, by: string, flaw: Flaw, pending: readonly PendingSet[]): void {
    const over = new Map<string, string | null>()
    for (const op of set.ops) {
      for (const [field, [, saw]] of Object.entries(op.fields)) {
        const own = pending.find((one) => saw === (one.eff ?? one.set.hlc) && writes(one.set, op, field))
        over.set(`${keyOf(op)}#${field}`, saw === null ? null : (own?.set.uid ?? this.#givenTo(saw)))
      }
    }
    this.kept.set(set.uid, { set, by, flaw, over })
  }

  /** `freed` were parked before, and are applied now. */
  logged(entries: readonly LogEntry[], freed: readonly LogEntry[]): void {
    for (const { uid, eff } of freed) add(this.#given, eff, uid)
    for (const { uid, eff, verdict } of entries) {
      add(this.effs, uid, eff)
      // What is parked is on nobody's screen; it may count as the very same now.
      if (verdict !== 'parked') add(this.#given, eff, uid)
    }
  }

  #givenTo(clock: string): string | null {
    const owners = this.#given.get(clock)
    return owners?.size === 1 ? ([...owners][0] ?? null) : null
  }
}

function writes({ ops }: ChangeSet, key: RecordKey, field: string): boolean {
  return ops.some((op) => keyOf(op) === keyOf(key) && Object.hasOwn(op.fields, field))
}

function add(of: Map<string, Set<string>>, name: string, value: string): void {
  const before = of.get(name)
  if (before === undefined) of.set(name, new Set([value]))
  else before.add(value)
}
