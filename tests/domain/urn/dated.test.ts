/** What a tablet makes of instants that another one wrote whose clock ran ahead (HLC3, D13). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import { planDated } from '../../../src/domain/urn/dated.ts'
import { play, playAll, ready, START, steaming, T0, type Table } from '../procedure/play.ts'

const MIN = 60_000
const HOUR = 60 * MIN

/** The same record on another tablet, where every field is known to have been written at a true instant. */
function elsewhere(table: Table, written: { readonly [field: string]: number }): Table {
  return { ...table, run: { ...table.run, writtenAt: written } }
}

test('[D13] a start from a tablet an hour ahead gives no second more on another tablet', () => {
  const ahead = playAll(ready(), [[START, T0 + HOUR]])
  const here = elsewhere(ahead, { 'prep-start#1': T0 })
  for (const minute of [0, 5, 20, 29, 30, 61]) {
    const right = steamClock(steaming().run, T0 + minute * MIN)
    expect(steamClock(here.run, T0 + minute * MIN)).toEqual(right)
  }
})

test('[D13] a start that was sent only much later counts from when it was done', () => {
  const here = elsewhere(steaming(), { 'prep-start#1': T0 + HOUR })
  expect(steamClock(here.run, T0 + MIN)?.startAt).toBe(T0)
})

test('[D13] whatever the author’s clock said, the deadline is at most half an hour after the start was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: -3 * HOUR, max: 30 * HOUR }), (ms) => {
      const here = elsewhere(playAll(ready({}, T0 - 4 * HOUR), [[START, T0 + ms]]), { 'prep-start#1': T0 })
      expect(steamClock(here.run, T0)?.deadlineAt).toBeLessThanOrEqual(T0 + 30 * MIN)
    }),
  )
})

test('[A6.1] a check from a tablet an hour ahead is as late as it was written, not an hour', () => {
  const ahead = playAll(ready(), [
    [START, T0 + HOUR],
    [{ type: 'check', minute: 5, found: [] }, T0 + HOUR + 5 * MIN],
    [{ type: 'off' }, T0 + HOUR + 8 * MIN],
  ])
  const here = elsewhere(ahead, {
    'prep-start#1': T0,
    'steam-check#5': T0 + 5 * MIN,
    'steam-off#1': T0 + 8 * MIN,
  })
  const clock = steamClock(here.run, T0 + 9 * MIN)
  expect(clock).toMatchObject({ elapsedMs: 8 * MIN, checks: [{ minute: 5, state: 'done', lateMs: 0 }] })
})

test('[D13] a visit begun on a clock since set back is started at the time it is, and its clock runs', () => {
  const begunAhead = ready({}, T0 + HOUR)
  const started = play(begunAhead, START, T0)
  expect(steamClock(started.run, T0 + 10 * MIN)).toMatchObject({ startAt: T0, remainingMs: 20 * MIN })
  const checked = playAll(started, [[{ type: 'check', minute: 5, found: [] }, T0 + 5 * MIN]])
  expect(steamClock(checked.run, T0 + 6 * MIN)?.checks[0]).toMatchObject({ state: 'done' })
  expect(play(checked, { type: 'off' }, T0 + 30 * MIN).others.size).toBe(0)
})

test('[D13] what is about to be written over is not dated by what stood there', () => {
  const here = elsewhere(steaming(), { 'prep-start#1': T0, 'steam-off#1': T0 + 10 * MIN })
  const off = playAll(here, [[{ type: 'off' }, T0 + 33 * MIN]])
  expect(steamClock({ ...off.run, writtenAt: { 'prep-start#1': T0 } }, T0 + 34 * MIN)?.offAt).toBe(
    T0 + 33 * MIN,
  )
  expect(off.others.get('attention/overrun-v1-1')).toMatchObject({ overMs: 3 * MIN })
})

test('[D13] an “off” from before the clock was set back is not taken back: its start would lie ahead', () => {
  const off = playAll(playAll(ready({}, T0 + HOUR), [[START, T0 + HOUR]]), [
    [{ type: 'off' }, T0 + HOUR + 10 * MIN],
  ])
  const undo = { type: 'undo', field: 'steam-off#1' } as const
  expect(play(off, undo, T0 + HOUR + 11 * MIN).refusal).toBeNull()
  expect(play(off, undo, T0 + 20 * MIN).refusal).toMatchObject({ refused: 'limit' })
})

test('[D13] what is told of a start is told once, again only where it was earlier still, and not of noise', () => {
  const field = 'prep-start#1'
  const ahead = elsewhere(playAll(ready(), [[START, T0 + HOUR]]), { [field]: T0 + HOUR + 8 * MIN }).run
  const plan = (aheadMs: number, more: object = {}, isOwn = true) =>
    planDated(
      { ...ahead, fields: { ...ahead.fields, ...more } as typeof ahead.fields },
      { field, isOwn, aheadMs },
    )
  expect(plan(HOUR)).toMatchObject([{ fields: { [`dated:${field}`]: { at: T0 } } }])
  expect(plan(HOUR, {}, false)).toEqual([])
  expect(plan(30_000)).toEqual([])
  expect(plan(HOUR, { [`dated:${field}`]: { at: T0 + 500 } })).toEqual([])
  expect(plan(HOUR, { [`dated:${field}`]: { at: T0 + 10 * MIN } })).toHaveLength(1)
})
