/** Days in words, for a shop's calendar day `YYYY-MM-DD`; noon of UTC, so that no zone moves it. */

/** `11月24日星期二`, `Tue 24 November`. */
export function dayWords(day: string, locale: string): string {
  return words(day, locale, { month: 'long', day: 'numeric', weekday: 'short' })
}

/** The greeting's hour of the day. */
export function dayPart(hour: number): 'morning' | 'forenoon' | 'noon' | 'afternoon' | 'evening' {
  if (hour < 5 || hour >= 18) return 'evening'
  if (hour < 9) return 'morning'
  if (hour < 11) return 'forenoon'
  return hour < 13 ? 'noon' : 'afternoon'
}

/** What the greeting calls somebody: a Chinese name of three or four without the family name, others as they are. */
export function givenName(name: string): string {
  return /^\p{Script=Han}{3,4}$/u.test(name) ? name.slice(name.length === 4 ? 2 : 1) : name
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function words(day: string, locale: string, how: Intl.DateTimeFormatOptions): string {
  const at = Date.parse(`${day}T12:00:00Z`)
  if (Number.isNaN(at)) return day
  const made = formatters.get(locale) ?? new Intl.DateTimeFormat(locale, { ...how, timeZone: 'UTC' })
  formatters.set(locale, made)
  return made.format(at)
}
