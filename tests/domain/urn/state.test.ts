/** The urn itself: every state, since when and until when, by a driven clock (A4.7, A5.11, A9.3, D18). */
import { expect, test } from 'vitest'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import { airedAt, URN_STATES, type UrnFacts, urnState } from '../../../src/domain/urn/state.ts'
import { answer, BEGIN, emptyRun, MIN, playAll, SUMMER, T0, tableOf } from '../procedure/play.ts'

const at = (minute: number) => T0 + minute * MIN
const real = { procedure: structure }
const visit = playAll(tableOf(emptyRun(real)), [[BEGIN, T0]])
const turnover = playAll(tableOf(emptyRun(real, 'turnovers')), [[BEGIN, T0]])
const nothing: UrnFacts = { isOutOfOrder: false, visits: [], turnovers: [], airingMin: 10 }

const heating = (value: object) => playAll(visit, [[answer('A4.7-preheat-winter', value), at(20)]]).run
/** As another tablet may have recorded it; the gates are the engine's matter. */
const inUrn = (fields: object): Run => ({ ...visit.run, fields: { ...visit.run.fields, ...fields } as never })
const start = { 'A5.11-start#1': { value: { setting: '1', plannedMin: 30 }, at: at(20), by: 'u1' } }
const off = { 'A6.6-off#1': { value: { how: 'off' }, at: at(45), by: 'u1' } }
const poured = playAll(turnover, [[answer('A9.3-disinfect', 'alcohol'), at(3)]])
const aired = playAll(poured, [[answer('A9.3-air', true), at(4)]])
const running = playAll(turnover, [
  [answer('A9.3-disinfect', 'run'), at(3)],
  [answer('A9.3-run', { startedAt: at(3) }), at(3)],
])
const ran = playAll(running, [[answer('A9.3-run', { startedAt: at(3), endedAt: at(6) }), at(6)]])

test.each<[string, Partial<UrnFacts>, number, string, number | null, number | null]>([
  ['nothing known', {}, 0, 'cold', null, null],
  ['a guest who has not come to it', { visits: [visit.run] }, 5, 'cold', null, null],
  ['switched on', { visits: [heating({ startedAt: at(10) })] }, 15, 'preheating', 10, 20],
  ['on for the least minutes', { visits: [heating({ startedAt: at(10) })] }, 20, 'ready', 20, null],
  ['called hot', { visits: [heating({ startedAt: at(10), endedAt: at(17) })] }, 18, 'ready', 17, null],
  ['a guest in it', { visits: [inUrn(start)] }, 25, 'steaming', 20, 50],
  ['a guest in it past the deadline', { visits: [inUrn(start)] }, 55, 'steaming', 20, 50],
  [
    'out of order, with a guest in it',
    { isOutOfOrder: true, visits: [inUrn(start)] },
    25,
    'steaming',
    20,
    50,
  ],
  ['off, the guest still in the room', { visits: [inUrn({ ...start, ...off })] }, 46, 'off', 45, null],
  ['left, nobody at work', { turnovers: [turnover.run] }, 1, 'off', 0, null],
  ['alcohol', { turnovers: [poured.run] }, 5, 'airing', 3, 13],
  ['alcohol long ago, nobody looked', { turnovers: [poured.run] }, 30, 'airing', 3, 13],
  ['said to be aired too soon', { turnovers: [aired.run] }, 5, 'airing', 3, 13],
  ['aired', { turnovers: [aired.run] }, 13, 'clean', 13, null],
  ['a longer airing by the shop’s setting', { turnovers: [aired.run], airingMin: 20 }, 13, 'airing', 3, 23],
  ['the disinfecting run', { turnovers: [running.run] }, 4, 'disinfecting', 3, 5],
  ['the run over, nobody said so', { turnovers: [running.run] }, 9, 'disinfecting', 3, 5],
  ['the run done', { turnovers: [ran.run] }, 7, 'clean', 6, null],
  ['out of order', { isOutOfOrder: true, turnovers: [ran.run] }, 7, 'outOfOrder', null, null],
  [
    'switched on before the alcohol is gone',
    { turnovers: [poured.run], visits: [heating({ startedAt: at(5) })] },
    6,
    'airing',
    3,
    13,
  ],
  [
    'switched on after a clean turnover',
    { turnovers: [aired.run], visits: [heating({ startedAt: at(15) })] },
    16,
    'preheating',
    15,
    25,
  ],
])('[A9.3] with %s the urn is as it should be', (_what, facts, minute, state, sinceMin, untilMin) => {
  const asAt = (min: number | null) => (min === null ? null : at(min))
  expect(urnState({ ...nothing, ...facts }, at(minute))).toEqual({
    state,
    sinceAt: asAt(sinceMin),
    endsAt: asAt(untilMin),
  })
})

test('[A4.7] in summer it is hot after five minutes', () => {
  const summer = playAll(tableOf(emptyRun(real)), [
    [BEGIN, SUMMER],
    [answer('A4.7-preheat-summer', { startedAt: SUMMER }), SUMMER],
  ])
  const facts = { ...nothing, visits: [summer.run] }
  expect(urnState(facts, SUMMER + 4 * MIN).state).toBe('preheating')
  expect(urnState(facts, SUMMER + 5 * MIN).state).toBe('ready')
})

test('[D18] heat is forbidden until the alcohol of the latest turnover has been aired', () => {
  expect(airedAt([poured.run], 10)).toBe(at(13))
  expect(airedAt([ran.run], 10)).toBeNull()
  expect(airedAt([], 10)).toBeNull()
})

test('[A9.3] a visit of the first version is read by the same steps', () => {
  const { urn: _urn, ...clock } = structure.clock
  const first = playAll(tableOf(emptyRun({ procedure: { ...structure, clock } }, 'turnovers')), [
    [BEGIN, T0],
    [answer('A9.3-disinfect', 'alcohol'), at(3)],
  ])
  expect(urnState({ ...nothing, turnovers: [first.run] }, at(4)).state).toBe('airing')
})

test('[D13] every state is told whatever the clock says, and none needs a day that ended', () => {
  const all = [visit.run, heating({ startedAt: at(10) }), inUrn(start), inUrn({ ...start, ...off })]
  for (const run of all)
    for (const jump of [-24 * 60, -60, 0, 60, 24 * 60])
      expect(URN_STATES).toContain(
        urnState({ ...nothing, visits: [run], turnovers: [ran.run] }, at(25 + jump)).state,
      )
})
