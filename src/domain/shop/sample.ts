/**
 * The sample shop: six rooms, seven urns, five staff, fourteen invented guests and today's bookings around now. Every
 * record is marked `sample: true`. Names and words stand apart, one file a language (sample-words-*.ts).
 */
import { DAY_MS, MINUTE_MS } from '../../base/clock.ts'
import type { Language } from '../language.ts'
import type { StaffRole } from '../people/staff.ts'
import type { NewBooking, NewGuest, NewRoom, NewShop, NewStaff } from './new-shop.ts'
import { dayOf, WINTER_MONTHS } from './shop.ts'

/** A guest's words by key; a list that is missing is empty. */
export type SampleGuestWords = {
  readonly name: string
  readonly address: string
  readonly cautions?: readonly string[]
  readonly preferences?: readonly string[]
}
export type SampleWords = {
  readonly shop: string
  readonly card: string
  readonly consentForms: string
  readonly room: (n: number) => string
  readonly urn: string
  readonly urns: readonly [string, string]
  readonly staff: { readonly [S in keyof typeof STAFF]: string }
  readonly guests: { readonly [G in keyof typeof GUESTS]: SampleGuestWords }
}

const STAFF = {
  lin: 'consultant',
  zhou: 'consultant',
  he: 'consultant',
  wu: 'frontDesk',
  chen: 'manager',
} as const satisfies { readonly [key: string]: StaffRole }

type GuestFacts = {
  readonly gender: 'female' | 'male'
  readonly phone?: string
  /** Days ago that the card was opened. */
  readonly cardDays?: number
  readonly trial?: true
  readonly serious?: true
  readonly weak?: true
  readonly lowSugar?: true
  readonly organs?: readonly string[]
  readonly language?: Language
}

/** Phone numbers are of a range that is not given out. */
const GUESTS = {
  wangA: { gender: 'female', phone: '10000006218', cardDays: 206, lowSugar: true },
  wangB: { gender: 'female', phone: '10000003047', cardDays: 31 },
  chen: { gender: 'male', phone: '10000005520', cardDays: 121 },
  liu: { gender: 'female', phone: '10000001186', cardDays: 75, organs: ['liver'] },
  zhao: { gender: 'female', phone: '10000009034', trial: true, weak: true },
  li: { gender: 'male', phone: '10000002275', cardDays: 318, serious: true },
  sun: { gender: 'male', phone: '10000007741', trial: true },
  sunWife: { gender: 'female', trial: true },
  wu: { gender: 'female', phone: '10000004409', cardDays: 12, organs: ['stomach'] },
  ouyang: { gender: 'female', phone: '10000008852', cardDays: 154 },
  huang: { gender: 'male', phone: '10000000613' },
  parker: { gender: 'female', phone: '10000006690', trial: true, language: 'en' },
  xu: { gender: 'female', phone: '10000003358', cardDays: 260, language: 'zh-Hant' },
  ma: { gender: 'male', phone: '10000001927', cardDays: 44, lowSugar: true, organs: ['kidneys'] },
} as const satisfies { readonly [key: string]: GuestFacts }

type StaffKey = keyof typeof STAFF
type GuestKey = keyof typeof GUESTS

/** Minutes from the quarter hour before now; two are due now, the rest comes. */
const BOOKINGS: readonly (readonly [inMin: number, GuestKey, StaffKey | null, room: number | null])[] = [
  [-15, 'wangA', 'lin', 3],
  [0, 'chen', 'zhou', 5],
  [30, 'liu', 'lin', 6],
  [60, 'sun', 'he', 4],
  [60, 'sunWife', 'he', 4],
  [90, 'wu', 'zhou', 3],
  [135, 'parker', null, null],
  [180, 'xu', 'he', 1],
]
const SELF_BOOKED: readonly GuestKey[] = ['parker', 'sun', 'sunWife']
const ROOM_COUNT = 6
const ROOM_OF_TWO_URNS = 4
const QUARTER_MS = 15 * MINUTE_MS

const idOf = (kind: string, key: string | number) => `sample-${kind}-${key}`

/** The whole shop; `now` is what its bookings and cards stand around. */
export function sampleShop(words: SampleWords, now: number, timeZone: string): NewShop {
  return {
    name: words.shop,
    winterMonths: WINTER_MONTHS,
    timeZone,
    sample: true,
    rooms: rooms(words),
    staff: Object.entries(STAFF).map(
      ([key, role]): NewStaff => ({ id: idOf('staff', key), name: words.staff[key as StaffKey], role }),
    ),
    guests: Object.entries(GUESTS).map(([key, facts]) =>
      guest(key as GuestKey, facts, words, dayOf(now - DAY_MS * daysOf(facts), timeZone).day),
    ),
    bookings: bookings(now, timeZone),
    consentForms: words.consentForms,
  }
}

const daysOf = (facts: GuestFacts) => facts.cardDays ?? 0

function rooms(words: SampleWords): readonly NewRoom[] {
  return Array.from({ length: ROOM_COUNT }, (_, at) => {
    const n = at + 1
    const names = n === ROOM_OF_TWO_URNS ? words.urns : [words.urn]
    const urns = names.map((name, urn) => ({ id: idOf('urn', `${n}-${urn + 1}`), name }))
    return { id: idOf('room', n), name: words.room(n), urns }
  })
}

function guest(key: GuestKey, facts: GuestFacts, words: SampleWords, openedOn: string): NewGuest {
  const own = words.guests[key]
  return {
    id: idOf('guest', key),
    name: own.name,
    address: own.address,
    gender: facts.gender,
    phone: facts.phone ?? null,
    card: facts.cardDays === undefined ? null : { name: words.card, openedOn },
    trial: facts.trial ?? false,
    serious: facts.serious ?? false,
    weak: facts.weak ?? false,
    lowSugar: facts.lowSugar ?? false,
    organs: facts.organs ?? [],
    cautions: own.cautions ?? [],
    preferences: own.preferences ?? [],
    language: facts.language ?? null,
    born: null,
  }
}

function bookings(now: number, timeZone: string): readonly NewBooking[] {
  const quarter = Math.floor(now / QUARTER_MS) * QUARTER_MS
  return BOOKINGS.map(([inMin, guestKey, staffKey, room], at) => {
    const due = quarter + inMin * MINUTE_MS
    return {
      id: idOf('booking', at + 1),
      day: dayOf(due, timeZone).day,
      guestId: idOf('guest', guestKey),
      at: due,
      madeAt: due - DAY_MS,
      consultantId: staffKey === null ? null : idOf('staff', staffKey),
      roomId: room === null ? null : idOf('room', room),
      by: idOf('staff', staffKey ?? 'wu'),
      selfBooked: SELF_BOOKED.includes(guestKey),
    }
  })
}
