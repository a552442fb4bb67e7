/**
 * What a guest is called on the screen: one under a number by that number, in the words of whoever reads it. In their record stands what
 * the tablet that made it called them, in its own language.
 */
import type { Guest } from '../../domain/people/guest.ts'
import { guestNumber } from '../../domain/people/guest-number.ts'
import type { KitStrings } from '../strings/zh-cn/kit.ts'

/** The guest with the name to be shown; the same object for whoever has a name. */
export function shownGuest(guest: Guest, { numbered }: Pick<KitStrings, 'numbered'>): Guest {
  if (!guest.numbered) return guest
  const name = numbered(guestNumber(guest.id))
  return { ...guest, name, address: name }
}
