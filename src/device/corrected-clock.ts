/**
 * The app's clock: the tablet's own with the server's correction on it. Invariant (D13): while anybody is in an urn it
 * is only ever set forward, at once, which rings an alarm early; it is set back when the last guest is out.
 *   the server is ahead            → follows it at once
 *   behind, somebody is steaming   → goes on as it is, and is set back afterwards
 *   behind, nobody is steaming     → follows it
 *   differs by less than 2 s       → stays: that is the way there and back, and no wrong clock
 */
import type { Clock } from '../base/clock.ts'

export type CorrectedClock = Clock & {
  /** The server's clock minus the tablet's, as learnt; answers with the correction that holds from now on. */
  correct(offsetMs: number, isSteaming: boolean): number
}

/** Measured over a slow link the offset wavers by as much; what only ever went forward would creep with it. */
const NOISE_MS = 2_000

/** The clock that begins with the correction that was kept. */
export function correctedClock(tablet: Clock, kept: number): CorrectedClock {
  let correction = Number.isFinite(kept) ? kept : 0
  return {
    now: () => tablet.now() + correction,
    mono: () => tablet.mono(),
    get rate() {
      return tablet.rate
    },
    correct(offsetMs, isSteaming) {
      const by = offsetMs - correction
      if (Math.abs(by) >= NOISE_MS && (by > 0 || !isSteaming)) correction = offsetMs
      return correction
    },
  }
}
