import { describe, expect, test } from 'vitest'
import type { Booking } from '../../../src/domain/booking/booking.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import {
  BUSY_FROM,
  hasLeftShop,
  isBusy,
  notFinished,
  registerRows,
  underWay,
} from '../../../src/domain/visit/today.ts'
import {
  answer,
  BEGIN,
  begun,
  emptyRun,
  gone,
  leave,
  MIN,
  playAll,
  steaming,
  T0,
  tableOf,
} from '../procedure/play.ts'

const at = (minute: number) => T0 + minute * MIN
const named = (run: Run, id: string): Run => ({ ...run, id })

describe('underWay', () => {
  test('[D13] those in an urn first, by their deadline; then by when they came; nobody who has left', () => {
    const first = named(begun({}, at(-60)).run, 'first')
    const second = named(begun({}, at(-50)).run, 'second')
    const nearly = named(steaming({}, at(-25)).run, 'nearly')
    const fresh = named(steaming({}, at(-1)).run, 'fresh')
    const list = underWay([second, fresh, first, nearly, gone().run, emptyRun()], T0)
    expect(list.map(({ run }) => run.id)).toEqual(['nearly', 'fresh', 'first', 'second'])
    expect(list[0]).toMatchObject({ stageId: 'steam' })
    expect(list[2]).toMatchObject({ stageId: 'greet', clock: null })
  })
})

describe('notFinished', () => {
  test('[D5] open rooms, records of guests who have left, filed records with something missing', () => {
    const left = named(gone().run, 'left')
    const filed = named(playAll(gone(), [[{ type: 'file' }, at(60)]]).run, 'filed')
    const voided = playAll(gone(), [[{ type: 'void', why: 'duplicate' }, at(60)]]).run
    const turnover = playAll(tableOf(emptyRun({}, 'turnovers')), [[BEGIN, at(40)]])
    const done = playAll(turnover, [
      [leave('turn'), at(41)],
      [leave('tidy'), at(42)],
      [{ type: 'file' }, at(43)],
    ])
    const list = notFinished([left, filed, voided, begun().run], [turnover.run, done.run])
    expect(list.map(({ kind }) => kind)).toEqual(['turnover', 'notFiled', 'missing'])
    expect(list[0]).toMatchObject({ turnoverId: 't-v1', place: { urnId: 'e1' }, serious: false })
    expect(list[2]).toMatchObject({ visitId: 'filed', at: at(60) })
  })

  test('[A13.1] a filed record leaves the list when the last missing step has been entered', () => {
    const ended = playAll(begun(), [
      [{ type: 'end', outcome: 'declined', reason: 'unfit' }, T0],
      [leave('bye'), T0],
      [answer('file-record', true), T0],
      [{ type: 'file' }, T0],
    ])
    expect(notFinished([ended.run], [])).toMatchObject([
      { kind: 'missing', missing: [{ stepId: 'bye-say' }] },
    ])
    expect(notFinished([playAll(ended, [[answer('bye-say', true), at(1)]]).run], [])).toEqual([])
    expect(hasLeftShop(ended.run)).toBe(true)
  })
})

describe('registerRows', () => {
  const booking = (id: string, minute: number, more: Partial<Booking> = {}) =>
    ({ id, guestId: 'g9', at: at(minute), consultantId: 'u1', cancelled: null, ...more }) as Booking
  const visitOf = (run: Run, id: string, bookingId: string | null): Run => ({
    ...run,
    id,
    fields: { ...run.fields, bookingId },
  })

  test('[A1.2] bookings and walk-ins by time, each with what became of it', () => {
    const rows = registerRows(
      [
        booking('b1', -60),
        booking('b2', 15),
        booking('b3', -5),
        booking('b4', 30, { cancelled: { at: T0, by: 'u1', why: 'ill' } as Booking['cancelled'] }),
        booking('b5', 45),
      ],
      [
        visitOf(steaming({}, at(-55)).run, 'v1', 'b1'),
        visitOf(playAll(begun(), [[{ type: 'void', why: 'duplicate' }, T0]]).run, 'v5', 'b5'),
        visitOf(begun({}, at(-30)).run, 'walkIn', null),
        visitOf(gone().run, 'left', null),
        visitOf(playAll(gone(), [[{ type: 'file' }, at(60)]]).run, 'filed', null),
      ],
      T0,
    )
    expect(rows.map(({ bookingId, visitId, state }) => [bookingId ?? visitId, state])).toEqual([
      ['b1', 'steaming'],
      ['walkIn', 'arrived'],
      ['b3', 'expected'],
      ['v5', 'voided'],
      ['left', 'left'],
      ['filed', 'filed'],
      ['b2', 'expected'],
      ['b4', 'cancelled'],
      ['b5', 'expected'],
    ])
    expect(rows.find(({ bookingId }) => bookingId === 'b3')?.lateMs).toBe(5 * MIN)
    expect(rows.find(({ bookingId }) => bookingId === 'b1')).toMatchObject({
      at: at(-60),
      arrivedAt: at(-55),
    })
  })
})

describe('isBusy', () => {
  const day = '2026-11-23'
  const here = () => begun().run
  const busy = (runs: readonly Run[]) => isBusy(runs, here().context.procedure, day)
  const most = Array.from({ length: BUSY_FROM - 1 }, here)

  test('[A8.4] counts the visits of today whose guests have not left', () => {
    expect(busy([...most, here()])).toBe(true)
    expect(busy(most)).toBe(false)
    expect(busy([...most, gone().run])).toBe(false)
    expect(busy([...most, { ...here(), day: '2026-11-22' }])).toBe(false)
    expect(busy([...most, playAll(begun(), [[{ type: 'void', why: 'x' }, T0]]).run])).toBe(false)
    expect(busy([...most, emptyRun()])).toBe(false)
  })
})
