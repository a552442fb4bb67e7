/** Checks that one person ticked in several rooms within seconds (A6.1). */
import { expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import { quickChecks } from '../../../src/domain/urn/quick-checks.ts'
import { attentionOf } from '../../../src/domain/visit/attention.ts'
import { answer, type Deed, MIN, playAll, steaming, T0 } from '../procedure/play.ts'

const at = (minute: number, seconds = 0) => T0 + minute * MIN + seconds * 1000
const check = (minute: number, by = 'u1', more: object = {}): Deed =>
  ({ type: 'check', minute, found: [], by, ...more }) as Deed
/** A guest in the urn of a room since T0, with what was done. */
function guest(n: number, ...deeds: readonly (readonly [Deed, number])[]): Run {
  const { run } = playAll(steaming(), deeds)
  return { ...run, id: `v${n}`, fields: { ...run.fields, place: { roomId: `r${n}`, urnId: `e${n}` } } }
}

test('[A6.1] two rooms within seconds are told, with who, when and what', () => {
  const visits = [guest(1, [check(5), at(5)]), guest(2, [check(5), at(5, 4)]), guest(3, [check(5), at(5, 9)])]
  expect(quickChecks(visits)).toEqual([
    {
      by: 'u1',
      at: at(5),
      ticks: [
        { visitId: 'v1', roomId: 'r1', minute: 5 },
        { visitId: 'v2', roomId: 'r2', minute: 5 },
        { visitId: 'v3', roomId: 'r3', minute: 5 },
      ],
    },
  ])
})

test.each<[string, readonly Run[]]>([
  ['two people', [guest(1, [check(5, 'u1'), at(5)]), guest(2, [check(5, 'u2'), at(5, 2)])]],
  ['a walk from one room to the next', [guest(1, [check(5), at(5)]), guest(2, [check(5), at(5, 40)])]],
  ['two urns of one room', [guest(1, [check(5), at(5)]), { ...guest(1, [check(5), at(5, 3)]), id: 'v9' }]],
  ['one room', [guest(1, [check(5), at(9)], [check(10), at(9, 5)])]],
  [
    'a check that was left out',
    [
      guest(1, [check(5), at(5)]),
      guest(2, [answer('steam-check', { notDone: 'noTime' }, { n: 5 }), at(5, 3)]),
    ],
  ],
])('[A6.1] not of %s', (_what, visits) => {
  expect(quickChecks(visits)).toEqual([])
})

test('[A6.1] entered later together they are as quick, whatever time was stated', () => {
  const visits = [
    guest(1, [check(5, 'u1', { at: at(5) }), at(12)]),
    guest(2, [check(5, 'u1', { at: at(7) }), at(12, 3)]),
  ]
  expect(quickChecks(visits)).toMatchObject([{ at: at(12) }])
})

test('[A6.1] the manager alone is told', () => {
  const visits = [guest(1, [check(5), at(5)]), guest(2, [check(5), at(5, 4)])].map((run, n) => ({
    ...run,
    fields: { ...run.fields, guestId: `g${n}` },
  }))
  const facts = { board: [], visits, guests: [], conflicts: 0, unapplied: 0, now: at(6) }
  expect(attentionOf(facts)).toEqual([])
  expect(attentionOf({ ...facts, isManager: true })).toMatchObject([
    { kind: 'quickChecks', by: 'u1' as StaffId },
  ])
})
