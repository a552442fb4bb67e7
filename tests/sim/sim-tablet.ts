/** A tablet of the simulation: what it keeps, what is open on it, its clock, its wifi, and whoever holds it. */
import type { ChangeSet } from '../../src/sync/change-set.ts'
import { keyOf } from '../../src/sync/record.ts'
import type { TabletState } from '../../src/sync/tablet-state.ts'
import type { Person } from './person.ts'
import type { Tab } from './tab.ts'
import type { TabletStore } from './tablet-store.ts'

/** What the server knows a tablet by; a clone has the same. */
export type Token = { state: TabletState }

export class SimTablet {
  readonly name: string
  readonly store: TabletStore
  readonly person: Person
  /** Whether it has a shop of its own that is not the one of the others. */
  readonly isForeign: boolean
  readonly token: Token
  /** Counts the lives of the app: with each crash everything that was under way is gone. */
  life = 0
  tabs: Tab[] = []
  isOnline = true
  /** The wall clock minus the true time, in ms. */
  skewMs = 0
  /** Whether its screens have a shop to work with. */
  isSetUp = false
  resets = 0
  /** How often the server had lost what it held when it gave the newest answer that came here. */
  heardAfter = 0
  /** Every set that it ever kept, by the records that they touch. */
  readonly own = new Map<string, ChangeSet[]>()
  readonly expected = new Set<string>()

  constructor(
    name: string,
    store: TabletStore,
    person: Person,
    of: { readonly isForeign: boolean; readonly token: Token },
  ) {
    this.name = name
    this.store = store
    this.person = person
    this.isForeign = of.isForeign
    this.token = of.token
  }

  get isOpen(): boolean {
    return this.tabs.length > 0
  }

  remember(set: ChangeSet): void {
    this.expected.add(set.uid)
    for (const name of new Set(set.ops.map(keyOf))) this.own.set(name, [...(this.own.get(name) ?? []), set])
  }

  wake(why: 'write' | 'poke'): void {
    for (const tab of this.tabs) tab.wake(why)
  }
}
