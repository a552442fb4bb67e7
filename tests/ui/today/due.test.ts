import { describe, expect, it } from 'vitest'
import type { SteamClock } from '../../../src/domain/urn/clock.ts'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import {
  byUrgency,
  clockWords,
  type Due,
  dialOf,
  dueOf,
  dueTime,
  planLeft,
  ringOf,
} from '../../../src/ui/today/due.ts'
import { type Deed, MIN, playAll, ready, START, steaming, T0 } from '../../domain/procedure/play.ts'

function clockAt(minute: number): SteamClock {
  const clock = steamClock(steaming().run, T0 + minute * MIN)
  if (!clock) throw new Error('no clock')
  return clock
}
const dueAt = (minute: number) => dueOf(clockAt(minute), T0 + minute * MIN)

describe('what the urn asks for', () => {
  it('[A6.1] a check is coming up, due, and late', () => {
    expect(dueAt(2)).toEqual({ kind: 'soon', about: 'check', minute: 5, ms: 3 * MIN })
    expect(dueAt(5)).toEqual({ kind: 'due', about: 'check', minute: 5, ms: 0 })
    expect(dueAt(7)).toEqual({ kind: 'overdue', about: 'check', minute: 5, ms: 2 * MIN })
  })

  it('[A6.5] the question waits from minute 20; past 30 it is over, whatever was asked', () => {
    expect(dueAt(21)).toEqual({ kind: 'ask', about: 'ask', minute: 20, ms: MIN })
    expect(dueAt(32)).toMatchObject({ kind: 'over', about: 'off', ms: 2 * MIN })
  })

  it('[A6.6] nothing is due once the urn is off', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 8 * MIN]]).run
    const clock = steamClock(off, T0 + 9 * MIN)
    expect(clock && dueOf(clock, T0 + 9 * MIN)).toBeNull()
  })

  it('[D13] the gravest stands first, and of two alike the one that has waited longer', () => {
    const due = (kind: Due['kind'], ms: number): Due => ({ kind, about: 'check', minute: 5, ms })
    const sorted = [
      due('soon', 9),
      due('due', 1),
      due('soon', 2),
      due('ask', 3),
      due('overdue', 5),
      due('overdue', 8),
      due('over', 1),
    ].sort(byUrgency)
    expect(sorted.map(({ kind, ms }) => [kind, ms])).toEqual([
      ['over', 1],
      ['ask', 3],
      ['overdue', 8],
      ['overdue', 5],
      ['due', 1],
      ['soon', 2],
      ['soon', 9],
    ])
  })
})

it('[A6.6] the small dial counts the minutes left, and past the end those over', () => {
  expect(dialOf(clockAt(12.4))).toMatchObject({ label: '18', over: false, asked: 'waiting', askMin: 20 })
  expect(dialOf(clockAt(20.5))).toMatchObject({ label: '10', asked: 'due' })
  expect(dialOf(clockAt(31.5))).toMatchObject({ label: '+2', over: true })
  expect(clockWords(156_900)).toBe('2:36')
})

describe('a plan that is shorter than the half hour', () => {
  const short: Deed = { ...START, plannedMin: 15 } as Deed
  const left = (minute: number, ...deeds: readonly (readonly [Deed, number])[]) => {
    const table = playAll(ready(), [[short, T0], ...deeds])
    const clock = steamClock(table.run, T0 + minute * MIN)
    if (!clock) throw new Error('no clock')
    return planLeft(clock, T0 + minute * MIN)
  }

  it('[D6] [D13] is told beside the half hour, which goes on counting', () => {
    expect(left(5.5)).toEqual({ minutes: 15, leftMs: 9.5 * MIN })
    const clock = steamClock(playAll(ready(), [[short, T0]]).run, T0 + 5.5 * MIN)
    expect(clock && dialOf(clock).label).toBe('25')
  })

  it('[A6.5] [A6.6] is not told once it is reached, and where the half hour is the plan', () => {
    expect(left(15)).toBeNull()
    expect(left(16, [{ type: 'continue', goOn: true }, T0 + 15 * MIN])).toBeNull()
    expect(left(6, [{ type: 'off' }, T0 + 5 * MIN])).toBeNull()
    expect(planLeft(clockAt(5), T0 + 5 * MIN)).toBeNull()
  })

  it('[A6.1] gives way to the break while the guest is out, which ends first', () => {
    expect(left(6, [{ type: 'breakOut', support: 'left' }, T0 + 5 * MIN])).toBeNull()
  })
})

describe('a guest who is out of the urn on a break', () => {
  const out = playAll(steaming(), [[{ type: 'breakOut', support: 'left' }, T0 + 19 * MIN]]).run
  const at = (minute: number) => {
    const clock = steamClock(out, T0 + minute * MIN)
    if (!clock) throw new Error('no clock')
    return { due: dueOf(clock, T0 + minute * MIN), dial: dialOf(clock) }
  }

  it('[A6.1] is to come back within the five minutes; nothing else is asked meanwhile, not even the question', () => {
    expect(at(21).due).toMatchObject({ kind: 'away', ms: 3 * MIN })
    expect(at(24.1).due).toMatchObject({ kind: 'off' })
    expect(dueTime({ kind: 'away', about: 'ask', minute: 20, ms: 61_200 })).toBe('1:02')
  })

  it('[D13] every dial counts the break, minutes rounded up, while the half hour fills on', () => {
    expect(at(21.5).dial).toMatchObject({ label: '3', awayShare: 0.5, elapsedMin: 21.5, over: false })
    expect(at(24.5).dial).toMatchObject({ label: '+1', awayShare: 1, over: false })
    expect(at(31).dial).toMatchObject({ label: '+1', over: true })
    expect(dialOf(clockAt(21))).not.toHaveProperty('awayShare')
  })

  it('whoever has the least of the break left stands first', () => {
    const away = (ms: number): Due => ({ kind: 'away', about: 'check', minute: 5, ms })
    expect([away(9), away(2)].sort(byUrgency).map(({ ms }) => ms)).toEqual([2, 9])
  })
})

describe('the dial at every size', () => {
  it('[D13] after a start that was a mistake the small ring begins with the time already spent, as the large one', () => {
    const again = playAll(steaming(), [
      [{ type: 'stop', reason: 'mistaken' }, T0 + 2 * MIN],
      [START, T0 + 3 * MIN],
    ])
    const clock = steamClock(again.run, T0 + 8 * MIN)
    if (!clock) throw new Error('no clock')
    const { elapsedMin, label, askMin } = dialOf(clock)
    expect({ elapsedMin, label, askMin }).toEqual({ elapsedMin: 7, label: '23', askMin: 22 })
    expect(ringOf(clock).checks[0]?.minute).toBe(7)
  })

  it('what is left is rounded up, what was waited is rounded down', () => {
    const due = { about: 'check', minute: 5, ms: 61_200 } as const
    expect(dueTime({ ...due, kind: 'soon' })).toBe('1:02')
    expect(dueTime({ ...due, kind: 'overdue' })).toBe('1:01')
  })
})
