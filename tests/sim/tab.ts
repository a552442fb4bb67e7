/**
 * An open app: the loop of client/loop.ts without a clock or a network of its own. Everything in it dies with a crash; what it
 * knows it reads from the store at every step. A request that was given up may still be answered, and then what came is
 * applied as by a second tab, without moving this one (`isLate`).
 */
import {
  backoffMs,
  batchOf,
  hasMet,
  type Next,
  nextStep,
  pollMs,
  type SyncState,
} from '../../src/sync/client-state.ts'
import { jsonBytes } from '../../src/sync/limits.ts'
import { linkOf } from '../../src/sync/link.ts'
import type { TabletState } from '../../src/sync/tablet-state.ts'
import type { Counted } from './counts.ts'
import type { Chance } from './random.ts'
import type { Heard, Hello, Pulled, Pushed, Refused, SimServer, Snapped } from './server.ts'
import type { TabletStore, Unsent } from './tablet-store.ts'

/** How a step ended: null goes on; `reset` found a restored server. */
type Outcome = 'rest' | 'reset' | 'failed' | null

/** The routes, by their names in `PATHS`. */
export type Asked = 'hello' | 'missing' | 'push' | 'snapshot' | 'pull'

/** What surrounds the app. */
export type Around = {
  readonly chance: Chance
  /** The tablet's own wall clock. */
  wall(): number
  /** Sends a request; `onAnswer` is called once when it is answered or given up, and again when an answer comes late. */
  ask<T>(
    what: Asked,
    call: (server: SimServer, state: TabletState) => Heard<T>,
    onAnswer: (answer: Heard<T>, isLate: boolean) => void,
  ): void
  /** Calls back later, unless the app has crashed by then. */
  later(ms: number, work: () => void): void
  /** A transaction is complete. */
  kept(what: string): void
  count(what: Counted, by?: number): void
  /** A shop that this empty tablet may join; its person says so some time later. */
  mayJoin(shop: string): void
  /** Whether somebody may be in an urn by what is open here: then the tablet is not emptied yet. */
  mayHoldSomebody(): boolean
  /** All is sent that could be: the tablet is emptied, and gone. */
  wipe(): void
}

/** Small, so that batches, pages and the question what is missing come in pieces. */
const LIMITS = { sets: 12, uids: 40, page: 15 }
const RESETS_MAX = 3

export class Tab {
  readonly #store: TabletStore
  readonly #around: Around
  #hasSaidHello = false
  #isBehind = true
  #isLeaving = false
  #batchMax = LIMITS.sets
  #failures = 0
  #resets = 0
  #isBusy = false
  /** Counts rests, so that a timer of an earlier one does nothing. */
  #rests = 0

  constructor(store: TabletStore, around: Around) {
    this.#store = store
    this.#around = around
  }

  /** Whether it has nothing to do and nothing to wait for but the next poll. */
  get isAtRest(): boolean {
    return !this.#isBusy && !this.#isBehind && this.#failures === 0
  }

  wake(why: 'start' | 'write' | 'poke' | 'poll'): void {
    if (why !== 'write') this.#isBehind = true
    // After a failure the tablet's own writes are no reason to knock again.
    if (this.#isBusy || (why === 'write' && this.#failures > 0)) return
    this.#isBusy = true
    this.#resets = 0
    this.#go()
  }

  #go(): void {
    const store = this.#store
    const next = nextStep(store.sync, {
      hasSaidHello: this.#hasSaidHello && store.sync.shop !== null,
      waiting: store.unsent(1).length,
      isBehind: this.#isBehind,
      isLeaving: this.#isLeaving,
    })
    this.#step(next)
  }

  #step(next: Next) {
    switch (next) {
      case 'hello':
        return this.#hello()
      case 'missing':
        return this.#missing()
      case 'push':
        return this.#push()
      case 'snapshot':
        return this.#snapshot()
      case 'pull':
        return this.#pull()
      case 'wipe':
        return this.#wipe()
      case 'rest':
        return this.#rest(false)
    }
  }

  /** Asks, and goes on when the answer has been applied. */
  #ask<T>(
    what: Asked,
    call: (server: SimServer, state: TabletState) => Heard<T>,
    apply: (answer: Heard<T>, isLate: boolean) => Outcome,
  ): void {
    this.#around.ask(what, call, (answer, isLate) => {
      if (isLate) this.#around.count('stale')
      const outcome = apply(answer, isLate)
      this.#around.kept(`${what}${isLate ? ' late' : ''}: ${outcome ?? 'ok'}`)
      // Between two transactions a crash may come.
      this.#around.later(this.#around.chance.int(0, 30), () => this.#after(outcome, isLate))
    })
  }

  #after(outcome: Outcome, isLate: boolean) {
    if (outcome === 'reset') {
      this.#resets += 1
      if (this.#resets > RESETS_MAX) return this.#rest(true)
      this.#store.applyReset()
      this.#around.count('resets')
      this.#around.kept('reset')
    }
    if (isLate) return
    if (outcome === 'failed') return this.#rest(true)
    if (outcome === 'rest') return this.#rest(false)
    this.#go()
  }

  /** With somebody in an urn it stays, and greets anew before it asks itself again. */
  #wipe() {
    if (!this.#around.mayHoldSomebody()) return this.#around.wipe()
    this.#around.count('stayed')
    this.#hasSaidHello = false
    return this.#rest(false)
  }

  #rest(hasFailed: boolean): void {
    const { chance } = this.#around
    if (hasFailed) this.#hasSaidHello = false
    this.#failures = hasFailed ? this.#failures + 1 : 0
    this.#isBusy = false
    this.#rests += 1
    const rest = this.#rests
    const ms = hasFailed ? backoffMs(this.#failures, chance.next()) : pollMs(chance.next())
    this.#around.later(ms, () => {
      if (rest === this.#rests && !this.#isBusy) this.wake('poll')
    })
  }

  #hello(): void {
    const store = this.#store
    const { sync } = store
    const waiting = store.outbox.size + [...store.sent.values()].filter(({ again }) => again).length
    const made = store.shopMade()
    const { cursor, seen } = sync
    this.#ask<Hello>(
      'hello',
      (server, state) => server.hello(sync.shop ?? made, { cursor, seen }, state),
      (answer, isLate) => {
        if (answer === null) return 'failed'
        if (!answer.ok) return this.#refused(answer)
        // What a late one told is no greeting to go by: the loop has given it up.
        if (!isLate) this.#hasSaidHello = true
        const { shop: server, isRestored, isLeaving } = answer.data
        const link = linkOf({ linked: sync.shop, made, waiting, server })
        if (link.kind === 'serverEmpty' && store.holdsNothing()) return this.#letGo()
        if (link.kind === 'linked') store.sync = { ...store.sync, shop: link.shop }
        store.offsetMs = this.#offsetOf(answer.serverTime)
        if (link.kind === 'mayJoin') this.#around.mayJoin(link.shop)
        if (link.kind === 'nothing' || link.kind === 'mayJoin') return 'rest'
        if (link.kind !== 'linked') return this.#refused(null)
        if (!isLate) this.#isLeaving = isLeaving && sync.shop !== null && sync.shop === server
        return isRestored && hasMet(sync) ? 'reset' : null
      },
    )
  }

  /** It was about to join a shop that is gone, and has nothing yet: it is an empty one again. */
  #letGo(): Outcome {
    this.#store.sync = { ...this.#store.sync, shop: null, snapshot: null, seen: null, reoffer: null }
    this.#hasSaidHello = false
    return null
  }

  #missing() {
    const store = this.#store
    const { shop, reoffer } = store.sync
    if (shop === null) return this.#rest(false)
    const asked = store.sentUids(reoffer?.after ?? '', LIMITS.uids)
    const last = asked.length < LIMITS.uids ? null : (asked.at(-1) ?? null)
    if (asked.length === 0) {
      store.applyMissing({ asked, missing: [], last: null, head: null })
      this.#around.kept('nothing to be missed')
      return this.#go()
    }
    this.#ask(
      'missing',
      (server) => server.missing(shop, asked),
      (answer) => {
        if (answer === null) return 'failed'
        if (answer.ok) store.applyMissing({ asked, ...answer.data, last })
        else return this.#refused(answer)
        return null
      },
    )
  }

  #push() {
    const store = this.#store
    const { shop, seen } = store.sync
    if (shop === null) return this.#rest(false)
    const max = { sets: this.#batchMax, bytes: 10_000 }
    const batch = batchOf(store.unsent(this.#batchMax), ({ set }) => jsonBytes(set), max)
    this.#around.count('offeredAgain', batch.filter(({ eff }) => eff !== null).length)
    const ask = {
      inc: store.inc,
      seen,
      sets: batch.map(({ set }) => set),
      effs: Object.fromEntries(batch.flatMap(({ set, eff }) => (eff === null ? [] : [[set.uid, eff]]))),
      begins: seen === null && store.sync.cursor === null && store.shopMade() === shop,
    }
    this.#ask<Pushed>(
      'push',
      (server, state) => server.push(shop, ask, state),
      (answer) => {
        if (answer === null || !answer.ok) return this.#smaller(batch, answer)
        this.#batchMax = Math.min(LIMITS.sets, this.#batchMax * 2)
        store.applyAcks({ ...answer.data, offsetMs: this.#offsetOf(answer.serverTime) })
        this.#isBehind = true
        if (this.#isLeaving) this.#hasSaidHello = false
        return answer.data.known ? null : 'reset'
      },
    )
  }

  #smaller(batch: readonly Unsent[], refusal: Refused | null): Outcome {
    const { code, at } = refusal ?? { code: null, at: null }
    const broken = code === 'malformed' && at !== null ? batch[at] : undefined
    const held = broken ?? (code === 'tooLarge' && batch.length === 1 ? batch[0] : undefined)
    if (held !== undefined) {
      this.#store.hold(held.set.uid, code ?? '')
      this.#around.count('held')
      return null
    }
    if (refusal !== null && code !== 'tooLarge') return this.#refused(refusal)
    this.#batchMax = Math.max(1, Math.floor(batch.length / 2))
    this.#around.count('halved')
    return refusal === null ? 'failed' : null
  }

  #snapshot() {
    const store = this.#store
    const { sync } = store
    const { shop, seen, snapshot: begun } = sync
    if (shop === null) return this.#rest(false)
    const page = begun?.next ?? null
    const ask = { page, head: begun?.head ?? null, seen, limit: LIMITS.page }
    this.#ask<Snapped>(
      'snapshot',
      (server) => server.snapshot(shop, ask),
      (answer) => {
        if (answer === null) return 'failed'
        if (!answer.ok) return this.#resetOr(answer, sync)
        if (store.applySnapshotPage({ after: page, ...answer.data })) this.#around.count('snapshotPages')
        return null
      },
    )
  }

  #pull() {
    const store = this.#store
    const { sync } = store
    const { shop, seen, cursor } = sync
    if (shop === null || cursor === null) return this.#rest(false)
    this.#isBehind = false
    const ask = { cursor, seen, limit: LIMITS.page }
    this.#ask<Pulled>(
      'pull',
      (server) => server.pull(shop, ask),
      (answer) => {
        if (answer === null || !answer.ok) this.#isBehind = true
        if (answer === null) return 'failed'
        if (!answer.ok) return this.#resetOr(answer, sync)
        const isKept = store.applyPage({ from: cursor, ...answer.data })
        if (answer.data.more || !isKept) this.#isBehind = true
        return null
      },
    )
  }

  #resetOr(refusal: Refused, sync: SyncState): Outcome {
    if (refusal.code === 'noShop' && !hasMet(sync)) return 'rest'
    return refusal.code === 'reset' ? 'reset' : this.#refused(refusal)
  }

  #refused(_refusal: Refused | null): Outcome {
    this.#around.count('refusals')
    return 'failed'
  }

  /** As the transport does: what the way there and back may explain is no offset. */
  #offsetOf(serverTime: number): number {
    const offset = serverTime - this.#around.wall()
    return Math.abs(offset) < 2_500 ? 0 : offset
  }
}
