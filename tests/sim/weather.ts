/** What a run is like, drawn from its seed: a calm one checks more, a wild one meets more. */
import type { Chance } from './random.ts'

export type Weather = {
  readonly tablets: number
  /** How long people work before everything is let come to rest, in ms. */
  readonly lengthMs: number
  /** Chances for each request and each answer. */
  readonly dropped: number
  readonly repeated: number
  readonly slow: number
  /** Whether a request that was given up may still be answered to its tablet, as to a second tab. */
  readonly late: number
  /** The mean time between two faults, in ms. */
  readonly faultEveryMs: number
  readonly mayRestore: boolean
  readonly mayBreakSets: boolean
  readonly mayClone: boolean
  readonly mayOpenTabs: boolean
  readonly mayMoveServerClock: boolean
  readonly hasForeign: boolean
  /** Whether a tablet may be taken out of the shop, or reported stolen. */
  readonly mayTakeOut: boolean
  /** Whether people have roles, and what they may not write is parked. */
  readonly hasRights: boolean
}

const MINUTE = 60_000

export function weatherFrom({ int, is, pick }: Chance): Weather {
  const hasForeign = is(0.3)
  return {
    tablets: int(2, 4),
    lengthMs: int(5, 14) * MINUTE,
    dropped: pick([0, 0.03, 0.15]),
    repeated: pick([0, 0.05, 0.2]),
    slow: pick([0, 0.03, 0.1]),
    late: pick([0, 0.7]),
    faultEveryMs: pick([8_000, 20_000, 60_000]),
    mayRestore: is(0.6),
    mayBreakSets: is(0.5),
    mayClone: is(0.2),
    mayOpenTabs: is(0.3),
    mayMoveServerClock: is(0.2),
    hasForeign,
    hasRights: is(0.5),
    mayTakeOut: is(0.4),
  }
}
