/** Two tablets at one visit that do not know of each other: whichever wins a field (M1), the guest gets no second more. */
import { expect, test } from 'vitest'
import { isOpenRecord } from '../../../src/domain/open-record.ts'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import { isSteaming } from '../../../src/domain/urn/starts.ts'
import { urnTakenBy } from '../../../src/domain/urn/taken.ts'
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
      expect(isOpenRecord({ table: 'visits', fields: { ...told.fields, filed: { at: T0, by: 'u1' } } })).toBe(
        false,
      )
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
