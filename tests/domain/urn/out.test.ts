/** After "off": nobody is out of the urn before somebody has said so (A7.2, D13). */
import { describe, expect, test } from 'vitest'
import { isOpenRecord } from '../../../src/domain/open-record.ts'
import { urnHolds } from '../../../src/domain/procedure/gates.ts'
import { type SteamClock, steamClock } from '../../../src/domain/urn/clock.ts'
import { OUT_AFTER_MS } from '../../../src/domain/urn/out.ts'
import { answer, type Deed, MIN, play, playAll, steaming, T0, type Table } from '../procedure/play.ts'
import { smallProcedure } from '../procedure/small-procedure.ts'

const OFF: Deed = { type: 'off' }
const OUT = answer(smallProcedure.clock.out, 'left')
const EMERGENCY: Deed = { type: 'stop', reason: 'emergency', isOut: true }
const offAt = (minute: number, deed: Deed = OFF) => play(steaming(), deed, T0 + minute * MIN)
const clockAt = ({ run }: Table, minute: number) => steamClock(run, T0 + minute * MIN) as SteamClock
const overrun = ({ others }: Table) => others.get('attention/overrun-v1-1')

describe('[A7.2] whether the guest is out', () => {
  test('is asked two minutes after "off", and known once the step is answered', () => {
    expect(clockAt(steaming(), 10).outDueAt).toBeNull()
    const off = offAt(10)
    expect(clockAt(off, 10).outDueAt).toBe(T0 + 10 * MIN + OUT_AFTER_MS)
    const out = play(off, OUT, T0 + 11 * MIN)
    expect(out.refusal).toBeNull()
    expect(clockAt(out, 20).outDueAt).toBeNull()
  })

  test('[D13] past the half hour it counts on until both are said, and stands still then', () => {
    const off = offAt(30)
    expect(clockAt(off, 29).overMs).toBe(0)
    expect(clockAt(off, 33).overMs).toBe(3 * MIN)
    expect(clockAt(play(off, OUT, T0 + 33 * MIN), 40).overMs).toBe(0)
  })

  test('an "off" that was entered afterwards gives the same two minutes to say the rest', () => {
    const late = play(steaming(), { type: 'off', at: T0 + 12 * MIN }, T0 + 25 * MIN)
    expect(clockAt(late, 25).outDueAt).toBe(T0 + 25 * MIN + OUT_AFTER_MS)
  })

  test('[D16] a start that was a mistake had nobody in the urn', () => {
    const mistake = offAt(1, { type: 'stop', reason: 'mistaken' })
    expect(steamClock(mistake.run, T0 + 9 * MIN)).toBeNull()
  })

  test('whoever did not come back from a break is looked for after "off" too, until it is said', () => {
    const away = play(steaming(), { type: 'breakOut', support: 'left' }, T0 + 4 * MIN)
    const off = play(away, OFF, T0 + 11 * MIN)
    expect(clockAt(off, 20)).toMatchObject({ outDueAt: T0 + 13 * MIN, away: { sinceAt: T0 + 4 * MIN } })
    const back: Deed = { type: 'breakBack', support: 'left', dizzy: false, water: true }
    for (const said of [back, OUT]) {
      const told = play(off, said, T0 + 21 * MIN)
      expect(told.refusal).toBeNull()
      expect(clockAt(told, 22)).toMatchObject({ outDueAt: null, away: null })
    }
  })

  test('[M1] "out" said before this "off" does not count: of an unseen start, or of an "off" that was taken back', () => {
    const field = `${smallProcedure.clock.off}#1`
    const first = offAt(10)
    const out = play(first, OUT, T0 + 11 * MIN).run.fields
    const undone = play(first, { type: 'undo', field }, T0 + 11.5 * MIN)
    const merged = { ...undone, run: { ...undone.run, fields: { ...out, ...undone.run.fields } } }
    expect(clockAt(merged, 12).offAt).toBeNull()
    const again = play(merged, OFF, T0 + 30 * MIN)
    expect(clockAt(again, 33).outDueAt).toBe(T0 + 32 * MIN)
    expect(urnHolds(again.run)).toMatchObject({ refused: 'gate' })
    const led = play(again, { type: 'ledOut' }, T0 + 33 * MIN)
    expect(clockAt(led, 34).outDueAt).toBeNull()
  })

  test('four hours later nobody is looked for any more, and the visit can be voided with a reason', () => {
    const off = offAt(10)
    expect(clockAt(off, 10 + 239).outDueAt).not.toBeNull()
    expect(clockAt(off, 10 + 240).outDueAt).toBeNull()
    const voided: Deed = { type: 'void', why: 'duplicate' }
    expect(play(off, voided, T0 + 20 * MIN).refusal).not.toBeNull()
    expect(play(off, voided, T0 + 300 * MIN).refusal).toBeNull()
  })

  test('an "off" from a clock that ran ahead asks at once', () => {
    expect(clockAt(offAt(20), 3).outDueAt).toBe(T0 + 3 * MIN)
  })

  test('[M1] what was said before the start that counts was said of another', () => {
    const early = {
      ...offAt(10).run.fields,
      [smallProcedure.clock.out]: { value: 'left', at: T0 - MIN, by: 'u2' },
    }
    const { run } = offAt(10)
    expect(steamClock({ ...run, fields: early }, T0 + 20 * MIN)?.outDueAt).not.toBeNull()
  })

  test.each(['filed', 'voided', 'ended'])(
    '[M6] a visit that was %s by somebody who knew of the "off" asks no more; by somebody who did not it asks',
    (field) => {
      const { run } = offAt(10)
      const at = (minute: number) => ({ ...run.fields, [field]: { at: T0 + minute * MIN, by: 'u2' } })
      const dueAt = (fields: typeof run.fields) => steamClock({ ...run, fields }, T0 + 20 * MIN)?.outDueAt
      expect(dueAt(at(12))).toBeNull()
      expect(dueAt(at(-1))).toBe(T0 + 12 * MIN)
      const isOpen = (fields: typeof run.fields) => isOpenRecord({ table: 'visits', fields })
      if (field === 'ended') return
      expect(isOpen(at(12))).toBe(false)
      expect(isOpen(at(-1))).toBe(true)
      const out = play({ ...offAt(10), run: { ...run, fields: at(-1) } }, OUT, T0 + 13 * MIN)
      expect(out.refusal).toBeNull()
      expect(isOpen(out.run.fields)).toBe(false)
    },
  )
})

describe('[D13] said by name when all must leave', () => {
  test('with the stop, in one change', () => {
    const out = offAt(10, EMERGENCY)
    expect(out.run.fields.ledOut).toMatchObject({ at: T0 + 10 * MIN })
    expect(clockAt(out, 20).outDueAt).toBeNull()
    expect(urnHolds(out.run)).toBeNull()
  })

  test('or after an "off" that somebody else said; nothing before it, and once is enough', () => {
    expect(play(steaming(), { type: 'ledOut' }, T0 + 9 * MIN).refusal).toMatchObject({
      refused: 'steamingUnderWay',
    })
    const out = play(offAt(10), { type: 'ledOut' }, T0 + 11 * MIN)
    expect(clockAt(out, 20).outDueAt).toBeNull()
    expect(play(out, { type: 'ledOut' }, T0 + 12 * MIN).refusal).toMatchObject({ refused: 'unchanged' })
    expect(
      play(play(offAt(10), OUT, T0 + 11 * MIN), { type: 'ledOut' }, T0 + 12 * MIN).refusal,
    ).not.toBeNull()
  })

  test('a wrong name is taken back, alone or with the stop', () => {
    const back = play(offAt(10, EMERGENCY), { type: 'undo', field: 'ledOut' }, T0 + 11 * MIN)
    expect(clockAt(back, 12).outDueAt).not.toBeNull()
    const on = play(
      offAt(10, EMERGENCY),
      { type: 'undo', field: `${smallProcedure.clock.off}#1` },
      T0 + 11 * MIN,
    )
    expect(clockAt(on, 12)).toMatchObject({ offAt: null })
    expect(clockAt(play(on, OFF, T0 + 13 * MIN), 16).outDueAt).not.toBeNull()
  })
})

describe('[D13] an overrun', () => {
  test('is raised when "out" was said later than it takes from the deadline', () => {
    const off = offAt(30)
    expect(overrun(off)).toBeUndefined()
    expect(overrun(play(off, OUT, T0 + 32.9 * MIN))).toBeUndefined()
    const late = play(off, OUT, T0 + 37 * MIN)
    expect(overrun(late)).toMatchObject({
      kind: 'overrun',
      offAt: T0 + 30 * MIN,
      outAt: T0 + 37 * MIN,
      overMs: 7 * MIN,
    })
    const told = playAll(off, [[{ ...OUT, at: T0 + 31 * MIN } as Deed, T0 + 50 * MIN]])
    expect(overrun(told), 'in time, and written down late').toBeUndefined()
    expect(overrun(play(off, { type: 'ledOut' }, T0 + 40 * MIN))).toMatchObject({ outAt: T0 + 40 * MIN })
  })

  test('of a late "off" is kept true by "out"', () => {
    const off = offAt(34)
    expect(overrun(off)).toMatchObject({ overMs: 4 * MIN })
    expect(overrun(play(off, OUT, T0 + 36 * MIN))).toMatchObject({ kind: 'overrun', overMs: 6 * MIN })
  })
})

test('[D13] a start dated ahead of the clock that looks is no time that anybody knows', () => {
  expect(clockAt(steaming(), -2).isAhead).toBe(true)
  expect(clockAt(steaming(), -0.5).isAhead).toBe(false)
  expect(clockAt(steaming(), 3).isAhead).toBe(false)
})
