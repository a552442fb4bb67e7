import { describe, expect, test } from 'vitest'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import { answer, type Deed, MIN, play, playAll, ready, START, steaming, T0 } from '../procedure/play.ts'

const at = (minute: number) => T0 + minute * MIN
const check = (minute: number, more: object = {}): Deed =>
  ({ type: 'check', minute, found: [], ...more }) as Deed
const planned = (plannedMin: number) =>
  playAll(ready(), [[{ type: 'steamStart', setting: '1', plannedMin }, T0]])
function clockOf(table: ReturnType<typeof steaming>, minute: number) {
  const clock = steamClock(table.run, at(minute))
  if (!clock) throw new Error('no clock')
  return clock
}
const states = (table: ReturnType<typeof steaming>, minute: number) =>
  clockOf(table, minute).checks.map((one) => `${one.minute} ${one.state}`)

describe('the clock', () => {
  test('[A5.11] is there from the start on', () => {
    expect(steamClock(ready().run, T0)).toBeNull()
    expect(clockOf(steaming(), 12)).toMatchObject({
      startAt: T0,
      setting: '1',
      plannedMin: 30,
      deadlineAt: at(30),
      askAt: at(20),
      plannedEndAt: at(30),
      elapsedMs: 12 * MIN,
      remainingMs: 18 * MIN,
      overMs: 0,
      goOn: null,
      offAt: null,
    })
  })

  test.each([
    [-90, 0, 30],
    [0, 0, 30],
    [30, 30, 0],
    [33, 33, 0],
    [1440, 1440, 0],
  ])('[D13] at minute %d it shows %d elapsed and %d remaining', (now, elapsed, remaining) => {
    const clock = clockOf(steaming(), now)
    expect(clock.elapsedMs).toBe(elapsed * MIN)
    expect(clock.remainingMs).toBe(remaining * MIN)
    expect(clock.deadlineAt).toBe(at(30))
  })

  test('[D13] past the deadline it counts up until “off” and “guest out” are confirmed, and then stands still', () => {
    expect(clockOf(steaming(), 33)).toMatchObject({ overMs: 3 * MIN, phase: 'over' })
    const off = playAll(steaming(), [[{ type: 'off' }, at(33)]])
    expect(clockOf(off, 34)).toMatchObject({ overMs: 4 * MIN, phase: 'ended', elapsedMs: 33 * MIN })
    expect(clockOf(play(off, answer('after-out', 'left'), at(34)), 99)).toMatchObject({
      overMs: 0,
      phase: 'ended',
      offAt: at(33),
      elapsedMs: 33 * MIN,
      next: null,
    })
  })

  test.each([
    [0, 'steaming'],
    [19.9, 'steaming'],
    [20, 'ask'],
    [29.9, 'ask'],
    [30, 'off'],
    [30.1, 'over'],
  ])('[A6.5] unanswered, minute %d is the phase %s', (minute, phase) => {
    expect(clockOf(steaming(), minute).phase).toBe(phase)
  })

  test('[A6.6] a yes goes on to the end, a no asks for “off” at once', () => {
    const yes = playAll(steaming(), [[{ type: 'continue', goOn: true }, at(20)]])
    expect(clockOf(yes, 24)).toMatchObject({
      phase: 'steaming',
      goOn: true,
      next: { kind: 'check', minute: 25 },
    })
    expect(clockOf(yes, 30).phase).toBe('off')
    const no = playAll(steaming(), [[{ type: 'continue', goOn: false }, at(20)]])
    expect(clockOf(no, 20)).toMatchObject({ phase: 'off', goOn: false, next: { kind: 'off', dueAt: at(20) } })
  })
})

describe('a shorter plan', () => {
  test('[D6] is asked about at its end; a yes goes on, and 20 asks again', () => {
    const ten = planned(10)
    expect(clockOf(ten, 5)).toMatchObject({ askAt: at(10), plannedEndAt: at(10), deadlineAt: at(30) })
    expect(states(ten, 0)).toEqual(['5 waiting'])
    expect(clockOf(ten, 10)).toMatchObject({ phase: 'ask', next: { kind: 'ask', minute: 10 } })
    const on = playAll(ten, [[{ type: 'continue', goOn: true }, at(10)]])
    expect(clockOf(on, 11)).toMatchObject({ plannedMin: 30, askAt: at(20), goOn: null, phase: 'steaming' })
    expect(clockOf(on, 20).phase).toBe('ask')
    const again = playAll(on, [[{ type: 'continue', goOn: true }, at(20)]])
    expect(clockOf(again, 21)).toMatchObject({ goOn: true, phase: 'steaming', plannedEndAt: at(30) })
  })

  test('[D6] ended by a no it is over, wherever the plan stood', () => {
    const no = playAll(planned(15), [[{ type: 'continue', goOn: false }, at(15)]])
    expect(clockOf(no, 15)).toMatchObject({ goOn: false, phase: 'off', plannedMin: 15 })
  })

  test('[A6.4] minutes changed on the way move the question and the end, not the deadline', () => {
    const more = playAll(planned(10), [[{ type: 'change', setting: '2', plannedMin: 25 }, at(6)]])
    expect(clockOf(more, 7)).toMatchObject({
      setting: '2',
      plannedMin: 25,
      askAt: at(20),
      plannedEndAt: at(25),
      deadlineAt: at(30),
    })
    expect(states(more, 7)).toEqual(['5 overdue', '10 waiting', '15 waiting'])
    const asked = playAll(more, [[{ type: 'continue', goOn: true }, at(20)]])
    expect(clockOf(asked, 25)).toMatchObject({ phase: 'off', next: { kind: 'off', minute: 25 } })
  })
})

describe('checks', () => {
  test('[A6.1] one each five minutes; the question takes the place of that at 20', () => {
    expect(states(steaming(), 0)).toEqual(['5 waiting', '10 waiting', '15 waiting', '25 waiting'])
  })

  test.each([
    [3.9, 'waiting'],
    [4, 'due'],
    [6, 'due'],
    [6.1, 'overdue'],
    [9.9, 'overdue'],
    [10, 'missed'],
  ])('[A6.1] at minute %d the first check is %s', (minute, state) => {
    expect(clockOf(steaming(), minute).checks[0]).toMatchObject({ minute: 5, state })
  })

  test('[A6.1] done in time, done late, entered late, left out', () => {
    const table = playAll(steaming(), [
      [check(5, { found: ['thirsty'] }), at(5.5)],
      [check(10), at(12)],
      [check(15, { at: at(15) }), at(18)],
      [{ type: 'off' }, at(30)],
    ])
    expect(clockOf(table, 31).checks).toEqual([
      { minute: 5, dueAt: at(5), state: 'done', lateMs: 0, found: ['thirsty'] },
      { minute: 10, dueAt: at(10), state: 'late', lateMs: 2 * MIN, found: [] },
      { minute: 15, dueAt: at(15), state: 'late', lateMs: 3 * MIN, found: [] },
      { minute: 25, dueAt: at(25), state: 'missed', lateMs: 0, found: [] },
    ])
    const out = playAll(steaming(), [[answer('steam-check', { notDone: 'noTime' }, { n: 5 }), at(5)]])
    expect(clockOf(out, 6).checks[0]?.state).toBe('missed')
  })

  test('[A6.1] the last before the question is missed when the question comes', () => {
    expect(states(steaming(), 20)).toEqual(['5 missed', '10 missed', '15 missed', '25 waiting'])
    expect(clockOf(steaming(), 26).checks.at(-1)?.state).toBe('due')
    expect(states(steaming(), 30).at(-1)).toBe('25 missed')
  })

  test('[D16] those after an early end are no longer wanted', () => {
    const off = playAll(steaming(), [
      [check(5), at(5)],
      [{ type: 'stop', reason: 'dizzy' }, at(8)],
    ])
    expect(states(off, 9)).toEqual(['5 done'])
  })

  test('[A6.1] the next thing due is the first of check, question and “off”', () => {
    expect(clockOf(steaming(), 1).next).toEqual({ kind: 'check', minute: 5, dueAt: at(5) })
    expect(clockOf(steaming(), 12).next).toEqual({ kind: 'check', minute: 10, dueAt: at(10) })
    expect(clockOf(steaming(), 21).next).toEqual({ kind: 'ask', minute: 20, dueAt: at(20) })
    expect(clockOf(steaming(), 31).next).toEqual({ kind: 'off', minute: 30, dueAt: at(30) })
  })

  test('[A6.1] one done at the question’s minute is shown as well', () => {
    expect(states(playAll(steaming(), [[check(20), at(20)]]), 20)).toContain('20 done')
  })
})

describe('an annulled start', () => {
  test('[D13] takes its time off the half hour of the next', () => {
    const again = playAll(steaming(), [
      [{ type: 'stop', reason: 'mistaken' }, at(2)],
      [START, at(10)],
    ])
    expect(clockOf(again, 10)).toMatchObject({
      startAt: at(10),
      deadlineAt: at(38),
      plannedEndAt: at(38),
      remainingMs: 28 * MIN,
    })
  })
})
