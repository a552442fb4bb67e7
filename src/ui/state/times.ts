/** Instants as people read them, in the shop's time zone whatever the tablet's is set to. */
import type { Language } from '../../domain/language.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format costs far more than using it, and clocks ask four times a second. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.values(options).join(' ')}`
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, made)
  return made
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** `10:32`. */
export function clockTime(at: number, timeZone: string): string {
  return format('en-GB', { timeZone, ...CLOCK }).format(at)
}

/** `11月23日 10:32`, `23 Nov, 10:32`: for what may be of another day. */
export function dayAndTime(at: number, timeZone: string, language: Language): string {
  return format(language, { timeZone, month: 'short', day: 'numeric', ...CLOCK }).format(at)
}

/** The time alone for what was today, with its day for what was not. */
export function timeOfLate(at: number, now: number, timeZone: string, language: Language): string {
  const day = format('en-GB', { timeZone, dateStyle: 'short' })
  return day.format(at) === day.format(now) ? clockTime(at, timeZone) : dayAndTime(at, timeZone, language)
}

/** A calendar day `2026-11-23` as `2026年11月23日`; the day itself where it is none. */
export function dayName(day: string, language: Language): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(at)) return day
  return format(language, { timeZone: 'UTC', dateStyle: 'long' }).format(at)
}
