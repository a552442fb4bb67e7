/**
 * One guest's data, to be handed over (SEC17): all that the shop keeps about them, as people read it and as it is kept. Documented,
 * because others are to read it:
 *
 *   { format: 'steamkeeper-guest', version: 1, madeAt, madeBy, shop, guest: { id, name },
 *     records: [{ table, id, kind, title, day?, entries: [{ field, label, words, value, at?, by? }] }] }
 *
 * `value` is what is kept, JSON as it stands; `label`, `words`, `title` and `by` are in the tablet's language. `at` is an
 * instant in UTC (ISO 8601). Bookkeeping that no screen shows has an empty `label`.
 */
import type { Json } from '../../base/json.ts'
import type { SyncRecord } from '../../sync/record.ts'
import { isObject } from '../procedure/refusal.ts'
import { type ErasedKind, kindOf } from './erasing.ts'

export const COPY_FORMAT = 'steamkeeper-guest'
export const COPY_VERSION = 1

export type CopyEntry = {
  readonly field: string
  /** Empty for bookkeeping. */
  readonly label: string
  readonly words: string
  readonly value: Json
  readonly at?: string
  readonly by?: string
}
export type CopyRecord = {
  readonly table: string
  readonly id: string
  readonly kind: ErasedKind
  readonly title: string
  readonly day?: string
  readonly entries: readonly CopyEntry[]
}
export type GuestCopy = {
  readonly format: typeof COPY_FORMAT
  readonly version: typeof COPY_VERSION
  readonly madeAt: string
  readonly madeBy: string
  readonly shop: string
  readonly guest: { readonly id: string; readonly name: string }
  readonly records: readonly CopyRecord[]
}

/** What puts records into words; comes from the screens. */
export type CopyWords = {
  title(record: SyncRecord): string
  /** Empty for what people are not told of: the clocks beside an answer. */
  label(record: SyncRecord, field: string): string
  words(record: SyncRecord, field: string, value: Json): string
  staffName(id: string): string
}

const ORDER: readonly ErasedKind[] = ['details', 'visits', 'bookings', 'consents', 'others', 'access']

/** Puts it together: the guest first, then the rest by kind, the newest of each first. */
export function guestCopy(
  about: readonly SyncRecord[],
  of: Pick<GuestCopy, 'madeBy' | 'shop' | 'guest'> & { readonly now: number },
  words: CopyWords,
): GuestCopy {
  const { now, ...rest } = of
  const sorted = [...about].sort(
    (a, b) => ORDER.indexOf(kindOf(a)) - ORDER.indexOf(kindOf(b)) || momentOf(b) - momentOf(a),
  )
  return {
    ...{ format: COPY_FORMAT, version: COPY_VERSION, madeAt: new Date(now).toISOString() },
    ...rest,
    records: sorted.map((record) => copyRecord(record, words)),
  }
}

function copyRecord(record: SyncRecord, words: CopyWords): CopyRecord {
  const { table, id, day, fields } = record
  return {
    ...{ table, id, kind: kindOf(record), title: words.title(record) },
    ...(day === undefined ? {} : { day }),
    entries: Object.entries(fields)
      .filter(([, value]) => value !== null)
      .map(([field, value]) => copyEntry(record, field, value, words)),
  }
}

function copyEntry(record: SyncRecord, field: string, value: Json, words: CopyWords): CopyEntry {
  const { at, by } = isObject(value) ? value : {}
  return {
    ...{ field, label: words.label(record, field), words: words.words(record, field, value), value },
    ...(typeof at === 'number' ? { at: new Date(at).toISOString() } : {}),
    ...(typeof by === 'string' ? { by: words.staffName(by) } : {}),
  }
}

/** When it was begun, booked for or written, for the order alone. */
function momentOf({ day, fields }: SyncRecord): number {
  const { begun, at } = fields
  const own = isObject(begun) ? begun.at : at
  return typeof own === 'number' ? own : Date.parse(day ?? '1970-01-01')
}
