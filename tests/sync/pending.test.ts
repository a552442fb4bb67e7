import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChangeSet, FieldChange } from '../../src/sync/change-set.ts'
import { packHlc } from '../../src/sync/hlc.ts'
import { type Base, baseFrom, byRecord, fold, keysOf, type PendingSet } from '../../src/sync/pending.ts'
import { keyOf, type RecordKey } from '../../src/sync/record.ts'

const VISIT = { table: 'visits', id: 'v1' }
const ROOM = { table: 'rooms', id: 'r1' }
const clock = (ms: number) => packHlc({ ms, counter: 0, inc: '9f31c07a' })

function set(
  ms: number,
  ops: readonly (RecordKey & { readonly fields: { readonly [name: string]: FieldChange } })[],
): ChangeSet {
  return {
    ...{
      uid: `0199a3f2-b4c1-7e02-9a11-${String(ms).padStart(12, '0')}`,
      inc: '9f31c07a',
      n: ms,
      hlc: clock(ms),
    },
    ...{ actor: 'u17', session: 's1', schema: 1, intent: 'visit.tick', device: { wall: ms, offset: 0 }, ops },
  }
}
const tick = (ms: number, fields: { readonly [name: string]: number | null }): ChangeSet =>
  set(ms, [
    {
      ...VISIT,
      fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value, null]])),
    },
  ])
const waiting = (one: ChangeSet): PendingSet => ({ set: one, eff: null })

const BASE: Base = {
  day: '2026-11-23',
  fields: { a: 1, b: 1 },
  clocks: { a: clock(10), b: clock(50), '@day': clock(10) },
}

test('[C4] with nothing pending the view is the server’s record itself, and no base is kept', () => {
  expect(fold(VISIT, BASE, [])).toEqual({ key: VISIT, base: undefined, view: BASE, place: 'synced' })
  expect(fold(VISIT, null, [])).toEqual({ key: VISIT, base: undefined, view: null, place: 'synced' })
})

test('[C4] pending sets lie over the base by their clocks, and the base stays what it was', () => {
  const folded = fold(VISIT, BASE, [waiting(tick(30, { a: 2, b: 2 })), waiting(tick(20, { a: 3 }))])
  expect(folded).toEqual({
    ...{ key: VISIT, base: BASE, place: 'here' },
    view: { day: '2026-11-23', fields: { a: 2, b: 1 }, clocks: { ...BASE?.clocks, a: clock(30) } },
  })
})

test('[C4] a record that the server does not have is made of its pending sets alone', () => {
  expect(fold(VISIT, null, [waiting(tick(30, { a: 2 }))])).toEqual({
    ...{ key: VISIT, base: null, place: 'here' },
    view: { fields: { a: 2 }, clocks: { a: clock(30) } },
  })
})

test('[HLC3] an acknowledged set counts under its effective clock, so it may lose what it won before', () => {
  const ahead = tick(90, { b: 2 })
  expect(fold(VISIT, BASE, [waiting(ahead)]).view?.fields.b).toBe(2)
  expect(fold(VISIT, BASE, [{ set: ahead, eff: clock(40) }])).toMatchObject({
    place: 'sent',
    view: { fields: { b: 1 }, clocks: { b: clock(50) } },
  })
})

test('[C4] a set that the base contains already changes nothing of it', () => {
  const own = tick(30, { a: 2, b: null })
  const contained = fold(VISIT, BASE, [waiting(own)]).view
  expect(fold(VISIT, contained, [{ set: own, eff: clock(30) }]).view).toEqual(contained)
})

test('[C4] the place is where the least far of the sets is', () => {
  const [one, two] = [tick(30, { a: 2 }), tick(31, { b: 2 })]
  const place = (...pending: PendingSet[]) => fold(VISIT, BASE, pending).place
  expect(place({ set: one, eff: clock(30) }, { set: two, eff: clock(31) })).toBe('sent')
  expect(place({ set: one, eff: clock(30) }, waiting(two))).toBe('here')
})

test('[S4] a set that a restored server lacks is on this tablet alone again', () => {
  const pending: PendingSet = { set: tick(30, { a: 2 }), eff: clock(30), isAgain: true }
  expect(fold(VISIT, BASE, [pending]).place).toBe('here')
})

test('[C4] sets on other records leave a record alone', () => {
  const other = set(90, [{ table: 'visits', id: 'v2', fields: { a: [9, null] } }])
  expect(fold(VISIT, BASE, [waiting(other)])).toEqual(fold(VISIT, BASE, []))
})

test('[M7] a record off the wire is taken as it is, without what only travels', () => {
  const record = {
    ...ROOM,
    seq: 7,
    fields: { beam: { of: [1, null] } },
    clocks: { beam: clock(1) },
    later: true,
  }
  expect(baseFrom(record)).toEqual({ fields: { beam: { of: [1, null] } }, clocks: { beam: clock(1) } })
  expect(baseFrom({ ...record, day: '2026-11-23', person: 'g1' })).toMatchObject({
    day: '2026-11-23',
    person: 'g1',
  })
})

test('[C4] every record that sets touch is named once', () => {
  const both = set(1, [
    { ...VISIT, fields: {} },
    { ...ROOM, fields: {} },
    { ...VISIT, fields: {} },
  ])
  expect(keysOf([both, tick(2, { a: 1 })])).toEqual([VISIT, ROOM])
})

test('[C4] folding with the sets of a record alone is folding with all of them', () => {
  const keys = ['v1', 'v2', 'v3'].map((id) => ({ table: 'visits', id }))
  const op = fc.record({
    key: fc.constantFrom(...keys),
    value: fc.nat({ max: 3 }),
    field: fc.constantFrom('a', 'b'),
  })
  const sets = fc.array(fc.array(op, { minLength: 1, maxLength: 4 }), { maxLength: 12 })
  fc.assert(
    fc.property(sets, (made) => {
      const pending = made.map((ops, at) =>
        waiting(
          set(
            at + 1,
            ops.map(({ key, field, value }) => ({ ...key, fields: { [field]: [value, null] } })),
          ),
        ),
      )
      const index = byRecord(pending)
      for (const key of keys) {
        const own = index.get(keyOf(key)) ?? []
        expect(fold(key, BASE, own)).toEqual(fold(key, BASE, pending))
        expect(new Set(own).size).toBe(own.length)
      }
    }),
  )
})
