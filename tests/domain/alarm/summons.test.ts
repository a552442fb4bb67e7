import { describe, expect, test } from 'vitest'
import type { TabletPlace } from '../../../src/domain/alarm/call.ts'
import {
  isOver,
  isRinging,
  isStanding,
  type Summons,
  summonsCall,
} from '../../../src/domain/alarm/summons.ts'
import { planBack, planComing, planWanted, wantedFrom } from '../../../src/domain/alarm/wanted.ts'
import type { RoomId, StaffId, UrnId, VisitId } from '../../../src/domain/ids.ts'
import { isOpenRecord } from '../../../src/domain/open-record.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'

const NOW = Date.UTC(2026, 10, 23, 2, 0)
const SEC = 1_000
const MIN = 60_000
const DESK: TabletPlace = { place: 'desk' }
const ROOM: TabletPlace = { place: 'room', roomId: 'r1' as RoomId }
const LIN = 'u1' as StaffId
const summons = (parts: Partial<Summons> = {}): Summons => ({
  kind: 'emergency',
  askedAt: NOW,
  going: [],
  isOwn: false,
  ...parts,
})

describe('who calls for people', () => {
  test('[A6.1] an emergency calls on every other tablet at once, with sound at the desk and in the corridor alone', () => {
    expect(summonsCall(summons(), DESK, NOW)).toEqual({ calls: true, sound: 'urgent' })
    expect(summonsCall(summons(), { place: 'corridor' }, NOW + 31 * SEC)).toEqual({
      calls: true,
      sound: 'loud',
    })
    expect(summonsCall(summons(), ROOM, NOW + MIN)).toEqual({ calls: true, sound: null })
    expect(summonsCall(summons(), null, NOW + MIN)).toEqual({ calls: true, sound: null })
  })

  test('[A6.1] a colleague who is wanted is called more softly', () => {
    const wanted = summons({ kind: 'colleague' })
    expect(summonsCall(wanted, DESK, NOW).sound).toBe('soft')
    expect(summonsCall(wanted, DESK, NOW + MIN).sound).toBe('urgent')
  })

  test('the tablet that called stays quiet, and one answer by name quiets all', () => {
    expect(summonsCall(summons({ isOwn: true }), DESK, NOW)).toEqual({ calls: false, sound: null })
    const answered = summons({ going: [{ by: LIN, at: NOW }] })
    expect(summonsCall(answered, DESK, NOW + 20 * MIN)).toEqual({ calls: false, sound: null })
  })

  test('who comes is shown for a minute, and for five to the one who waits', () => {
    const answered = summons({ kind: 'colleague', going: [{ by: LIN, at: NOW + MIN }] })
    expect(isStanding(answered, NOW + 2 * MIN - 1)).toBe(true)
    expect(isStanding(answered, NOW + 2 * MIN)).toBe(false)
    expect(isStanding({ ...answered, isOwn: true }, NOW + 6 * MIN - 1)).toBe(true)
    expect(isStanding({ ...answered, isOwn: true }, NOW + 6 * MIN)).toBe(false)
    expect(isStanding(summons({ isOwn: true }), NOW + 30 * MIN)).toBe(false)
  })

  test('nothing rings for more than half an hour; a clock that runs ahead may only make it ring more', () => {
    expect(isRinging(summons(), NOW + 30 * MIN - 1)).toBe(true)
    expect(isRinging(summons(), NOW + 30 * MIN)).toBe(false)
    expect(summonsCall(summons(), DESK, NOW - 5 * MIN)).toEqual({ calls: true, sound: 'urgent' })
  })
})

describe('a call that comes late', () => {
  const heard = (hours: number) => summons({ askedAt: NOW - hours * 60 * MIN, heardAt: NOW })

  test('rings from when this tablet got it: the one that called may run behind', () => {
    expect(isRinging(heard(0.6), NOW + 30 * MIN - 1)).toBe(true)
    expect(isRinging(heard(0.6), NOW + 30 * MIN)).toBe(false)
    expect(summonsCall(heard(2), DESK, NOW)).toEqual({ calls: true, sound: 'urgent' })
    expect(isRinging({ ...heard(2), going: [{ by: LIN, at: NOW }] }, NOW)).toBe(false)
    const ahead = summons({ askedAt: NOW, heardAt: NOW - 10 * MIN })
    expect(isRinging(ahead, NOW + 30 * MIN - 1), 'never for less').toBe(true)
  })

  test('is over once it was answered and rings nowhere any more, or was heard by nobody for half a day', () => {
    const answered = { going: [{ by: LIN, at: NOW + MIN }] }
    expect(isOver(summons(answered), NOW + 30 * MIN - 1)).toBe(false)
    expect(isOver(summons(answered), NOW + 30 * MIN)).toBe(true)
    expect(isOver(summons(), NOW + 12 * 60 * MIN - 1), 'it may still arrive somewhere').toBe(false)
    expect(isOver(summons(), NOW + 12 * 60 * MIN)).toBe(true)
  })

  test('one from half a day ago is a record that nobody closed, and stays quiet', () => {
    expect(isRinging(heard(11.9), NOW)).toBe(true)
    expect(isRinging(heard(12), NOW)).toBe(false)
  })
})

describe('a colleague who is wanted', () => {
  const place = { roomId: 'r1' as RoomId, urnId: 'e1' as UrnId }
  const changes = planWanted(
    { id: 'wanted-1', visitId: 'v1' as VisitId, place, day: '2026-11-23' },
    { by: LIN, now: NOW },
  )
  const record = (more: SyncRecord['fields'] = {}): SyncRecord => ({
    table: 'alarms',
    id: 'wanted-1',
    rev: 1,
    clocks: {},
    fields: { ...changes[0]?.fields, ...more },
  })

  test('is a record of who asked and when, which names the room and never the guest', () => {
    expect(changes).toEqual([
      {
        ...{ table: 'alarms', id: 'wanted-1', create: true, day: '2026-11-23' },
        fields: { kind: 'wanted', visitId: 'v1', roomId: 'r1', urnId: 'e1', asked: { at: NOW, by: LIN } },
      },
    ])
    expect(wantedFrom([record({ 'going:u2': NOW + SEC })])).toEqual([
      {
        id: 'wanted-1',
        visitId: 'v1',
        roomId: 'r1',
        urnId: 'e1',
        askedAt: NOW,
        by: LIN,
        going: [{ by: 'u2', at: NOW + SEC }],
      },
    ])
  })

  test('ends when it is taken back, once', () => {
    expect(isOpenRecord(record())).toBe(true)
    const [back] = planBack(record(), { by: LIN, now: NOW + MIN })
    expect(back?.fields).toEqual({ back: { at: NOW + MIN, by: LIN } })
    const done = record(back?.fields)
    expect(wantedFrom([done])).toEqual([])
    expect(isOpenRecord(done)).toBe(false)
    expect(planComing(record(), { by: LIN, now: NOW })[0]?.fields).toEqual({ 'going:u1': NOW })
    expect(planComing(done, { by: LIN, now: NOW })).toEqual([])
    expect(planBack(done, { by: LIN, now: NOW + 2 * MIN })).toEqual([])
  })

  test('[M7] other records of the table are passed over', () => {
    const going = { ...record(), id: 'v1-off-30', fields: { kind: 'off', visitId: 'v1', 'going:u2': NOW } }
    expect(wantedFrom([going, record({ asked: 'now' })])).toEqual([])
    expect(isOpenRecord(going)).toBe(false)
  })
})
