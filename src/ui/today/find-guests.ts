/** Finds a guest by what the desk has in hand: a name, a form of address, the end of a phone number, or part of it. */
import { type Guest, phoneTail } from '../../domain/people/guest.ts'

/** Every word must be found; those whose name or tail begins with it stand first, then by name. Empty text finds all. */
export function findGuests(guests: readonly Guest[], text: string): readonly Guest[] {
  const words = plain(text).split(' ').filter(Boolean)
  return guests
    .map((guest) => ({ guest, rank: rankOf(guest, words) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || order.compare(a.guest.name, b.guest.name))
    .map(({ guest }) => guest)
}

/** How many guests of the shop bear the same full name. */
export function sameNamed(guests: readonly Guest[], guest: Guest): number {
  return guests.filter((other) => plain(other.name) === plain(guest.name)).length
}

function rankOf(guest: Guest, words: readonly string[]): number | null {
  const fields = [plain(guest.name), plain(guest.address), (guest.phone ?? '').replace(/\D/g, '')]
  const starts = [...fields.slice(0, 2), phoneTail(guest)]
  let rank = 0
  for (const word of words) {
    if (!fields.some((field) => field.includes(word))) return null
    if (!starts.some((field) => field.startsWith(word))) rank += 1
  }
  return rank
}

const order = new Intl.Collator('zh-CN')

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')
}
