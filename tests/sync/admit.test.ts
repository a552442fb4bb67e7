/** What the server decides about sets: duplicates, places, parking, the chain. Clocks and conflicts have files of their own. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import { namedKeys, ownKeys, seenClocks } from '../../src/sync/admit.ts'
import type { ChangeSet, Op } from '../../src/sync/change-set.ts'
import { firstHead, nextHead } from '../../src/sync/head.ts'
import { NOON, offersOf, op, tablet, uidOf } from '../contracts/storage/sets.ts'
import { sha256 } from '../sim/memory-shop.ts'
import { desk, only } from './desk.ts'

const room = (id: string, name: Json, saw: string | null = null) => op('rooms', id, { name: [name, saw] })
/** A set that has a name and a place, and nothing else that can be read. */
const broken = (set: ChangeSet): Json => ({ uid: set.uid, inc: set.inc, n: set.n, ops: 'lost' })
const huge = 'x'.repeat(40_000)
/** A field whose name an object has already. */
const own: Op['fields'] = Object.fromEntries([['constructor', [1, null] as const]])

describe('a set that arrives again', () => {
  test('[CS3] changes nothing and gets its first verdict, marked dup', () => {
    const { push, shop } = desk()
    const a = tablet('a')
    const sets = [a.set([room('r1', '1')]), a.set([room('r1', huge)])]
    const first = push(sets)
    expect(first.map(({ status, seq }) => [status, seq])).toEqual([
      ['applied', 1],
      ['parked', 2],
    ])
    const before = shop.copy()
    expect(push(sets, { now: NOON + 90_000 })).toEqual(first.map((result) => ({ ...result, dup: true })))
    expect([shop.held, shop.log, [...shop.records]]).toEqual([before.held, before.log, [...before.records]])
  })

  test('[CS3] within one push too, and whatever it holds the second time', () => {
    const { push, record, shop } = desk()
    const set = tablet('a').set([room('r1', '1')])
    const results = push([set, { ...set, ops: [room('r1', '2')] }, broken(set)])
    expect(results.map(({ dup }) => dup)).toEqual([undefined, true, true])
    expect(record('rooms', 'r1')?.fields).toEqual({ name: '1' })
    expect(shop.log).toHaveLength(1)
  })

  test('[CS3] with its first effective clock, though its clock would count otherwise by now', () => {
    const { push } = desk()
    const set = tablet('a').set([room('r1', '1')], { at: NOON + 3_600_000 })
    const { eff } = only(push([set]))
    expect(eff < set.hlc).toBe(true)
    expect(only(push([set], { now: NOON + 7_200_000 }))).toMatchObject({ eff, dup: true })
  })
})

describe('places', () => {
  test('[CS4] a hole is noted, filled later, and holds nothing up', () => {
    const { push, note } = desk()
    const a = tablet('a')
    const sets = Array.from({ length: 6 }, (_, at) => a.set([room(`r${at}`, at)]))
    const some = (...places: number[]) => push(sets.filter(({ n }) => places.includes(n)))
    expect(some(1)).toMatchObject([{ status: 'applied' }])
    expect(note('holes-aaaaaaaa')).toBeUndefined()
    expect(some(3, 6).map(({ status }) => status)).toEqual(['applied', 'applied'])
    expect(note('holes-aaaaaaaa')).toMatchObject({
      kind: 'holes',
      inc: 'aaaaaaaa',
      missing: [
        [2, 2],
        [4, 5],
      ],
    })
    some(5)
    expect(note('holes-aaaaaaaa')?.missing).toEqual([
      [2, 2],
      [4, 4],
    ])
    some(2, 4)
    expect(note('holes-aaaaaaaa')?.missing).toEqual([])
  })

  test('[CS4] a tablet that begins late in its row leaves a hole before it', () => {
    const { push, note } = desk()
    push([tablet('a').set([], { n: 4 })])
    expect(note('holes-aaaaaaaa')?.missing).toEqual([[1, 3]])
  })

  test('[CS4] holes are those places that did not come, in whatever order the others did', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (places) => {
        const { push, note } = desk()
        const a = tablet('a')
        for (const n of places) push([a.set([], { n })])
        const top = Math.max(...places)
        const open = (note('holes-aaaaaaaa')?.missing ?? []) as [number, number][]
        const missing = open.flatMap(([from, to]) =>
          Array.from({ length: to - from + 1 }, (_, at) => from + at),
        )
        expect([...missing].sort((x, y) => x - y)).toEqual(
          Array.from({ length: top }, (_, at) => at + 1).filter((n) => !places.includes(n)),
        )
      }),
    )
  })

  test('[CS4] a place that two sets claim is noted as a clone, and both are applied', () => {
    const { push, note, record } = desk()
    const [one, clone] = [tablet('a'), tablet('a')]
    push([one.set([room('r1', '1')])])
    expect(note('clone-aaaaaaaa')).toBeUndefined()
    const second = clone.set([room('r2', '2')], { uid: uidOf('bbbbbbbb', 1) })
    expect(push([second])).toMatchObject([{ status: 'applied' }])
    expect(note('clone-aaaaaaaa')).toEqual({ kind: 'clone', inc: 'aaaaaaaa', n: 1, at: NOON })
    expect(record('rooms', 'r2')?.fields).toEqual({ name: '2' })
  })

  test('[CS4] two that claim a place in one push are noted too', () => {
    const { push, note } = desk()
    push([tablet('a').set([]), tablet('a').set([], { uid: uidOf('bbbbbbbb', 1) })])
    expect(note('clone-aaaaaaaa')).toMatchObject({ n: 1 })
  })

  test('[CS2] the same place in the rows of two tablets is no clone', () => {
    const { push, note } = desk()
    push([tablet('a').set([]), tablet('b').set([])])
    expect([note('clone-aaaaaaaa'), note('clone-bbbbbbbb')]).toEqual([undefined, undefined])
  })
})

describe('parking', () => {
  test('[S2] a set that cannot be read is kept as it came, acknowledged and noted', () => {
    const { push, note, shop } = desk()
    const lost = broken(tablet('a').set([room('r1', '1')]))
    const result = only(push([lost]))
    expect(result).toMatchObject({ status: 'parked', reason: 'shape', seq: 1 })
    expect(shop.entry(result.uid)).toMatchObject({
      verdict: 'parked',
      reason: 'shape',
      body: lost,
      hlc: '',
      keys: [],
    })
    expect(note(`parked-${result.uid}`)).toEqual({
      ...{
        kind: 'parked',
        uid: result.uid,
        inc: 'aaaaaaaa',
        actor: '',
        intent: '',
        reason: 'shape',
        at: NOON,
      },
    })
  })

  test.each([
    { what: 'a value that is too large', ops: [room('r1', huge)] },
    { what: 'too many ops', ops: Array.from({ length: 201 }, (_, at) => room(`r${at}`, at)) },
    { what: 'a field with the envelope’s name', ops: [op('rooms', 'r1', { '@day': ['x', null] })] },
  ])('[S2] a set over a limit is parked as a whole: $what', ({ ops }) => {
    const { push, record, note } = desk()
    const set = tablet('a').set([room('r0', 'good'), ...ops])
    expect(push([set])).toMatchObject([{ status: 'parked', reason: 'limit' }])
    expect(record('rooms', 'r0')).toBeUndefined()
    expect(note(`parked-${set.uid}`)).toMatchObject({ actor: 'u-a', intent: 'test', reason: 'limit' })
  })

  test('[S2] what touches a record whose creating set is parked is parked too, by whomever it is', () => {
    const { push, record } = desk()
    const [a, b] = [tablet('a'), tablet('b')]
    const create = a.set([op('rooms', 'r1', { name: [huge, null] }, { create: true })])
    const results = push([create, a.set([room('r1', '2')]), b.set([room('r1', '3')])])
    expect(results.map(({ reason }) => reason)).toEqual(['limit', 'creatorParked', 'creatorParked'])
    expect(only(push([b.set([room('r1', '4')])]))).toMatchObject({ reason: 'creatorParked' })
    expect(record('rooms', 'r1')).toBeUndefined()
  })

  test('[S2] a good set of the same tablet goes on, and a good creation ends the orphans', () => {
    const { push, record } = desk()
    const a = tablet('a')
    const create = a.set([op('rooms', 'r1', { name: [huge, null] }, { create: true })])
    const again = a.set([op('rooms', 'r1', { name: ['1', null] }, { create: true })])
    const results = push([create, a.set([room('r2', 'good')]), again, a.set([room('r1', '2', again.hlc)])])
    expect(results.map(({ status }) => status)).toEqual(['parked', 'applied', 'applied', 'applied'])
    expect(record('rooms', 'r1')?.fields).toEqual({ name: '2' })
  })

  test('[S2] a record that stands already is no orphan', () => {
    const { push, record } = desk()
    const [a, b] = [tablet('a'), tablet('b')]
    push([a.set([op('rooms', 'r1', { name: ['1', null] }, { create: true })])])
    push([b.set([op('rooms', 'r1', { name: [huge, null] }, { create: true })])])
    expect(push([b.set([room('r1', '2', null)])])).toMatchObject([{ status: 'applied' }])
    expect(record('rooms', 'r1')).toBeDefined()
  })

  test('[S2] whatever a set holds, nothing is thrown, and every set gets one verdict and one entry', () => {
    const anySet = fc.oneof(
      fc.record({ ops: fc.jsonValue(), hlc: fc.jsonValue(), actor: fc.jsonValue() }),
      fc.record({ ops: fc.constant([op('__proto__', 'constructor', own)]) }),
      fc.record({ ops: fc.array(fc.record({ table: fc.string(), id: fc.string(), fields: fc.object() })) }),
      fc.constant({}),
    )
    fc.assert(
      fc.property(fc.array(anySet, { maxLength: 6 }), (parts) => {
        const { push, shop } = desk()
        const a = tablet('a')
        const sets = parts.map((part) => ({ ...a.set([room('r1', 1)]), ...part }) as unknown as Json)
        expect(push(sets).map(({ seq }) => seq)).toEqual(parts.map((_, at) => at + 1))
        expect(shop.log).toHaveLength(parts.length)
      }),
    )
  })
})

describe('the log', () => {
  test('[S3] every entry, parked ones too, chains to the one before', () => {
    const { push, shop } = desk()
    const [a, b] = [tablet('a'), tablet('b')]
    push([a.set([room('r1', 1)]), broken(a.set([])), b.set([room('r1', 2)])])
    push([a.set([room('r2', 3)])])
    let head = firstHead('5f0c11aa22bb33cc')
    for (const entry of shop.log) {
      head = nextHead(head, entry, sha256)
      expect([entry.seq, entry.chain]).toEqual([head.seq, head.chain])
    }
    expect(shop.held?.head).toEqual(head)
    expect(head.seq).toBe(4)
  })

  test('[CS1] a set is applied as a whole under one seq and one clock', () => {
    const { push, record } = desk()
    const set = tablet('a').set([room('r1', 1), room('r2', 2), op('guests', 'g1', { name: ['谢', null] })])
    const { seq, eff } = only(push([set]))
    for (const [table, id] of [
      ['rooms', 'r1'],
      ['rooms', 'r2'],
      ['guests', 'g1'],
    ] as const)
      expect(record(table, id)).toMatchObject({ seq, clocks: { name: eff }, uids: { name: set.uid } })
  })

  test('[M7] [S9] tables, fields and values that nobody here knows are merged, logged and kept as they are', () => {
    const { push, record, shop } = desk()
    const value = { deep: [1, null, { '': 'x' }], ключ: '值' }
    const a = tablet('a')
    const set = {
      ...a.set([op('Future-table_9', '!~', { 'a b': [value, null], ...own })]),
      extra: { of: 9 },
    }
    push([set as unknown as Json])
    expect(record('Future-table_9', '!~')?.fields).toEqual({ 'a b': value, constructor: 1 })
    expect(shop.entry(set.uid)?.body).toEqual(set)
  })

  test('[M4] what is edited after a deletion is merged and does not bring the record back', () => {
    const { push, record } = desk()
    const [a, b] = [tablet('a'), tablet('b')]
    push([a.set([op('rooms', 'r1', { name: ['1', null] }, { create: true })])])
    push([a.set([op('rooms', 'r1', { deleted: [{ at: 1, by: 'u-a' }, null] })])])
    push([b.set([room('r1', '2')], { at: NOON + 1_000 })])
    expect(record('rooms', 'r1')?.fields).toEqual({ name: '2', deleted: { at: 1, by: 'u-a' } })
  })
})

describe('what must be read before', () => {
  test('[S1] every record that is written was named beforehand', () => {
    const { push, shop } = desk()
    const [a, b] = [tablet('a'), tablet('b')]
    const sets = [
      a.set([room('r1', 1), op('rooms', 'r2', { name: [1, null], floor: [2, null] })]),
      b.set([room('r1', 2), op('rooms', 'r2', { floor: [3, null], name: [4, null] })], { n: 5 }),
      tablet('a').set([room('r3', 1)], { uid: uidOf('cccccccc', 1) }),
      broken(a.set([])),
    ]
    const offers = offersOf(sets)
    push(sets)
    const named = new Set([...namedKeys(offers), ...ownKeys(offers)].map(({ table, id }) => `${table}/${id}`))
    expect([...shop.records.keys()].filter((key) => !named.has(key))).toEqual([])
    expect(shop.records.size).toBeGreaterThan(8)
  })

  test('[HLC3] every clock that an author saw is asked for, once', () => {
    const clock = '0199a3f2b4c1-0000-9f31c07a'
    const sets = [
      tablet('a').set([op('rooms', 'r1', { name: [1, clock], floor: [2, null], color: [3, clock] })]),
    ]
    expect(seenClocks(offersOf(sets))).toEqual([clock])
  })
})
