/**
 * The tablet's clock in the test build: driven from outside, so that a test can let thirty minutes pass in a second.
 * The page asks a function that the test has put on `window` for `{realAt, now, rate}` (at the real instant `realAt`
 * the clock showed `now`, and it runs `rate` times as fast), at the start, four times a second, and on the event
 * `test-clock`. In the shipped build `__TEST_CLOCK__` is false and all of this is cut away.
 */
import type { DeviceClock } from './clock.ts'

declare global {
  /** True in the test build alone. */
  const __TEST_CLOCK__: boolean
  interface Window {
    readTestClock?: () => Promise<TestClockReading>
  }
}

export type TestClockReading = { readonly realAt: number; readonly now: number; readonly rate: number }

const READ_EVERY_MS = 250
const REAL: TestClockReading = { realAt: 0, now: 0, rate: 1 }

/**
 * A clock that follows readings. `now` never runs backwards, as Clock promises, whatever the next reading says; `mono`
 * is the time that has passed on it, skipped minutes included.
 */
export function drivenClock(first: TestClockReading, realNow: () => number) {
  let reading = first
  let latest = Number.NEGATIVE_INFINITY
  const now = () => {
    latest = Math.max(latest, reading.now + (realNow() - reading.realAt) * reading.rate)
    return latest
  }
  const origin = now()
  const clock: DeviceClock = {
    now,
    mono: () => now() - origin,
    get rate() {
      return reading.rate
    },
    raiseFloor(at) {
      latest = Math.max(now(), at)
    },
  }
  return {
    clock,
    follow(next: TestClockReading) {
      now()
      reading = next
    },
  }
}

/** The clock of the test build; without a test that drives it, the real time. */
export async function testClock(): Promise<DeviceClock> {
  if (!__TEST_CLOCK__) throw new Error('Only the test build has a test clock.')
  const read = async () => (await window.readTestClock?.()) ?? REAL
  const { clock, follow } = drivenClock(await read(), () => Date.now())
  const readAgain = () => read().then(follow, () => undefined)
  setInterval(readAgain, READ_EVERY_MS)
  window.addEventListener('test-clock', readAgain)
  return clock
}
