/**
 * A shop's tablets, their server and what lies between, in a time of their own. Nothing here is left to the machine: one seed
 * gives one run, step by step the same.
 *
 *   person ──▶ store ◀──▶ tab ──▶ [ dropped? repeated? slow? ] ──▶ server
 *                          ◀── [ dropped? repeated? slow? late? ] ◀──┘
 */

import { hex } from '../../src/base/hex.ts'
import { mayWrite } from '../../src/domain/people/may-write.ts'
import type { LogEntry } from '../../src/sync/admit.ts'
import type { ChangeSet } from '../../src/sync/change-set.ts'
import { ERASURES } from '../../src/sync/record.ts'
import { CONFLICTS } from '../../src/sync/server-record.ts'
import { mayAsk, type TabletState } from '../../src/sync/tablet-state.ts'
import { PATHS } from '../../src/sync/wire.ts'
import { type Counted, type Counts, noCounts } from './counts.ts'
import type { Weakness } from './memory-shop.ts'
import { Person } from './person.ts'
import { type Chance, chanceFrom } from './random.ts'
import { type Heard, refused, SimServer } from './server.ts'
import { SimTablet } from './sim-tablet.ts'
import { Staff } from './staff.ts'
import { checkTablet } from './step-checks.ts'
import { type Asked, Tab } from './tab.ts'
import { TabletStore, type TabletWeakness } from './tablet-store.ts'
import { type Timeline, timelineFrom } from './time.ts'
import { Truth } from './truth.ts'
import { type Weather, weatherFrom } from './weather.ts'

export type SimOptions = { readonly server?: Weakness; readonly tablet?: TabletWeakness }
/** Enough is wrong; the run ends here. */
export class Enough extends Error {}

const START = Date.UTC(2026, 10, 25, 1)
/** After so long a tablet gives a request up. */
const ANSWER_LIMIT_MS = 20_000
const TRACE_LINES = 400
const FAULTS_MAX = 5

export class World {
  readonly seed: number
  readonly chance: Chance
  readonly time: Timeline = timelineFrom(START)
  readonly weather: Weather
  readonly server: SimServer
  readonly truth = new Truth()
  readonly tablets: SimTablet[] = []
  /** Those that were taken out of the shop and are empty now, as they were just before. */
  readonly gone: SimTablet[] = []
  /** Sets that came from a tablet after it was reported stolen. */
  readonly ofStolen = new Set<string>()
  #named = 0
  readonly counts: Counts = noCounts()
  readonly faults: string[] = []
  readonly #trace: string[] = []
  readonly #options: SimOptions
  /** Faults have ended, and nobody writes any more. */
  isCalm = false
  serverSkewMs = 0
  /** Whether its clock was ever set back. */
  wasSetBack = false
  #requests = 0

  constructor(seed: number, options: SimOptions) {
    this.seed = seed
    this.#options = options
    this.chance = chanceFrom(seed)
    this.weather = weatherFrom(this.chance)
    this.server = new SimServer(
      () => this.serverNow(),
      () => hex(this.chance.bytes(8)),
      {
        weakness: options.server ?? null,
        mayWrite: this.weather.hasRights ? mayWrite : () => true,
      },
    )
    this.server.onLogged = (entries, freed, isStolen) => {
      if (isStolen) this.#fromStolen(entries)
      this.#logged(entries, freed)
    }
  }

  get trace(): readonly string[] {
    return this.#trace
  }

  get isOrderly(): boolean {
    return !this.wasSetBack && this.counts.clones === 0
  }

  serverNow(): number {
    return this.time.now() + this.serverSkewMs
  }

  note(line: string): void {
    this.#trace.push(`${((this.time.now() - START) / 1_000).toFixed(3)} ${line}`)
    if (this.#trace.length > TRACE_LINES) this.#trace.shift()
  }

  count(what: Counted, by = 1): void {
    this.counts[what] += by
  }

  /** A new tablet; with a store that was copied from another one, its clone. */
  addTablet(of: { readonly isForeign?: boolean; readonly clone?: SimTablet } = {}): SimTablet {
    const { clone } = of
    this.#named += 1
    const name = `T${this.#named}`
    const store =
      clone?.store.copy() ?? new TabletStore(hex(this.chance.bytes(4)), this.#options.tablet ?? null)
    const person = clone?.person ?? this.#somebody()
    const token = clone?.token ?? { state: 'enrolled' as const }
    const tablet = new SimTablet(name, store, person, { isForeign: of.isForeign ?? false, token })
    if (clone !== undefined) {
      tablet.isSetUp = clone.isSetUp
      for (const [word, sets] of clone.own) tablet.own.set(word, sets)
      for (const uid of clone.expected) tablet.expected.add(uid)
    }
    this.tablets.push(tablet)
    this.note(`${name} is there, ${store.inc}${clone === undefined ? '' : ` a clone of ${clone.name}`}`)
    return tablet
  }

  /** The first is the shop's manager, whoever makes a shop of their own another one. */
  #somebody(): Person {
    const { mayBreakSets, hasRights } = this.weather
    const staff = hasRights ? new Staff(this.chance, this.#named === 1) : null
    return new Person(this.chance, mayBreakSets, staff)
  }

  open(tablet: SimTablet): void {
    const { life } = tablet
    const tab = new Tab(tablet.store, {
      chance: this.chance,
      wall: () => this.time.now() + tablet.skewMs,
      ask: (what, call, onAnswer) => this.#ask(tablet, what, call, onAnswer),
      later: (ms, work) => this.time.after(ms, () => tablet.life === life && work()),
      kept: (what) => this.#kept(tablet, what),
      count: (what, by) => {
        this.count(what, by)
        if (what === 'resets') tablet.resets += 1
      },
      mayHoldSomebody: () => !this.isCalm && this.chance.is(0.5),
      wipe: () => this.#wipe(tablet),
      mayJoin: (shop) =>
        this.time.after(this.chance.int(1_000, 10_000), () => {
          if (tablet.life !== life || tablet.store.sync.shop !== null || tablet.store.outbox.size > 0) return
          tablet.store.sync = { ...tablet.store.sync, shop }
          this.count('joins')
          this.note(`${tablet.name} joins`)
          tab.wake('start')
        }),
    })
    tablet.tabs.push(tab)
    tab.wake('start')
  }

  /** The server knows it as one of the shop no longer: what it has not sent is taken in, or parked, and it empties itself. */
  takeOut(tablet: SimTablet, how: 'retired' | 'stolen'): void {
    tablet.token.state = how
    this.count(how)
    this.note(`${tablet.name} is ${how}`)
  }

  /** [C3] Nothing that it could send may go with it; what the server has lost since its last answer no tablet can know. */
  #wipe(tablet: SimTablet): void {
    const { store, expected, name } = tablet
    const isTold = tablet.heardAfter === this.#losses()
    for (const uid of isTold ? expected : [])
      if (!Object.hasOwn(store.held, uid) && this.server.shop.entry(uid) === undefined)
        this.fail(`${name} was emptied, and the server has no ${uid}`)
    // What comes by the same token now comes from a copy of it.
    tablet.token.state = 'wiped'
    this.crash(tablet)
    this.tablets.splice(this.tablets.indexOf(tablet), 1)
    this.gone.push(tablet)
    this.count('wiped')
    this.note(`${name} is empty`)
  }

  /** The app is gone from one moment to the next; what it kept is there. */
  crash(tablet: SimTablet): void {
    tablet.life += 1
    tablet.tabs = []
  }

  /** Somebody keeps something, if there is a shop on the screen to do it with. */
  act(tablet: SimTablet): void {
    const { person, store } = tablet
    tablet.isSetUp ||= store.sync.cursor !== null && store.view.has('shop/shop')
    if (!tablet.isOpen || !tablet.isSetUp) return
    this.keep(tablet, person.next(store, this.time.now()))
  }

  keep(tablet: SimTablet, { uid, changes, twist, flaw }: ReturnType<Person['next']>): ChangeSet {
    const pending = tablet.store.pending()
    const set = tablet.store.commit(uid, changes, this.time.now() + tablet.skewMs, twist)
    this.truth.keep(set, tablet.name, flaw, pending)
    tablet.remember(set)
    this.count('sets')
    if (changes.some(({ table }) => table === CONFLICTS)) this.count('settled')
    if (changes.some(({ fields }) => 'accepted' in fields)) this.count('accepted')
    if (changes.some(({ forgets }) => forgets !== undefined)) this.count('forgettings')
    this.#kept(tablet, `keeps ${uid.slice(-6)} n=${set.n} ${set.hlc}${flaw === null ? '' : ` (${flaw})`}`)
    const { life } = tablet
    this.time.after(300, () => tablet.life === life && tablet.wake('write'))
    return set
  }

  #kept(tablet: SimTablet, what: string): void {
    const { cursor, seen } = tablet.store.sync
    this.note(`${tablet.name} ${what} [cursor ${cursor?.seq ?? '-'} seen ${seen?.seq ?? '-'}]`)
    const isWhole = this.chance.is(0.02)
    for (const sentence of checkTablet(tablet, this.truth, { isWhole, isOrderly: this.isOrderly }))
      this.fail(sentence)
  }

  fail(sentence: string): void {
    this.note(`WRONG ${sentence}`)
    this.faults.push(sentence)
    if (this.faults.length >= FAULTS_MAX) throw new Enough(sentence)
  }

  /** [SEC10] Nothing of a stolen tablet counts before a manager has looked at it; their word may have come before it, after a restore. */
  #fromStolen(entries: readonly LogEntry[]): void {
    for (const { uid, verdict } of entries) {
      this.ofStolen.add(uid)
      if (verdict === 'parked') this.count('parkedOfStolen')
      const note = this.server.shop.records.get(`attention/parked-${uid}`)
      if (verdict === 'applied' && note?.fields.accepted === undefined)
        this.fail(`${uid} came from a stolen tablet and was applied`)
    }
  }

  #logged(entries: readonly LogEntry[], freed: readonly LogEntry[]): void {
    this.truth.logged(entries, freed)
    this.count('freed', freed.length)
    for (const { uid, hlc, eff, reason, seq, verdict, keys } of entries) {
      if (verdict === 'erased') this.count('erasedLate')
      if (keys.some(({ table }) => table === ERASURES)) this.count('erasures')
      this.note(`server logs ${uid.slice(-6)} at ${seq} ${eff}${reason === null ? '' : ` (${reason})`}`)
      if (reason === null && hlc !== eff) this.count('clamps')
      if (reason === 'shape') this.count('parkedByShape')
      if (reason === 'limit') this.count('parkedByLimit')
      if (reason === 'creatorParked') this.count('orphans')
      if (reason === 'actor') this.count('parkedByActor')
      if (reason === 'right') this.count('parkedByRight')
      if (reason === 'withdrawn') this.count('parkedByWithdrawal')
    }
    if (entries.length === 0) return
    for (const tablet of this.tablets) {
      const { life } = tablet
      if (!tablet.isOnline || !this.chance.is(this.isCalm ? 1 : 0.7)) continue
      this.time.after(this.chance.int(5, 500), () => tablet.life === life && tablet.wake('poke'))
    }
  }

  #ask<T>(
    tablet: SimTablet,
    what: Asked,
    call: (server: SimServer, state: TabletState) => Heard<T>,
    onAnswer: (answer: Heard<T>, isLate: boolean) => void,
  ): void {
    const { life, name } = tablet
    const { late } = this.weather
    let isOver = false
    this.count('requests')
    this.#requests += 1
    const id = this.#requests
    const hear = (answer: Heard<T>, losses = 0) => {
      if (tablet.life !== life || (isOver && (answer === null || this.isCalm || !this.chance.is(late))))
        return
      tablet.heardAfter = Math.max(tablet.heardAfter, losses)
      const isLate = isOver
      isOver = true
      onAnswer(answer, isLate)
    }
    this.time.after(ANSWER_LIMIT_MS, () => !isOver && hear(null))
    this.#travel(`${name} ${what} ${id}`, () => {
      if (!tablet.isOnline || !this.server.isUp) {
        this.time.after(20, () => !isOver && hear(null))
        return
      }
      const { state } = tablet.token
      const losses = this.#losses()
      const answer = mayAsk(state, PATHS[what]) ? call(this.server, state) : refused('revoked')
      this.#countAnswer(answer)
      if (answer !== null && !answer.ok) this.note(`server refuses ${name} ${what}: ${answer.code}`)
      // A server that died has cut the line.
      if (answer === null) this.time.after(20, () => !isOver && hear(null))
      else this.#travel(`${name} ${what} ${id} answer`, () => tablet.isOnline && hear(answer, losses))
    })
  }

  /** How often the server has lost what it held. */
  #losses(): number {
    const { copiedBack, restoredByTool, emptied } = this.counts
    return copiedBack + restoredByTool + emptied
  }

  #countAnswer(answer: Heard<unknown>): void {
    const data = answer?.ok === true ? (answer.data as { results?: readonly { dup?: true }[] }) : {}
    this.count('dups', (data.results ?? []).filter(({ dup }) => dup === true).length)
  }

  /** One way: it may be lost, take long, come twice. */
  #travel(what: string, arrive: () => void): void {
    const { dropped, repeated, slow } = this.weather
    const { is, int } = this.chance
    const delay = () => {
      const isSlow = !this.isCalm && is(slow)
      if (isSlow) this.count('slow')
      return isSlow ? int(3_000, 70_000) : int(5, 400)
    }
    if (!this.isCalm && is(dropped)) {
      this.count('drops')
      this.note(`${what} is lost`)
      return
    }
    this.time.after(delay(), arrive)
    if (this.isCalm || !is(repeated)) return
    this.count('repeats')
    this.time.after(delay(), arrive)
  }
}
