import { describe, expect, test } from 'vitest'
import { bookingFrom } from '../../../src/domain/booking/booking.ts'
import { type Guest, guestFrom } from '../../../src/domain/people/guest.ts'
import { planNewShop } from '../../../src/domain/shop/new-shop.ts'
import { type SampleWords, sampleShop } from '../../../src/domain/shop/sample.ts'
import { words as en } from '../../../src/domain/shop/sample-words-en.ts'
import { words as zhCn } from '../../../src/domain/shop/sample-words-zh-cn.ts'
import { words as zhHant } from '../../../src/domain/shop/sample-words-zh-hant.ts'
import { dayOf, shopFrom } from '../../../src/domain/shop/shop.ts'
import type { Change } from '../../../src/sync/change-set.ts'
import { checkFields, jsonBytes, OPS_MAX, SET_MAX_BYTES } from '../../../src/sync/limits.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'

const NOW = Date.UTC(2026, 10, 23, 2, 7)
const ZONE = 'Asia/Shanghai'
const PROCEDURE = 'NIC-01/A@1'
const SLOT = { v: 1, wrapped: 'b64' }
const KEYS = { slots: new Map([['sample-staff-chen', SLOT]]), recovery: { v: 1 } }

const recordOf = (change: Change): SyncRecord => ({ ...change, rev: 1, clocks: {} })
const changesOf = (words: SampleWords, now = NOW) =>
  planNewShop(sampleShop(words, now, ZONE), PROCEDURE, KEYS).flat()
const of = (changes: readonly Change[], table: string) =>
  changes.filter((change) => change.table === table).map(recordOf)
const guestsOf = (words: SampleWords) => of(changesOf(words), 'guests').map(guestFrom)

describe.each([
  ['zh-CN', zhCn],
  ['zh-Hant', zhHant],
  ['en', en],
] as const)('the sample shop in %s', (_, words) => {
  test('has six rooms, one of them with two urns, and five staff with a manager among them', () => {
    const changes = changesOf(words)
    expect(of(changes, 'rooms')).toHaveLength(6)
    const perRoom = new Map<unknown, number>()
    for (const urn of of(changes, 'urns')) {
      perRoom.set(urn.fields.roomId, (perRoom.get(urn.fields.roomId) ?? 0) + 1)
    }
    expect([...perRoom.values()].sort()).toEqual([1, 1, 1, 1, 1, 2])
    expect(of(changes, 'staff').map((person) => person.fields.role)).toContain('manager')
    expect(of(changes, 'staff')).toHaveLength(5)
  })

  test('every record says that it is a sample, and every guest has name and form of address', () => {
    const changes = changesOf(words)
    expect(changes.every((change) => change.fields.sample === true && change.create === true)).toBe(true)
    expect(guestsOf(words).every(({ name, address }) => name !== '' && address !== '')).toBe(true)
  })

  test('[CS7] each set keeps far below the limits', () => {
    for (const set of planNewShop(sampleShop(words, NOW, ZONE), PROCEDURE, KEYS)) {
      expect(set.length).toBeLessThan(OPS_MAX)
      expect(jsonBytes(set)).toBeLessThan(SET_MAX_BYTES / 2)
      expect(set.map(checkFields).filter((breach) => breach !== null)).toEqual([])
    }
  })
})

describe('the sample guests', () => {
  const guests = guestsOf(zhCn)
  const has = (fits: (guest: Guest) => boolean) => guests.some(fits)

  test('show every kind of care once, and two of the same name', () => {
    const facts: readonly ((guest: Guest) => boolean)[] = [
      (g) => g.card !== null,
      (g) => g.card === null && !g.trial,
      (g) => g.trial,
      (g) => g.serious,
      (g) => g.weak,
      (g) => g.lowSugar,
      (g) => g.organs.includes('liver'),
      (g) => g.cautions.length > 0,
      (g) => g.preferences.length > 0,
      (g) => g.language === 'en',
      (g) => g.language === 'zh-Hant',
    ]
    expect(facts.map(has)).toEqual(facts.map(() => true))
    expect(new Set(guests.map(({ name }) => name)).size).toBe(guests.length - 1)
  })

  test('words hold no comma, so that a form gives them back as they were', () => {
    const words = [zhCn, zhHant, en].flatMap(guestsOf).flatMap((g) => [...g.cautions, ...g.preferences])
    expect(words.filter((word) => /[、，,；;]/.test(word))).toEqual([])
  })

  test('nobody with a card is on trial', () => {
    expect(guests.filter((guest) => guest.card !== null && guest.trial)).toEqual([])
  })
})

describe('the sample bookings', () => {
  test.each([NOW, Date.UTC(2026, 10, 23, 15, 50), Date.UTC(2026, 1, 1, 16, 0)])(
    '[D7] at %d each stands on its own day, around now, and was made the day before',
    (now) => {
      const bookings = of(changesOf(zhCn, now), 'bookings').map(bookingFrom)
      expect(bookings.every((booking) => booking.day === dayOf(booking.at, ZONE).day)).toBe(true)
      expect(bookings.every((booking) => Math.abs(booking.at - now) < 4 * 3_600_000)).toBe(true)
      expect(bookings.every((booking) => booking.madeAt < now)).toBe(true)
      expect(bookings.some((booking) => booking.at <= now)).toBe(true)
    },
  )

  test('name guests, rooms and staff that exist; one comes without a room', () => {
    const changes = changesOf(zhCn)
    const ids = new Set(changes.map(({ id }) => id))
    const bookings = of(changes, 'bookings').map(bookingFrom)
    expect(bookings.every(({ guestId, by }) => ids.has(guestId) && ids.has(by))).toBe(true)
    expect(
      bookings.every(({ roomId, consultantId }) => [roomId, consultantId].every((id) => !id || ids.has(id))),
    ).toBe(true)
    expect(bookings.some((booking) => booking.roomId === null && booking.selfBooked)).toBe(true)
  })
})

describe('planNewShop', () => {
  test('[SEC2] the wrapped key comes before anything that it seals, the recovery slot with the shop', () => {
    const sets = planNewShop(sampleShop(zhCn, NOW, ZONE), PROCEDURE, KEYS)
    const all = sets.flat()
    const chen = all.findIndex(({ id }) => id === 'sample-staff-chen')
    expect(all[chen]?.fields.slot).toEqual(SLOT)
    expect(all.find(({ id }) => id === 'sample-staff-lin')?.fields).not.toHaveProperty('slot')
    expect(chen).toBeLessThan(all.findIndex(({ table }) => table === 'guests'))
    expect(sets[0]).toContain(all[chen])
    expect(sets.at(-1)?.[0]?.fields.recovery).toEqual({ v: 1 })
  })

  test('the shop comes last and alone, so that a set-up cut in the middle has not happened', () => {
    const sets = planNewShop(sampleShop(zhCn, NOW, ZONE), PROCEDURE, KEYS)
    const last = sets.at(-1) ?? []
    expect(last.map(({ table, id }) => [table, id])).toEqual([['shop', 'shop']])
    expect(last[0]?.fields.procedureId).toBe(PROCEDURE)
    expect(
      sets
        .slice(0, -1)
        .flat()
        .filter(({ table }) => table === 'shop'),
    ).toEqual([])
    expect(shopFrom(recordOf(last[0] as Change))).toMatchObject({ timeZone: ZONE, sample: true })
  })

  test('the same shop planned again writes the same records', () => {
    expect(changesOf(zhCn)).toEqual(changesOf(zhCn))
  })

  test('[CS7] five hundred guests are divided into several sets', () => {
    const shop = sampleShop(zhCn, NOW, ZONE)
    const [first] = shop.guests
    if (!first) throw new Error('the sample has guests')
    const guests = Array.from({ length: 500 }, (_, n) => ({ ...first, id: `g${n}` }))
    const sets = planNewShop({ ...shop, guests }, PROCEDURE, KEYS)
    expect(sets.length).toBeGreaterThan(5)
    expect(Math.max(...sets.map((set) => set.length))).toBeLessThanOrEqual(OPS_MAX / 2)
    expect(sets.flat().filter(({ table }) => table === 'guests')).toHaveLength(500)
  })

  test('guests and bookings carry the person whom they are about', () => {
    const people = changesOf(zhCn).filter(({ table }) => table === 'guests' || table === 'bookings')
    expect(people.every(({ person }) => person?.startsWith('sample-guest-'))).toBe(true)
  })
})
