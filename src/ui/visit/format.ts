/** Durations as people read them: `17:36` left, `2:10` used, and times as they enter them: 10 h 14. */
import { MINUTE_MS } from '../../base/clock.ts'
import { clockTime } from '../state/times.ts'

/** Minutes and seconds. What is left is rounded up, so that 0:00 means that nothing is left; what was used, down. */
export function minSec(ms: number, round: 'up' | 'down' = 'down'): string {
  const seconds = Math.max(0, round === 'up' ? Math.ceil(ms / 1000) : Math.floor(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Whole minutes that have passed. */
export function wholeMin(ms: number): number {
  return Math.max(0, Math.floor(ms / MINUTE_MS))
}

/** Whole minutes, a begun one counted. */
export function begunMin(ms: number): number {
  return Math.max(0, Math.ceil(ms / MINUTE_MS))
}

/** A day in words of the language, e.g. 11月8日. */
export function dayWords(at: number, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone, month: 'long', day: 'numeric' }).format(at)
}

/** Hour and minute of an instant at the shop, to begin a time entry with. */
export function hourMinute(at: number, timeZone: string): { readonly hour: number; readonly minute: number } {
  const [hour = 0, minute = 0] = clockTime(at, timeZone).split(':').map(Number)
  return { hour, minute }
}

const HALF_DAY_MIN = 12 * 60

/**
 * The instant nearest to `now` at which the shop's clock shows this time: 23:50 at ten past midnight was yesterday, 10:45
 * at ten is still to come, and is refused as such rather than kept as the day before.
 */
export function nearestInstantOf(hour: number, minute: number, now: number, timeZone: string): number {
  const shown = hourMinute(now, timeZone)
  const back = (shown.hour * 60 + shown.minute - (hour * 60 + minute) + 2 * HALF_DAY_MIN) % (2 * HALF_DAY_MIN)
  const ago = back > HALF_DAY_MIN ? back - 2 * HALF_DAY_MIN : back
  return Math.floor(now / MINUTE_MS) * MINUTE_MS - ago * MINUTE_MS
}
