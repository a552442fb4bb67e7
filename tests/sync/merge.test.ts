import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChangeSet, Op } from '../../src/sync/change-set.ts'
import { type Merged, mergeOp, mergeSets, NOTHING } from '../../src/sync/merge.ts'
import { isDeleted } from '../../src/sync/record.ts'

const KEY = { table: 'visits', id: 'v1' }
const T1 = '0199a3f2b4c1-0000-9f31c07a'
const T2 = '0199a3f2b4c2-0000-9f31c07a'
const T3 = '0199a3f2b4c3-0000-11111111'

function setOf(uid: string, hlc: string, op: Partial<Op>): ChangeSet {
  return {
    uid,
    inc: hlc.slice(-8),
    n: 1,
    hlc,
    actor: 'u17',
    session: 's1',
    schema: 1,
    intent: 'test',
    device: { wall: 0, offset: 0 },
    ops: [{ ...KEY, fields: {}, ...op }],
  }
}
const fold = (...sets: ChangeSet[]) => mergeSets(NOTHING, KEY, sets)

/** Sets of one record; few clocks and few names, so that ties and meetings are common. */
const manySets = fc
  .array(
    fc.record({
      hlc: fc.constantFrom(T1, T2, T3),
      fields: fc.dictionary(
        fc.constantFrom('room', 'guest', 'constructor', '__proto__', 'deleted'),
        fc.tuple(fc.jsonValue(), fc.constant(null)),
      ),
      day: fc.option(fc.constantFrom('2026-11-23', '2026-11-24'), { nil: undefined }),
      person: fc.option(fc.constantFrom('g1', 'g2'), { nil: undefined }),
    }),
    { maxLength: 8 },
  )
  .map((list) => list.map(({ hlc, ...op }, at) => setOf(`uid-${at}`, hlc, op as Partial<Op>)))

/** Two records are equal when their entries are; the order of names is nothing. */
function plain(record: Merged) {
  const sorted = (of: object) => Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1))
  return [record.day, record.person, sorted(record.fields), sorted(record.clocks), sorted(record.uids)]
}

test('[M1] the order in which sets arrive makes no difference', () => {
  const shuffled = manySets.chain((sets) =>
    fc.tuple(fc.constant(sets), fc.shuffledSubarray(sets, { minLength: sets.length })),
  )
  fc.assert(
    fc.property(shuffled, ([sets, other]) => {
      expect(plain(fold(...other))).toEqual(plain(fold(...sets)))
    }),
  )
})

test('[M1] a set that arrives again changes nothing', () => {
  const repeated = manySets.chain((sets) =>
    fc.tuple(fc.constant(sets), fc.shuffledSubarray([...sets, ...sets], { minLength: sets.length * 2 })),
  )
  fc.assert(
    fc.property(repeated, ([sets, twice]) => {
      expect(plain(fold(...twice))).toEqual(plain(fold(...sets)))
    }),
  )
})

test('[M1] how sets are grouped makes no difference', () => {
  fc.assert(
    fc.property(manySets, fc.nat(8), (sets, cut) => {
      const [early, late] = [sets.slice(0, cut), sets.slice(cut)]
      const inParts = mergeSets(mergeSets(NOTHING, KEY, early), KEY, late)
      const otherWay = mergeSets(mergeSets(NOTHING, KEY, late), KEY, early)
      expect(plain(inParts)).toEqual(plain(fold(...sets)))
      expect(plain(otherWay)).toEqual(plain(fold(...sets)))
    }),
  )
})

test('[M1] the higher clock wins each field by itself', () => {
  const base = setOf('a', T1, { fields: { room: ['r1', null], guest: ['g1', null] } })
  const moved = setOf('b', T3, { fields: { room: ['r3', T1] } })
  const late = setOf('c', T2, { fields: { room: ['r2', T1], guest: ['g2', T1] } })
  const merged = fold(base, moved, late)
  expect(merged.fields).toEqual({ room: 'r3', guest: 'g2' })
  expect(merged.clocks).toEqual({ room: T3, guest: T2 })
})

test('[M1] of two equal clocks, as a cloned tablet makes them, the higher uid wins', () => {
  const one = setOf('uid-1', T1, { fields: { room: ['r1', null] } })
  const two = setOf('uid-2', T1, { fields: { room: ['r2', null] } })
  expect(fold(one, two).fields).toEqual({ room: 'r2' })
  expect(fold(two, one).fields).toEqual({ room: 'r2' })
})

test('[M1] a visit moved to another guest keeps the person of the higher clock', () => {
  const begun = setOf('a', T1, { create: true, day: '2026-11-23', person: 'g1' })
  const moved = setOf('b', T2, { person: 'g2' })
  for (const merged of [fold(begun, moved), fold(moved, begun)]) {
    expect(merged).toMatchObject({ day: '2026-11-23', person: 'g2' })
  }
})

test('[M1] the effective clock decides, not the one in the set', () => {
  const op: Op = { ...KEY, fields: { room: ['future', null] } }
  const clamped = mergeOp(NOTHING, op, T1, 'a')
  expect(mergeOp(clamped, { ...KEY, fields: { room: ['now', null] } }, T2, 'b').fields).toEqual({
    room: 'now',
  })
})

test('[M2] two answers to one step never mix: the whole answer of one person stands', () => {
  const mine = { value: 2, at: 1, by: 'u17', note: '喝得慢' }
  const hers = { value: 3, at: 2, by: 'u18' }
  const merged = fold(
    setOf('a', T1, { fields: { 'A5.7-water': [mine, null] } }),
    setOf('b', T2, { fields: { 'A5.7-water': [hers, T1] } }),
  )
  expect(merged.fields['A5.7-water']).toEqual(hers)
})

test('[M4] an edit merges into a deleted record and does not bring it back', () => {
  const made = setOf('a', T1, { create: true, fields: { name: ['一号房', null] } })
  const deleted = setOf('b', T2, { fields: { deleted: [{ at: 1, by: 'u17' }, null] } })
  const edited = setOf('c', T3, { fields: { name: ['二号房', T1] } })
  const merged = fold(made, deleted, edited)
  expect(merged.fields.name).toBe('二号房')
  expect(isDeleted(merged)).toBe(true)
})

test('[M4] only clearing the field undoes a deletion', () => {
  const deleted = setOf('a', T1, { fields: { deleted: [{ at: 1, by: 'u17' }, null] } })
  const cleared = setOf('b', T2, { fields: { deleted: [null, T1] } })
  expect(isDeleted(fold(deleted))).toBe(true)
  expect(isDeleted(fold(deleted, cleared))).toBe(false)
})

test('[M7] unknown tables, fields and values are merged and kept as they are', () => {
  const key = { table: 'holograms', id: 'h1' }
  const value = { of: [{ a: 1 }, null, ['x']], kind: 'later' }
  const set = { ...setOf('a', T1, {}), ops: [{ ...key, fields: { beam: [value, null] as const } }] }
  expect(mergeSets(NOTHING, key, [set]).fields).toEqual({ beam: value })
})

test('[M7] ops on other records in the same set are left to those records', () => {
  const set = {
    ...setOf('a', T1, {}),
    ops: [
      { ...KEY, fields: { room: ['r1', null] as const } },
      { table: 'urns', id: 'v1', fields: { room: ['r9', null] as const } },
    ],
  }
  expect(mergeSets(NOTHING, KEY, [set]).fields).toEqual({ room: 'r1' })
})
