/**
 * A shop's wall time and back: the register speaks of a day and a time, records of instants. Needs no table of
 * zones: the offset is asked of Intl at the instant itself, so that a change of summer time is met.
 */
import { DAY_MS, MINUTE_MS } from '../../base/clock.ts'
import { dayOf } from '../shop/shop.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/** `09:05` of an instant in the shop's zone. */
export function wallTime(at: number, timeZone: string): string {
  return formatter(timeZone).format(at)
}

/** The instant of a day and time in the shop's zone; null when either is not one, e.g. `2026-02-30`. */
export function instantAt(day: string, time: string, timeZone: string): number | null {
  const clock = TIME.exec(time)
  if (!DAY.test(day) || !clock) return null
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== day) return null
  // Twice: the first guess may lie on the other side of a change of summer time.
  const guess = asUtc - offsetMs(asUtc, timeZone)
  return asUtc - offsetMs(guess, timeZone)
}

/** The calendar day that lies `days` after another, e.g. `('2026-11-30', 1)` → `2026-12-01`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The next full quarter of an hour, what a booking "for soon" begins with. */
export function nextQuarter(at: number): number {
  const quarter = 15 * MINUTE_MS
  return Math.ceil(at / quarter) * quarter
}

function offsetMs(at: number, timeZone: string): number {
  const there = Date.parse(`${dayOf(at, timeZone).day}T${wallTime(at, timeZone)}:00Z`)
  return there - Math.floor(at / MINUTE_MS) * MINUTE_MS
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than a whole list of 500 takes to print. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formatters.set(timeZone, made)
  return made
}
