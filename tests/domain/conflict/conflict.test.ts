import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/base/json.ts'
import {
  type Conflict,
  conflictFrom,
  isConflictSeen,
  isSameAnswer,
  openConflicts,
  settledSince,
  standingSide,
} from '../../../src/domain/conflict/conflict.ts'
import { type Decision, planSettle } from '../../../src/domain/conflict/settle.ts'
import type { Seen } from '../../../src/domain/people/seen.ts'
import type { Role } from '../../../src/domain/people/staff.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'

const NOW = Date.UTC(2026, 10, 23, 4)
const MIN = 60_000
const hlc = (at: number, inc: string) => `${at.toString(16).padStart(12, '0')}-0000-${inc}`
const said = (value: Json, by: string, at = NOW) => ({ value, at, by })
const won = said('film', 'u2', NOW + MIN)
const lost = said('music', 'u1')

function conflict(
  parts: { id?: string; won?: Json; lost?: Json; field?: string; more?: SyncRecord['fields'] } = {},
): SyncRecord {
  return {
    table: 'conflicts',
    id: parts.id ?? 'c1',
    person: 'g1',
    rev: 1,
    clocks: {},
    fields: {
      of: { table: 'visits', id: 'v1', field: parts.field ?? 'A5.5-media' },
      won: {
        value: parts.won === undefined ? won : parts.won,
        clock: hlc(NOW + MIN, '00000002'),
        uid: 'w',
        actor: 'u2',
      },
      lost: {
        value: parts.lost === undefined ? lost : parts.lost,
        clock: hlc(NOW, '00000001'),
        uid: 'l',
        actor: 'u1',
      },
      ...parts.more,
    },
  }
}
const visit = (standing: Json): SyncRecord => ({
  table: 'visits',
  id: 'v1',
  rev: 3,
  clocks: {},
  fields: { 'A5.5-media': standing, guestId: 'g1' },
})
function read(record: SyncRecord): Conflict {
  const found = conflictFrom(record)
  if (!found) throw new Error('no conflict')
  return found
}

describe('[SEC8] who sees both values', () => {
  const seen = (guest: string) => (guest === 'g1' ? 'all' : 'masked') as Seen
  const of = (table: string, guests: readonly string[], role: Role) =>
    isConflictSeen({ of: { table, id: 'x', field: 'f' }, guests }, { role, seen })

  test.each([
    ['consultant', 'visits', ['g1'], true],
    ['consultant', 'visits', ['g2'], false],
    ['consultant', 'visits', ['g1', 'g2'], false],
    ['consultant', 'visits', [], false],
    ['consultant', 'guests', ['g2'], false],
    ['consultant', 'bookings', ['g1'], true],
    ['consultant', 'rooms', [], true],
    ['frontDesk', 'visits', ['g1'], false],
    ['frontDesk', 'guests', ['g1'], false],
    ['frontDesk', 'bookings', ['g2'], true],
    ['manager', 'visits', ['g2'], true],
    ['nobody', 'visits', ['g1'], false],
    ['consultant', 'assessments', ['g1'], false],
    ['consultant', 'somethingNewer', ['g1'], false],
  ] as const)('a %s, of %s about %j: %s', (role, table, guests, isSeen) => {
    expect(of(table, guests, role)).toBe(isSeen)
  })

  test('where two guests are meant, both count; a guest’s own record is about them', () => {
    expect(read(conflict({ field: 'guestId', won: 'g1', lost: 'g2' })).guests).toEqual(['g1', 'g2'])
    const own = conflict({ more: { of: { table: 'guests', id: 'g7', field: 'phone' } } })
    expect(read(own).guests).toEqual(['g1', 'g7'])
  })
})

describe('a conflict', () => {
  test('[M3] tells both values with who wrote them and when', () => {
    expect(read(conflict())).toEqual({
      id: 'c1',
      of: { table: 'visits', id: 'v1', field: 'A5.5-media' },
      guests: ['g1'],
      won: { value: won, actor: 'u2', at: NOW + MIN },
      lost: { value: lost, actor: 'u1', at: NOW },
      settled: null,
    })
  })

  test('[M7] of a shape that this version does not know is passed over', () => {
    const strange = { ...conflict(), fields: { of: 'visits/v1', won: 7 } }
    expect(openConflicts([strange, conflict()]).map(({ id }) => id)).toEqual(['c1'])
  })

  test('[M3] is open until it is marked, the oldest first; those settled can be found for the day', () => {
    const settled = { by: 'u9', at: NOW + 5 * MIN, kept: 'lost' as const }
    const records = [
      conflict({ id: 'b' }),
      conflict({ id: 'a' }),
      conflict({ id: 'done', more: { settled } }),
      conflict({ id: 'before', more: { settled: { ...settled, at: NOW - 1 } } }),
    ]
    expect(openConflicts(records).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(settledSince(records, NOW).map((one) => [one.id, one.settled])).toEqual([['done', settled]])
  })

  test('[M3] knows which value stands, and when it is neither any more', () => {
    expect(standingSide(read(conflict()), visit(won))).toBe('won')
    expect(standingSide(read(conflict()), visit({ by: 'u1', at: NOW, value: 'music' }))).toBe('lost')
    expect(standingSide(read(conflict()), visit(said('quiet', 'u3')))).toBeNull()
    expect(standingSide(read(conflict()), null)).toBeNull()
  })
})

describe('two answers', () => {
  test.each<[string, Json, Json, boolean]>([
    ['given by two people at two times', said(2, 'u1'), said(2, 'u2', NOW + 9 * MIN), true],
    ['of two values', said(2, 'u1'), said(3, 'u1'), false],
    ['with a note and without', { ...said(2, 'u1'), note: '烫' }, said(2, 'u1'), false],
    ['of one reading in another order', said({ a: 1, b: 2 }, 'u1'), said({ b: 2, a: 1 }, 'u2'), true],
    ['of two lists', said(['a'], 'u1'), said(['a', 'b'], 'u1'), false],
    ['one of them cleared', said(2, 'u1'), null, false],
    ['that mark the same end', { at: NOW, by: 'u1' }, { at: NOW + MIN, by: 'u2' }, true],
    ['that left the same room behind', { id: 't-v1', at: NOW }, { id: 't-v1', at: NOW + MIN }, true],
    [
      'struck out for two reasons',
      { at: NOW, by: 'u1', why: 'late' },
      { at: NOW, by: 'u2', why: 'noShow' },
      false,
    ],
    ['of two places', { roomId: 'r1', urnId: 'e1' }, { roomId: 'r1', urnId: 'e2' }, false],
    ['that are plain words', '王女士', '王阿姨', false],
  ])('[M3] %s', (_title, one, other, isSame) => {
    expect(isSameAnswer(one, other)).toBe(isSame)
    expect(isSameAnswer(other, one)).toBe(isSame)
  })

  test('[D13] an urn started twice more than a minute apart is two answers, though they read the same', () => {
    const started = (at: number) => said({ setting: '1', plannedMin: 30 }, 'u1', at)
    expect(isSameAnswer(started(NOW), started(NOW + 3 * MIN))).toBe(false)
    expect(isSameAnswer(started(NOW), started(NOW + MIN / 2))).toBe(true)
    const off = (at: number) => said({ how: 'off' }, 'u1', at)
    expect(isSameAnswer(off(NOW), off(NOW + 2 * MIN))).toBe(false)
  })

  test('[M3] that say the same are no conflict to show', () => {
    expect(openConflicts([conflict({ lost: said('film', 'u1') })])).toEqual([])
  })
})

describe('settling', () => {
  const decision = (parts: Partial<Decision> = {}): Decision => ({
    conflict: read(conflict()),
    seen: won,
    choice: 'won',
    by: 'u9',
    now: NOW + 9 * MIN,
    ...parts,
  })
  const mark = (kept: 'won' | 'lost') => ({
    table: 'conflicts',
    id: 'c1',
    fields: { settled: { by: 'u9', at: NOW + 9 * MIN, kept } },
  })

  test('[M3] keeping what stands writes the mark alone', () => {
    expect(planSettle([conflict(), visit(won)], decision())).toEqual({ changes: [mark('won')] })
  })

  test('[M3] taking the other writes it and the mark as one intent', () => {
    expect(planSettle([conflict(), visit(won)], decision({ choice: 'lost' }))).toEqual({
      changes: [{ table: 'visits', id: 'v1', fields: { 'A5.5-media': lost } }, mark('lost')],
    })
  })

  test('[M3] the opposite choice takes it back', () => {
    const after = conflict({ more: { settled: { by: 'u9', at: NOW, kept: 'lost' } } })
    expect(planSettle([after, visit(lost)], decision({ seen: lost }))).toEqual({
      changes: [{ table: 'visits', id: 'v1', fields: { 'A5.5-media': won } }, mark('won')],
    })
  })

  test('[M3] nobody decides about a value that they did not see', () => {
    const moved = visit(said('quiet', 'u3'))
    expect(planSettle([conflict(), moved], decision({ choice: 'lost' }))).toEqual({ refused: 'moved' })
    expect(
      planSettle([conflict(), moved], decision({ choice: 'standing', seen: said('quiet', 'u3') })),
    ).toEqual({ changes: [mark('won')] })
  })

  test('[M3] what is not on this tablet cannot be decided here', () => {
    expect(planSettle([conflict()], decision())).toEqual({ refused: 'gone' })
    expect(planSettle([visit(won)], decision())).toEqual({ refused: 'gone' })
  })

  test('[CS6] a value that was cleared can be taken: it is written as null', () => {
    const cleared = conflict({ lost: null })
    expect(planSettle([cleared, visit(won)], decision({ choice: 'lost' }))).toMatchObject({
      changes: [{ fields: { 'A5.5-media': null } }, {}],
    })
  })
})
