/** The shop and its settings: `{ name: '瓮养 · 南门店', winterMonths: [11,12,1,2,3], timeZone: 'Asia/Shanghai' }`. One record, id `shop`. */
import type { SyncRecord } from '../../sync/record.ts'

export const SHOP_ID = 'shop'

export type Shop = {
  readonly name: string
  /** Months counted as winter (A4.7): November to March unless the shop says otherwise. */
  readonly winterMonths: readonly number[]
  /** How long an urn is aired after alcohol before any heat (D18). */
  readonly airingMin: number
  /** Nobody younger is served. */
  readonly minAge: number
  readonly timeZone: string
  readonly sample: boolean
}

export const WINTER_MONTHS = [11, 12, 1, 2, 3] as const

/** Nobody gives a number: ten minutes with the door open, unless the shop says otherwise (D18). */
export const AIRING_MIN = 10
export const AIRING_LIMITS = { min: 1, max: 60 } as const

/** Reads a record as the shop. */
export function shopFrom(record: SyncRecord): Shop {
  const f = record.fields
  return {
    name: String(f.name ?? ''),
    winterMonths: Array.isArray(f.winterMonths) ? f.winterMonths.map(Number) : WINTER_MONTHS,
    airingMin: airingFrom(f.airingMin),
    minAge: minAgeFrom(f.minAge),
    timeZone: typeof f.timeZone === 'string' ? f.timeZone : 'Asia/Shanghai',
    sample: f.sample === true,
  }
}

function airingFrom(value: unknown): number {
  return typeof value === 'number' && value >= AIRING_LIMITS.min ? value : AIRING_MIN
}

/** The rules give no age; the shop's own, 14 until it says otherwise, for steam strains a child more. */
export const MIN_AGE = 14
export const MIN_AGE_LIMITS = { min: 3, max: 18 } as const

function minAgeFrom(value: unknown): number {
  const { min, max } = MIN_AGE_LIMITS
  return typeof value === 'number' && value >= min && value <= max ? value : MIN_AGE
}

/** The shop's calendar day and month of an instant, e.g. `{ day: '2026-11-23', month: 11 }`; en-CA prints ISO order. */
export function dayOf(at: number, timeZone: string): { day: string; month: number } {
  const day = dayFormat(timeZone).format(at)
  return { day, month: Number(day.slice(5, 7)) }
}

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes a hundred times as long as using it, and a register of 500 lines asks for one each. */
function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  dayFormats.set(timeZone, made)
  return made
}
