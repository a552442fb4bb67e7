/**
 * One run of the simulation: people work on their tablets while the weather is bad, then all faults end, and when nobody has
 * anything left to do it is looked at what became of their work. Everything is drawn from the seed.
 */
import { hex } from '../../src/base/hex.ts'
import type { Counts } from './counts.ts'
import { checkEnd } from './end-checks.ts'
import type { MemoryShop } from './memory-shop.ts'
import type { SimTablet } from './sim-tablet.ts'
import { checkTablet } from './step-checks.ts'
import { Enough, type SimOptions, World } from './world.ts'

export type { SimOptions } from './world.ts'
export type SimResult = {
  readonly seed: number
  /** What is not true, in sentences. */
  readonly faults: readonly string[]
  readonly counts: Counts
  readonly trace: readonly string[]
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MINUTE_MS = 60_000
/** Polls come each minute at most; whoever needs longer than this is stuck. */
const CALM_MS = 40 * MINUTE_MS
/** Of a conversation; a tablet that is reset more often in the calm is in a loop. */
const CALM_RESETS_MAX = 3

/** Runs one seed; never throws for what it finds. */
export function simulate(seed: number, options: SimOptions = {}): SimResult {
  const run = new Run(new World(seed, options))
  const { world } = run
  try {
    run.play()
  } catch (error) {
    if (!(error instanceof Enough)) world.faults.push(String(error instanceof Error ? error.stack : error))
  }
  return { seed, faults: world.faults, counts: world.counts, trace: world.trace }
}

class Run {
  readonly world: World
  readonly #backups: MemoryShop[] = []
  readonly #nothing: MemoryShop
  #endAt: number

  constructor(world: World) {
    this.world = world
    this.#endAt = world.time.now() + world.weather.lengthMs
    this.#nothing = world.server.shop.copy()
  }

  play(): void {
    const { world } = this
    const { time, chance } = world
    world.server.onCrash = (when) => {
      world.count(when === 'before' ? 'crashesBeforeCommit' : 'crashesAfterCommit')
      this.#comeBackLater()
    }
    this.#begin()
    this.#trouble()
    time.runUntil(Number.MAX_SAFE_INTEGER, () => time.now() >= this.#endAt)
    this.#calm()
    const resetsBefore = new Map(world.tablets.map((tablet) => [tablet, tablet.resets]))
    time.runUntil(time.now() + CALM_MS, () => this.#isQuiet())
    if (!this.#isQuiet()) world.fail('somebody has not come to rest')
    for (const tablet of world.tablets) {
      this.#judgeResets(tablet, resetsBefore.get(tablet) ?? 0)
      for (const sentence of checkTablet(tablet, world.truth, { isWhole: true, isOrderly: world.isOrderly }))
        world.fail(sentence)
    }
    for (const sentence of checkEnd(this.#ended())) world.fail(sentence)
    this.#countEnd()
    world.note(`the end, ${chance.int(0, 1e9)}`)
  }

  /** The first tablet makes the shop; others come and join, one of them late, and perhaps one with a shop of its own. */
  #begin(): void {
    const { time, chance, weather } = this.world
    const first = this.world.addTablet()
    this.#setUp(first)
    first.isOnline = chance.is(0.7)
    for (let at = 1; at < weather.tablets; at += 1)
      time.after(chance.int(0, weather.lengthMs / 3), () => this.#newcomer())
    time.after(chance.int(weather.lengthMs / 2, weather.lengthMs * 0.9), () => this.#newcomer())
    if (weather.hasForeign) this.#foreignLater()
  }

  #foreignLater(): void {
    const { time, chance, server } = this.world
    time.after(chance.int(10_000, 60_000), () => {
      if (this.world.isCalm) return
      if (server.shop.held === null) this.#foreignLater()
      else this.#setUp(this.world.addTablet({ isForeign: true }))
    })
  }

  #setUp(tablet: SimTablet): void {
    this.#open(tablet)
    tablet.isSetUp = true
    this.world.keep(tablet, tablet.person.shop(this.world.time.now()))
    this.#work(tablet)
  }

  #newcomer(): void {
    if (this.world.isCalm) return
    const tablet = this.world.addTablet()
    this.#open(tablet)
    this.#work(tablet)
  }

  #open(tablet: SimTablet): void {
    const { chance, weather, gone } = this.world
    if (gone.includes(tablet)) return
    this.world.open(tablet)
    if (!weather.mayOpenTabs || !chance.is(0.5)) return
    this.world.open(tablet)
    this.world.count('tabs')
  }

  #work(tablet: SimTablet): void {
    const { time, chance } = this.world
    time.after(chance.int(500, 30_000), () => {
      if (this.world.isCalm) return
      this.world.act(tablet)
      this.#work(tablet)
    })
  }

  #trouble(): void {
    const { time, chance, weather } = this.world
    time.after(chance.int(1_000, 2 * weather.faultEveryMs), () => {
      if (this.world.isCalm) return
      this.#oneFault()
      this.#trouble()
    })
  }

  #oneFault(): void {
    const { chance, tablets, weather } = this.world
    const tablet = chance.pick(tablets)
    const faults: readonly (readonly [weight: number, fault: () => void])[] = [
      [6, () => this.#crash(tablet)],
      [5, () => this.#wifi(tablet)],
      [3, () => this.#turnClock(tablet)],
      [4, () => this.#crashServer()],
      [3, () => this.#backUp()],
      [weather.mayRestore ? 2 : 0, () => this.#restore()],
      [weather.mayRestore && !weather.hasForeign ? 1 : 0, () => this.#empty()],
      [weather.mayMoveServerClock ? 2 : 0, () => this.#turnServerClock()],
      [weather.mayClone && tablets.length < 7 ? 1 : 0, () => this.#clone(tablet)],
      [weather.mayTakeOut ? 3 : 0, () => this.#takeOut(tablet)],
      [1, () => this.#night()],
    ]
    let left = chance.int(
      1,
      faults.reduce((sum, [weight]) => sum + weight, 0),
    )
    for (const [weight, fault] of faults) {
      left -= weight
      if (left > 0) continue
      fault()
      return
    }
  }

  #crash(tablet: SimTablet): void {
    const { world } = this
    if (!tablet.isOpen) return
    world.note(`${tablet.name} crashes`)
    world.count('tabletCrashes')
    world.crash(tablet)
    world.time.after(world.chance.int(200, 60_000), () => !tablet.isOpen && this.#open(tablet))
  }

  #wifi(tablet: SimTablet): void {
    const { world } = this
    tablet.isOnline = !tablet.isOnline
    world.note(`${tablet.name} is ${tablet.isOnline ? 'online' : 'offline'}`)
    if (tablet.isOnline) tablet.wake('poke')
    else world.count('offline')
  }

  #turnClock(tablet: SimTablet): void {
    const { world } = this
    const in2015 = Date.UTC(2015, 0) - world.time.now()
    tablet.skewMs = world.chance.pick([0, 0, 50_000, HOUR_MS, -HOUR_MS, DAY_MS, -DAY_MS, in2015])
    world.note(`${tablet.name}'s clock is off by ${tablet.skewMs} ms`)
    world.count('clockJumps')
  }

  /** At once, or in the middle of the next push. */
  #crashServer(): void {
    const { server, chance } = this.world
    if (!server.isUp) return
    const when = chance.pick(['now', 'before', 'after'] as const)
    if (when !== 'now') server.crashesNext = when
    else {
      server.isUp = false
      this.#comeBackLater()
    }
  }

  #comeBackLater(): void {
    const { world } = this
    world.note('the server is down')
    world.time.after(world.chance.int(500, 40_000), () => {
      world.server.isUp = true
      world.note('the server is up')
    })
  }

  #backUp(): void {
    const { server } = this.world
    if (server.shop.held !== null) this.#backups.push(server.shop.copy())
  }

  /** Somebody puts an earlier state in the place of the server's. */
  #restore(): void {
    const { server, chance } = this.world
    if (this.#backups.length === 0 || server.shop.held === null) return
    this.#putBack(chance.is(0.5) ? this.#backups.at(-1) : chance.pick(this.#backups))
  }

  #putBack(backup: MemoryShop | undefined): void {
    if (backup === undefined) return
    const { world } = this
    const isByTool = world.chance.is(0.4)
    const { shop } = world.server
    shop.become(backup, isByTool ? hex(world.chance.bytes(8)) : undefined)
    world.count('erasedAgain', shop.log.length - backup.log.length)
    world.truth.logged(shop.log.slice(backup.log.length), [])
    world.count(isByTool ? 'restoredByTool' : 'copiedBack')
    world.note(`the server is restored to ${backup.held?.head.seq}${isByTool ? ' by the tool' : ''}`)
  }

  /** Its folder is gone, until somebody puts back what they have. */
  #empty(): void {
    const { world } = this
    if (world.server.shop.held === null || this.#backups.length === 0) return
    world.server.shop.become(this.#nothing)
    world.count('emptied')
    world.note('the server is empty')
    world.time.after(world.chance.int(5_000, 120_000), () => this.#fill())
  }

  #fill(): void {
    if (this.world.server.shop.held === null) this.#putBack(this.#backups.at(-1))
  }

  #turnServerClock(): void {
    const { world } = this
    const before = world.serverSkewMs
    world.serverSkewMs = world.chance.pick([0, 0, 120_000, -120_000, HOUR_MS, -HOUR_MS])
    if (world.serverSkewMs < before) world.wasSetBack = true
    world.count('serverClockJumps')
    world.note(`the server's clock is off by ${world.serverSkewMs} ms`)
  }

  /** A manager says so on another tablet, so one is always left: the first, and what was cloned from it. */
  #takeOut(tablet: SimTablet): void {
    const { world } = this
    const [first] = world.tablets
    const isElsewhere = tablet.isForeign || tablet.store.sync.shop !== world.server.shop.held?.shop
    if (isElsewhere || tablet.token === first?.token || tablet.token.state !== 'enrolled') return
    world.takeOut(tablet, world.chance.is(0.5) ? 'retired' : 'stolen')
  }

  #clone(tablet: SimTablet): void {
    if (tablet.isForeign || !tablet.isSetUp) return
    const clone = this.world.addTablet({ clone: tablet })
    this.world.count('clones')
    this.#open(clone)
    this.#work(clone)
  }

  /** Everything is shut for hours or days; some tablets have no wifi before, nor after. */
  #night(): void {
    const { world } = this
    const ms = world.chance.int(6 * HOUR_MS, 3 * DAY_MS)
    for (const tablet of world.tablets) world.crash(tablet)
    world.time.leap(ms)
    this.#endAt += ms
    world.count('nights')
    world.note(`${Math.round(ms / HOUR_MS)} hours later`)
    for (const tablet of world.tablets)
      world.time.after(world.chance.int(0, 120_000), () => !tablet.isOpen && this.#open(tablet))
  }

  #calm(): void {
    const { world } = this
    world.note('calm')
    world.isCalm = true
    world.server.crashesNext = null
    world.server.isUp = true
    this.#fill()
    // One that is woken may empty itself at once, and is no longer among them.
    for (const tablet of [...world.tablets]) {
      tablet.isOnline = true
      if (!tablet.isOpen) this.#open(tablet)
      tablet.wake('poke')
    }
  }

  #isQuiet(): boolean {
    const { held } = this.world.server.shop
    return this.world.tablets.every(({ store, tabs, isForeign }) => {
      if (isForeign) return true
      const { cursor } = store.sync
      return (
        held !== null &&
        cursor?.epoch === held.head.epoch &&
        cursor.seq === held.head.seq &&
        tabs.every((tab) => tab.isAtRest) &&
        store.unsent(1).length === 0 &&
        [...store.sent.values()].every(({ over }) => !over)
      )
    })
  }

  /** [S4] Without a restore nobody is reset, and after the last one nobody for long. */
  #judgeResets({ name, resets, tabs }: SimTablet, before: number): void {
    // On a server that was emptied the tablet that first brought the shop may have begun it anew.
    if (resets > 0 && this.#restores() + this.world.counts.emptied === 0)
      this.world.fail(`${name} was reset, and nobody had restored`)
    if (resets - before > CALM_RESETS_MAX * tabs.length)
      this.world.fail(`${name} was reset ${resets - before} times after the last restore`)
  }

  #restores(): number {
    return this.world.counts.copiedBack + this.world.counts.restoredByTool
  }

  #ended() {
    const { server, tablets, gone, ofStolen, truth, counts, wasSetBack } = this.world
    return {
      ...{ shop: server.shop, tablets, gone, ofStolen, truth, wasSetBack },
      ...{ wasRestored: this.#restores() > 0, wasCloned: counts.clones > 0 },
      hasRights: this.world.weather.hasRights,
    }
  }

  #countEnd(): void {
    for (const word of this.world.server.shop.records.keys()) {
      if (word.startsWith('conflicts/')) this.world.count('conflicts')
      if (word.startsWith('attention/holes-')) this.world.count('holes')
    }
  }
}
