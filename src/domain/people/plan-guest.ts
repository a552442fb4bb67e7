/** Writing a guest down, or changing what is known of one: only the fields that differ are written. */
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { Fields, SyncRecord } from '../../sync/record.ts'
import { bornFrom } from '../consent/minor.ts'
import type { Guest } from './guest.ts'
import { guestFrom } from './guest.ts'

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

export type GuestRefusal = 'nameMissing' | 'cardNameMissing' | 'cardDayMissing' | 'bornMissing'

/** The changes that make the record say what the draft says; `before` is undefined for a new guest. */
export function planGuest(
  id: string,
  draft: GuestDraft,
  before: SyncRecord | undefined,
): { readonly changes: readonly Change[] } | { readonly refused: GuestRefusal } {
  const refused = refusalOf(draft)
  if (refused) return { refused }
  const after = tidy(draft)
  if (!before) {
    const fields = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null))
    return { changes: [{ table: 'guests', id, create: true, person: id, fields }] }
  }
  const fields = differing(guestFrom(before) as unknown as Fields, after)
  return { changes: Object.keys(fields).length === 0 ? [] : [{ table: 'guests', id, fields }] }
}

function refusalOf({ name, card, born }: GuestDraft): GuestRefusal | null {
  if (name.trim() === '') return 'nameMissing'
  if (born !== null && bornFrom(born) === null) return 'bornMissing'
  if (card && card.name.trim() === '') return 'cardNameMissing'
  return card && !/^\d{4}-\d\d-\d\d$/.test(card.openedOn) ? 'cardDayMissing' : null
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
