/** The laws of merging (M1), as properties: through the fold itself, and through the server's decisions in any delivery. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChangeSet, Op } from '../../src/sync/change-set.ts'
import { packHlc } from '../../src/sync/hlc.ts'
import { type Merged, mergeOp, NOTHING } from '../../src/sync/merge.ts'
import { NOON, op, uidOf } from '../contracts/storage/sets.ts'
import { desk } from './desk.ts'

const INCS = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc']
/** Few instants and counters, so that equal clocks are common, as clones make them. */
const clock = fc
  .record({
    ms: fc.constantFrom(NOON - 86_400_000, NOON, NOON + 1),
    counter: fc.constantFrom(0, 1),
    inc: fc.constantFrom(...INCS),
  })
  .map(packHlc)
const anOp = fc.record(
  {
    id: fc.constantFrom('v1', 'v2'),
    fields: fc.dictionary(
      fc.constantFrom('room', 'urn', 'deleted', 'constructor'),
      fc.tuple(fc.jsonValue({ maxDepth: 1 }), fc.option(clock)),
      { maxKeys: 3 },
    ),
    day: fc.constantFrom('2026-11-23', '2026-11-24'),
    person: fc.constantFrom('g1', 'g2'),
  },
  { requiredKeys: ['id', 'fields'] },
)
/** Each op once a record, as `commit` makes them. */
const sets = fc
  .array(fc.record({ hlc: clock, ops: fc.uniqueArray(anOp, { selector: ({ id }) => id, maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((list) => list.map(({ hlc, ops }, at) => setOf(hlc, at + 1, ops as Partial<Op>[])))

function setOf(hlc: string, n: number, ops: readonly Partial<Op>[]): ChangeSet {
  const inc = hlc.slice(-8)
  return {
    ...{
      uid: uidOf(inc, n),
      inc,
      n,
      hlc,
      actor: `u-${inc.slice(0, 1)}`,
      session: 's',
      schema: 1,
      intent: 'test',
    },
    device: { wall: NOON, offset: 0 },
    ops: ops.map(({ id = '', fields = {}, ...more }) => op('visits', id, fields, more)),
  }
}

/** The sets once more, in any order, cut into pushes anywhere, some of them repeated. */
const deliveries = sets.chain((all) =>
  fc.record({
    all: fc.constant(all),
    order: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
    cuts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 16, maxLength: 16 }),
  }),
)

function piecesOf<T>(of: readonly T[], cuts: readonly number[]): readonly (readonly T[])[] {
  const pieces: T[][] = []
  const rest = [...of]
  for (const cut of cuts) if (rest.length > 0) pieces.push(rest.splice(0, cut))
  return rest.length > 0 ? [...pieces, rest] : pieces
}

/** Everything of a record that the order must not change; names sorted, since their order is nothing. */
function plain(record: (Merged & { readonly authors?: object }) | undefined) {
  const sorted = (of: object = {}) => Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1))
  const { day, person, fields, clocks, uids, authors } = record ?? (NOTHING as Merged & { authors?: object })
  return {
    day,
    person,
    fields: sorted(fields),
    clocks: sorted(clocks),
    uids: sorted(uids),
    authors: sorted(authors),
  }
}

const fold = (record: Merged, some: readonly ChangeSet[]) =>
  some.reduce(
    (merged, { ops, hlc, uid }) =>
      ops.filter(({ id }) => id === 'v1').reduce((before, one) => mergeOp(before, one, hlc, uid), merged),
    record,
  )

test('[M1] the fold is commutative', () => {
  fc.assert(
    fc.property(sets, sets, (one, other) => {
      const renamed = other.map((set) => ({ ...set, uid: set.uid.replace('9a11', '9a12') }))
      expect(plain(fold(fold(NOTHING, one), renamed))).toEqual(plain(fold(fold(NOTHING, renamed), one)))
    }),
  )
})

test('[M1] the fold is idempotent: what is folded in already changes nothing, not even the object', () => {
  fc.assert(
    fc.property(sets, (some) => {
      const once = fold(NOTHING, some)
      expect(fold(once, some)).toBe(once)
    }),
  )
})

test('[M1] the fold is associative: what two desks merged apart is what one merges', () => {
  fc.assert(
    fc.property(sets, fc.nat(8), fc.nat(8), (some, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const parts = [some.slice(0, from), some.slice(from, to), some.slice(to)]
      const forwards = parts.reduce(fold, NOTHING)
      const backwards = [...parts].reverse().reduce(fold, NOTHING)
      expect(plain(forwards)).toEqual(plain(backwards))
    }),
  )
})

/** The clocks are given, as after a restore, so that every delivery merges under the same ones. */
function deliver(pushes: readonly (readonly ChangeSet[])[]) {
  const server = desk()
  for (const some of pushes) {
    const effs = Object.fromEntries(some.map(({ uid, hlc }) => [uid, hlc]))
    server.push([...some], { effs, now: NOON + 1_000 })
  }
  return server
}

test('[M1] the server ends with the same records, clocks and authors in whatever order and pieces sets arrive', () => {
  let conflicts = 0
  fc.assert(
    fc.property(deliveries, ({ all, order, cuts }) => {
      const straight = deliver([all])
      const shuffled = deliver(piecesOf(order, cuts))
      for (const id of ['v1', 'v2'])
        expect(plain(shuffled.record('visits', id))).toEqual(plain(straight.record('visits', id)))
      expect(shuffled.shop.log).toHaveLength(all.length)
      conflicts += straight.conflicts().length
    }),
  )
  expect(conflicts).toBeGreaterThan(10)
})

test('[M1] the server’s records are the fold of its log', () => {
  fc.assert(
    fc.property(deliveries, ({ all, order, cuts }) => {
      const { record } = deliver(piecesOf(order, cuts))
      const { authors: _authors, ...merged } = plain(record('visits', 'v1'))
      const { authors: _none, ...expected } = plain(fold(NOTHING, all))
      expect(merged).toEqual(expected)
    }),
  )
})

test('[M3] two who did not know of each other are in the journal in every order, each pair once', () => {
  const pair = fc.record({ first: clock, second: clock, value: fc.nat(3), other: fc.nat(3) })
  fc.assert(
    fc.property(pair, ({ first, second, value, other }) => {
      const one = setOf(first, 1, [{ id: 'v1', fields: { room: [value, null] } }])
      const two = setOf(second, 2, [{ id: 'v1', fields: { room: [other, null] } }])
      const isConflict = value !== other && one.inc !== two.inc
      for (const pushes of [
        [[one], [two]],
        [[two], [one]],
        [[one, two]],
        [
          [two, one],
          [one, two],
        ],
      ]) {
        const found = deliver(pushes).conflicts()
        expect(found).toHaveLength(isConflict ? 1 : 0)
        if (isConflict)
          expect([found[0]?.won.uid, found[0]?.lost.uid].sort()).toEqual([one.uid, two.uid].sort())
      }
    }),
  )
})
