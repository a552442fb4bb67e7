/**
 * One run of the simulation: a server and its tablets, people who work on them, and a world that drops, repeats, delays, crashes,
 * turns clocks and restores backups; then calm, until nobody has anything left to do. Everything is drawn from the seed.
 */

import { linkedTo } from '../../src/sync/client-state.ts'
import type { Head } from '../../src/sync/head.ts'
import { firstHead, nextHead } from '../../src/sync/head.ts'
import { type Base, keysOf } from '../../src/sync/pending.ts'
import { keyOf } from '../../src/sync/record.ts'
import type { ServerRecord } from '../../src/sync/server-record.ts'
import { hex } from '../../src/sync/uid.ts'
import { type Counted, type Counts, noCounts } from './counts.ts'
import { type MemoryShop, sha256, type Weakness } from './memory-shop.ts'
import { Person } from './person.ts'
import { type Chance, chanceFrom } from './random.ts'
import { type Heard, type Pushed, SimServer } from './server.ts'
import { SimTablet } from './sim-tablet.ts'
import { checkTablet, isSame } from './step-checks.ts'
import { Tab } from './tab.ts'
import { TabletStore, type TabletWeakness } from './tablet-store.ts'
import { type Timeline, timelineFrom } from './time.ts'
import { Truth } from './truth.ts'

export type SimOptions = { readonly server?: Weakness; readonly tablet?: TabletWeakness }
export type SimResult = {
  readonly seed: number
  readonly faults: readonly string[]
  readonly counts: Counts
  readonly trace: readonly string[]
}

const START = Date.UTC(2026, 10, 23, 2)
const MINUTE_MS = 60_000
const STORM_MS = 25 * MINUTE_MS
const CALM_MS = 240 * MINUTE_MS
const ANSWER_LIMIT_MS = 20_000
const TRACE_MAX = 60

/** Runs one seed; never throws for what it finds. */
export function simulate(seed: number, options: SimOptions = {}): SimResult {
  const world = new World(seed, options)
  try {
    world.run()
  } catch (error) {
    if (!(error instanceof Fault)) world.faults.push(String(error instanceof Error ? error.stack : error))
  }
  return { seed, faults: world.faults, counts: world.counts, trace: world.trace.slice(-TRACE_MAX) }
}

class Fault extends Error {}

class World {
  readonly faults: string[] = []
  readonly counts = noCounts()
  readonly trace: string[] = []
  readonly #chance: Chance
  readonly #time: Timeline = timelineFrom(START)
  readonly #truth = new Truth()
  readonly #server: SimServer
  readonly #tablets: SimTablet[]
  readonly #backups: MemoryShop[] = []
  #serverSkewMs = 0
  #isStorm = true

  constructor(seed: number, options: SimOptions) {
    this.#chance = chanceFrom(seed)
    const now = () => this.#time.now() + this.#serverSkewMs
    const newEpoch = () => hex(this.#chance.bytes(8))
    this.#server = new SimServer(now, newEpoch, options.server ?? null)
    const tablet = (name: string, isForeign: boolean) => {
      const store = new TabletStore(hex(this.#chance.bytes(4)), options.tablet ?? null)
      return new SimTablet(name, store, new Person(this.#chance, !isForeign), isForeign)
    }
    this.#tablets = [
      tablet('first', false),
      tablet('second', false),
      tablet('late', false),
      tablet('foreign', true),
    ]
    this.#server.onCrash = () => this.#after(this.#chance.int(1_000, 30_000), () => this.#serverUp())
    this.#server.onLogged = (entries) => {
      this.#truth.logged(entries)
      this.#count('clamps', entries.filter(({ hlc, eff }) => hlc !== '' && hlc !== eff).length)
      this.#poke()
    }
  }

  run(): void {
    const [first, second, late, foreign] = this.#tablets
    if (!first || !second || !late || !foreign) throw new Error('no tablets')
    const { int } = this.#chance
    this.#begin(first, int(0, 60_000), true)
    this.#begin(second, int(0, 4 * MINUTE_MS), false)
    this.#begin(late, int(8, 20) * MINUTE_MS, false)
    this.#begin(foreign, int(2, 12) * MINUTE_MS, true)
    this.#storm()
    this.#time.runUntil(START + STORM_MS)
    this.#calm()
    this.#time.runUntil(START + STORM_MS + CALM_MS, () => this.#isQuiet())
    this.#judge()
  }

  /** The app is opened for the first time; its people come a little later. */
  #begin(tablet: SimTablet, inMs: number, makesShop: boolean): void {
    this.#after(inMs, () => {
      // Whoever comes first gives the server its shop; the foreign one is the second by what it is here for.
      if (tablet.isForeign && this.#server.shop.held === null)
        return this.#begin(tablet, 2 * MINUTE_MS, makesShop)
      this.#open(tablet)
      if (makesShop) {
        tablet.isOnline = tablet.isForeign || this.#chance.is(0.5)
        const { uid, changes } = tablet.person.shop(this.#wall(tablet))
        this.#keep(tablet, uid, changes, {}, null)
        tablet.isSetUp = true
      }
      this.#work(tablet)
    })
  }

  #work(tablet: SimTablet): void {
    this.#after(this.#chance.int(200, 40_000), () => {
      if (!this.#isStorm) return
      const { store } = tablet
      const isReady = tablet.isSetUp || (store.sync.cursor !== null && store.view.has('shop/shop'))
      if (tablet.isOpen && isReady) {
        tablet.isSetUp = true
        const { uid, changes, twist, flaw } = tablet.person.next(store, this.#wall(tablet))
        this.#keep(tablet, uid, changes, twist, flaw)
      }
      this.#work(tablet)
    })
  }

  #keep(
    tablet: SimTablet,
    uid: string,
    changes: Parameters<TabletStore['commit']>[1],
    twist: Parameters<TabletStore['commit']>[3],
    flaw: Parameters<Truth['keep']>[2],
  ): void {
    const set = tablet.store.commit(uid, changes, this.#wall(tablet), twist)
    tablet.remember(set)
    this.#truth.keep(set, tablet.name, flaw)
    this.#count('sets')
    if (changes.some(({ fields }) => 'settled' in fields)) this.#count('settled')
    this.#check(tablet, 'kept', false)
    this.#after(300, () => tablet.wake('write'))
  }

  #open(tablet: SimTablet): void {
    tablet.tabs = [this.#tab(tablet)]
    if (this.#chance.is(0.15)) {
      tablet.tabs.push(this.#tab(tablet))
      this.#count('tabs')
    }
    for (const tab of tablet.tabs) tab.wake('start')
  }

  #tab(tablet: SimTablet): Tab {
    const { life } = tablet
    const later = (ms: number, work: () => void) =>
      this.#after(ms, () => {
        if (tablet.life === life) work()
      })
    return new Tab(tablet.store, {
      chance: this.#chance,
      wall: () => this.#wall(tablet),
      ask: (what, call, onAnswer) => this.#ask(tablet, what, call, onAnswer, later),
      later,
      kept: (what) => {
        this.#check(tablet, what, false)
        if (this.#isStorm && this.#chance.is(0.01)) this.#crash(tablet)
      },
      count: (what) => {
        if (what === 'resets') tablet.resets += 1
        this.#count(what)
      },
      mayJoin: (shop) =>
        later(this.#chance.int(100, 20_000), () => {
          if (tablet.store.sync.shop !== null || tablet.store.shopMade() !== null) return
          tablet.store.sync = linkedTo(tablet.store.sync, shop)
          this.#count('joins')
          tablet.wake('poke')
        }),
    })
  }

  /** A request on its way, and what the way does to it. */
  #ask<T>(
    tablet: SimTablet,
    what: string,
    call: (server: SimServer) => Heard<T>,
    onAnswer: (answer: Heard<T>, isLate: boolean) => void,
    later: (ms: number, work: () => void) => void,
  ): void {
    const { int, is } = this.#chance
    this.#count('requests')
    let isDone = false
    const give = (answer: Heard<T>) => {
      const isLate = isDone
      isDone = true
      if (!isLate || answer !== null) onAnswer(answer, isLate)
    }
    const arrive = () => {
      if (!tablet.isOnline || !this.#server.isUp) return later(5, () => give(null))
      const answer = call(this.#server)
      if (what === 'push') this.#countVerdicts(answer as Heard<Pushed>)
      if (answer === null || this.#drops()) return
      if (this.#isStorm && is(0.04)) {
        this.#count('slow')
        return later(ANSWER_LIMIT_MS + int(1, 40_000), () => give(answer))
      }
      later(int(5, 900), () => give(answer))
    }
    later(ANSWER_LIMIT_MS, () => {
      if (!isDone) give(null)
    })
    if (this.#drops()) return
    this.#after(int(5, 900), arrive)
    if (this.#isStorm && is(0.03)) {
      this.#count('repeats')
      this.#after(int(900, 30_000), arrive)
    }
  }

  #drops(): boolean {
    const isDropped = this.#isStorm && this.#chance.is(0.06)
    if (isDropped) this.#count('drops')
    return isDropped
  }

  #storm(): void {
    this.#after(this.#chance.int(2_000, 30_000), () => {
      if (!this.#isStorm) return
      this.#mischief()
      this.#storm()
    })
  }

  #mischief() {
    const { int, is, pick } = this.#chance
    const tablet = pick(this.#tablets)
    switch (int(0, 7)) {
      case 0:
        tablet.isOnline = !tablet.isOnline
        if (!tablet.isOnline) this.#count('offline')
        else tablet.wake('poke')
        return
      case 1:
        tablet.skewMs = pick([0, 3_600_000, -3_600_000, 86_400_000, -86_400_000, Date.UTC(2015, 0) - START])
        return this.#count('clockJumps')
      case 2:
        return this.#crash(tablet)
      case 3:
        this.#server.crashesNext = is(0.5) ? 'before' : 'after'
        return this.#count(
          this.#server.crashesNext === 'before' ? 'crashesBeforeCommit' : 'crashesAfterCommit',
        )
      case 4:
        this.#serverSkewMs = pick([0, 0, 120_000, -120_000])
        return this.#count('serverClockJumps')
      case 5:
      case 6:
        if (this.#server.shop.held !== null) this.#backups.push(this.#server.shop.copy())
        return
      case 7:
        if (is(0.5)) this.#restore()
    }
  }

  /** Somebody puts an earlier state in the place of the server's. */
  #restore(): void {
    if (this.#backups.length === 0) return
    const isByTool = this.#chance.is(0.5)
    this.#server.shop.become(
      this.#chance.pick(this.#backups),
      isByTool ? hex(this.#chance.bytes(8)) : undefined,
    )
    this.#note(isByTool ? 'restored by the tool' : 'folder copied back')
    this.#count(isByTool ? 'restoredByTool' : 'copiedBack')
  }

  #crash(tablet: SimTablet): void {
    if (!tablet.isOpen) return
    tablet.life += 1
    tablet.tabs = []
    this.#note(`${tablet.name} crashed`)
    this.#count('tabletCrashes')
    this.#after(this.#chance.int(500, 60_000), () => {
      if (!tablet.isOpen) this.#open(tablet)
    })
  }

  #calm(): void {
    this.#isStorm = false
    this.#server.crashesNext = null
    this.#serverUp()
    for (const tablet of this.#tablets) {
      tablet.isOnline = true
      if (!tablet.isOpen) this.#open(tablet)
      tablet.wake('poke')
    }
  }

  #serverUp(): void {
    this.#server.isUp = true
    for (const tablet of this.#tablets) if (this.#chance.is(0.5)) tablet.wake('poke')
  }

  #poke(): void {
    for (const tablet of this.#tablets)
      if (tablet.isOnline && this.#chance.is(0.8))
        this.#after(this.#chance.int(10, 500), () => tablet.wake('poke'))
  }

  #isQuiet(): boolean {
    const { held } = this.#server.shop
    return this.#shopTablets().every(
      ({ store, tabs }) =>
        store.sync.cursor !== null &&
        held !== null &&
        store.sync.cursor.seq === held.head.seq &&
        store.sync.cursor.chain === held.head.chain &&
        store.unsent(1).length === 0 &&
        [...store.sent.values()].every(({ over, again }) => !over && !again) &&
        tabs.every((tab) => tab.isAtRest),
    )
  }

  /** What must be true when nobody has anything left to do. */
  #judge(): void {
    const { shop } = this.#server
    if (!this.#isQuiet()) this.#fault('somebody has not come to rest')
    for (const tablet of this.#tablets) this.#check(tablet, 'the end', true)
    this.#judgeLog(shop)
    for (const tablet of this.#shopTablets()) this.#judgeTablet(tablet, shop)
    // One that was first opened in the calm made no shop, and has rightly joined.
    const foreign = this.#tablets.find(({ isForeign }) => isForeign)
    if (foreign?.isSetUp && (foreign.store.sync.shop !== null || foreign.store.sent.size > 0))
      this.#fault('a second shop was mixed into the first')
    this.#countRecords(shop)
    const restores = this.counts.copiedBack + this.counts.restoredByTool
    for (const { name, resets, tabs } of this.#tablets)
      if (resets > (restores + 1) * 3 * Math.max(1, tabs.length))
        this.#fault(`${name} was reset ${resets} times by ${restores} restores`)
  }

  #judgeLog(shop: MemoryShop): void {
    let head: Head = firstHead('0'.repeat(16))
    for (const entry of shop.log) {
      head = nextHead(head, entry, sha256)
      if (entry.seq !== head.seq || entry.chain !== head.chain)
        this.#fault(`the chain breaks at ${entry.seq}`)
    }
    if (new Set(shop.log.map(({ uid }) => uid)).size !== shop.log.length)
      this.#fault('a set is in the log twice')
    const held = new Set(this.#tablets.flatMap(({ store }) => Object.keys(store.held)))
    for (const [uid, { by, flaw }] of this.#truth.kept) {
      const isKept = shop.entry(uid) !== undefined || held.has(uid)
      if (by !== 'foreign' && !isKept) this.#fault(`${uid} of ${by} (${flaw ?? 'whole'}) is lost`)
    }
  }

  /** Field by field and clock by clock, but for what sets make that could not even be offered. */
  #judgeTablet({ name, store }: SimTablet, shop: MemoryShop): void {
    const waiting = [...store.outbox.values()]
    if (waiting.some(({ uid }) => !Object.hasOwn(store.held, uid)))
      this.#fault(`${name} still has something to send`)
    const alone = new Set(keysOf(waiting).map(keyOf))
    for (const word of new Set([...shop.records.keys(), ...store.view.keys()])) {
      const record = shop.records.get(word)
      if (alone.has(word)) continue
      const plain = record === undefined ? null : partsOf(record)
      if (!isSame(plain, store.view.get(word) ?? null))
        this.#fault(`${name} and the server differ in ${word}`)
    }
  }

  #shopTablets(): readonly SimTablet[] {
    return this.#tablets.filter(({ isForeign }) => !isForeign)
  }

  #countVerdicts(answer: Heard<Pushed>): void {
    if (answer === null || !answer.ok) return
    for (const { dup, reason } of answer.data.results) {
      if (dup) this.#count('dups')
      if (reason === 'shape') this.#count('parkedByShape')
      if (reason === 'limit') this.#count('parkedByLimit')
      if (reason === 'creatorParked') this.#count('orphans')
    }
  }

  #countRecords({ records }: MemoryShop): void {
    for (const word of records.keys()) {
      if (word.startsWith('conflicts/')) this.#count('conflicts')
      if (word.startsWith('attention/holes-')) this.#count('holes')
    }
  }

  #wall(tablet: SimTablet): number {
    return this.#time.now() + tablet.skewMs
  }

  #check(tablet: SimTablet, what: string, isWhole: boolean): void {
    this.#note(`${tablet.name}: ${what}`)
    for (const fault of checkTablet(tablet, this.#truth, isWhole)) this.#fault(fault)
  }

  #note(what: string): void {
    this.trace.push(`${((this.#time.now() - START) / 1000).toFixed(1)} s ${what}`)
    if (this.trace.length > 4 * TRACE_MAX) this.trace.splice(0, 2 * TRACE_MAX)
  }

  #fault(sentence: string): void {
    this.faults.push(sentence)
    if (this.faults.length > 5) throw new Fault(sentence)
  }

  #after(ms: number, work: () => void): void {
    this.#time.after(ms, work)
  }

  #count(what: Counted, times = 1): void {
    this.counts[what] += times
  }
}

function partsOf({ day, person, fields, clocks }: ServerRecord): NonNullable<Base> {
  return {
    ...(day === undefined ? {} : { day }),
    ...(person === undefined ? {} : { person }),
    fields,
    clocks,
  }
}
