/**
 * How long what is kept (SEC18): a table of data by kind, with the rule behind each time, and what is past it now. Nothing goes by
 * itself: a manager sees what is due and has it done, and then it is erased as S10 erases, on every tablet and in the log.
 * A visit goes as a whole, with its readings, notes and photos; a guest who has not been here for that long goes with all of it.
 */
import type { Change } from '../../sync/change-set.ts'
import type { Fields, SyncRecord } from '../../sync/record.ts'
import { msOf } from '../conflict/conflict.ts'
import type { StaffId } from '../ids.ts'
import { isObject } from '../procedure/refusal.ts'
import { ERASURES, type ErasedKind, isInVisit } from './erasing.ts'

export const KEPT_KINDS = ['guests', 'visits', 'bookings', 'emergencies', 'conflicts', 'access'] as const
export type KeptKind = (typeof KEPT_KINDS)[number]

/** In months: what holds until the shop says otherwise, and how far it may go. */
export type KeptFor = {
  readonly months: number
  readonly min: number
  readonly max: number
  /**
   * `claims`: three years, in which a guest may still claim something (Civil Code, article 188). `handling`: records of how
   * personal information was handled, at least three years (PIPL, article 56). `house`: the shop's own rule, no longer than
   * needed (PIPL, article 19).
   */
  readonly source: 'claims' | 'handling' | 'house'
}
export const RETENTION: { readonly [K in KeptKind]: KeptFor } = {
  guests: { months: 36, min: 6, max: 60, source: 'claims' },
  visits: { months: 36, min: 6, max: 60, source: 'claims' },
  bookings: { months: 12, min: 1, max: 36, source: 'house' },
  emergencies: { months: 36, min: 36, max: 120, source: 'claims' },
  conflicts: { months: 12, min: 1, max: 36, source: 'house' },
  access: { months: 36, min: 36, max: 60, source: 'handling' },
}

/** The shop's own times, in its record: `{ 'keep:visits': 24 }`. */
const KEEP = 'keep:'
const TABLE_OF: { readonly [K in Exclude<KeptKind, 'guests'>]: string } = {
  visits: 'visits',
  bookings: 'bookings',
  emergencies: 'attention',
  conflicts: 'conflicts',
  access: 'access',
}
/** The tables that are read for a plan. */
export const RETENTION_TABLES = ['guests', ...Object.values(TABLE_OF)] as const

export type Due = {
  readonly kind: KeptKind
  readonly id: string
  /** Since when its time is over. */
  readonly since: number
}

/** How many months a kind is kept in this shop; a value out of bounds counts as the nearest bound. */
export function monthsOf(kind: KeptKind, shop: Fields): number {
  const { months, min, max } = RETENTION[kind]
  const own = shop[`${KEEP}${kind}`]
  return typeof own === 'number' && Number.isFinite(own) ? Math.min(max, Math.max(min, own)) : months
}

/** The field by which the shop says so. */
export function keepFields(kind: KeptKind, months: number): Fields {
  return { [`${KEEP}${kind}`]: months }
}

/** What is past its time, the longest first. Whatever is still open about a guest keeps all of theirs. */
export function planRetention(records: readonly SyncRecord[], now: number, shop: Fields): readonly Due[] {
  const open = new Set(records.filter(isInVisit).flatMap(({ person, id }) => [id, person ?? '']))
  const guests = dueGuests(records, now, shop).filter(({ id }) => !open.has(id))
  const gone = new Set(guests.map(({ id }) => id))
  const others = records.flatMap((record): readonly Due[] => {
    const kind = kindIn(record)
    if (kind === null || open.has(record.id) || gone.has(record.person ?? '')) return []
    const since = after(momentOf(record), monthsOf(kind, shop))
    return since <= now ? [{ kind, id: record.id, since }] : []
  })
  return [...guests, ...others].sort((a, b) => a.since - b.since)
}

/** A guest's time runs from the last thing that has anything to do with them, a booking to come included. */
function dueGuests(records: readonly SyncRecord[], now: number, shop: Fields): readonly Due[] {
  const last = new Map<string, number>()
  for (const record of records) {
    const whose = record.table === 'guests' ? record.id : record.person
    // Looking at a record is nothing that the guest did.
    if (whose === undefined || record.table === TABLE_OF.access) continue
    last.set(whose, Math.max(last.get(whose) ?? 0, momentOf(record)))
  }
  return records.flatMap(({ table, id }): readonly Due[] => {
    if (table !== 'guests') return []
    const since = after(last.get(id) ?? now, monthsOf('guests', shop))
    return since <= now ? [{ kind: 'guests', id, since }] : []
  })
}

/** The server's notes, and what is settled by nobody yet, have no time of their own. */
function kindIn({ table, fields }: SyncRecord): Exclude<KeptKind, 'guests'> | null {
  if (table === 'attention') return fields.kind === 'emergency' ? 'emergencies' : null
  if (table === 'conflicts') return isObject(fields.settled) ? 'conflicts' : null
  const kinds = Object.keys(TABLE_OF) as Exclude<KeptKind, 'guests'>[]
  return kinds.find((kind) => TABLE_OF[kind] === table) ?? null
}

/** When it was: what it says itself, else its day, else when it was last written. */
function momentOf({ table, day, fields, clocks }: SyncRecord): number {
  const said = [fields.begun, fields.settled, fields.openedAt, fields.at].map((value) =>
    isObject(value) ? value.at : value,
  )
  const at = said.find((value) => typeof value === 'number')
  const written = Math.max(0, ...Object.values(clocks).map(msOf))
  if (table === 'guests') return written
  return at ?? (day === undefined ? written : Date.parse(day))
}

function after(at: number, months: number): number {
  const date = new Date(at)
  return date.setUTCMonth(date.getUTCMonth() + months)
}

/** One set carries at most 200 changes; the rest is done with the next tap. */
export const DUE_AT_ONCE = 100

const ERASED_AS: { readonly [K in KeptKind]: ErasedKind } = {
  guests: 'details',
  visits: 'visits',
  bookings: 'bookings',
  emergencies: 'others',
  conflicts: 'others',
  access: 'access',
}

/** Has it done: each is erased by its own id, all of them under one receipt. */
export function planDue(
  due: readonly Due[],
  made: { readonly by: StaffId; readonly now: number; readonly receipt: string },
): { readonly changes: readonly Change[] } {
  const { by, now, receipt } = made
  return {
    changes: due.slice(0, DUE_AT_ONCE).map(({ kind, id }) => ({
      ...{ table: ERASURES, id, create: true as const },
      fields: { at: now, by, receipt, why: 'overdue', kinds: [ERASED_AS[kind]], of: kind },
    })),
  }
}
