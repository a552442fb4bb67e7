/** Instants as people read them, in the shop's time zone whatever the tablet's is set to. */
import type { Language } from '../../domain/language.ts'

/** `10:32`. */
export function clockTime(at: number, timeZone: string): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', options).format(at)
}

/** `11月23日 10:32`, `23 Nov, 10:32`: for what may be of another day. */
export function dayAndTime(at: number, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

/** A calendar day `2026-11-23` as `2026年11月23日`; the day itself where it is none. */
export function dayName(day: string, language: Language): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(at)) return day
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'long' }).format(at)
}
