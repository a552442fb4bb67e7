import { describe, expect, test } from 'vitest'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { steamingCount, stripPills } from '../../../src/ui/shell/strip.ts'
import type { LoadedRun } from '../../../src/ui/state/runs.ts'
import { clockTime } from '../../../src/ui/state/times.ts'
import { shell } from '../../../src/ui/strings/zh-cn/shell.ts'
import {
  answer,
  begun,
  type Deed,
  emptyRun,
  MIN,
  play,
  playAll,
  ready,
  START,
  steaming,
  T0,
  type Table,
} from '../../domain/procedure/play.ts'

const TEXT = { stages: { greet: { name: '客户进店', short: '进店迎接' } } }
const loadedOf = (table: Table) => ({ run: table.run, text: TEXT, guest: null }) as unknown as LoadedRun
const entry = (table: Table, name = '王女士', room: string | null = '3 号房') => ({
  loaded: loadedOf(table),
  room,
  name,
})
const pillOf = (table: Table, now: number) => stripPills([entry(table)], shell, now)[0]
const CHECK = (minute: number): Deed => ({ type: 'check', minute, found: [] })
const seen = (minute: number) =>
  playAll(
    steaming(),
    [5, 10, 15].filter((m) => m <= minute).map((m) => [CHECK(m), T0 + m * MIN] as const),
  )

describe('a pill of the strip', () => {
  test('names the stage before steaming, without dial and minutes', () => {
    expect(pillOf(begun(), T0)).toMatchObject({
      room: '3 号房',
      name: '王女士',
      state: '进店迎接',
      minutes: null,
      dial: null,
      tone: 'plain',
    })
  })

  test('[D13] counts the minutes left in the urn from the stored start', () => {
    expect(pillOf(seen(10), T0 + 12 * MIN)).toMatchObject({
      minutes: '18',
      state: '还有 18 分',
      tone: 'plain',
      dial: { elapsedMin: 12, over: false, asked: 'waiting', askMin: 20 },
    })
  })

  test('[D6] a shorter plan stands below the name, and the number goes on counting to the half hour', () => {
    const short = play(ready(), { ...START, plannedMin: 15 } as Deed, T0)
    expect(pillOf(short, T0 + 2.5 * MIN)).toMatchObject({
      minutes: '28',
      note: '计划剩 13 分',
      state: '还有 28 分，计划剩 13 分',
    })
    expect(pillOf(seen(5), T0 + 6 * MIN)?.note).toBeNull()
  })

  test.each([
    ['[A6.1] a check that is due is amber', seen(0), 5, 'amber', '该照看了'],
    ['[A6.1] one that is late is red', seen(0), 9, 'red', '照看已迟'],
    ['[A6.5] the question at 20 is amber', seen(15), 20.5, 'amber', '问是否继续'],
  ] as const)('%s, and says so in words', (_, table, minute, tone, words) => {
    const pill = pillOf(table, T0 + minute * MIN)
    expect(pill?.tone).toBe(tone)
    expect(pill?.state).toContain(words)
  })

  test('[A6.6] past 30 minutes it counts up in red until a person confirms "off" and that the guest is out', () => {
    const on = playAll(seen(15), [[{ type: 'continue', goOn: true }, T0 + 20 * MIN]])
    expect(pillOf(on, T0 + 33 * MIN)).toMatchObject({ minutes: '+3', tone: 'red', dial: { over: true } })
    expect(pillOf(on, T0 + 33 * MIN)?.state).toContain('该关瓮了')
    const off = play(on, { type: 'off' }, T0 + 33 * MIN)
    expect(pillOf(off, T0 + 34 * MIN)).toMatchObject({ minutes: '+4', tone: 'red' })
    const out = play(off, answer('after-out', 'left'), T0 + 34 * MIN)
    expect(pillOf(out, T0 + 35 * MIN)).toMatchObject({ minutes: null, dial: null, tone: 'plain' })
  })

  test('[A7.2] after an early "off" it asks in red whether the guest is out, once there was time for it', () => {
    const off = play(seen(10), { type: 'off' }, T0 + 12 * MIN)
    expect(pillOf(off, T0 + 13 * MIN)).toMatchObject({ dial: null, tone: 'plain' })
    expect(pillOf(off, T0 + 14 * MIN)).toMatchObject({ minutes: null, tone: 'red', state: '请确认已出瓮' })
  })

  test('[A6.1] a guest who is out on a break is said to be, since when, and how long yet', () => {
    const out = playAll(seen(10), [[{ type: 'breakOut', support: 'left' }, T0 + 12 * MIN]])
    expect(pillOf(out, T0 + 13.5 * MIN)).toMatchObject({
      note: `如厕 ${clockTime(T0 + 12 * MIN, out.run.context.shop.timeZone)} 起`,
      minutes: '4',
      tone: 'amber',
      dial: { awayShare: 0.3 },
    })
    const late = pillOf(out, T0 + 18.5 * MIN)
    expect(late).toMatchObject({ minutes: '+2', tone: 'red', dial: { awayShare: 1 } })
    expect(late?.state).toContain('该关瓮了')
  })

  test.each([
    [8, '蒸后，还有 12 分', 'plain'],
    [19.2, '蒸后，还有 1 分', 'plain'],
    [22, '蒸后，时间到了', 'plain'],
    [27, '蒸后，时间到了', 'amber'],
  ] as const)('[A7.6] after %d minutes of rest it says %s', (minute, state, tone) => {
    const run = emptyRun({ procedure: structure })
    const fields = {
      begun: { at: T0, by: 'u1' },
      'A7.6-rest': { value: { startedAt: T0 }, at: T0, by: 'u1' },
    }
    const loaded = { run: { ...run, fields }, text: { stages: { A7: { name: '保健后', short: '蒸后' } } } }
    const one = { ...entry(begun()), loaded: loaded as unknown as LoadedRun }
    expect(stripPills([one], shell, T0 + minute * MIN)[0]).toMatchObject({ state, tone, minutes: null })
  })

  test('says that a guest is not known rather than nothing', () => {
    const [pill] = stripPills([entry(begun(), '', null)], shell, T0)
    expect(pill).toMatchObject({ name: '顾客未登记', room: null })
  })
})

test('what is late stands first; the others keep the order in which they began', () => {
  const entries = [
    entry(begun({}, T0 + 2 * MIN), 'late comer'),
    entry(steaming(), 'overdue'),
    entry(begun({}, T0 - MIN), 'first'),
  ]
  expect(stripPills(entries, shell, T0 + 9 * MIN).map(({ name }) => name)).toEqual([
    'overdue',
    'first',
    'late comer',
  ])
})

test('[D13] a guest counts as in the urn until "off" is confirmed and that they are out, also past the end', () => {
  const off = play(seen(15), { type: 'off' }, T0 + 16 * MIN)
  const out = play(off, answer('after-out', 'left'), T0 + 17 * MIN)
  expect(steamingCount([begun(), steaming(), off].map(loadedOf), T0 + 40 * MIN)).toBe(2)
  expect(steamingCount([begun(), steaming(), out].map(loadedOf), T0 + 40 * MIN)).toBe(1)
})
