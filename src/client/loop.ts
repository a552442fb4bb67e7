/**
 * The tablet's one loop of exchange with the shop's server: sends what waits, fetches what is new, for as long as the app
 * is open. What to do next is decided purely (sync/client-state.ts); this file does it and waits for reasons to.
 *
 *   ┌──────────────────────────────── wake: write (300 ms later), poke, poll, online, visible, asked ─┐
 *   ▼                                                                                                   │
 *  lock ─▶ hello ─▶ missing* ─▶ push* ─▶ snapshot* ─▶ pull* ─▶ rest ────────────────────────────────────┘
 *            ▲          ▲         │          │          │
 *            │          └─ reset: the server was restored (S4), three times a conversation at most
 *            └─ backoff ◀── trouble, or no progress for two minutes (C9)
 *
 * Nothing here decides by `navigator.onLine` or by a socket's state, and nothing but an answer moves a change set (C3).
 */
import type { Clock } from '../base/clock.ts'
import { DAY_MS } from '../base/clock.ts'
import { applyAcks, applyMissing, applyPage, applyReset, applySnapshotPage } from '../db/apply.ts'
import { dropHandle, incarnation, type Store } from '../db/store.ts'
import { StoreError } from '../db/store-error.ts'
import { changeSync, readSync, type SyncRow } from '../db/sync-state.ts'
import {
  countUnsent,
  forgetOldSent,
  holdsNothing,
  sentUids,
  shopMade,
  topAcked,
  type Unsent,
  unsentSets,
  watchUnsent,
} from '../db/unsent.ts'
import { SCHEMA } from '../sync/change-set.ts'
import { backoffMs, batchOf, hasMet, nextStep, pollMs } from '../sync/client-state.ts'
import type { Trouble } from '../sync/errors.ts'
import { formatHead, type Head, parseHead } from '../sync/head.ts'
import { jsonBytes } from '../sync/limits.ts'
import { linkOf } from '../sync/link.ts'
import { keyFrom } from '../sync/record.ts'
import { PAGE_MAX, PUSH_MAX_BYTES, SETS_MAX, UIDS_MAX } from '../sync/wire.ts'
import { listenForPokes } from './pokes.ts'
import type { Refusal, Transport } from './transport.ts'

export type SyncOptions = {
  readonly store: Store
  readonly clock: Clock
  readonly transport: Transport
  /** The running build, told to the server. */
  readonly app: string
  /** 0..1, for jitter. */
  readonly random?: () => number
  /** The page that wakes the loop; left out where there is none. */
  readonly page?: { readonly window: Window; readonly document: Document }
  /** Lets one tab alone do the work (C8); left out where the browser has none, then every tab does. */
  readonly locks?: LockManager | undefined
  /** Opens the channel between the tabs; left out where there is none. */
  readonly channel?: () => BroadcastChannel
  /** Empties this tablet, because the server has said so (C3, SEC10). */
  readonly wipe?: () => Promise<void>
  /** Whether somebody may be in an urn by this tablet's records: it is emptied once they are out (D13). */
  readonly mayHoldSomebody?: () => Promise<boolean>
}
export type Sync = {
  /** Exchanges now: somebody asked. */
  now(): void
  stop(): Promise<void>
}

/** So many ticks in a row become one request (C10). */
const DEBOUNCE_MS = 300
/** Without progress for so long the loop begins from scratch (C9). */
const STUCK_MS = 120_000
const WATCH_EVERY_MS = 15_000
/** Acknowledged sets are kept for as long as a backup may be old (C6). */
const KEEP_SENT_MS = 90 * DAY_MS
/** How often a tablet without a shop asks whether there is one to join. */
const UNLINKED_POLL_MS = 4_000
const RESETS_MAX = 3
const LOCK = 'steamkeeper.sync'

/** Why the loop was woken; only some reasons are worth cutting a backoff short. */
type Wake = 'write' | 'poke' | 'online' | 'visible' | 'asked'

/** Starts the loop. It needs no network to start and never throws. */
export function startSync(options: SyncOptions): Sync {
  const asked = options.channel?.()
  const loop = new Loop(options)
  const done = loop.run()
  asked?.addEventListener('message', () => loop.wake('asked'))
  const wake = (why: Wake) => {
    loop.wake(why)
    // The tab that does the work may be another one, and hidden (C8, C10).
    asked?.postMessage(null)
  }
  const unlisten = listenTo(options.page, wake)
  return {
    now: () => wake('asked'),
    stop: async () => {
      unlisten()
      loop.end()
      asked?.close()
      await done
    },
  }
}

/** Every tab watches its own page. */
function listenTo(page: SyncOptions['page'], wake: (why: Wake) => void): () => void {
  const onOnline = () => wake('online')
  const onVisible = () => {
    if (page?.document.visibilityState === 'visible') wake('visible')
  }
  page?.window.addEventListener('online', onOnline)
  page?.document.addEventListener('visibilitychange', onVisible)
  return () => {
    page?.window.removeEventListener('online', onOnline)
    page?.document.removeEventListener('visibilitychange', onVisible)
  }
}

class Loop {
  readonly #options: SyncOptions
  readonly #ended = new AbortController()
  /** Of this conversation: whether the server was greeted, and whether there may be news. */
  #hasSaidHello = false
  #isBehind = true
  /** Halved where the link is too slow for as much at once, doubled where it went well. */
  #batchMax = SETS_MAX
  #pageMax = PAGE_MAX
  #askMax = UIDS_MAX
  /** Sets that fail a push by themselves; those behind them go first (C3). */
  readonly #passedOver = new Map<string, Refusal>()
  /** The set that failed alone last time: twice, with a greeting in between, is no passing fault. */
  #suspect: string | null = null
  /** The trouble that has not ended well yet, since when. */
  #trouble: NonNullable<SyncRow['trouble']> | null = null
  #hasTidied = false
  /** As of the last look. */
  #isUnlinked = true
  /** The server has said that this tablet was taken out of the shop. */
  #isLeaving = false
  #hasOfferedHeld = false
  readonly #end: Promise<null>
  #failures = 0
  #progressAt: number
  /** Counts conversations: one that was given up must not go on beside the next. */
  #conversation = 0
  #wakeUp: ((why: Wake) => void) | null = null
  #missedWake: Wake | null = null

  constructor(options: SyncOptions) {
    this.#options = options
    this.#progressAt = options.clock.mono()
    this.#end = new Promise((resolve) => {
      this.#ended.signal.addEventListener('abort', () => resolve(null), { once: true })
    })
  }

  async run(): Promise<void> {
    const { locks } = this.#options
    const signal = this.#ended.signal
    if (locks === undefined) return this.#work()
    await locks.request(LOCK, { signal }, () => this.#work()).catch(() => undefined)
  }

  end(): void {
    this.#ended.abort()
    this.#wakeUp?.('asked')
  }

  /** Breaks off the rest; a reason that comes during a conversation is remembered until its end. */
  wake(why: Wake): void {
    if (why !== 'write') this.#isBehind = true
    if (this.#wakeUp !== null) this.#wakeUp(why)
    else if (why !== 'write' || this.#missedWake === null) this.#missedWake = why
  }

  async #work(): Promise<void> {
    const unwatch = this.#listen()
    while (!this.#ended.signal.aborted) {
      const refusal = await this.#converse()
      this.#failures = refusal === null ? 0 : this.#failures + 1
      const random = this.#options.random?.() ?? Math.random()
      if (refusal === null) await this.#rest(this.#pollMs(random), false)
      else await this.#rest(Math.max(refusal.retryAfterMs ?? 0, backoffMs(this.#failures, random)), true)
    }
    unwatch()
  }

  /** An empty tablet waits for a person who has just begun the shop on another one. */
  #pollMs(random: number): number {
    return this.#isUnlinked ? UNLINKED_POLL_MS : pollMs(random)
  }

  /** One conversation, up to the rest or to a trouble; broken off when it stops moving (C9). */
  async #converse(): Promise<Pick<Refusal, 'retryAfterMs'> | null> {
    this.#progressAt = this.#options.clock.mono()
    this.#conversation += 1
    let watch: ReturnType<typeof setInterval> | undefined
    const stuck = new Promise<Refusal>((resolve) => {
      watch = setInterval(() => {
        if (this.#options.clock.mono() - this.#progressAt <= STUCK_MS) return
        // Requests end by themselves; what hangs is the store, whose handle is let go so that the next use opens it anew.
        this.#hasSaidHello = false
        resolve(noAnswer('store'))
        dropHandle(this.#options.store)
      }, WATCH_EVERY_MS)
    })
    // Nobody waits for what is said: the store that should keep it may be what hangs.
    try {
      const refusal = await Promise.race([this.#steps(), stuck, this.#end])
      if (refusal !== null) void this.#say(refusal.trouble)
      else this.#trouble = null
      return refusal
    } catch (error) {
      // The server may be another one by the time the store is well.
      this.#hasSaidHello = false
      void this.#say(error instanceof StoreError ? 'store' : 'refused')
      return noAnswer('store')
    } finally {
      clearInterval(watch)
    }
  }

  async #steps(): Promise<Refusal | null> {
    const { store } = this.#options
    const own = this.#conversation
    let resets = 0
    let hasGreeted = false
    let hasPushed = false
    // A push that is refused does not keep the tablet from seeing what the others did (C4).
    let refusedPush: Refusal | null = null
    for (;;) {
      if (this.#ended.signal.aborted || own !== this.#conversation) return null
      const row = await readSync(store)
      const { sendable } = await countUnsent(store, { isLeaving: this.#isLeaving })
      // The store may have kept it so long that it was given up.
      if (own !== this.#conversation) return null
      this.#isUnlinked = row.shop === null
      this.#trouble ??= row.trouble
      const step = nextStep(row, {
        hasSaidHello: this.#hasSaidHello && row.shop !== null,
        waiting: refusedPush === null ? Math.max(0, sendable - this.#passedOver.size) : 0,
        isBehind: this.#isBehind,
        isLeaving: this.#isLeaving,
      })
      // What our server could not take yet is tried again before it would be lost.
      if (step === 'wipe' && (refusedPush !== null || this.#passedOver.size > 0)) {
        const [passed] = this.#passedOver.values()
        this.#passedOver.clear()
        this.#hasSaidHello = false
        return refusedPush ?? passed ?? null
      }
      const refusal = step === 'hello' ? await this.#hello(row) : await this.#step(step, row)
      // Greeted and still without a shop: this tablet is the one to bring it, and could not.
      if (refusal === 'rest' || (refusal === 'greet' && hasGreeted)) {
        const [passed] = sendable > 0 ? this.#passedOver.values() : []
        if (refusedPush === null) this.#passedOver.clear()
        const left = refusedPush ?? passed ?? null
        // Others got through: what was passed over is not made to wait for a server that has long been back.
        if (hasPushed) this.#failures = 0
        if (left !== null) this.#hasSaidHello = false
        else this.#tidy(row)
        return left
      }
      if (refusal === 'greet') {
        hasGreeted = true
        this.#hasSaidHello = false
      } else if (refusal === 'reset') {
        resets += 1
        if (resets > RESETS_MAX) return noAnswer('serverFault')
        await applyReset(store, this.#options.clock.now())
        // What the server holds now is asked anew before anything is sent to it.
        this.#hasSaidHello = false
      } else if (refusal === null && step === 'push') {
        hasPushed = true
        // Whoever leaves goes by a greeting that came after all it has sent.
        if (this.#isLeaving) this.#hasSaidHello = false
      } else if (refusal !== null && step === 'push' && refusedPush === null) {
        refusedPush = refusal
        this.#isBehind = true
      } else if (refusal !== null) {
        this.#hasSaidHello = false
        return refusedPush ?? refusal
      }
      this.#progressAt = this.#options.clock.mono()
    }
  }

  #step(step: 'missing' | 'push' | 'snapshot' | 'pull' | 'wipe' | 'rest', row: SyncRow): Promise<Outcome> {
    const { shop, cursor } = row
    if (step === 'rest' || shop === null) return Promise.resolve('rest')
    switch (step) {
      case 'missing':
        return this.#missing(shop, row)
      case 'push':
        return this.#push(shop, row)
      case 'snapshot':
        return this.#snapshot(shop, row)
      case 'wipe':
        return this.#wipe(shop)
      case 'pull':
        return cursor === null ? Promise.resolve('rest') : this.#pull(shop, row, cursor)
    }
  }

  /** Says who is there, learns what the server holds, and links, joins or refuses accordingly. */
  async #hello(row: SyncRow): Promise<Outcome> {
    const { store, transport, app, clock } = this.#options
    const { waiting } = await countUnsent(store)
    const made = await shopMade(store)
    const reply = await transport.hello(row.shop ?? made, {
      inc: await incarnation(store),
      top: await topAcked(store),
      cursor: word(row.cursor),
      seen: word(row.seen),
      pending: waiting,
      app,
      schema: SCHEMA,
    })
    const isPristine = row.shop !== null && (await holdsNothing(store))
    // Nobody has joined this tablet to anything yet, and that is no trouble.
    if (!reply.ok && reply.trouble === 'notJoined' && row.shop === null) return this.#calm()
    if (!reply.ok) return reply.code === 'otherShop' && isPristine ? this.#letGo() : reply
    this.#hasSaidHello = true
    const { shop: server, name, actions, head } = reply.data
    const link = linkOf({ linked: row.shop, made, waiting, server })
    if (link.kind === 'serverEmpty' && isPristine) return this.#letGo()
    const at = clock.now()
    const isWrong = link.kind === 'otherShop' || link.kind === 'halfMade' || link.kind === 'serverEmpty'
    const trouble = isWrong ? link.kind : null
    const goesOn = trouble === null ? null : { code: trouble, since: this.#since(trouble, at) }
    await changeSync(store, (before) => ({
      ...before,
      trouble: goesOn,
      shop: link.kind === 'linked' ? link.shop : before.shop,
      joinable: link.kind === 'mayJoin' ? link.shop : null,
      joinableName: link.kind === 'mayJoin' ? (name ?? null) : null,
      // What could not be offered is tried once with every start: app or server may be newer.
      ...(this.#hasOfferedHeld ? {} : { held: {} }),
      offsetMs: reply.offsetMs,
      lastContactAt: at,
    }))
    this.#hasOfferedHeld = true
    if (trouble !== null) return noAnswer(trouble)
    if (link.kind !== 'linked') return 'rest'
    // Only this server's own word, over an answer to this tablet's token, ever empties it.
    this.#isLeaving = actions.includes('wipe') && row.shop !== null && row.shop === server
    // One that fails is asked for with the next greeting.
    if (actions.includes('rotate')) await transport.rotate(link.shop)
    // To a tablet that is leaving no head is told.
    const isThere = head !== null || this.#isLeaving
    const isRestored = isThere && (actions.includes('reoffer') || actions.includes('rebootstrap'))
    return isRestored && hasMet(row) ? 'reset' : null
  }

  /** All that could be sent is sent. The server is told how much could not be, and this tablet is empty whether it heard or not. */
  async #wipe(shop: string): Promise<Outcome> {
    const { store, transport, wipe, mayHoldSomebody } = this.#options
    // The loop comes by again with its poll, and asks anew: the server may have lost by then what this tablet alone still has (S4).
    if (await mayHoldSomebody?.()) {
      this.#hasSaidHello = false
      return 'rest'
    }
    const { waiting } = await countUnsent(store)
    await transport.wiped(shop, waiting)
    this.#ended.abort()
    await wipe?.()
    return 'rest'
  }

  /** What stood in the way of a tablet that belongs to no shop yet is over. */
  async #calm(): Promise<Outcome> {
    await changeSync(this.#options.store, (row) =>
      row.trouble === null && row.joinable === null ? row : { ...row, trouble: null, joinable: null },
    )
    return 'rest'
  }

  /** A tablet that was about to join a shop which is no longer there, and has nothing yet, is an empty one again. */
  async #letGo(): Promise<Outcome> {
    await changeSync(this.#options.store, (row) => ({
      ...row,
      // An answer that was planned on the joined row must not be written over this one.
      rev: row.rev + 1,
      shop: null,
      cursor: null,
      snapshot: null,
      seen: null,
      reoffer: null,
    }))
    this.#hasSaidHello = false
    return null
  }

  async #missing(shop: string, row: SyncRow): Promise<Outcome> {
    const { store, transport } = this.#options
    const asked = await sentUids(store, row.reoffer?.after ?? '', this.#askMax)
    const last = asked.length < this.#askMax ? null : (asked.at(-1) ?? null)
    if (asked.length === 0) {
      await applyMissing(store, { asked, missing: [], last: null, head: null })
      return null
    }
    const reply = await transport.missing(shop, asked)
    this.#askMax = this.#fitted(this.#askMax, UIDS_MAX, reply.ok ? null : reply)
    if (reply.ok) {
      const head = mustHead(reply.data.head)
      await applyMissing(store, { asked, missing: reply.data.missing, last, head })
      return null
    }
    return orEmpty(reply)
  }

  async #push(shop: string, row: SyncRow): Promise<Outcome> {
    const { store, transport, clock } = this.#options
    const some = await unsentSets(store, this.#batchMax + this.#passedOver.size, {
      isLeaving: this.#isLeaving,
    })
    const unsent = some.filter(({ set }) => !this.#passedOver.has(set.uid))
    const batch = batchOf(unsent, ({ set }) => jsonBytes(set), {
      sets: this.#batchMax,
      bytes: PUSH_MAX_BYTES,
    })
    if (batch.length === 0) {
      this.#passedOver.clear()
      return null
    }
    const isNew = row.seen === null && row.cursor === null
    const reply = await transport.push(shop, {
      inc: await incarnation(store),
      ...(isNew && (await shopMade(store)) === shop ? { begins: true } : {}),
      seen: word(row.seen),
      sets: batch.map(({ set }) => set),
      effs: Object.fromEntries(batch.flatMap(({ set, eff }) => (eff === null ? [] : [[set.uid, eff]]))),
    })
    if (!reply.ok) return this.#smaller(batch, reply)
    this.#batchMax = Math.min(SETS_MAX, this.#batchMax * 2)
    this.#suspect = null
    const { results, known } = reply.data
    if (results.every(({ status }) => status === 'later')) return noAnswer('serverFault')
    const head = mustHead(reply.data.head)
    await applyAcks(store, { results, head, known, offsetMs: reply.offsetMs, at: clock.now() })
    // Own sets come back merged: that is when they are "at the server".
    this.#isBehind = true
    return known ? null : 'reset'
  }

  /**
   * Too much at once is halved, also where the link is too slow or one set of many trips the server. A set that our server
   * cannot take by itself stays here, visible, and holds up nobody (C3); an error of the whole request holds none.
   */
  async #smaller(batch: readonly Unsent[], refusal: Refusal): Promise<Outcome> {
    const { code, at, trouble } = refusal
    const broken = code === 'malformed' && at !== null ? batch[at] : undefined
    const tooLarge = code === 'tooLarge' && batch.length === 1 ? batch[0] : undefined
    const held = broken ?? tooLarge
    if (held !== undefined) {
      await changeSync(this.#options.store, (row) => ({
        ...row,
        held: { ...row.held, [held.set.uid]: code ?? '' },
      }))
      return null
    }
    const isTooMuch = code === 'tooLarge' || trouble === 'unreachable' || trouble === 'serverFault'
    if (isTooMuch) this.#batchMax = Math.max(1, Math.floor(batch.length / 2))
    const [only] = batch
    if (isTooMuch && batch.length === 1 && only !== undefined) {
      const { uid } = only.set
      if (this.#suspect === uid) this.#passedOver.set(uid, refusal)
      this.#suspect = uid
    }
    return code === 'tooLarge' ? null : orEmpty(refusal)
  }

  async #snapshot(shop: string, row: SyncRow): Promise<Outcome> {
    const { store, transport, clock } = this.#options
    const begun = row.snapshot
    const page = begun?.next ?? null
    const reply = await transport.snapshot(shop, {
      page,
      head: begun?.head ?? null,
      seen: row.seen,
      limit: this.#pageMax,
    })
    this.#pageMax = this.#fitted(this.#pageMax, PAGE_MAX, reply.ok ? null : reply)
    if (!reply.ok) return resetOr(reply)
    const { records, next, total } = reply.data
    const after = page === null ? null : keyFrom(page)
    const head = mustHead(reply.data.head)
    await applySnapshotPage(store, { after, records, head, next, total, at: clock.now() })
    return null
  }

  async #pull(shop: string, row: SyncRow, from: Head): Promise<Outcome> {
    const { store, transport, clock } = this.#options
    // Before the request: a poke that comes while it is under way asks for another.
    this.#isBehind = false
    const reply = await transport.pull(shop, { cursor: from, seen: row.seen, limit: this.#pageMax })
    this.#pageMax = this.#fitted(this.#pageMax, PAGE_MAX, reply.ok ? null : reply)
    if (!reply.ok) {
      this.#isBehind = true
      return resetOr(reply)
    }
    const { records, more } = reply.data
    const cursor = mustHead(reply.data.cursor)
    const head = mustHead(reply.data.head)
    const isKept = await applyPage(store, { from, records, cursor, head, at: clock.now() })
    if (more || !isKept) this.#isBehind = true
    if (reply.offsetMs !== row.offsetMs)
      await changeSync(store, (before) => ({ ...before, offsetMs: reply.offsetMs }))
    return null
  }

  /** What did not arrive in time is asked for in smaller pieces. */
  #fitted(size: number, max: number, refusal: Refusal | null): number {
    if (refusal === null) return Math.min(max, size * 2)
    const isTooMuch = refusal.trouble === 'unreachable' || refusal.trouble === 'serverFault'
    return isTooMuch ? Math.max(1, Math.floor(size / 2)) : size
  }

  /** Once a run, and only by a time that the server has just confirmed (C6). */
  #tidy({ shop, offsetMs }: SyncRow): void {
    if (this.#hasTidied || shop === null) return
    this.#hasTidied = true
    const { store, clock } = this.#options
    // By whichever clock is behind: either may be wrong by years, and what is kept too long does no harm.
    const before = clock.now() + Math.min(0, offsetMs) - KEEP_SENT_MS
    void forgetOldSent(store, before).catch(() => 0)
  }

  /** Waits for a reason to go on. After a failure the tablet's own writes are none: each tick would knock again. */
  async #rest(ms: number, hasFailed: boolean): Promise<void> {
    if (this.#ended.signal.aborted) return
    const why = await new Promise<Wake | 'poll'>((resolve) => {
      let timer = setTimeout(resolve, ms, 'poll')
      const go = (reason: Wake) => {
        if (reason === 'write' && hasFailed) return
        clearTimeout(timer)
        timer = setTimeout(resolve, reason === 'write' ? DEBOUNCE_MS : 0, reason)
      }
      this.#wakeUp = go
      if (this.#missedWake !== null) go(this.#missedWake)
      this.#missedWake = null
    })
    this.#wakeUp = null
    if (why !== 'write') this.#isBehind = true
  }

  #listen(): () => void {
    const { store, transport } = this.#options
    const unwatch = watchUnsent(store, () => this.wake('write'))
    const unlisten = listenForPokes({ store, transport, onPoke: () => this.wake('poke') })
    return () => {
      unwatch()
      unlisten()
    }
  }

  /** Tells the screens; if even that cannot be kept, the next try will. */
  async #say(code: Trouble): Promise<void> {
    const { store, clock } = this.#options
    const since = this.#since(code, clock.now())
    await changeSync(store, (row) => ({ ...row, trouble: { code, since } })).catch(() => undefined)
  }

  /** A trouble that comes again before anything ended well has gone on since its beginning. */
  #since(code: Trouble, now: number): number {
    if (this.#trouble?.code !== code) this.#trouble = { code, since: now }
    return this.#trouble.since
  }
}

/** How a step ended: null goes on, `rest` has nothing to do, `reset` found a restored server, `greet` one without a shop. */
type Outcome = Refusal | 'rest' | 'reset' | 'greet' | null

/** A server without a shop is greeted anew: hello tells whether it has lost one. */
function resetOr(refusal: Refusal): Outcome {
  if (refusal.code === 'noShop') return 'greet'
  return refusal.code === 'reset' ? 'reset' : refusal
}

/** Whoever is told that there is no shop had one: the server has lost it. */
function orEmpty(refusal: Refusal): Refusal {
  return refusal.code === 'noShop' ? { ...refusal, trouble: 'serverEmpty' } : refusal
}

function noAnswer(trouble: Trouble): Refusal {
  return { ok: false, trouble, code: null, status: null, at: null, retryAfterMs: null }
}

function word(head: Head | null): string | null {
  return head === null ? null : formatHead(head)
}

/** The wire's schema has checked the word already. */
function mustHead(text: string): Head {
  const head = parseHead(text)
  if (head === null) throw new Error('an answer without a head')
  return head
}
