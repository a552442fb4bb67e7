/**
 * What a tablet keeps of its exchange with the server, and what it does next; pure, and the same in the app and in the
 * simulation. The row survives restarts, so that work goes on where it was cut off.
 *
 *   hello ─▶ [ask which sent sets are missing] ─▶ push … ─▶ [snapshot …] ─▶ pull … ─▶ rest ─▶ (write, poke, poll) ─▶ push …
 *     ▲            ▲                                │            │            │
 *     │            └───────── reset: the server was restored (S4) ◀───────────┘
 *     └── a new start, a new connection
 */
import { furthest, type Head, hasFallenBehind, isSameHead } from './head.ts'

export type Snapshot = {
  /** Read before the first page; the cursor once the last page is kept (S6). */
  readonly head: Head
  /** The key after which the next page begins, as the server wrote it. */
  readonly next: string
  readonly done: number
  readonly total: number
}

export type SyncState = {
  /** The shop this tablet exchanges with its server; null until it is linked. */
  readonly shop: string | null
  /** What was pulled up to; null before the first snapshot is complete (C5). */
  readonly cursor: Head | null
  /** The furthest head of any answer, pushes included (S4). */
  readonly seen: Head | null
  /** The server was restored: ask it which of the sent sets it lacks, from this uid on. */
  readonly reoffer: { readonly after: string } | null
  /** A snapshot that has begun; null before the first page and after the last. */
  readonly snapshot: Snapshot | null
}

export const UNLINKED: SyncState = { shop: null, cursor: null, seen: null, reoffer: null, snapshot: null }

/** Before the first uid. */
const FROM_THE_START = { after: '' }

export type Next = 'hello' | 'missing' | 'push' | 'snapshot' | 'pull' | 'wipe' | 'rest'

/**
 * The next request. `waiting` counts unsent sets that may be sent; `isBehind`: a poke or the poll says there may be more; `isLeaving`:
 * the server has said that the tablet was taken out of the shop, so it sends what it has, and wipes itself (SEC10).
 */
export function nextStep(
  state: SyncState,
  of: {
    readonly hasSaidHello: boolean
    readonly waiting: number
    readonly isBehind: boolean
    readonly isLeaving?: boolean
  },
): Next {
  if (!of.hasSaidHello) return 'hello'
  if (state.shop === null) return 'rest'
  if (state.reoffer !== null) return 'missing'
  if (of.waiting > 0) return 'push'
  if (of.isLeaving === true) return 'wipe'
  if (state.cursor === null) return 'snapshot'
  return of.isBehind ? 'pull' : 'rest'
}

/** The tablet now belongs to this shop. */
export function linkedTo(state: SyncState, shop: string): SyncState {
  return { ...state, shop }
}

/**
 * The server was restored (S4): ask for what it lost, then take a new snapshot. Cursor and seen are forgotten, so that the
 * same server cannot cause a second reset. Outbox and sent are left alone.
 */
export function afterReset(state: SyncState): SyncState {
  return { ...state, cursor: null, seen: null, snapshot: null, reoffer: FROM_THE_START }
}

/**
 * Whether an answer is older than what was seen since it was asked for, as with two tabs or a request that was given up. Its
 * server may have been restored in between, and then a set that it acknowledged is nowhere: it is not applied, and asking
 * again costs one request (S4). An answer to the newest request never is stale.
 */
export function isStale(state: SyncState, head: Head): boolean {
  return hasFallenBehind(state.seen, head)
}

/** Whether this tablet has met the server's log. Only then can the server have lost it; an empty one waits for its shop. */
export function hasMet({ cursor, seen, snapshot }: SyncState): boolean {
  return cursor !== null || seen !== null || snapshot !== null
}

/** Remembers the head of an answer. */
export function withHead(state: SyncState, head: Head): SyncState {
  return { ...state, seen: furthest(state.seen, head) }
}

/**
 * A page of sent uids was asked for, up to `last`; null when it was the last page. The first answer's head is remembered at
 * once, and kept: a server that is restored again before the tablet has pushed or pulled is noticed by it (S4).
 */
export function afterMissing(state: SyncState, last: string | null, head: Head | null): SyncState {
  return { ...state, seen: state.seen ?? head, reoffer: last === null ? null : { after: last } }
}

/**
 * One page of the snapshot is kept; with the last one the tablet has what the head had (S6). A page that does not come next,
 * belongs to a snapshot of another head, or was asked for before the server turned out to have been restored or the shop was
 * let go of, is not to be applied: null.
 */
export function afterSnapshotPage(
  state: SyncState,
  page: {
    /** The key after which the page begins; null for the first. */
    readonly after: string | null
    /** The head that the first page answered; the server repeats it with each. */
    readonly head: Head
    readonly next: string | null
    readonly count: number
    readonly total: number
  },
): SyncState | null {
  const begun = state.snapshot
  if (state.shop === null) return null
  if (state.cursor !== null || state.reoffer !== null || (begun?.next ?? null) !== page.after) return null
  if (begun === null ? isStale(state, page.head) : !isSameHead(begun.head, page.head)) return null
  const done = (state.snapshot?.done ?? 0) + page.count
  if (page.next === null) return { ...state, cursor: page.head, snapshot: null }
  return { ...state, snapshot: { head: page.head, next: page.next, done, total: page.total } }
}

/**
 * A page of records is kept up to `cursor`. A stale or repeated page (one that does not begin at the tablet's cursor) is
 * not to be applied: null (C5).
 */
export function afterPull(state: SyncState, from: Head, cursor: Head): SyncState | null {
  if (state.cursor === null || !isSameHead(state.cursor, from)) return null
  return { ...state, cursor }
}

/**
 * Where in the log a set was acknowledged; null once the server turned out to have been restored: it has the set (it was
 * asked, or it got it again), before the head of the snapshot that follows.
 */
export type AckedAt = { readonly epoch: string; readonly seq: number } | null

/**
 * Whether the base contains an acknowledged set, now that everything up to `cursor` is kept. To be asked once a pull has
 * reached the head, or a snapshot its end: before that, a record that somebody touched again later is still to come (S5).
 */
export function covers(cursor: Head, at: AckedAt, isSnapshot: boolean): boolean {
  if (at === null) return isSnapshot
  return at.epoch === cursor.epoch && at.seq <= cursor.seq
}

/** The longest wait between two tries, and the first; doubled each time, with jitter of a half (C10). */
export const BACKOFF_MS = { first: 1_000, longest: 30_000 }

/** How long to wait after so many failures in a row; `random` in 0..1. */
export function backoffMs(failures: number, random: number): number {
  const step = Math.min(BACKOFF_MS.longest, BACKOFF_MS.first * 2 ** Math.min(failures - 1, 10))
  return Math.round(step * (0.5 + random / 2))
}

/** The guarantee behind every poke: a jittered poll of 30–60 s (C10). */
export function pollMs(random: number): number {
  return Math.round(30_000 + 30_000 * random)
}

/** Sets of one push: as many as fit (CS7, wire). Sizes are in bytes; at least one is taken. */
export function batchOf<T>(
  sets: readonly T[],
  sizeOf: (set: T) => number,
  max: { readonly sets: number; readonly bytes: number },
): readonly T[] {
  let bytes = 0
  const end = sets.findIndex((set, at) => {
    bytes += sizeOf(set) + 1
    return at >= max.sets || (at > 0 && bytes > max.bytes)
  })
  return end < 0 ? sets : sets.slice(0, end)
}
