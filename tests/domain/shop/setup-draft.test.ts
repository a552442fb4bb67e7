import { describe, expect, test } from 'vitest'
import {
  draftProblem,
  EMPTY_DRAFT,
  firstProblem,
  firstSigner,
  keptOfDraft,
  parseDraft,
  type SetupDraft,
  shopOfDraft,
  withLine,
  withRoomCount,
} from '../../../src/domain/shop/setup-draft.ts'

const named = (n: number) => `${n} 号房`
const IDS = ['r1', 'r2', 'r3', 'r4', 'r5']
const rooms = (count: number) => withRoomCount(EMPTY_DRAFT, count, named, IDS)
const whole: SetupDraft = {
  ...rooms(2),
  name: ' 南门店 ',
  staff: [
    { id: 's1', name: '林晓芸', role: 'consultant' },
    { id: 's2', name: '陈国华', role: 'manager' },
  ],
  pins: { s1: '204871', s2: '902713' },
  guests: [{ id: 'g1', name: '欧阳若曦', gender: 'female', phone: ' ' }],
}

describe('the number of rooms', () => {
  test('names new rooms in order and keeps those that were renamed', () => {
    const renamed = {
      ...rooms(2),
      rooms: rooms(2).rooms.map((r) => (r.id === 'r1' ? { ...r, name: '兰' } : r)),
    }
    const more = withRoomCount(renamed, 3, named, ['r9'])
    expect(more.rooms.map(({ id, name }) => [id, name])).toEqual([
      ['r1', '兰'],
      ['r2', '2 号房'],
      ['r9', '3 号房'],
    ])
  })

  test('fewer takes the last ones away', () => {
    expect(withRoomCount(rooms(3), 1, named, []).rooms.map(({ id }) => id)).toEqual(['r1'])
  })
})

describe('what keeps a step from being done', () => {
  test.each([
    ['shop', { name: '  ' }, 'nameMissing'],
    ['rooms', { rooms: [] }, 'roomsMissing'],
    ['rooms', { rooms: [{ id: 'a', name: ' ', urns: 1 }] }, 'roomNameMissing'],
    [
      'rooms',
      {
        rooms: [
          { id: 'a', name: '兰', urns: 1 },
          { id: 'b', name: '兰 ', urns: 1 },
        ],
      },
      'roomNameTwice',
    ],
    ['staff', { staff: [] }, 'staffMissing'],
    [
      'staff',
      {
        staff: [
          { id: 'a', name: '李', role: 'consultant' },
          { id: 'b', name: '李', role: 'manager' },
        ],
      },
      'staffNameTwice',
    ],
    ['staff', { staff: [{ id: 's1', name: '林晓芸', role: 'consultant' }] }, 'managerMissing'],
    ['pins', { pins: { s1: '204871' } }, 'pinMissing'],
    ['guests', { guests: [] }, null],
  ] as const)('%s with %j: %s', (step, part, problem) => {
    expect(draftProblem({ ...whole, ...part }, step)).toBe(problem)
  })

  test('the first step that is not done is where to go', () => {
    expect(firstProblem({ ...whole, rooms: [], staff: [] })).toEqual({
      step: 'rooms',
      problem: 'roomsMissing',
    })
    expect(firstProblem(whole)).toBeNull()
  })
})

describe('a line that was typed and not added', () => {
  test('is added under its id and leaves the role for the next one', () => {
    const typed: SetupDraft = { ...EMPTY_DRAFT, staffLine: { name: ' 周敏 ', role: 'manager' } }
    const after = withLine(typed, 'staff', 's7')
    expect(after.staff).toEqual([{ id: 's7', name: '周敏', role: 'manager' }])
    expect(after.staffLine).toEqual({ name: '', role: 'manager' })
  })

  test('adds nobody when it is empty', () => {
    expect(withLine(EMPTY_DRAFT, 'staff', 's7')).toBe(EMPTY_DRAFT)
    expect(withLine(EMPTY_DRAFT, 'guests', 'g7')).toBe(EMPTY_DRAFT)
  })
})

test('[D15] the shop of a draft has an urn for each that was counted, and trims what was typed', () => {
  const two = { ...whole, rooms: whole.rooms.map((room, at) => ({ ...room, urns: at + 1 })) }
  const shop = shopOfDraft(two, (n, of) => `${n}/${of}`, 'Asia/Taipei')
  expect(shop.rooms.map(({ urns }) => urns)).toEqual([
    [{ id: 'r1-u1', name: '1/1' }],
    [
      { id: 'r2-u1', name: '1/2' },
      { id: 'r2-u2', name: '2/2' },
    ],
  ])
  expect(shop).toMatchObject({ name: '南门店', timeZone: 'Asia/Taipei', sample: false, bookings: [] })
  expect(shop.guests[0]).toMatchObject({ name: '欧阳若曦', address: '欧阳女士', phone: null, trial: true })
})

describe('the kept draft', () => {
  test('[SEC1] comes back as it was, but for PINs and guests, which are never kept in the clear', () => {
    const kept = { ...whole, pins: {}, guests: [] }
    expect(keptOfDraft({ ...whole, guestLine: { name: '王', gender: 'male', phone: '1' } })).toEqual(kept)
    expect(parseDraft(structuredClone(whole))).toEqual(kept)
    expect(parseDraft({ ...whole, step: 'guests' }).step, 'the PINs are gone with the page').toBe('pins')
  })

  test('the manager who typed a PIN signs in first', () => {
    expect(firstSigner(whole)).toEqual({ person: 's2', pin: '902713' })
    expect(firstSigner({ ...whole, pins: { s1: '204871' } })).toBeNull()
  })

  test.each([
    null,
    undefined,
    'x',
    {},
    { ...EMPTY_DRAFT, rooms: 'many' },
    { ...EMPTY_DRAFT, step: 'cellar' },
  ])('that is broken (%j) begins anew', (kept) => {
    expect(parseDraft(kept)).toEqual(EMPTY_DRAFT)
  })
})
