import { describe, expect, test } from 'vitest'
import {
  answer,
  answerAt,
  BEGIN,
  begun,
  by,
  DAY,
  type Deed,
  emptyRun,
  MIN,
  play,
  playAll,
  ready,
  START,
  SUMMER,
  steaming,
  T0,
  tableOf,
} from './play.ts'

describe('begin', () => {
  test('[A0.1] creates the record with its day, its guest and the pinned version', () => {
    const { run } = begun()
    expect(run.fields).toMatchObject({
      procedureId: 'SMALL@1',
      guestId: 'g1',
      place: { roomId: 'r1', urnId: 'e1' },
      kind: 'walkIn',
      begun: { at: T0, by },
      consultant: { value: 'u1' },
    })
  })

  test('[A4.7] winter is the month in the shop’s own zone, fixed at the beginning', () => {
    const newYearInShanghai = Date.UTC(2026, 9, 31, 16, 30) // 1 November 00:30 there
    expect(begun().run.fields.winter).toBe(true)
    expect(begun({}, SUMMER).run.fields.winter).toBe(false)
    expect(begun({}, newYearInShanghai).run.fields.winter).toBe(true)
    const later = playAll(begun(), [[answer('greet-say', true), SUMMER]])
    expect(later.run.fields.winter).toBe(true)
  })

  test('[A1.3] what the booking did is carried over, dated and signed as the booking was', () => {
    const table = begun({ booking: {} })
    expect(answerAt(table, 'book-made')).toEqual({ value: true, at: T0 - DAY, by: 'u2' })
    expect(answerAt(table, 'book-self')).toBeUndefined()
    expect(table.run.fields['left:book']).toEqual({ at: T0, by })
    expect(answerAt(begun({ booking: { selfBooked: true } }), 'book-self')).toBeDefined()
  })

  test('[A1.3] a walk-in has nothing to do in the booking stage, which is left by itself', () => {
    const table = begun()
    expect(answerAt(table, 'book-made')).toBeUndefined()
    expect(table.run.fields['left:book']).toEqual({ at: T0, by })
  })

  test('[HLC2] a booking dated in the future is carried as done now', () => {
    expect(answerAt(begun({ booking: { at: T0 + DAY } }), 'book-made')?.at).toBe(T0)
  })

  test('[CS1] nothing begins twice, and nothing happens before the beginning', () => {
    expect(play(begun(), BEGIN, T0).refusal?.refused).toBe('alreadyBegun')
    expect(play(tableOf(emptyRun()), answer('greet-say', true), T0).refusal?.refused).toBe('beforeStart')
  })

  const NOBODYS = { type: 'begin', consultant: null } as const

  test('[AN2] a visit can begin with nobody named to look after the guest, and be taken over', () => {
    const table = playAll(tableOf(emptyRun()), [[NOBODYS, T0]])
    expect(table.run.fields).toMatchObject({ begun: { at: T0 } })
    expect(table.run.fields).not.toHaveProperty('consultant')
    const taken = playAll(table, [[{ type: 'handOver', to: 'u2' }, T0]])
    expect(taken.run.fields.consultant).toMatchObject({ value: 'u2' })
    expect(play(tableOf(emptyRun()), { ...NOBODYS, consultant: '' }, T0).refusal?.refused).toBe('badValue')
  })

  test('[D5] a turnover can be begun by hand, for a room alone', () => {
    const table = playAll(tableOf(emptyRun({}, 'turnovers')), [[BEGIN, T0]])
    expect(table.run.fields).toMatchObject({ place: { urnId: 'e1' }, serious: false, winter: true })
    const nowhere = { type: 'begin', consultant: 'u1' } as const
    expect(play(tableOf(emptyRun({}, 'turnovers')), nowhere, T0).refusal?.refused).toBe('badValue')
  })
})

describe('place', () => {
  const other = { type: 'place', roomId: 'r2', urnId: 'e2' } as const

  test('[D15] the urn may change until steaming begins', () => {
    expect(playAll(begun(), [[other, T0]]).run.fields.place).toEqual({ roomId: 'r2', urnId: 'e2' })
    expect(play(playAll(ready(), [[START, T0]]), other, T0).refusal?.refused).toBe('alreadySteaming')
  })

  test('[A12.1] another urn must be found clean anew; the old answer is kept aside', () => {
    const moved = playAll(ready(), [[other, T0 + 1000]])
    expect(moved.run.fields['room-clean']).toBeNull()
    expect(moved.run.fields['void:room-clean']).toMatchObject({ value: 'clean', voidedAt: T0 + 1000 })
    expect(play(moved, START, T0).refusal).toMatchObject({ refused: 'gate', gate: 'cleanRoom' })
  })

  test('[A12.1] the same urn chosen again changes nothing', () => {
    const same = playAll(ready(), [[{ type: 'place', roomId: 'r1', urnId: 'e1' }, T0]])
    expect(same.run.fields['room-clean']).not.toBeNull()
  })

  test('[D5] a turnover has no other place than its own', () => {
    const turnover = playAll(tableOf(emptyRun({}, 'turnovers')), [[BEGIN, T0]])
    expect(play(turnover, other, T0).refusal?.refused).toBe('notApplicable')
  })
})

describe('place, once a room was used', () => {
  const elsewhere: Deed = { type: 'place', roomId: 'r2', urnId: 'e2' }

  test('[D5] the room that is left behind is turned over, the new one only once it was used too', () => {
    const used = playAll(begun(), [
      [answer('prep-water', 2), T0],
      [elsewhere, T0 + MIN],
    ])
    expect(used.others.get('turnovers/t-v1-1')).toMatchObject({
      visitId: 'v1',
      place: { roomId: 'r1', urnId: 'e1' },
      begun: { at: T0 + MIN },
    })
    expect(used.run.fields).toMatchObject({ place: { urnId: 'e2' }, 'turnover#1': { id: 't-v1-1' } })
    const third: Deed = { type: 'place', roomId: 'r3', urnId: 'e3' }
    expect(playAll(used, [[third, T0 + 2 * MIN]]).others.size).toBe(1)
    const again = playAll(used, [
      [answer('prep-locker', true), T0 + 2 * MIN],
      [third, T0 + 3 * MIN],
    ])
    expect(again.others.get('turnovers/t-v1-2')).toMatchObject({ place: { roomId: 'r2', urnId: 'e2' } })
  })

  test('[A12.1] so is the urn of a start by mistake; an unused room, or the same urn, leaves nothing behind', () => {
    const mistaken = playAll(steaming(), [
      [{ type: 'stop', reason: 'mistaken' }, T0 + MIN],
      [elsewhere, T0 + 2 * MIN],
    ])
    expect(mistaken.others.get('turnovers/t-v1-1')).toMatchObject({ place: { urnId: 'e1' } })
    expect(playAll(begun(), [[elsewhere, T0]]).others.size).toBe(0)
    const same = playAll(begun(), [
      [answer('prep-water', 2), T0],
      [{ type: 'place', roomId: 'r1', urnId: 'e1' }, T0],
    ])
    expect(same.others.size).toBe(0)
  })
})
