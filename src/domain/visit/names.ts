/**
 * Tells guests of the same name, or the same form of address, apart: two 王女士 in the shop at once is a usual day,
 * and the wrong one in the urn is the worst mistake a screen can make. `王女士 · 王秀兰`, `王秀兰 · 尾号 0417`.
 */
import type { GuestId } from '../ids.ts'
import { type Guest, phoneTail } from '../people/guest.ts'

type Named = Pick<Guest, 'id' | 'name' | 'address' | 'phone'>

/** What tells a guest apart, once their form of address alone does not. */
export type Discriminator =
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'phone'; readonly value: string }
  /** Same name, and no phone that differs: the end of the record's own id. */
  | { readonly kind: 'id'; readonly value: string }

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

function isAlike(a: Named, b: Named): boolean {
  if (a.id === b.id) return false
  return plain(a.name) === plain(b.name) || plain(a.address) === plain(b.address)
}

/** The guests that somebody else among them could be taken for. */
export function alikeGuests(guests: readonly Named[]): ReadonlySet<GuestId> {
  return new Set(guests.filter((guest) => guests.some((other) => isAlike(guest, other))).map(({ id }) => id))
}

function discriminatorOf(guest: Named, others: readonly Named[]): Discriminator {
  const namesake = others.filter((other) => plain(other.name) === plain(guest.name))
  if (namesake.length === 0 && guest.name !== '') return { kind: 'name', value: guest.name }
  const tail = phoneTail(guest)
  if (tail !== '' && others.every((other) => phoneTail(other) !== tail)) return { kind: 'phone', value: tail }
  return { kind: 'id', value: guest.id.slice(-4) }
}

/** For each guest whom another resembles, what to show beside the form of address. The others are not in the map. */
export function tellApart(guests: readonly Named[]): ReadonlyMap<GuestId, Discriminator> {
  const unique = guests.filter((guest, i) => guests.findIndex(({ id }) => id === guest.id) === i)
  const entries = unique.flatMap((guest): readonly (readonly [GuestId, Discriminator])[] => {
    const others = unique.filter((other) => isAlike(guest, other))
    return others.length > 0 ? [[guest.id, discriminatorOf(guest, others)]] : []
  })
  return new Map(entries)
}
