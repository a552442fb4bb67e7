import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/domain/procedure/run.ts'
import { roomBoard } from '../../../src/domain/rooms/board.ts'
import type { Room, Urn } from '../../../src/domain/rooms/room.ts'
import {
  answer,
  BEGIN,
  begun,
  emptyRun,
  leave,
  MIN,
  playAll,
  ready,
  steaming,
  T0,
  tableOf,
} from '../procedure/play.ts'

const at = (minute: number) => T0 + minute * MIN
const room = { id: 'r1', name: '1 号房', order: 1, outOfOrder: false } as Room
const urn = { id: 'e1', roomId: 'r1', name: '甲', order: 0, outOfOrder: false } as Urn
const turnover = playAll(tableOf(emptyRun({}, 'turnovers')), [[BEGIN, T0]])

function stateOf(visits: readonly Run[], turnovers: readonly Run[] = [], parts: Partial<Room> = {}) {
  const [view] = roomBoard([{ ...room, ...parts }], [urn], { visits, turnovers }, at(5))
  if (!view) throw new Error('no urn')
  return view
}

describe('the room board', () => {
  const off = playAll(steaming(), [
    [{ type: 'off' }, at(3)],
    [leave('steam'), at(3)],
    [answer('after-out', 'left'), at(3)],
  ])
  const left = playAll(off, [
    [leave('after'), at(3)],
    [leave('go'), at(4)],
  ])

  test.each<[string, readonly Run[], readonly Run[], string]>([
    ['nobody', [], [], 'ready'],
    ['a guest still in the lounge', [begun().run], [], 'reserved'],
    ['a guest being prepared', [ready().run], [], 'occupied'],
    ['a guest in the urn', [steaming().run], [], 'steaming'],
    ['a guest resting after it', [off.run], [], 'occupied'],
    ['a guest who has left, nobody at work', [left.run], [turnover.run], 'dirty'],
    [
      'a turnover taken over',
      [],
      [playAll(turnover, [[{ type: 'handOver', to: 'u2' }, T0]]).run],
      'turningOver',
    ],
  ])('[D15] with %s the urn is as it should be', (_title, visits, turnovers, state) => {
    const fresh = turnovers.map((run) =>
      state === 'dirty' ? { ...run, fields: { ...run.fields, consultant: null } } : run,
    )
    expect(stateOf(visits, fresh).state).toBe(state)
  })

  test('[D5] work begun on the room shows, and its end makes it ready', () => {
    const unclaimed = {
      ...turnover,
      run: { ...turnover.run, fields: { ...turnover.run.fields, consultant: null } },
    }
    const begunWork = playAll(unclaimed, [[answer('turn-clear', true), T0]])
    expect(stateOf([], [begunWork.run])).toMatchObject({
      state: 'turningOver',
      turnoverId: 't-v1',
      dirtySince: T0,
    })
    const filed = playAll(begunWork, [
      [leave('turn'), T0],
      [leave('tidy'), T0],
      [{ type: 'file' }, T0],
    ])
    expect(stateOf([], [filed.run])).toMatchObject({ state: 'ready', turnoverId: null, dirtySince: null })
  })

  test('[D15] out of order is said of an empty urn, never of one with a guest in it', () => {
    expect(stateOf([], [], { outOfOrder: true }).state).toBe('outOfOrder')
    expect(stateOf([steaming().run], [], { outOfOrder: true }).state).toBe('steaming')
  })

  test('[D17] a visit declined, voided or without a room holds no urn', () => {
    const declined = playAll(begun(), [[{ type: 'end', outcome: 'declined', reason: 'unfit' }, T0]])
    const voided = playAll(begun(), [[{ type: 'void', why: 'duplicate' }, T0]])
    const nowhere = { ...begun().run, fields: { ...begun().run.fields, place: null } }
    expect(stateOf([declined.run, voided.run, nowhere]).state).toBe('ready')
  })

  test('[M6] two guests in one urn are shown, and the clock of the one who must be out first', () => {
    const second = { ...steaming({}, at(-10)).run, id: 'v2' }
    expect(stateOf([steaming().run, second])).toMatchObject({
      state: 'steaming',
      visits: ['v2', 'v1'],
      isOverlapping: true,
      clock: { deadlineAt: at(20) },
    })
  })

  test('[D15] rooms stand in their order, urns by their names', () => {
    const rooms = [{ ...room, id: 'r2', name: '2 号房', order: 2 } as Room, room]
    const urns = [{ ...urn, id: 'e3', roomId: 'r2' } as Urn, { ...urn, id: 'e2', name: '乙' } as Urn, urn]
    const board = roomBoard(rooms, urns, { visits: [], turnovers: [] }, T0)
    expect(board.map((view) => view.urn.id).slice(-1)).toEqual(['e3'])
    expect(board).toHaveLength(3)
  })
})
