/**
 * Writing a guest down, or changing what is known of one: only the fields that differ are written, and of those only what the guest
 * has agreed to. Nothing agreed is nothing kept (PIPL articles 14, 29, 31): whatever a form holds, it is left out here. What stood
 * there before stays, and may be cleared.
 */
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { Fields, SyncRecord } from '../../sync/record.ts'
import { keepsOf } from '../consent/consent.ts'
import { ageOn, bornFrom, GUARDIAN_AGE } from '../consent/minor.ts'
import type { Guest } from './guest.ts'
import { guestFrom } from './guest.ts'
import { newNumber } from './numbered.ts'

/** What the form of a guest holds. */
export type GuestDraft = Omit<Guest, 'id' | 'sample' | 'numbered'>

export const NEW_GUEST: GuestDraft = {
  name: '',
  address: '',
  gender: 'female',
  phone: null,
  card: null,
  trial: true,
  serious: false,
  weak: false,
  lowSugar: false,
  organs: [],
  cautions: [],
  preferences: [],
  language: null,
  born: null,
}

export type GuestRefusal =
  | 'nameMissing'
  | 'cardNameMissing'
  | 'cardDayMissing'
  | 'bornMissing'
  | 'bornUnclear'

/**
 * How much of a guest may be written down. `unasked`: they have not agreed to a record, and nothing stands of their health and what
 * they like; `child`: no guardian has, and there is only how they are called, and what the room is laid by; `number`: only the latter.
 */
export type Writable = 'all' | 'unasked' | 'child' | 'number'

const OF_RECORD = ['serious', 'weak', 'lowSugar', 'organs', 'cautions', 'preferences'] as const
const LEFT_OUT: { readonly [W in Writable]: readonly (keyof GuestDraft)[] } = {
  all: [],
  unasked: OF_RECORD,
  child: [...OF_RECORD, 'phone', 'card'],
  number: [...OF_RECORD, 'phone', 'card', 'name', 'address', 'trial'],
}

/** By what the guest has said so far; a minor whose month of birth is not known yet may be a child. */
export function writableOf(
  { numbered, born }: Pick<Guest, 'numbered' | 'born'>,
  consents: Fields,
  day: string,
): Writable {
  if (numbered) return 'number'
  const isChild = born !== null && (ageOn(born, day) ?? 0) < GUARDIAN_AGE
  if (keepsOf(consents, { isChild, isMinor: isChild }).record) return 'all'
  return isChild ? 'child' : 'unasked'
}

/** What it is written upon. */
export type Ground = {
  /** Undefined for a new guest. */
  readonly before: SyncRecord | undefined
  /** Undefined for a guest who was never asked. */
  readonly consents: SyncRecord | undefined
  /** The shop's calendar day. */
  readonly day: string
}

/** The changes that make the record say what the draft says, as far as it may. */
export function planGuest(
  id: string,
  draft: GuestDraft,
  { before, consents, day }: Ground,
): { readonly changes: readonly Change[] } | { readonly refused: GuestRefusal } {
  const known = before && guestFrom(before)
  const { born } = draft
  const writable = writableOf({ numbered: known?.numbered ?? false, born }, consents?.fields ?? {}, day)
  const kept = keptOf(draft, known ?? NEW_GUEST, writable)
  const refused = refusalOf(kept, day)
  if (refused) return { refused }
  const after = tidy(kept)
  if (!known) {
    const fields = Object.fromEntries(
      Object.entries(after).filter(
        ([name, value]) => value !== null && !LEFT_OUT[writable].some((one) => one === name),
      ),
    )
    return { changes: [{ table: 'guests', id, create: true, person: id, fields }] }
  }
  const fields = differing(known as unknown as Fields, after)
  return { changes: Object.keys(fields).length === 0 ? [] : [{ table: 'guests', id, fields }] }
}

/** The same for a new guest who is served under a number from the start; `name` is what the number is called here. */
export function planNumber(
  id: string,
  name: string,
  draft: GuestDraft,
  day: string,
): ReturnType<typeof planGuest> {
  const refused = bornRefusal(draft, day)
  return refused ? { refused } : { changes: [newNumber(id, name, draft)] }
}

/** The draft with what stands in place of what may not be written; a child is known by what they are called. */
function keptOf(draft: GuestDraft, known: GuestDraft, writable: Writable): GuestDraft {
  const stands = LEFT_OUT[writable].map((name) => [
    name,
    isLess(draft[name], known[name]) ? draft[name] : known[name],
  ])
  const called =
    writable === 'child' ? { address: draft.name === known.name ? known.address : draft.name } : {}
  return { ...draft, ...called, ...Object.fromEntries(stands) }
}

/** Whether a value is what is left of another, or nothing at all: clearing is always open. */
function isLess(value: Json | undefined, of: Json | undefined): boolean {
  if (Array.isArray(value)) return value.every((one) => Array.isArray(of) && of.includes(one))
  return value === null || value === false
}

function refusalOf(draft: GuestDraft, day: string): GuestRefusal | null {
  const { name, card } = draft
  if (name.trim() === '') return 'nameMissing'
  const ofBirth = bornRefusal(draft, day)
  if (ofBirth) return ofBirth
  if (card && card.name.trim() === '') return 'cardNameMissing'
  return card && !/^\d{4}-\d\d-\d\d$/.test(card.openedOn) ? 'cardDayMissing' : null
}

function bornRefusal({ born }: GuestDraft, day: string): GuestRefusal | null {
  if (born?.trim() === '') return 'bornMissing'
  return born !== null && (bornFrom(born) === null || born > day) ? 'bornUnclear' : null
}

/** A guest with a card is on trial no longer; an empty form of address is the name. */
function tidy(draft: GuestDraft): Fields {
  const name = draft.name.trim()
  return {
    ...draft,
    name,
    address: draft.address.trim() || name,
    phone: draft.phone?.trim() || null,
    card: draft.card && { name: draft.card.name.trim(), openedOn: draft.card.openedOn },
    trial: draft.trial && draft.card === null,
  }
}

function differing(before: Fields, after: Fields): Fields {
  const isSame = (name: string, value: Json) => JSON.stringify(before[name]) === JSON.stringify(value)
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !isSame(name, value)))
}

/** Words typed in one line, divided by a comma of any script: `怕热、喜 1 档` becomes two. */
export function wordsOf(line: string): readonly string[] {
  const words = line.split(/[、，,；;\n]/).map((word) => word.trim())
  return [...new Set(words)].filter((word) => word !== '')
}
