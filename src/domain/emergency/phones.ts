/**
 * The numbers on the emergency cards: those of mainland China unless the shop says otherwise, and its manager's own, which
 * only the shop knows. Each stands in a field of the shop's record. `{ phoneManager: '138 0000 0000' }`
 */
import type { Change } from '../../sync/change-set.ts'
import type { SyncRecord } from '../../sync/record.ts'
import { SHOP_ID } from '../shop/shop.ts'

export const PHONE_IDS = ['ambulance', 'fire', 'police', 'manager'] as const
export type PhoneId = (typeof PHONE_IDS)[number]
/** As they are shown; '' where the shop has none. */
export type Phones = { readonly [Id in PhoneId]: string }

export const USUAL_PHONES: Phones = { ambulance: '120', fire: '119', police: '110', manager: '' }
export const PHONE_MAX = 24

const FIELDS: { readonly [Id in PhoneId]: string } = {
  ambulance: 'phoneAmbulance',
  fire: 'phoneFire',
  police: 'phonePolice',
  manager: 'phoneManager',
}

/** Reads the shop's numbers; a shop that is not there yet has the usual ones. */
export function phonesFrom(record: Pick<SyncRecord, 'fields'> | null): Phones {
  const read = (id: PhoneId) => {
    const own = record?.fields[FIELDS[id]]
    return typeof own === 'string' && dialled(own) !== '' ? own : USUAL_PHONES[id]
  }
  return {
    ambulance: read('ambulance'),
    fire: read('fire'),
    police: read('police'),
    manager: read('manager'),
  }
}

/** What may stand in a number: digits and what groups them; everything else falls away as it is typed. */
export function phoneTyped(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\d+\-() ]/g, '')
    .slice(0, PHONE_MAX)
}

/** What a `tel:` link dials: digits, and a plus in front. */
export function dialled(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  return digits && phone.trim().startsWith('+') ? `+${digits}` : digits
}

/** Changes the shop's numbers; one that is emptied becomes the usual one again. Only what differs is written. */
export function planPhones(
  record: SyncRecord | null,
  wanted: Phones,
): { readonly changes: readonly Change[] } {
  const before = phonesFrom(record)
  const changed = PHONE_IDS.filter((id) => wanted[id].trim() !== before[id])
  if (changed.length === 0) return { changes: [] }
  const fields = Object.fromEntries(changed.map((id) => [FIELDS[id], wanted[id].trim() || null]))
  return { changes: [{ table: 'shop', id: SHOP_ID, fields }] }
}
