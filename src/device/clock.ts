/**
 * The tablet's clock: the wall clock where it can be believed, the monotonic one where it cannot, and never
 * backwards (D13, HLC2). What the weather does to `now`:
 *   wall jumps forward      → follows it               wall jumps back          → goes on from where it was
 *   wall comes back again   → no second jump           wall freezes             → goes on by the monotonic clock
 *   sleep, monotonic frozen → follows the wall, and if the wall is behind, adds what the wall moved
 *   starts in 2015          → goes on from `floor`, the latest time this tablet knew before it was restarted
 */
import { type Clock, DAY_MS } from '../base/clock.ts'

export type DeviceClock = Clock & {
  /** Lifts `now` to at least this instant; for what is only known once the database is open. */
  raiseFloor(at: number): void
}

export type ClockSources = {
  readonly floor: number
  readonly wall?: () => number
  readonly mono?: () => number
}

/** Two clocks read one after the other differ by some ms, and wall clocks are slewed; a step is more than this. */
const STEP_MS = 2_000
/**
 * A wall clock that is behind and leaps: up to a day it may have been sleep, so it counts, which rings an alarm
 * early rather than late. A longer leap is somebody setting a clock that stood in another year.
 */
const SLEEP_MAX_MS = DAY_MS

/**
 * The floor that the known time gives the clock at a start; 0 when it is not believed. A wall clock that stood in
 * another year once, and that somebody has put right, would else set the tablet's time for good: so a known time more
 * than a day ahead of a wall clock which is not older than the app itself falls away. Never while somebody is
 * steaming, whose start may have been dated by it: then nothing moves back (D13).
 */
export function believedFloor(
  knownAt: number,
  {
    wall,
    builtAt,
    isSteaming,
  }: { readonly wall: number; readonly builtAt: number; readonly isSteaming: boolean },
): number {
  const isDisowned = !isSteaming && wall >= builtAt && knownAt > wall + DAY_MS
  return isDisowned ? 0 : knownAt
}

/** The clock of this page; `floor` is the time below which it cannot be, 0 if nothing is known. */
export function deviceClock(sources: ClockSources): DeviceClock {
  const wall = sources.wall ?? (() => Date.now())
  const mono = sources.mono ?? (() => performance.now())
  let lastWall = wall()
  let lastMono = mono()
  let at = Math.max(Number.isFinite(lastWall) ? lastWall : 0, sources.floor)

  const now = () => {
    const wallNow = wall()
    const monoNow = mono()
    const ran = Math.max(0, monoNow - lastMono)
    const slept = wallNow - lastWall - ran
    lastWall = wallNow
    lastMono = monoNow
    at += ran
    const behind = at - wallNow
    if (behind < -STEP_MS) at = wallNow
    else if (behind > STEP_MS && slept > STEP_MS && slept <= SLEEP_MAX_MS) at += slept
    return Math.floor(at)
  }
  const raiseFloor = (floor: number) => {
    if (floor > now()) at = floor
  }
  return { now, mono, rate: 1, raiseFloor }
}
