/**
 * Finding a guest by what is at hand: a piece of the name, the first letters of its syllables, the form of address, the last
 * digits of the phone. Pure, and quick enough for every keystroke over 20,000 guests.
 */
import { type Guest, phoneTail } from './guest.ts'

type Findable = Pick<Guest, 'name' | 'address' | 'phone'>

/** Full-width digits and letters, case and spaces make no difference. */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

/** The digits of a phone number, whatever stands between them. */
export function digitsOf(phone: string | null): string {
  return (phone ?? '').normalize('NFKC').replace(/\D/g, '')
}

/** A guest with all that they are found by, put together once for every keystroke that follows. */
type Entry<G> = {
  readonly guest: G
  readonly texts: readonly string[]
  readonly initials: readonly string[]
  readonly digits: string
}
export type GuestIndex<G> = readonly Entry<G>[]

/**
 * Prepares a search; `initialsOf` gives the first letters of a name's syllables, `wxl` for 王秀兰, and nothing for a name that
 * has none.
 */
export function indexGuests<G extends Findable>(
  guests: readonly G[],
  initialsOf: (name: string) => string = () => '',
): GuestIndex<G> {
  return guests.map((guest) => ({
    guest,
    texts: [plainText(guest.name), plainText(guest.address)],
    initials: [initialsOf(guest.name), initialsOf(guest.address)].filter((letters) => letters !== ''),
    digits: digitsOf(guest.phone),
  }))
}

/** Guests that fit, best first, otherwise in the order given; all of them for an empty query. */
export function searchGuests<G extends Findable>(index: GuestIndex<G>, query: string): readonly G[] {
  const sought = plainText(query)
  if (sought === '') return index.map(({ guest }) => guest)
  const ranked: G[][] = [[], [], []]
  // One pass and no sort: it runs with every letter over all guests of a shop.
  for (const entry of index) {
    const rank = rankOf(entry, sought)
    if (rank !== null) ranked[rank]?.push(entry.guest)
  }
  return ranked.flat()
}

/** 0 begins so, 1 the phone's last digits or the first letters of the name, 2 somewhere inside; null not at all. */
function rankOf({ texts, initials, digits }: Entry<Findable>, sought: string): 0 | 1 | 2 | null {
  if (texts.some((text) => text.startsWith(sought))) return 0
  if (initials.some((letters) => letters.startsWith(sought))) return 1
  if (/^\d{2,}$/.test(sought)) {
    if (digits.endsWith(sought)) return 1
    if (digits.includes(sought)) return 2
  }
  return texts.some((text) => text.includes(sought)) ? 2 : null
}

export type Likeness<G> = { readonly guest: G; readonly by: 'phone' | 'name' }

/** Guests who may be the same person as the one being written down: the same phone, or the same name. */
export function likelySame<G extends Findable & { readonly id: string }>(
  guests: readonly G[],
  draft: { readonly id: string; readonly name: string; readonly phone: string | null },
): readonly Likeness<G>[] {
  const name = plainText(draft.name)
  const phone = digitsOf(draft.phone)
  return guests
    .filter(({ id }) => id !== draft.id)
    .flatMap((guest): readonly Likeness<G>[] => {
      if (phone.length >= PHONE_MIN && digitsOf(guest.phone) === phone) return [{ guest, by: 'phone' }]
      return name !== '' && plainText(guest.name) === name ? [{ guest, by: 'name' }] : []
    })
}

/** Shortest and longest number that a person is reached at (E.164 allows 15 digits). */
const PHONE_MIN = 7
const PHONE_MAX = 15

/** Whether a number looks mistyped; a question to ask, never a reason to refuse it. Empty is fine. */
export function isOddPhone(phone: string): boolean {
  if (phone.trim() === '') return false
  const count = digitsOf(phone).length
  return count < PHONE_MIN || count > PHONE_MAX || /[^\d\s+()./#-]/.test(phone.normalize('NFKC'))
}

/** Every name once in the order of the Chinese dictionary, then by phone, so that namesakes keep their places. */
export function inNameOrder<G extends Findable>(guests: readonly G[]): readonly G[] {
  const { compare } = new Intl.Collator('zh-CN')
  return [...guests].sort((a, b) => compare(a.name, b.name) || compare(phoneTail(a), phoneTail(b)))
}
