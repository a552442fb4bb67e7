/**
 * Erasing a guest (S10, SEC17): one change set writes `erasures/<guest>`, clear and about nobody, and the server and every
 * tablet empty what they hold of that guest. Whoever is in an urn or has a visit that is not over is erased afterwards.
 * `{ at: 1764…, by: 'u1', receipt: '7F3A-91BC', why: 'asked', kinds: ['details', 'visits'] }`
 */
import type { Change } from '../../sync/change-set.ts'
import type { Fields, SyncRecord } from '../../sync/record.ts'
import { isOpenIncident } from '../emergency/open-incident.ts'
import type { GuestId, StaffId } from '../ids.ts'
import { isOpenRecord } from '../open-record.ts'
import { isObject } from '../procedure/refusal.ts'
import { type Guest, phoneTail } from './guest.ts'
import { plainText } from './search.ts'

export const ERASURES = 'erasures'
/** Kinds of records about a guest, as a receipt names them. */
export const ERASED_KINDS = ['details', 'visits', 'bookings', 'consents', 'access', 'others'] as const
export type ErasedKind = (typeof ERASED_KINDS)[number]
/** The guest asked for it, or the time for which they were kept is over (SEC18). */
export const ERASE_REASONS = ['asked', 'overdue'] as const
export type EraseReason = (typeof ERASE_REASONS)[number]

export type ErasureEntry = {
  readonly id: GuestId
  readonly at: number
  readonly by: StaffId
  readonly receipt: string
  readonly why: EraseReason
  readonly kinds: readonly ErasedKind[]
}
export type EraseRefusal =
  /** They are not on this tablet any more. */
  'gone' | 'already' | 'inVisit'

const KIND_OF: { readonly [table: string]: ErasedKind } = {
  guests: 'details',
  visits: 'visits',
  bookings: 'bookings',
  consents: 'consents',
  access: 'access',
}

/** Whether a record about a guest says that they are here, or that something about them is still open. */
export function isInVisit({ table, fields }: Pick<SyncRecord, 'table' | 'fields'>): boolean {
  if (table === 'attention') return isOpenIncident(fields)
  return table === 'visits' && isOpenRecord({ table, fields })
}

/** Which kind a record is of. */
export function kindOf({ table }: Pick<SyncRecord, 'table'>): ErasedKind {
  return (Object.hasOwn(KIND_OF, table) ? KIND_OF[table] : undefined) ?? 'others'
}

/** How many records there are of each kind, in the order in which a receipt names them; none is left out. */
export function kindsOf(
  about: readonly SyncRecord[],
): readonly (readonly [kind: ErasedKind, count: number])[] {
  const counts = ERASED_KINDS.map(
    (kind) => [kind, about.filter((one) => kindOf(one) === kind).length] as const,
  )
  return counts.filter(([, count]) => count > 0)
}

/** Says that a guest is erased; `about` is every record about them that this tablet has, the guest's own with it. */
export function planErasure(
  guestId: string,
  { about, erasure }: { readonly about: readonly SyncRecord[]; readonly erasure: SyncRecord | undefined },
  made: {
    readonly by: StaffId
    readonly now: number
    readonly receipt: string
    readonly why: EraseReason
  },
): { readonly changes: readonly Change[] } | { readonly refused: EraseRefusal } {
  if (erasure) return { refused: 'already' }
  if (about.length === 0) return { refused: 'gone' }
  if (about.some(isInVisit)) return { refused: 'inVisit' }
  const { by, now, receipt, why } = made
  const kinds = kindsOf(about).map(([kind]) => kind)
  // What is about them but in another's name is given back first: the server empties by the envelope alone.
  const strays = about.filter(({ id, person }) => id !== guestId && person !== guestId)
  const fields = { at: now, by, receipt, why, kinds }
  return {
    changes: [
      ...strays.map(({ table, id }) => ({ table, id, person: guestId, fields: {} })),
      { table: ERASURES, id: guestId, create: true, fields },
    ],
  }
}

/** Reads such a record; null for what is not shaped like one. */
export function erasureFrom({ id, fields }: Pick<SyncRecord, 'id' | 'fields'>): ErasureEntry | null {
  const { at, by, receipt, why, kinds, of } = fields
  // One record past its time (retention.ts): nobody was erased.
  if (of !== undefined && of !== 'guests') return null
  if (typeof at !== 'number' || typeof receipt !== 'string') return null
  const named = Array.isArray(kinds) ? kinds : []
  return {
    ...{ id: id as GuestId, at, receipt },
    by: String(by ?? '') as StaffId,
    why: ERASE_REASONS.find((one) => one === why) ?? 'asked',
    kinds: ERASED_KINDS.filter((kind) => named.includes(kind)),
  }
}

/** What is left in a record of somebody who was erased; null in all others. */
export function markIn({ erased }: Fields): { readonly at: number; readonly receipt: string } | null {
  if (!isObject(erased) || typeof erased.at !== 'number' || typeof erased.receipt !== 'string') return null
  return { at: erased.at, receipt: erased.receipt }
}

/** A receipt's number, from the random end of an id: short enough to be read out, and it leads to nobody. */
export function receiptNumber(id: string): string {
  const digits = id
    .replace(/[^0-9a-f]/g, '')
    .slice(-8)
    .toUpperCase()
  return `${digits.slice(0, 4)}-${digits.slice(4)}`
}

/** What is typed so that nobody is erased by a slip: the phone's last four digits, or the name where there is no phone. */
export function proofOf(guest: Pick<Guest, 'name' | 'phone'>): {
  readonly kind: 'phone' | 'name'
  readonly text: string
} {
  const tail = phoneTail(guest)
  return tail.length === 4 ? { kind: 'phone', text: tail } : { kind: 'name', text: guest.name }
}

/** Whether it is what was to be typed; width and spaces make no difference. */
export function isProof(guest: Pick<Guest, 'name' | 'phone'>, typed: string): boolean {
  const wanted = plainText(proofOf(guest).text)
  return wanted !== '' && plainText(typed) === wanted
}
