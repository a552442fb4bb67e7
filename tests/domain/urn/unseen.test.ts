/** Two tablets at one visit that do not know of each other: whichever wins a field (M1), the guest gets no second more. */
import { expect, test } from 'vitest'
import { isOpenRecord } from '../../../src/domain/open-record.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import { roomBoard } from '../../../src/domain/rooms/board.ts'
import type { Room, Urn } from '../../../src/domain/rooms/room.ts'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import { isSteaming, placeOf } from '../../../src/domain/urn/starts.ts'
import { urnTakenBy } from '../../../src/domain/urn/taken.ts'
import { underWay } from '../../../src/domain/visit/today.ts'
import { chanceFrom } from '../../sim/random.ts'
import { MIN, play, playAll, ready, START, steaming, T0 } from '../procedure/play.ts'
import { smallProcedure } from '../procedure/small-procedure.ts'

const startedAt = (minute: number) => playAll(ready(), [[START, T0 + minute * MIN]])

test('[D13] [M1] of two starts that did not know of each other the earlier sets the deadline, whichever stands', () => {
  const [first, second] = [startedAt(0).run, startedAt(8).run]
  for (const fields of [
    { ...first.fields, ...second.fields },
    { ...second.fields, ...first.fields },
  ]) {
    expect(steamClock({ ...first, fields }, T0 + 29 * MIN)?.phase).not.toBe('over')
    expect(steamClock({ ...first, fields }, T0 + 31 * MIN)?.phase).toBe('over')
  }
})

test('[D13] [M1] a start annulled by somebody who did not know of the true one does not annul that', () => {
  const mistaken = play(startedAt(8), { type: 'stop', by: 'u2', reason: 'mistaken' } as never, T0 + 9 * MIN)
  expect(mistaken.refusal).toBeNull()
  const { run } = startedAt(0)
  expect(isSteaming({ ...run, fields: { ...run.fields, ...mistaken.run.fields } })).toBe(true)
})

const OFF = { type: 'off', by: 'u2' } as const

test('[D13] [M1] an "off" is about the starts that its author knew of; another guest’s goes on until it is told too', () => {
  const own = play(startedAt(8), OFF as never, T0 + 20 * MIN).run
  for (const first of [startedAt(0).run, startedAt(19.9).run]) {
    for (const fields of [
      { ...first.fields, ...own.fields },
      { ...own.fields, ...first.fields },
    ]) {
      const both = { ...own, fields }
      expect(isSteaming(both)).toBe(true)
      expect(isOpenRecord({ table: 'visits', fields: { ...fields, voided: { at: T0, by: 'u1' } } })).toBe(
        true,
      )
      const told = play({ ...startedAt(0), run: both }, OFF as never, T0 + 25 * MIN).run
      expect(isSteaming(told)).toBe(false)
      expect(
        isOpenRecord({ table: 'visits', fields: { ...told.fields, filed: { at: T0 + 26 * MIN, by: 'u1' } } }),
      ).toBe(false)
    }
  }
})

test('[D13] [M1] two who said "off" of the same guest without knowing of each other have said it of all', () => {
  const [first, second] = [0, 8].map((minute) => play(startedAt(minute), OFF as never, T0 + 20 * MIN).run)
  expect(isSteaming({ ...first, fields: { ...first?.fields, ...second?.fields } } as never)).toBe(false)
})

test('[D13] an "off" that is taken back is taken back of all it was about', () => {
  const off = play(startedAt(0), OFF as never, T0 + 20 * MIN)
  const back = play(
    off,
    { type: 'undo', by: 'u2', field: `${smallProcedure.clock.off}#1` } as never,
    T0 + 21 * MIN,
  )
  expect(back.refusal).toBeNull()
  expect(isSteaming(back.run)).toBe(true)
  expect(isSteaming(play(back, OFF as never, T0 + 22 * MIN).run)).toBe(false)
})

test('[D13] an "off" from before it said what it is about is about every start', () => {
  const { run } = play(startedAt(0), OFF as never, T0 + 20 * MIN)
  const fields = Object.fromEntries(Object.entries(run.fields).filter(([name]) => !name.startsWith('until:')))
  expect(isSteaming({ ...run, fields })).toBe(false)
})

test.each(['voided', 'filed'])(
  '[D13] [M6] a visit that was %s elsewhere while its guest is in the urn stays open',
  (field) => {
    const { run } = steaming()
    const fields = { ...run.fields, [field]: { at: T0 + MIN, by: 'u2', why: 'duplicate', missing: [] } }
    expect(isOpenRecord({ table: 'visits', fields })).toBe(true)
    const place = { place: { roomId: 'r1', urnId: 'e1' } }
    const other = { id: 'v2', fields: { begun: { at: T0, by: 'u1' }, ...place } }
    const taken = urnTakenBy(
      other as never,
      [{ id: run.id, fields: { ...fields, ...place } }],
      run.context.procedure,
    )
    expect(taken?.visitId).toBe(run.id)
    const off = play(steaming(), { type: 'off', by: 'u1' } as never, T0 + 20 * MIN).run.fields
    expect(
      isOpenRecord({ table: 'visits', fields: { ...off, [field]: { at: T0 + 21 * MIN, by: 'u2' } } }),
    ).toBe(false)
  },
)

test('[D13] [M1] a start that another tablet made unseen is on, though a later one of the same visit is off', () => {
  const mistaken = play(startedAt(0), { type: 'stop', by: 'u2', reason: 'mistaken' } as never, T0 + MIN)
  const second = playAll(mistaken, [
    [START, T0 + 2 * MIN],
    [OFF as never, T0 + 20 * MIN],
  ])
  expect(second.refusal).toBeNull()
  const unseen = startedAt(3).run
  const fields = { ...second.run.fields, ...unseen.fields, ...second.run.fields }
  const merged = { ...second.run, fields: { ...fields, ...sinceOf(unseen.fields) } }
  expect(isSteaming(merged)).toBe(true)
  expect(steamClock(merged, T0 + 31 * MIN)?.phase).toBe('over')
  const off = play({ ...second, run: merged }, OFF as never, T0 + 25 * MIN)
  expect(off.refusal).toBeNull()
  expect(isSteaming(off.run)).toBe(false)
})

const sinceOf = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name.startsWith('since:')))

test('[D13] [M6] whoever closed or moved a visit without knowing of its start does not hide the guest', () => {
  const { run } = startedAt(0)
  const elsewhere = { roomId: 'r2', urnId: 'e2' }
  const rooms = ['r1', 'r2'].map((id, order) => ({
    id,
    name: id,
    order,
    outOfOrder: false,
  })) as unknown as Room[]
  const urns = ['1', '2'].map((n, order) => ({
    ...{ id: `e${n}`, roomId: `r${n}`, name: n, order, outOfOrder: false },
  })) as unknown as Urn[]
  for (const told of [
    { voided: { at: T0 - MIN, by: 'u2', why: 'duplicate' } },
    { ended: { at: T0 - MIN, by: 'u2', outcome: 'leftEarly', reason: 'unwell' } },
    { filed: { at: T0 - MIN, by: 'u2', missing: [] } },
    { place: elsewhere },
  ]) {
    const seen = { ...run, fields: { ...run.fields, ...told } } as unknown as Run
    const now = T0 + 10 * MIN
    expect(placeOf(seen)).toEqual({ roomId: 'r1', urnId: 'e1' })
    expect(underWay([seen], now).map((one) => one.run.id)).toEqual([run.id])
    const [board] = roomBoard(rooms, urns, { visits: [seen], turnovers: [] }, now)
    expect(board).toMatchObject({ urn: { id: 'e1' }, state: 'steaming', clock: { phase: 'steaming' } })
    const other = { id: 'v2', fields: { place: { roomId: 'r1', urnId: 'e1' } } }
    expect(urnTakenBy(other as never, [seen], run.context.procedure)?.visitId).toBe(run.id)
  }
  const off = play(
    { ...startedAt(0), run: { ...run, fields: { ...run.fields, place: elsewhere } } } as never,
    OFF as never,
    T0 + 20 * MIN,
  )
  expect(placeOf(off.run), 'and the room to be cleaned is the one that was used').toEqual({
    roomId: 'r1',
    urnId: 'e1',
  })
})

test('[D13] [M1] a start of an older version, ended, does not take an unseen one of this version along', () => {
  const first = startedAt(0)
  const old = Object.fromEntries(
    Object.entries(first.run.fields).filter(([name]) => !name.startsWith('since:')),
  )
  const off = play({ ...first, run: { ...first.run, fields: old } }, OFF as never, T0 + 10 * MIN).run
  expect(isSteaming(off)).toBe(false)
  expect(isSteaming({ ...off, fields: { ...startedAt(3).run.fields, ...off.fields } })).toBe(true)
})

test('[D13] [M1] of any two stories that meet: what nobody said "off" of is on, whoever wins which field', () => {
  let merges = 0
  for (let seed = 1; seed <= 400; seed += 1) {
    const chance = chanceFrom(seed)
    const common = chance.is(0.4) ? startedAt(0) : ready()
    const tell = () => {
      let table = common
      let minute = chance.int(0, 4)
      for (let at = chance.int(1, 5); at > 0; at -= 1) {
        minute += chance.int(0, 7)
        const deed = chance.pick([START, START, OFF, { type: 'stop', by: 'u2', reason: 'mistaken' }])
        table = play(table, deed as never, T0 + minute * MIN)
      }
      return table.run
    }
    const [a, b] = [tell(), tell()]
    const names = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])
    const before = common.run.fields
    const fields = Object.fromEntries(
      [...names].map((name) => {
        const [one, other] = [a.fields[name], b.fields[name]]
        if (JSON.stringify(one) === JSON.stringify(before[name])) return [name, other ?? one ?? null]
        if (JSON.stringify(other) === JSON.stringify(before[name])) return [name, one ?? null]
        return [name, (chance.is(0.5) ? one : other) ?? null]
      }),
    )
    const merged = { ...a, fields }
    const unsaid = [...names].filter(
      (name) => name.startsWith('since:') && !fields[name.replace('since:', 'until:')],
    )
    if (unsaid.length === 0) continue
    merges += 1
    expect(isSteaming(merged), `seed ${seed}`).toBe(true)
    expect(isOpenRecord({ table: 'visits', fields: { ...fields, voided: { at: T0, by: 'u1' } } })).toBe(true)
  }
  expect(merges).toBeGreaterThan(100)
})
