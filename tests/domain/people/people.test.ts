import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressFor } from '../../../src/domain/people/address.ts'
import { guestFrom } from '../../../src/domain/people/guest.ts'
import { type GuestDraft, NEW_GUEST, planGuest, wordsOf } from '../../../src/domain/people/plan-guest.ts'
import {
  indexGuests,
  inNameOrder,
  isOddPhone,
  likelySame,
  searchGuests,
} from '../../../src/domain/people/search.ts'
import { asJson } from '../../../src/domain/procedure/plan.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'
import { actOf } from '../consent/sample-acts.ts'

const guest = (id: string, name: string, address: string, phone: string | null = null) => ({
  id,
  name,
  address,
  phone,
})
const WANG_A = guest('a', '王秀兰', '王女士', '100-0000 6218')
const WANG_B = guest('b', '王秀兰', '王阿姨', '10000003047')
const OUYANG = guest('c', '欧阳若曦', '欧阳女士')
const GRACE = guest('d', 'Grace Parker', 'Ms Parker', '+44 20 0000 6690')
const ALL = [WANG_A, WANG_B, OUYANG, GRACE]
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id)

describe('finding a guest', () => {
  test.each([
    ['秀兰', ['a', 'b']],
    ['王阿姨', ['b']],
    ['6218', ['a']],
    ['００６２１８', ['a']],
    ['parker', ['d']],
    ['ms par', ['d']],
    ['6690', ['d']],
    ['若', ['c']],
    ['李', []],
    ['  ', ['a', 'b', 'c', 'd']],
  ])('[A2.2] "%s" finds %j', (query, expected) => {
    expect(ids(searchGuests(indexGuests(ALL), query))).toEqual(expected)
  })

  test('[A2.2] what begins with the query comes before what holds it somewhere', () => {
    const inside = guest('x', '小王', '小王')
    expect(ids(searchGuests(indexGuests([inside, WANG_A]), '王'))).toEqual(['a', 'x'])
  })

  test('every guest is found by their whole name, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        const one = guest('x', name, '')
        expect(searchGuests(indexGuests([one]), name)).toEqual([one])
      }),
    )
  })

  test('[A2.2] the first letters of a name find it after what begins so, and before what holds it somewhere', () => {
    const letters = new Map([
      ['王秀兰', 'wxl'],
      ['王女士', 'wns'],
      ['王阿姨', 'way'],
      ['欧阳若曦', 'oyrx'],
    ])
    const index = indexGuests(
      [guest('w', 'Bowx', ''), guest('y', 'wxyz', ''), ...ALL],
      (name) => letters.get(name) ?? '',
    )
    expect(ids(searchGuests(index, 'wx'))).toEqual(['y', 'a', 'b', 'w'])
    expect(ids(searchGuests(index, 'WXL'))).toEqual(['a', 'b'])
    expect(ids(searchGuests(index, 'oyr'))).toEqual(['c'])
    expect(ids(searchGuests(index, 'xl'))).toEqual([])
  })

  test('namesakes stand side by side in the list', () => {
    expect(ids(inNameOrder([WANG_A, OUYANG, WANG_B]))).toEqual(['c', 'b', 'a'])
  })
})

describe('a likely duplicate', () => {
  test('is told by the phone whatever stands between the digits, and by the name', () => {
    const draft = { id: 'new', name: '王 秀兰', phone: '10000006218' }
    expect(likelySame(ALL, draft).map(({ guest: { id }, by }) => [id, by])).toEqual([
      ['a', 'phone'],
      ['b', 'name'],
    ])
  })

  test('is neither the guest themselves nor anybody with an empty phone', () => {
    expect(likelySame(ALL, { ...OUYANG, phone: '' })).toEqual([])
  })
})

test.each([
  ['', false],
  ['10000006218', false],
  ['+44 (20) 0000-6690', false],
  ['12345', true],
  ['1000000621812345678', true],
  ['call the wife', true],
])('a phone "%s" is questioned: %s', (phone, odd) => {
  expect(isOddPhone(phone)).toBe(odd)
})

test.each([
  ['王秀兰', 'female', '王女士'],
  ['陈建军', 'male', '陈先生'],
  ['欧阳若曦', 'female', '欧阳女士'],
  ['歐陽若曦', 'male', '歐陽先生'],
  [' Grace Parker ', 'female', 'Ms Parker'],
  ['𠮷田', 'male', '𠮷先生'],
  ['', 'female', ''],
] as const)('[A2.2] %s (%s) is proposed as %s', (name, gender, address) => {
  expect(addressFor(name, gender)).toBe(address)
})

describe('writing a guest down', () => {
  const draft: GuestDraft = { ...NEW_GUEST, name: ' 王秀兰 ', address: '王女士', phone: ' 10000006218 ' }
  const record = (fields: SyncRecord['fields']): SyncRecord => ({
    table: 'guests',
    id: 'g',
    rev: 1,
    clocks: {},
    fields,
  })
  const changesOf = (result: ReturnType<typeof plan>) => ('changes' in result ? result.changes : [])
  const consents = { ...record({ 'record#1': asJson(actOf('record')) }), table: 'consents' }
  /** Of a guest who has agreed; the others are in agreed.test.ts. */
  const plan = (guest: GuestDraft, before?: SyncRecord) =>
    planGuest('g', guest, { before, consents, day: '2026-11-23' })

  test('[CS6] a new guest is created with what is known, without nulls, and is their own person', () => {
    const [change] = changesOf(plan(draft))
    expect(change).toMatchObject({ table: 'guests', id: 'g', create: true, person: 'g' })
    expect(change?.fields).toMatchObject({ name: '王秀兰', address: '王女士', phone: '10000006218' })
    expect(Object.values(change?.fields ?? {})).not.toContain(null)
  })

  test('reading it back gives the draft', () => {
    const [change] = changesOf(plan(draft))
    expect(guestFrom(record(change?.fields ?? {}))).toMatchObject({ name: '王秀兰', trial: true, card: null })
  })

  test('[CS6] changing one thing writes one field; clearing writes null; changing nothing writes nothing', () => {
    const [made] = changesOf(plan(draft))
    const before = record(made?.fields ?? {})
    const same = { ...draft, name: '王秀兰', phone: '10000006218' }
    expect(changesOf(plan(same, before))).toEqual([])
    expect(changesOf(plan({ ...same, phone: null }, before))).toEqual([
      { table: 'guests', id: 'g', fields: { phone: null } },
    ])
  })

  test('[M7] fields of a newer version are left alone', () => {
    const before = record({ name: '王秀兰', address: '王女士', trial: true, faceId: 'x' })
    const [change] = changesOf(plan({ ...draft, weak: true }, before))
    expect(Object.keys(change?.fields ?? {}).sort()).toEqual(['phone', 'weak'])
  })

  test('[A1.1] a guest with a card is on trial no longer, and the card needs its name and day', () => {
    const card = { name: '调理卡', openedOn: '2026-05-01' }
    const [change] = changesOf(plan({ ...draft, card }))
    expect(change?.fields).toMatchObject({ card, trial: false })
    expect(plan({ ...draft, card: { ...card, name: ' ' } })).toEqual({
      refused: 'cardNameMissing',
    })
    expect(plan({ ...draft, card: { ...card, openedOn: '' } })).toEqual({
      refused: 'cardDayMissing',
    })
  })

  test('a name is needed; the form of address falls back to it', () => {
    expect(plan({ ...draft, name: '  ' })).toEqual({ refused: 'nameMissing' })
    expect(changesOf(plan({ ...draft, address: '' }))[0]?.fields.address).toBe('王秀兰')
  })

  test('words are divided by commas of any script, each once', () => {
    expect(wordsOf('怕热、喜 1 档，怕热; guqin,')).toEqual(['怕热', '喜 1 档', 'guqin'])
    expect(wordsOf(' ')).toEqual([])
  })
})
