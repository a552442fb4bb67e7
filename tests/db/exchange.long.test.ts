/** The tablet's database through a whole exchange with the server's real decisions, in any order of events. */
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { commit } from '../../src/db/commit.ts'
import type { Store } from '../../src/db/store.ts'
import { readSync } from '../../src/db/sync-state.ts'
import { unsentSets } from '../../src/db/unsent.ts'
import { keyFrom, keyOf } from '../../src/sync/record.ts'
import {
  BROKEN,
  envelope,
  exchange,
  expectFolded,
  link,
  offer,
  sentRows,
  serverSide,
  settle,
} from './exchange.ts'
import { failWrites, loseAnswers, mend } from './faults.ts'
import { ShopServer } from './shop-server.ts'
import {
  closeTablets,
  type HandClock,
  handClock,
  inside,
  intent,
  NOON,
  openTablet,
  toySealer,
} from './tablet.ts'

afterEach(() => {
  mend()
  closeTablets()
})

const LIMITS = { sets: 3, records: 2, uids: 4 }
const KEYS = ['visits/v1', 'visits/v2', 'rooms/r1', 'guests/g1']

type Write = {
  readonly key: string
  readonly field: string
  readonly value: number | null
  readonly isBroken: boolean
}
type Step =
  | { readonly kind: 'commit'; readonly on: 0 | 1; readonly writes: readonly Write[] }
  | { readonly kind: 'exchange'; readonly on: 0 | 1; readonly times: number }
  /** A push whose answer is lost: the server has the sets, the tablet does not know. */
  | { readonly kind: 'lostPush'; readonly on: 0 | 1 }
  /** An exchange in which the given write fails, and then the tablet is started again. */
  | { readonly kind: 'crash'; readonly on: 0 | 1; readonly from: number }
  /** An exchange whose transaction is kept while the page hears that it failed. */
  | { readonly kind: 'unheard'; readonly on: 0 | 1 }
  /** A commit and an exchange at once, as by two tabs. */
  | { readonly kind: 'both'; readonly on: 0 | 1; readonly writes: readonly Write[] }
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore'; readonly isByTool: boolean }
  | { readonly kind: 'clock'; readonly on: 0 | 1; readonly ms: number }

const on = fc.constantFrom(0 as const, 1 as const)
const write = fc.record({
  key: fc.constantFrom(...KEYS),
  field: fc.constantFrom('a', 'b', 'filed'),
  value: fc.constantFrom(1, 2, 3, null),
  isBroken: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
})
const writes = fc.array(write, { minLength: 1, maxLength: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('commit' as const), on, writes }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('exchange' as const), on, times: fc.nat({ max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lostPush' as const), on }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), on, from: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unheard' as const), on }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('both' as const), on, writes }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('backup' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), isByTool: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      on,
      ms: fc.constantFrom(1_000, 400_000, -400_000, 86_400_000, -86_400_000),
    }),
  },
)

/** What the runs came across, by the number of looks that found it; a run that never did any of it proves nothing. */
type Exercised = {
  reset: number
  again: number
  parked: number
  reclocked: number
  paging: number
  sent: number
}

/** Two tablets and a server, and everything that was ever kept on either tablet. */
/** What is open holds what was parked about it until it is over (parked-visit.test.ts). */
const NONE_OPEN = { isOpen: () => false }

class World {
  readonly server = new ShopServer()
  readonly clocks: readonly [HandClock, HandClock] = [handClock(), handClock()]
  readonly kept: [Set<string>, Set<string>] = [new Set(), new Set()]
  stores: [Store & { name: string }, Store & { name: string }]
  now = NOON
  #backup = this.server.copy()
  readonly #isSealed: boolean

  constructor(stores: World['stores'], isSealed: boolean) {
    this.stores = stores
    this.#isSealed = isSealed
  }

  static async begin(isSealed: boolean): Promise<World> {
    const options = { ...NONE_OPEN, ...(isSealed ? { sealer: toySealer } : {}) }
    const world = new World([await openTablet(options), await openTablet(options)], isSealed)
    for (const at of [0, 1] as const) {
      await world.restart(at)
      await link(world.stores[at])
    }
    return world
  }

  async restart(at: 0 | 1): Promise<void> {
    const { name } = this.stores[at]
    this.stores[at].close()
    const options = { ...NONE_OPEN, ...(this.#isSealed ? { sealer: toySealer } : {}) }
    this.stores[at] = await openTablet({ ...options, name, clock: this.clocks[at] })
  }

  async do(step: Step): Promise<void> {
    this.now += 5_000
    for (const clock of this.clocks) clock.at += 5_000
    switch (step.kind) {
      case 'commit':
        return this.#commit(step.on, step.writes)
      case 'exchange':
        for (let times = 0; times < step.times; times += 1) await this.#exchange(step.on)
        return
      case 'lostPush': {
        const store = this.stores[step.on]
        offer(this.server, await unsentSets(store, LIMITS.sets), await readSync(store), this.now)
        return
      }
      case 'crash':
        failWrites('abort', { from: step.from })
        await this.#exchange(step.on).catch(() => undefined)
        mend()
        return this.restart(step.on)
      case 'unheard':
        loseAnswers(1)
        // A page that was kept unheard is found to be kept, so its second try is told that it no longer fits.
        await this.#exchange(step.on).catch(() => undefined)
        return mend()
      case 'both':
        await Promise.all([this.#exchange(step.on), this.#commit(step.on, step.writes)])
        return
      case 'backup':
        this.#backup = this.server.copy()
        return
      case 'restore':
        return this.server.restore(this.#backup, step.isByTool)
      case 'clock':
        this.clocks[step.on].at += step.ms
    }
  }

  async #commit(at: 0 | 1, writes: readonly Write[]): Promise<void> {
    const changes = writes.flatMap(({ key, field, value }) => {
      const named = keyFrom(key)
      return named === null ? [] : [{ ...named, day: '2026-11-23', fields: { [field]: value } }]
    })
    const isBroken = writes.some((one) => one.isBroken)
    const kept = await commit(
      this.stores[at],
      intent({ ...(isBroken ? { intent: BROKEN } : {}), plan: () => ({ changes }) }),
    )
    if (!('refused' in kept) && kept.uid !== null) this.kept[at].add(kept.uid)
  }

  #exchange(at: 0 | 1): Promise<unknown> {
    return exchange(this.stores[at], this.server, { now: this.now, limits: LIMITS })
  }

  /** Nothing that was kept is anywhere but in the outbox or in sent, and once (C2). */
  async expectNothingLost(exercised: Exercised): Promise<void> {
    for (const at of [0, 1] as const) {
      const { outbox } = await inside(this.stores[at])
      const sent = await sentRows(this.stores[at])
      const uids = [...outbox, ...sent].map(({ uid }) => uid)
      expect(uids.sort()).toEqual([...this.kept[at]].sort())
      const row = await readSync(this.stores[at])
      exercised.reset += Number(row.reoffer !== null)
      exercised.paging += Number(row.snapshot !== null)
      exercised.sent += sent.filter(({ over }) => over === 1).length
      exercised.again += sent.filter(({ again }) => again === 1).length
      exercised.parked += sent.filter(({ verdict }) => verdict === 'parked').length
      exercised.reclocked += sent.filter(({ eff, hlc }) => eff !== hlc).length
      await expectFolded(this.stores[at])
    }
  }

  /** Both tablets settle; twice, because the second one's sets come to the first only then. */
  async expectAllEqual(): Promise<void> {
    for (const at of [0, 1, 0, 1] as const) {
      await settle(this.stores[at], this.server, this.now, LIMITS)
      await expectFolded(this.stores[at])
    }
    const records = new Map(this.server.records().map((record) => [keyOf(record), envelope(record)]))
    for (const at of [0, 1] as const) {
      const { view, base, outbox } = await inside(this.stores[at])
      expect(new Map(view.map((row) => [keyOf(row), envelope(row)]))).toEqual(records)
      expect(await serverSide(this.stores[at])).toEqual(records)
      expect({ base, outbox }).toEqual({ base: [], outbox: [] })
      for (const row of await sentRows(this.stores[at]))
        expect({ ...row, verdict: this.server.verdictOf(row.uid) }).toMatchObject({
          verdict: row.verdict,
          over: 0,
          again: 0,
        })
    }
  }
}

const set = (key: string, value: number, isBroken = false): Step => ({
  ...{ kind: 'commit', on: 0 },
  writes: [{ key, field: 'a', value, isBroken }],
})
/** Always run first, so that nothing of what a run may come across depends on luck alone. */
const DAY: Step[] = [
  ...KEYS.map((key) => set(key, 1)),
  { kind: 'clock', on: 0, ms: 86_400_000 },
  { kind: 'exchange', on: 0, times: 8 },
  { kind: 'backup' },
  set('visits/v1', 2),
  set('visits/v2', 2, true),
  { kind: 'exchange', on: 0, times: 2 },
  { kind: 'exchange', on: 1, times: 1 },
  { kind: 'restore', isByTool: true },
  { kind: 'exchange', on: 0, times: 1 },
  { kind: 'exchange', on: 0, times: 1 },
  { kind: 'exchange', on: 0, times: 1 },
]

test.each([
  { values: 'plain', isSealed: false, runs: 40 },
  { values: 'sealed', isSealed: true, runs: 15 },
])(
  '[C4] after whatever happens in whatever order, the view is base with pending, $values',
  async ({ isSealed, runs }) => {
    const exercised: Exercised = { reset: 0, again: 0, parked: 0, reclocked: 0, paging: 0, sent: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const world = await World.begin(isSealed)
        try {
          for (const one of steps) {
            await world.do(one)
            await world.expectNothingLost(exercised)
          }
          await world.expectAllEqual()
        } finally {
          mend()
          closeTablets()
        }
      }),
      { numRuns: runs, examples: [[DAY]] },
    )
    for (const times of Object.values(exercised)) expect(times).toBeGreaterThan(0)
  },
  120_000,
)
