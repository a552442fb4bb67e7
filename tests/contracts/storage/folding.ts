/** Random plans of change sets, the sets they make, and what these fold to by hand (M1). */
import fc from 'fast-check'
import type { Json } from '../../../src/base/json.ts'
import type { SetResult } from '../../../src/sync/admit.ts'
import type { ChangeSet } from '../../../src/sync/change-set.ts'
import { NOON, op, tablet } from './sets.ts'
/** Per set: which tablet makes it, the minutes its clock is moved, the fields it writes; then in which order all arrive. */
export const plansOfSets = fc.record({
  sets: fc.array(
    fc.record({
      by: fc.constantFrom('a', 'b', 'c'),
      minutes: fc.integer({ min: -30, max: 30 }),
      writes: fc.array(
        fc.tuple(
          fc.constantFrom('v1', 'v2'),
          fc.constantFrom('room', 'urn', 'note'),
          fc.jsonValue({ maxDepth: 2 }),
        ),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  order: fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
  cut: fc.integer({ min: 1, max: 4 }),
})
type PlanOfSets = typeof plansOfSets extends fc.Arbitrary<infer P> ? P : never

/** The sets of a plan on records of its own, and the pushes in which they arrive. */
export function makeSets({ sets: plans, order, cut }: PlanOfSets, mark: string) {
  const tablets = new Map(['a', 'b', 'c'].map((digit) => [digit, tablet(digit)]))
  const sets = plans.map(({ by, minutes, writes }, at) => {
    const ops = writes.map(([id, field, value]) =>
      op('visits', `${mark}-${id}`, { [field]: [value as Json, null] as const }),
    )
    const uid = `0199a3f2-b4c1-7e02-${by.repeat(4)}-${mark.slice(3).padStart(6, '0')}${String(at).padStart(6, '0')}`
    // The tablets of every run are new ones.
    const inc = `${by}${mark.slice(3).padStart(7, '0')}`
    const made = tablets.get(by)?.set(ops, { uid, at: NOON + minutes * 60_000 })
    if (made === undefined) throw new Error(by)
    return { ...made, inc, hlc: `${made.hlc.slice(0, 18)}${inc}` }
  })
  const shuffled = sets
    .map((set, at) => ({ set, key: (order[at] ?? 0) * 100 + at }))
    .sort((x, y) => x.key - y.key)
    .map(({ set }) => set)
  const pushes = Array.from({ length: Math.ceil(shuffled.length / cut) }, (_, at) =>
    shuffled.slice(at * cut, (at + 1) * cut),
  )
  return { sets, pushes }
}

/** Per record and field the value of the highest (clock, uid); of one set, its first op that names the field. */
export function foldByHand(sets: readonly ChangeSet[], results: ReadonlyMap<string, SetResult>) {
  const standing = new Map<string, Map<string, { rank: string; value: unknown }>>()
  for (const { uid, ops } of sets) {
    const rank = `${results.get(uid)?.eff}/${uid}`
    for (const { id, fields } of ops) {
      const record = standing.get(id) ?? new Map()
      standing.set(id, record)
      for (const [field, [value]] of Object.entries(fields)) {
        if (!record.has(field) || rank > record.get(field).rank) record.set(field, { rank, value })
      }
    }
  }
  return new Map(
    [...standing].map(([id, record]) => [
      id,
      JSON.parse(JSON.stringify(Object.fromEntries([...record].map(([field, { value }]) => [field, value])))),
    ]),
  )
}
