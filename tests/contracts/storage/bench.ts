/** A store for each test, empty at its start and closed at its end; `another` is a second server on the same database. */
import { afterEach, beforeEach } from 'vitest'
import type { Json } from '../../../src/base/json.ts'
import type { Problem } from '../../../src/server/settings.ts'
import { openStorage, type StoreSettings } from '../../../src/server/storage/open.ts'
import type { PushDone, Storage } from '../../../src/server/storage/port.ts'
import type { ChangeSet } from '../../../src/sync/change-set.ts'
import { firstHead, type Head } from '../../../src/sync/head.ts'
import type { MayWrite } from '../../../src/sync/judge.ts'
import type { WireRecord } from '../../../src/sync/wire.ts'
import { everybody, NOON, offersOf, SHOP } from './sets.ts'

export type PushOf = {
  readonly now?: number
  readonly seen?: Head | null
  readonly effs?: { readonly [uid: string]: string }
  readonly at?: Storage
  readonly isStolen?: boolean
}
export type Bench = {
  store: Storage
  settings: StoreSettings
  readonly fresh: () => Promise<StoreSettings>
  another(): Promise<Storage>
  push(sets: readonly (ChangeSet | Json)[], of?: PushOf): Promise<PushDone>
  headNow(): Promise<Head>
  /** The head before the first set. */
  start(): Promise<Head>
  one(table: string, id: string): Promise<WireRecord | undefined>
}

/** Lays the bench for the tests of the `describe` that calls it; `open` where the store is none of the server's twins. */
export function benchOf(
  fresh: () => Promise<StoreSettings>,
  open: (settings: StoreSettings, mayWrite: MayWrite) => Promise<Storage | Problem> = openStorage,
  mayWrite: MayWrite = everybody,
): Bench {
  const opened: Storage[] = []
  const bench: Bench = {
    store: undefined as unknown as Storage,
    settings: { dataDir: '', databaseUrl: null },
    fresh,
    async another() {
      const storage = await open(bench.settings, mayWrite)
      if ('problem' in storage) throw new Error(storage.problem)
      opened.push(storage)
      return storage
    },
    async push(sets, { now = NOON, seen = null, effs = {}, at = bench.store, isStolen = false } = {}) {
      const offers = offersOf(sets, effs)
      const done = await at.push({
        shop: SHOP,
        inc: offers[0]?.inc ?? 'aaaaaaaa',
        seen,
        offers,
        now,
        isStolen,
      })
      if (done === 'otherShop') throw new Error('The server holds another shop.')
      return done
    },
    async headNow() {
      const held = await bench.store.held()
      if (held === null) throw new Error('The server holds no shop.')
      return held.head
    },
    start: async () => firstHead((await bench.headNow()).epoch),
    one: async (table, id) =>
      (await bench.store.records(SHOP, { table, id, after: null, limit: 1 })).records[0],
  }
  beforeEach(async () => {
    bench.settings = await fresh()
    bench.store = await bench.another()
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((storage) => storage.close()))
  })
  return bench
}
