import { describe, expect, it } from 'vitest'
import { bookingFrom } from '../../../src/domain/booking/booking.ts'
import type { RoomId, UrnId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import type { Room, Urn } from '../../../src/domain/rooms/room.ts'
import type { Fields } from '../../../src/sync/record.ts'
import { countsOf, isUrgent, progressOf, toPreheat, urnCards } from '../../../src/ui/rooms/board.ts'
import { placeName } from '../../../src/ui/rooms/place-name.ts'
import {
  answer,
  BEGIN,
  begun,
  emptyRun,
  MIN,
  playAll,
  steaming,
  T0,
  tableOf,
} from '../../domain/procedure/play.ts'

const room = (n: number, more: Partial<Room> = {}): Room => ({
  id: `r${n}` as RoomId,
  name: `${n} 号房`,
  order: n,
  outOfOrder: false,
  ...more,
})
const urn = (n: number, name = '养生瓮', roomNo = n): Urn => ({
  id: `e${n}` as UrnId,
  roomId: `r${roomNo}` as RoomId,
  name,
  order: 0,
  outOfOrder: false,
})
/** Moved there with all that says where it was started. */
const inUrn = (run: Run, n: number, id: string): Run => {
  const place = { roomId: `r${n}`, urnId: `e${n}` }
  const since = Object.entries(run.fields).filter(([name]) => name.startsWith('since:'))
  const moved = since.map(([name, said]) => [name, { ...(said as object), place }])
  return { ...run, id, fields: { ...run.fields, ...Object.fromEntries(moved), place } }
}
const booking = (id: string, minute: number, fields: Fields) =>
  bookingFrom({
    table: 'bookings',
    id,
    rev: 1,
    clocks: {},
    fields: { guestId: 'g1', at: T0 + minute * MIN, ...fields },
  })
const turnover = playAll(tableOf(emptyRun({}, 'turnovers')), [[BEGIN, T0 - 9 * MIN]]).run
const bare = { bookings: [], visits: [], turnovers: [] }

describe('the board', () => {
  it('[D15] sorts every urn by what it asks for, and counts them', () => {
    const visits = [
      inUrn(steaming({}, T0 - 2 * MIN).run, 1, 'calm'),
      inUrn(steaming({}, T0 - 7 * MIN).run, 2, 'late'),
      inUrn(steaming({}, T0 - 21 * MIN).run, 3, 'ask'),
      inUrn(begun().run, 4, 'kept'),
    ]
    const dirty: Run = { ...turnover, fields: { ...turnover.fields, consultant: null } }
    const cards = urnCards(
      {
        ...bare,
        rooms: [1, 2, 3, 4, 5, 6, 7].map((n) => room(n, n === 7 ? { outOfOrder: true } : {})),
        urns: [1, 2, 3, 4, 5, 6, 7].map((n) => urn(n)),
        visits,
        turnovers: [inUrn(dirty, 5, 't-x')],
      },
      T0,
    )
    expect(cards.map(({ view, state }) => [view.room.name, state])).toEqual([
      ['3 号房', 'ask'],
      ['2 号房', 'overdue'],
      ['1 号房', 'steaming'],
      ['5 号房', 'dirty'],
      ['4 号房', 'reserved'],
      ['6 号房', 'ready'],
      ['7 号房', 'outOfOrder'],
    ])
    expect(cards.map(isUrgent)).toEqual([true, true, false, false, false, false, false])
    expect(countsOf(cards)).toEqual({ urns: 7, steaming: 3, ready: 1, dirty: 1, outOfOrder: 1 })
  })

  it('[A6.1] a guest on a break stands before the questions of others, and is urgent', () => {
    const out = playAll(steaming({}, T0 - 2 * MIN), [[{ type: 'breakOut', support: 'left' }, T0 - MIN]])
    const visits = [inUrn(steaming({}, T0 - 21 * MIN).run, 3, 'ask'), inUrn(out.run, 1, 'out')]
    const cards = urnCards({ ...bare, rooms: [room(1), room(3)], urns: [urn(1), urn(3)], visits }, T0)
    expect(cards.map(({ view, state }) => [view.room.name, state])).toEqual([
      ['1 号房', 'away'],
      ['3 号房', 'ask'],
    ])
    expect(cards.every(isUrgent)).toBe(true)
  })

  it('[A1] names the next guest who wished for the room: not those who came, cancelled or are long overdue', () => {
    const wish = { roomId: 'r1' }
    const next = (...bookings: ReturnType<typeof booking>[]) =>
      urnCards({ ...bare, rooms: [room(1)], urns: [urn(1)], bookings }, T0)[0]?.next?.id
    const cancelled = { at: T0, by: 'u1', why: 'noShow' }
    expect(next(booking('b2', 50, wish), booking('b1', 20, wish))).toBe('b1')
    expect(next(booking('b1', 20, { ...wish, cancelled }))).toBeUndefined()
    expect(next(booking('b1', -61, wish))).toBeUndefined()
    expect(next(booking('b1', 20, { roomId: 'r2' }))).toBeUndefined()
  })

  it('[A9.3] shows how far a turnover is by its own steps', () => {
    const before = progressOf(turnover)
    const first = turnover.context.procedure.stages
      .filter(({ table }) => table === 'turnovers')
      .flatMap(({ steps }) => steps)
      .find(({ kind }) => kind === 'do')
    const after = progressOf(playAll(tableOf(turnover), [[answer(first?.id ?? '', true), T0]]).run)
    expect(before.done).toBe(0)
    expect(after).toEqual({ done: 1, all: before.all })
  })
})

it('[D15] a place is called by its room, and by its urn where the room has more than one', () => {
  const rooms = [room(1), room(4)]
  const urns = [urn(1), urn(4, '左瓮'), urn(5, '右瓮', 4)]
  expect(placeName({ roomId: 'r1', urnId: 'e1' }, rooms, urns)).toBe('1 号房')
  expect(placeName({ roomId: 'r4', urnId: 'e5' }, rooms, urns)).toBe('4 号房 右瓮')
  expect(placeName({ roomId: 'r9', urnId: 'e1' }, rooms, urns)).toBe('')
  expect(placeName(null, rooms, urns)).toBe('')
})

describe('preheating', () => {
  const shop = { airingMin: 10, winterMonths: [11], timeZone: 'Asia/Shanghai' }
  const house = { rooms: [room(1)], urns: [urn(1), urn(2, '右瓮', 1)], ...bare, shop, procedure: structure }
  const wished = booking('b1', 60, { roomId: 'r1' })
  const at = (minute: number) => T0 + minute * MIN

  it('[A4.7] says from when on the first urn of the room is heated for the guest who wished for it', () => {
    const cards = urnCards({ ...house, bookings: [wished] }, T0)
    expect(cards.map(({ preheat }) => preheat)).toMatchObject([
      { due: 'early', visitId: null, onFromAt: at(57), onByAt: at(62), plannedEntryAt: at(72) },
      null,
    ])
    expect(toPreheat(cards)).toEqual([])
    expect(toPreheat(urnCards({ ...house, bookings: [wished] }, at(58)))).toHaveLength(1)
    expect(toPreheat(urnCards({ ...house, bookings: [wished] }, at(64)))).toEqual([])
  })

  it('[D15] heats two urns of a room for two who come together, and one for one', () => {
    const couple = [wished, booking('b2', 60, { roomId: 'r1', guestId: 'g2' })]
    const named = urnCards({ ...house, bookings: couple }, T0).map(({ preheat }) => preheat?.guestId)
    expect(named).toEqual(['g1', 'g2'])
    const apart = [wished, booking('b2', 200, { roomId: 'r1', guestId: 'g2' })]
    expect(urnCards({ ...house, bookings: apart }, T0).map(({ preheat }) => preheat?.guestId)).toEqual([
      'g1',
      undefined,
    ])
  })

  it('[A4.7] goes on asking for a guest who is here, until it is on', () => {
    const here = playAll(tableOf(emptyRun({ procedure: structure })), [[BEGIN, T0]])
    const late = urnCards({ ...house, visits: [here.run] }, at(8))
    expect(toPreheat(late)).toMatchObject([{ preheat: { due: 'late', visitId: 'v1' } }])
    const on = playAll(here, [[answer('A4.7-preheat-winter', { startedAt: at(8) }), at(8)]])
    const cards = urnCards({ ...house, visits: [on.run] }, at(9))
    expect(toPreheat(cards)).toEqual([])
    expect(cards.map(({ heat }) => heat.state).sort()).toEqual(['cold', 'preheating'])
  })
})
