/**
 * The shop's emergency numbers beside the database, as the language is: the cards must name the right ones where the database does
 * not open. Nothing about anybody but the shop stands there.
 */
import { PHONE_IDS, type Phones, USUAL_PHONES } from '../../domain/emergency/phones.ts'

const MIRROR = 'steamkeeper.phones'

/** Keeps them; a browser that refuses leaves the usual ones. */
export function mirrorPhones(phones: Phones): void {
  try {
    localStorage.setItem(MIRROR, JSON.stringify(phones))
  } catch {
    return
  }
}

/** As this tablet knew them last; null where it never did. */
export function mirroredPhones(): Phones | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(MIRROR) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    const own = Object.entries(kept).filter(([id, phone]) => isPhoneId(id) && typeof phone === 'string')
    return { ...USUAL_PHONES, ...Object.fromEntries(own) }
  } catch {
    return null
  }
}

function isPhoneId(id: string): boolean {
  return PHONE_IDS.some((one) => one === id)
}
