/**
 * The server's clock. The test build reads it from the file that TEST_CLOCK_FILE names, `{realAt, now, rate}`: at the
 * real instant `realAt` it showed `now`, and it runs `rate` times as fast. The shipped build has no such door.
 */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import type { Clock } from '../base/clock.ts'

const systemClock: Clock = { now: () => Date.now(), mono: () => performance.now(), rate: 1 }

/** Never runs backwards, as Clock promises, even when the file is set back. */
function fileClock(path: string): Clock {
  let latest = Number.NEGATIVE_INFINITY
  let rate = 1
  const now = () => {
    const shown = JSON.parse(readFileSync(path, 'utf8')) as { realAt: number; now: number; rate: number }
    rate = shown.rate
    latest = Math.max(latest, shown.now + (Date.now() - shown.realAt) * shown.rate)
    return latest
  }
  const origin = now()
  return {
    now,
    mono: () => now() - origin,
    get rate() {
      now()
      return rate
    },
  }
}

/** The clock that the composition root hands to everything. */
export function serverClock(env: Readonly<Record<string, string | undefined>>): Clock {
  if (__TEST_CLOCK__ && env.TEST_CLOCK_FILE) return fileClock(env.TEST_CLOCK_FILE)
  return systemClock
}
