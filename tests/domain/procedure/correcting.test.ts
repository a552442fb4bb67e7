import { describe, expect, test } from 'vitest'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import {
  answer,
  answerAt,
  begun,
  type Deed,
  gone,
  leave,
  MIN,
  manager,
  play,
  playAll,
  steaming,
  T0,
} from './play.ts'

const LATER = T0 + 60 * MIN
const correct = (field: string, value: unknown, more: object = {}): Deed =>
  ({ type: 'correct', field, value, why: 'mistyped', ...more }) as Deed
const refusalOf = (table: ReturnType<typeof begun>, deed: Deed, now = LATER) => play(table, deed, now).refusal
const incidentOf = (table: ReturnType<typeof begun>) => table.others.get('attention/overrun-v1-1')

describe('correct', () => {
  const table = gone()

  test('[M2] keeps the old value, the reason, when it was done and when it was corrected', () => {
    const corrected = playAll(table, [[correct('talk-bp', { high: 118, low: 76 }), LATER]])
    expect(answerAt(corrected, 'talk-bp')).toEqual({
      value: { high: 118, low: 76 },
      at: T0,
      by: 'u1',
      enteredAt: LATER,
      was: { high: 120, low: 75 },
      why: 'mistyped',
    })
  })

  test('[A13.1] is possible after filing and after voiding', () => {
    const filed = playAll(table, [[{ type: 'file' }, LATER]])
    expect(refusalOf(filed, correct('prep-water', 3))).toBeNull()
    const voided = playAll(table, [[{ type: 'void', why: 'duplicate' }, LATER]])
    expect(refusalOf(voided, correct('prep-water', 3))).toBeNull()
  })

  test.each<[string, Deed, string]>([
    ['without a reason', correct('prep-water', 3, { why: ' ' }), 'needsReason'],
    ['of a step that is not there', correct('nowhere', 3), 'unknownStep'],
    ['of what was never answered', correct('greet-seat', true), 'badValue'],
    ['to what is impossible', correct('talk-bp', { high: 999, low: 75 }), 'implausible'],
    [
      'to an unusual gate value without approval',
      correct('talk-bp', { high: 150, low: 75 }),
      'needsApproval',
    ],
    ['of a gate to “not done”', correct('prep-water', { notDone: 'noTime' }), 'gateCannotBeSkipped'],
    ['into the future', correct('prep-water', 3, { at: LATER + 2 * MIN }), 'inFuture'],
    ['of the question to a word', correct('steam-ask', 'goOn'), 'badValue'],
  ])('[A0.1] %s is refused', (_title, deed, code) => {
    const asked = playAll(steaming(), [[{ type: 'continue', goOn: true }, T0 + 20 * MIN]])
    const from = deed.type === 'correct' && deed.field === 'steam-ask' ? asked : table
    const done =
      from === asked
        ? playAll(asked, [
            [{ type: 'off' }, T0 + 30 * MIN],
            [leave('steam'), LATER],
          ])
        : from
    expect(refusalOf(done, deed)?.refused).toBe(code)
  })

  test('[D17] takes approval with its own reason', () => {
    const deed = correct('talk-bp', { high: 150, low: 75 }, { approvedBy: manager })
    expect(answerAt(playAll(table, [[deed, LATER]]), 'talk-bp')).toMatchObject({ approvedBy: manager })
  })

  test('[A0.1] while the stage is open an answer is undone, not corrected', () => {
    const open = playAll(begun(), [[answer('greet-seat', true), T0]])
    expect(refusalOf(open, correct('greet-seat', { notDone: 'noTime' }))?.refused).toBe('stageOpen')
  })

  test('[A6.1] a check’s finding, a change and the question can be corrected', () => {
    const done = playAll(steaming(), [
      [{ type: 'check', minute: 5, found: [] }, T0 + 5 * MIN],
      [{ type: 'change', setting: '2', plannedMin: 25 }, T0 + 6 * MIN],
      [{ type: 'continue', goOn: true }, T0 + 20 * MIN],
      [{ type: 'off' }, T0 + 25 * MIN],
      [leave('steam'), T0 + 25 * MIN],
      [correct('steam-check#5', { found: ['thirsty'] }), LATER],
      [correct('steam-change#1', { setting: '1', plannedMin: 25 }), LATER],
      [correct('steam-ask', false), LATER],
    ])
    expect(answerAt(done, 'steam-check#5')?.value).toEqual({ found: ['thirsty'] })
    expect(answerAt(done, 'steam-ask')).toMatchObject({ value: false, was: true })
  })
})

describe('correct, the urn’s instants', () => {
  const setting = { setting: '1', plannedMin: 30 }

  test('[D13] a start moves earlier only, and the deadline with it', () => {
    const table = steaming()
    const earlier = playAll(table, [[correct('prep-start#1', setting, { at: T0 - 3 * MIN }), T0 + 5 * MIN]])
    expect(steamClock(earlier.run, T0)?.deadlineAt).toBe(T0 + 27 * MIN)
    expect(answerAt(earlier, 'prep-start#1')).toMatchObject({ was: { setting: '1', plannedMin: 30, at: T0 } })
    expect(refusalOf(table, correct('prep-start#1', setting, { at: T0 + 1 }), T0 + 5 * MIN)?.refused).toBe(
      'limit',
    )
    expect(refusalOf(table, correct('prep-start#1', { ...setting, plannedMin: 31 }))?.refused).toBe('limit')
  })

  test('[D13] a start does not move before the end of an annulled one', () => {
    const again = playAll(steaming(), [
      [{ type: 'stop', reason: 'mistaken' }, T0 + MIN],
      [{ type: 'steamStart', ...setting }, T0 + 5 * MIN],
    ])
    const now = T0 + 6 * MIN
    expect(refusalOf(again, correct('prep-start#2', setting, { at: T0 }), now)?.refused).toBe('beforeStart')
    expect(refusalOf(again, correct('prep-start#1', setting, { at: T0 - MIN }), now)?.refused).toBe('limit')
    expect(refusalOf(again, correct('steam-off#1', { how: 'off' }), now)?.refused).toBe('limit')
  })

  test('[D13] “off” is corrected between the start and now, and never into a mistaken start', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 20 * MIN]])
    const at = (minute: number) => correct('steam-off#1', { how: 'off' }, { at: T0 + minute * MIN })
    expect(refusalOf(off, at(-1), T0 + 25 * MIN)?.refused).toBe('beforeStart')
    expect(refusalOf(off, at(30), T0 + 25 * MIN)?.refused).toBe('inFuture')
    const stopped = correct('steam-off#1', { how: 'stop', reason: 'dizzy' })
    expect(answerAt(playAll(off, [[stopped, T0 + 25 * MIN]]), 'steam-off#1')).toMatchObject({
      value: { how: 'stop', reason: 'dizzy' },
      was: { how: 'off', at: T0 + 20 * MIN },
    })
    expect(refusalOf(off, correct('steam-off#1', { how: 'stop', reason: 'mistaken' }))?.refused).toBe('limit')
    expect(refusalOf(off, correct('steam-off#1', { how: 'stop', reason: '' }))?.refused).toBe('needsReason')
    expect(refusalOf(off, correct('steam-off#1', true))?.refused).toBe('badValue')
  })

  test('[D13] an “off” corrected to after the deadline raises the incident; corrected again it keeps it true', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 29 * MIN]])
    expect(incidentOf(off)).toBeUndefined()
    const late = playAll(off, [[correct('steam-off#1', { how: 'off' }, { at: T0 + 35 * MIN }), LATER]])
    expect(incidentOf(late)).toMatchObject({ kind: 'overrun', overMs: 5 * MIN, openedAt: LATER })
    const again = playAll(late, [
      [correct('steam-off#1', { how: 'off' }, { at: T0 + 33 * MIN }), LATER + MIN],
    ])
    expect(incidentOf(again)).toMatchObject({ kind: 'overrun', overMs: 3 * MIN, openedAt: LATER })
  })

  test('[D13] correcting a timely “off” long after raises nothing', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 29 * MIN]])
    const earlier = playAll(off, [[correct('steam-off#1', { how: 'off' }, { at: T0 + 28 * MIN }), LATER]])
    expect(incidentOf(earlier)).toBeUndefined()
  })

  test('[D13] a start moved so far back that “off” came too late raises the incident', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 29 * MIN]])
    const moved = playAll(off, [[correct('prep-start#1', setting, { at: T0 - 10 * MIN }), LATER]])
    expect(incidentOf(moved)).toMatchObject({ deadlineAt: T0 + 20 * MIN, overMs: 9 * MIN })
  })
})
