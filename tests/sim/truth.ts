/**
 * What really happened, noted by somebody who sees everything: every set that a tablet kept, which value each of its values
 * was put in place of, and every effective clock that a server gave, in whatever log it stood.
 */
import type { LogEntry } from '../../src/sync/admit.ts'
import type { ChangeSet } from '../../src/sync/change-set.ts'
import { keyOf } from '../../src/sync/record.ts'

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
  /** A clock, and the sets that it belongs to: more than one only with cloned tablets. */
  readonly #owners = new Map<string, Set<string>>()

  keep(set: ChangeSet, by: string, flaw: Flaw): void {
    const over = new Map<string, string | null>()
    for (const op of set.ops) {
      for (const [field, [, saw]] of Object.entries(op.fields))
        over.set(`${keyOf(op)}#${field}`, saw === null ? null : this.ownerOf(saw))
    }
    this.kept.set(set.uid, { set, by, flaw, over })
    add(this.#owners, set.hlc, set.uid)
  }

  logged(entries: readonly LogEntry[]): void {
    for (const { uid, eff } of entries) {
      add(this.effs, uid, eff)
      add(this.#owners, eff, uid)
    }
  }

  /** The set that a clock belongs to; null where that is not one. */
  ownerOf(clock: string): string | null {
    const owners = this.#owners.get(clock)
    return owners?.size === 1 ? ([...owners][0] ?? null) : null
  }
}

function add(of: Map<string, Set<string>>, name: string, value: string): void {
  const before = of.get(name)
  if (before === undefined) of.set(name, new Set([value]))
  else before.add(value)
}
