import { describe, expect, it } from 'vitest'
import { bookingFrom } from '../../../src/domain/booking/booking.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import type { Fields } from '../../../src/sync/record.ts'
import {
  closedToday,
  mineToday,
  nextArrivals,
  registerLines,
  served,
  stillMissing,
  windowOf,
} from '../../../src/ui/today/day.ts'
import { begun, gone, MIN, play, playAll, steaming, T0 } from '../../domain/procedure/play.ts'

const me = 'u1' as StaffId
const DAY = '2026-11-23'
const at = (minute: number) => T0 + minute * MIN
const named = (run: Run, id: string, fields: Fields = {}): Run => ({
  ...run,
  id,
  fields: { ...run.fields, ...fields },
})
const booking = (id: string, minute: number, fields: Fields = {}) =>
  bookingFrom({
    table: 'bookings',
    id,
    day: DAY,
    rev: 1,
    clocks: {},
    fields: { guestId: `g-${id}`, at: at(minute), madeAt: at(-600), by: 'u1', ...fields },
  })
const others = { consultant: { value: 'u2', at: T0, by: 'u2' } }

describe('who needs somebody', () => {
  it('[A6.5] urgent guests of everybody first, what is coming up for one’s own alone', () => {
    const over = named(steaming({}, at(-31)).run, 'over', others)
    const ask = named(steaming({}, at(-20.5)).run, 'ask', others)
    const own = named(steaming({}, at(-2)).run, 'own')
    const calm = named(steaming({}, at(-2)).run, 'calm', others)
    const waiting = named(begun({}, at(-9)).run, 'waiting')
    const lists = served([calm, waiting, own, ask, over, gone().run], me, T0)
    expect(lists.urgent.map(({ run, due }) => [run.id, due.kind])).toEqual([
      ['over', 'over'],
      ['ask', 'ask'],
      ['own', 'soon'],
    ])
    expect(lists.others.map(({ run }) => run.id)).toEqual(['calm', 'waiting'])
  })

  it('[A3.1] arrivals: who is here first, then one’s own and nobody’s, for an hour ahead and not for ever back', () => {
    const list = nextArrivals(
      [
        booking('theirs', 5, { consultantId: 'u2' }),
        booking('own', 30, { consultantId: 'u1' }),
        booking('anyone', 20),
        booking('here', 10, { arrived: { at: T0, by: 'u1' } }),
        booking('tonight', 61),
        booking('long ago', -90),
        booking('late', -40, { consultantId: 'u1' }),
        booking('gone', 1, { cancelled: { at: T0, by: 'u1', why: 'noShow' } }),
        booking('begun', 2),
      ],
      [named(begun().run, 'v', { bookingId: 'begun' })],
      me,
      T0,
    )
    expect(list.map(({ id }) => id)).toEqual(['here', 'late', 'anyone', 'own', 'theirs'])
  })
})

it('[D17] counts one’s own guests once each; a voided visit counts for nobody', () => {
  const filed = playAll(gone(), [[{ type: 'file' }, at(60)]]).run
  const voided = play(begun(), { type: 'void', why: 'duplicate' }, at(1)).run
  const visits = [
    named(begun().run, 'a', { bookingId: 'b1' }),
    named(gone().run, 'b'),
    named(filed, 'c'),
    named(voided, 'd', { bookingId: 'b2' }),
    named(begun().run, 'e', others),
  ]
  const bookings = [
    booking('b1', 0, { consultantId: 'u1' }),
    booking('b2', 0, { consultantId: 'u1' }),
    booking('b3', 0, { consultantId: 'u2' }),
  ]
  expect(mineToday(bookings, visits, me, DAY)).toEqual({ all: 4, done: 2 })
})

it('[A13.1] filed and voided visits of the day, the latest first, with what is still missing', () => {
  const filed = playAll(gone(), [[{ type: 'file' }, at(60)]]).run
  const voided = play(begun(), { type: 'void', why: 'duplicate' }, at(90)).run
  const list = closedToday([named(filed, 'f'), begun().run, named(voided, 'v')], DAY)
  expect(list.map(({ id }) => id)).toEqual(['v', 'f'])
  const lacks = named(filed, 'f', { filed: { at: at(60), by: 'u1', missing: ['x-step', 'y-step'] } })
  expect(stillMissing(lacks)).toBe(2)
  expect(stillMissing(named(lacks, 'f', { 'x-step': { value: true, at: at(70), by: 'u1' } }))).toBe(1)
})

describe('the register’s lines', () => {
  it('[A1.2] say of each what became of it', () => {
    const lines = registerLines(
      [
        booking('soon', 30),
        booking('late', -11),
        booking('near', -9),
        booking('came', -1, { arrived: { at: T0, by: 'u1' } }),
        booking('no', 1, { cancelled: { at: T0, by: 'u1', why: 'noShow' } }),
        booking('off', 2, { cancelled: { at: T0, by: 'u1', why: 'guestAsked' } }),
        booking('in', 3),
        booking('void', 4),
      ],
      [
        named(steaming({}, at(-21)).run, 'v-in', { bookingId: 'in' }),
        named(play(begun(), { type: 'void', why: 'x' }, at(1)).run, 'v-void', { bookingId: 'void' }),
        named(steaming({}, at(-31)).run, 'over'),
        named(begun({}, at(-7)).run, 'here'),
        named(gone().run, 'left'),
      ],
      T0,
    )
    expect(Object.fromEntries(lines.map(({ key, shown }) => [key, shown]))).toEqual({
      soon: 'expected',
      late: 'late',
      near: 'expected',
      came: 'arrived',
      no: 'noShow',
      off: 'cancelled',
      'v-in': 'ask',
      void: 'expected',
      'v-void': 'voided',
      over: 'off',
      here: 'here',
      left: 'left',
    })
    expect(lines.map((line) => line.at)).toEqual(lines.map((line) => line.at).sort((a, b) => a - b))
  })

  it('[A1.2] a long day is cut around the first guest who is still to come', () => {
    const line = (minute: number, shown: 'filed' | 'late' | 'expected') => ({ at: at(minute), shown })
    const lines = [
      ...Array.from({ length: 10 }, (_, i) => line(-300 + i, 'filed')),
      line(-200, 'late'),
      line(-20, 'late'),
      ...Array.from({ length: 50 }, (_, i) => line(i, 'expected')),
    ]
    expect(windowOf(lines, { before: 4, after: 40 }, T0)).toEqual({ from: 7, to: 51 })
    expect(windowOf(lines.slice(0, 10), { before: 4, after: 40 }, T0)).toEqual({ from: 6, to: 10 })
    expect(windowOf([], { before: 4, after: 40 }, T0)).toEqual({ from: 0, to: 0 })
  })
})
