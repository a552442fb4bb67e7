import { describe, expect, test } from 'vitest'
import type { Incident } from '../../../src/domain/emergency/incident.ts'
import type { GuestId } from '../../../src/domain/ids.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import { roomBoard } from '../../../src/domain/rooms/board.ts'
import type { Room, Urn } from '../../../src/domain/rooms/room.ts'
import { type AttentionFacts, attentionOf } from '../../../src/domain/visit/attention.ts'
import { begun, gone, MIN, playAll, T0 } from '../procedure/play.ts'

const at = (minute: number) => T0 + minute * MIN
const room = { id: 'r1', name: '1 号房', order: 1, outOfOrder: false } as Room
const urn = { id: 'e1', roomId: 'r1', name: '甲', order: 0, outOfOrder: false } as Urn
const of = (run: Run, id: string, guestId: string): Run => ({
  ...run,
  id,
  fields: { ...run.fields, guestId },
})
const guest = (id: string, name: string, phone: string | null) => ({
  id: id as GuestId,
  name,
  address: name,
  phone,
})

function seen(visits: readonly Run[], parts: Partial<AttentionFacts> = {}) {
  const board = roomBoard([room], [urn], { visits, turnovers: [] }, at(30))
  return attentionOf({ board, visits, guests: [], conflicts: 0, unapplied: 0, now: at(30), ...parts })
}

describe('what somebody should look at', () => {
  test('an emergency that is over is listed for as long as somebody in it is to be named', () => {
    const incident = { id: 'i1' } as Incident
    expect(seen([], { nameless: [incident], conflicts: 1 }).map(({ kind }) => kind)).toEqual([
      'conflicts',
      'nameless',
    ])
  })

  const first = of(begun({}, at(0)).run, 'v1', 'g1')
  const second = of(begun({}, at(5)).run, 'v2', 'g2')

  test('an emergency under way goes before everything else', () => {
    const incident = { id: 'i1' } as Incident
    expect(seen([first, second], { incidents: [incident] }).map(({ kind }) => kind)).toEqual([
      'emergency',
      'urnTwice',
    ])
  })

  test('[M6] two guests in one urn, until one of them is somewhere else', () => {
    expect(seen([first, second])).toEqual([
      { kind: 'urnTwice', roomId: 'r1', urnId: 'e1', visits: ['v1', 'v2'] },
    ])
    const moved = { ...second, fields: { ...second.fields, place: { roomId: 'r1', urnId: 'e2' } } }
    expect(seen([first, moved])).toEqual([])
  })

  test('[M6] one guest served twice at once, until one of the two visits is voided or over', () => {
    const elsewhere = { roomId: 'r1', urnId: 'e2' }
    const again = { ...of(second, 'v2', 'g1'), fields: { ...second.fields, guestId: 'g1', place: elsewhere } }
    expect(seen([again, first])).toEqual([{ kind: 'guestTwice', guestId: 'g1', visits: ['v1', 'v2'] }])
    const voided = playAll({ ...begun({}, at(5)), run: again }, [
      [{ type: 'void', why: 'duplicate' }, at(6)],
    ]).run
    expect(seen([voided, first])).toEqual([])
    expect(seen([of(gone().run, 'v0', 'g1'), first])).toEqual([])
  })

  test.each<[string, string | null, string | null, boolean]>([
    ['with one number', '138 0000 6218', '13800006218', true],
    ['one of them without a number', '13800006218', null, true],
    ['both without one', null, null, true],
    ['with two numbers: namesakes', '13800006218', '13800003047', false],
  ])('[M6] two guests of one name %s', (_title, mine, theirs, isAlike) => {
    const guests = [guest('g1', '王秀兰', mine), guest('g2', '王秀兰', theirs)]
    const found = isAlike ? [{ kind: 'guestsAlike', guests: ['g1', 'g2'] }] : []
    expect(seen([], { guests })).toEqual(found)
  })

  test('[M6] a couple with one number is two guests', () => {
    expect(
      seen([], { guests: [guest('g1', '孙强', '13800007741'), guest('g2', '李梅', '13800007741')] }),
    ).toEqual([])
  })

  test('[M6] what must be decided, and what the server has not taken, is counted', () => {
    expect(seen([], { conflicts: 2, unapplied: 1 })).toEqual([
      { kind: 'conflicts', count: 2 },
      { kind: 'unapplied', count: 1 },
    ])
  })
})
