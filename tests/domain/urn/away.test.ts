/** Toilet breaks in mid-steam: the deadline stands, five minutes are the most, and nothing is hidden (A6.1, D13). */
import { describe, expect, test } from 'vitest'
import { breaksOf } from '../../../src/domain/urn/away.ts'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import {
  answer,
  answerAt,
  type Deed,
  MIN,
  play,
  playAll,
  ready,
  START,
  steaming,
  T0,
} from '../procedure/play.ts'
import { smallProcedure } from '../procedure/small-procedure.ts'

const at = (minute: number) => T0 + minute * MIN
const OUT: Deed = { type: 'breakOut', support: 'left' }
const BACK: Deed = { type: 'breakBack', support: 'right', dizzy: false, water: true }
const check = (minute: number): Deed => ({ type: 'check', minute, found: [] })
function clockOf(table: ReturnType<typeof steaming>, minute: number) {
  const clock = steamClock(table.run, at(minute))
  if (!clock) throw new Error('no clock')
  return clock
}

describe('a break', () => {
  test('[A6.1] is recorded with who supported on which side, out and in, and what was asked on return', () => {
    const back = playAll(steaming(), [
      [OUT, at(7)],
      [BACK, at(10)],
    ])
    expect(answerAt(back, 'steam-away#1')).toEqual({
      value: {
        outSupport: 'left',
        inSupport: 'right',
        backAt: at(10),
        dizzy: false,
        water: true,
        backBy: 'u1',
      },
      at: at(7),
      by: 'u1',
    })
    expect(breaksOf(back.run)).toMatchObject([{ n: 1, sinceAt: at(7), backAt: at(10), overAt: at(12) }])
  })

  test('[D13] moves no deadline and stops no clock', () => {
    const away = playAll(steaming(), [[OUT, at(7)]])
    expect(clockOf(away, 9)).toMatchObject({
      deadlineAt: at(30),
      elapsedMs: 9 * MIN,
      phase: 'steaming',
      away: { sinceAt: at(7), overAt: at(12) },
    })
    const back = playAll(away, [[BACK, at(10)]])
    expect(clockOf(back, 11)).toMatchObject({ deadlineAt: at(30), phase: 'steaming', away: null })
  })

  test.each([
    [11.9, 'steaming', false],
    [12, 'steaming', false],
    [12.1, 'off', true],
    [31, 'over', true],
  ])('[A6.1] at minute %d one since minute 7 leaves the phase %s', (minute, phase, isAwayOver) => {
    const away = playAll(steaming(), [[OUT, at(7)]])
    expect(clockOf(away, minute)).toMatchObject({ phase, isAwayOver })
  })

  test('[A6.1] over five minutes the session is over, also when the guest comes back, and “off” says why', () => {
    const late = playAll(steaming(), [
      [OUT, at(7)],
      [BACK, at(13)],
    ])
    expect(clockOf(late, 14)).toMatchObject({
      phase: 'off',
      isAwayOver: true,
      next: { kind: 'off', dueAt: at(12) },
    })
    const off = playAll(late, [[{ type: 'off' }, at(14)]])
    expect(answerAt(off, 'steam-off#1')?.value).toEqual({ how: 'stop', reason: 'awayTooLong' })
    expect(clockOf(off, 15)).toMatchObject({ phase: 'ended', away: null })
  })

  test('[A6.1] “off” that was done within the five minutes and entered later has no such reason', () => {
    const off = playAll(steaming(), [
      [OUT, at(7)],
      [{ type: 'off', at: at(10) }, at(14)],
    ])
    expect(answerAt(off, 'steam-off#1')?.value).toEqual({ how: 'off' })
    expect(clockOf(off, 15)).toMatchObject({ phase: 'ended', isAwayOver: false })
  })

  test('[A6.1] too long a break is not taken back; one begun by mistake is', () => {
    const away = playAll(steaming(), [[OUT, at(7)]])
    const undo: Deed = { type: 'undo', field: 'steam-away#1' }
    expect(play(away, undo, at(8)).refusal).toBeNull()
    expect(play(away, undo, at(13)).refusal).toMatchObject({ refused: 'limit' })
  })

  test.each([
    ['before the start', ready(), OUT, 'notSteaming'],
    ['after “off”', playAll(steaming(), [[{ type: 'off' }, at(3)]]), OUT, 'notSteaming'],
    ['while the guest is out', playAll(steaming(), [[OUT, at(3)]]), OUT, 'limit'],
    ['back without having gone', steaming(), BACK, 'limit'],
    ['without a side', steaming(), { type: 'breakOut', support: 'both' } as unknown as Deed, 'badValue'],
    ['as a plain answer', steaming(), answer('steam-away', true), 'badValue'],
  ] as const)('[A6.1] is refused %s', (_when, table, deed, refused) => {
    expect(play(table, deed, at(4)).refusal).toMatchObject({ refused })
  })

  test('[A6.1] is not begun before the last one ended', () => {
    const back = playAll(steaming(), [
      [OUT, at(3)],
      [BACK, at(5)],
    ])
    expect(play(back, { ...OUT, at: at(4) } as Deed, at(6)).refusal).toMatchObject({ refused: 'beforeStart' })
    expect(play(back, OUT, at(6)).refusal).toBeNull()
  })

  test('[A6.1] in a procedure that knows of none is refused, and its clock has none', () => {
    const { away: _away, awayMaxMin: _max, ...clock } = smallProcedure.clock
    const first = playAll(ready({ procedure: { ...smallProcedure, clock } }), [[START, T0]])
    expect(play(first, OUT, at(4)).refusal).toMatchObject({ refused: 'notApplicable' })
    expect(clockOf(first, 4)).toMatchObject({ away: null, isAwayOver: false })
  })
})

describe('a check that falls into a break', () => {
  const state = (table: ReturnType<typeof steaming>, minute: number) =>
    clockOf(table, minute).checks[0]?.state

  test('[A6.1] falls due as ever, is not overdue while nobody is there to be checked, and has its grace on return', () => {
    const away = playAll(steaming(), [[OUT, at(4)]])
    expect(state(away, 5)).toBe('due')
    expect(state(away, 8)).toBe('due')
    const back = playAll(away, [[BACK, at(8)]])
    expect(state(back, 8.9)).toBe('due')
    expect(state(back, 9.5)).toBe('overdue')
    expect(state(playAll(back, [[check(5), at(8.5)]]), 9)).toBe('done')
    expect(state(playAll(back, [[check(5), at(9.5)]]), 9.6)).toBe('late')
  })

  test('[A6.1] is missed when the next one comes, as ever', () => {
    const away = playAll(steaming(), [[OUT, at(5.5)]])
    expect(state(away, 10)).toBe('missed')
  })

  test('[A6.1] that was overdue before stays so', () => {
    const away = playAll(steaming(), [[OUT, at(7)]])
    expect(state(away, 8)).toBe('overdue')
  })
})
