/**
 * Where this tablet stands with the shop's server, as one word of a list that every screen uses: the bar says it short,
 * the panel in a sentence. Health is the age of what waits and of the last answer, never a socket's state (C9).
 */
import type { SyncOverview } from '../../db/sync-state.ts'

export type Situation =
  /** Not linked, and no server was ever met; all is kept here. */
  | 'alone'
  | 'synced'
  /** On its way, as usual. */
  | 'sending'
  /** Unsent for longer than an exchange takes. */
  | 'waiting'
  /** The first records are coming down. */
  | 'fetching'
  /** Nobody answers: usual, and nothing to do. */
  | 'unreachable'
  /** Somebody has to do something. */
  | NeedsHand
export type NeedsHand =
  | 'notOurServer'
  | 'serverFault'
  | 'otherShop'
  | 'serverEmpty'
  | 'halfMade'
  | 'loopbackOnly'
  | 'notJoined'
  | 'revoked'
  | 'version'
  | 'refused'
  | 'store'

/** A healthy exchange is over by then; a tick that is on its way for so long is said to be waiting. */
const USUAL_MS = 5_000

/** The one that counts most. */
export function situationOf(overview: SyncOverview, now: number): Situation {
  const { shop, trouble, snapshot, isComplete, waiting, oldestAt } = overview
  if (trouble !== null) return trouble.code
  if (shop === null) return 'alone'
  if (waiting > 0 && oldestAt !== null) return now - oldestAt > USUAL_MS ? 'waiting' : 'sending'
  return snapshot !== null || !isComplete ? 'fetching' : 'synced'
}

/** How it is marked beside its words: all well, nothing to say, or something that waits. */
export function toneOf(
  situation: Situation,
  of: { readonly waiting: number; readonly toDecide: number },
): 'jade' | 'plain' | 'amber' {
  if (of.toDecide > 0) return 'amber'
  if (situation === 'synced' || situation === 'sending') return 'jade'
  const isQuiet = situation === 'alone' || situation === 'fetching' || situation === 'unreachable'
  return isQuiet && of.waiting === 0 ? 'plain' : 'amber'
}

/** The server's clock differs by so much that the tablet says so (HLC5). */
const CLOCK_OFF_MS = 120_000

/** By how many minutes this tablet's clock is wrong, and the right time; null while it is near enough. */
export function clockOff(
  offsetMs: number,
  now: number,
): { readonly minutes: number; readonly isAhead: boolean; readonly rightAt: number } | null {
  if (Math.abs(offsetMs) <= CLOCK_OFF_MS) return null
  return { minutes: Math.round(Math.abs(offsetMs) / 60_000), isAhead: offsetMs < 0, rightAt: now + offsetMs }
}
