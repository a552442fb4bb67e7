/** What a push does: seq, dups, merging, conflicts, what is parked, and the weather of clocks. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/base/json.ts'
import type { SetResult } from '../../../src/sync/admit.ts'
import type { Op } from '../../../src/sync/change-set.ts'
import { firstHead, nextHead } from '../../../src/sync/head.ts'
import { packHlc } from '../../../src/sync/hlc.ts'
import type { Bench } from './bench.ts'
import { foldByHand, makeSets, plansOfSets } from './folding.ts'
import { allPulled, allSnapped, NOON, op, SHOP, tablet } from './sets.ts'

export function pushing(bench: Bench): void {
  const { headNow, one, push, start } = bench
  describe('pushing', () => {
    test('[S1] sets take seq one by one, in their order, and each chains to the one before', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      const first = await push([a.set([op('rooms', 'r1', { name: ['1', null] })]), a.set([])])
      const second = await push([b.set([op('rooms', 'r2', { name: ['2', null] })])])
      const results = [...first.results, ...second.results]
      expect(results.map(({ seq }) => seq)).toEqual([1, 2, 3])
      const digest = (text: string) => createHash('sha256').update(text).digest('hex')
      const entries = results.map(({ uid, eff, status }) => ({ uid, eff, verdict: status }))
      const byHand = entries.reduce(
        (head, entry) => nextHead(head, entry, digest),
        firstHead(first.head.epoch),
      )
      expect(second.head).toEqual(byHand)
      expect(await headNow()).toEqual(byHand)
      expect(first.head.epoch).toMatch(/^[0-9a-f]{16}$/)
    })

    test('[CS3] a set that arrives again changes nothing and gets its first verdict, marked dup', async () => {
      const a = tablet('a')
      const sets = [
        a.set([op('rooms', 'r1', { name: ['1', null] })]),
        a.set([op('rooms', 'r1', { floor: [2, null] })]),
      ]
      const first = await push(sets)
      const records = await allSnapped(bench.store)
      const again = await push([...sets, a.set([op('rooms', 'r1', { name: ['eins', null] })])])
      expect(again.results.slice(0, 2)).toEqual(first.results.map((result) => ({ ...result, dup: true })))
      expect(again.results[2]).toMatchObject({ status: 'applied', seq: 3 })
      expect((await push(sets)).head).toEqual(again.head)
      expect(records).toHaveLength(1)
      expect(await one('rooms', 'r1')).toMatchObject({ seq: 3, fields: { name: 'eins', floor: 2 } })
    })

    test('[CS3] a set that stands twice in one push is taken once', async () => {
      const set = tablet('a').set([op('rooms', 'r1', { name: ['1', null] })])
      const { results, head } = await push([set, set])
      expect(results.map(({ seq, dup }) => [seq, dup])).toEqual([
        [1, undefined],
        [1, true],
      ])
      expect(head.seq).toBe(1)
    })

    test('[M1] records are what their sets fold to, in whatever order and pieces these arrive', async () => {
      let run = 0
      await fc.assert(
        fc.asyncProperty(plansOfSets, async (plan) => {
          const mark = `run${run++}`
          const { sets, pushes } = makeSets(plan, mark)
          const results = new Map<string, SetResult>()
          for (const batch of pushes)
            for (const result of (await push(batch)).results) results.set(result.uid, result)
          const expected = foldByHand(sets, results)
          expect(expected.size).toBeGreaterThan(0)
          for (const [id, fields] of expected) expect((await one('visits', id))?.fields).toEqual(fields)
        }),
        { numRuns: 25 },
      )
      const seqs = (await allPulled(bench.store, await start(), 100)).map(({ seq }) => seq)
      expect(seqs).toEqual([...seqs].sort((x, y) => x - y))
    })

    test('[M1] the day and the person of a record follow the same rule, and are found by it', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      const later = b.set([op('visits', 'v1', { room: ['r2', null] }, { day: '2026-11-26', person: 'g2' })], {
        at: NOON + 9,
      })
      const earlier = a.set([op('visits', 'v1', { urn: ['u1', null] }, { day: '2026-11-25', person: 'g1' })])
      await push([later])
      await push([earlier])
      const of = (ask: object) =>
        bench.store.records(SHOP, { table: 'visits', after: null, limit: 9, ...ask })
      expect((await of({ day: '2026-11-26' })).records).toMatchObject([
        { id: 'v1', day: '2026-11-26', person: 'g2' },
      ])
      expect((await of({ person: 'g1' })).records).toEqual([])
      expect((await of({ person: 'g2' })).records).toHaveLength(1)
    })

    test('[M3] of two values whose authors did not know of each other the loser is kept, with both authors', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      const create = a.set([op('visits', 'v1', { room: ['r1', null] }, { create: true, day: '2026-11-25' })])
      await push([create])
      const saw = create.hlc
      const mine = a.set([op('visits', 'v1', { room: ['r2', saw] })], { at: NOON + 1_000 })
      const theirs = b.set([op('visits', 'v1', { room: ['r3', saw] })], { at: NOON + 2_000 })
      await push([theirs])
      await push([mine])
      expect((await one('visits', 'v1'))?.fields).toEqual({ room: 'r3' })
      const [conflict] = (await allSnapped(bench.store)).filter(({ table }) => table === 'conflicts')
      expect(conflict).toMatchObject({
        id: `${mine.uid}.0.0`,
        day: '2026-11-25',
        fields: {
          of: { table: 'visits', id: 'v1', field: 'room' },
          won: { value: 'r3', actor: 'u-b', uid: theirs.uid },
          lost: { value: 'r2', actor: 'u-a', uid: mine.uid },
        },
      })
    })

    test('[M3] what somebody wrote about a conflict stays, also when it arrives before the conflict itself', async () => {
      const [a, b, c] = [tablet('a'), tablet('b'), tablet('c')]
      const theirs = b.set([op('visits', 'v1', { room: ['r3', null] })], { at: NOON + 2_000 })
      const mine = a.set([op('visits', 'v1', { room: ['r2', null] })], { at: NOON + 1_000 })
      const settled = { by: 'u-c', at: NOON + 3_000, kept: 'won' }
      await push([
        c.set([op('conflicts', `${mine.uid}.0.0`, { settled: [settled, null] })], { at: NOON + 3_000 }),
      ])
      await push([theirs])
      await push([mine])
      expect((await one('conflicts', `${mine.uid}.0.0`))?.fields).toMatchObject({
        settled,
        lost: { value: 'r2' },
      })
    })

    test('[S2] what cannot be applied is parked and noted, and delays nobody', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      const shapeless = { ...a.set([]), ops: 'none', intent: 7 } as unknown as Json
      const large = a.set([op('visits', 'v1', { note: ['x'.repeat(40_000), null] }, { create: true })])
      const good = b.set([op('rooms', 'r1', { name: ['1', null] })])
      const parked = await push([shapeless, large, good])
      expect(parked.results).toMatchObject([
        { status: 'parked', reason: 'shape', seq: 1 },
        { status: 'parked', reason: 'limit', seq: 2 },
        { status: 'applied', seq: 3 },
      ])
      const orphan = b.set([op('visits', 'v1', { room: ['r1', null] })])
      expect((await push([orphan])).results).toMatchObject([{ status: 'parked', reason: 'creatorParked' }])
      expect(await one('visits', 'v1')).toBeUndefined()
      expect((await one('attention', `parked-${large.uid}`))?.fields).toMatchObject({
        ...{ kind: 'parked', uid: large.uid, inc: a.inc, actor: 'u-a', intent: 'test', reason: 'limit' },
      })
      const again = await push([shapeless, large, orphan])
      expect(again.results).toMatchObject([
        { status: 'parked', reason: 'shape', seq: 1, dup: true },
        { status: 'parked', reason: 'limit', seq: 2, dup: true },
        { status: 'parked', reason: 'creatorParked', seq: 4, dup: true },
      ])
    })

    test('[CS4] a hole in a row of sets is noted across pushes, and taken off when it fills', async () => {
      const a = tablet('a')
      const late = a.set([op('rooms', 'r1', { name: ['1', null] })])
      a.skip()
      await push([a.set([])])
      const noted = async () => (await one('attention', `holes-${a.inc}`))?.fields.missing
      expect(await noted()).toEqual([[1, 2]])
      const filled = await push([late])
      expect(await noted()).toEqual([[2, 2]])
      expect(filled.top).toMatchObject({ n: 3 })
      expect(await bench.store.top(SHOP, a.inc)).toEqual(filled.top)
      expect(await bench.store.top(SHOP, 'ffffffff')).toBeNull()
    })

    test('[CS4] a place that two sets claim is noted and stops nothing', async () => {
      const [a, clone] = [tablet('a'), tablet('a')]
      await push([a.set([op('rooms', 'r1', { name: ['1', null] })])])
      const uid = '0199a3f2-b4c1-7e02-9a11-c10000000001'
      const { results } = await push([clone.set([op('rooms', 'r2', { name: ['2', null] })], { uid })])
      expect(results).toMatchObject([{ status: 'applied', seq: 2 }])
      expect((await one('attention', `clone-${a.inc}`))?.fields).toMatchObject({
        kind: 'clone',
        inc: a.inc,
        n: 1,
      })
    })

    test('[HLC3] a clock from the future counts as now; the same tablet, which saw it, is read as having seen that', async () => {
      const a = tablet('a')
      const ahead = a.set([op('visits', 'v1', { room: ['r1', null] })], { at: NOON + 3_600_000 })
      const [first] = (await push([ahead])).results
      expect(first?.eff).toBe(packHlc({ ms: NOON, counter: 0, inc: a.inc }))
      const after = a.set([op('visits', 'v1', { room: ['r2', ahead.hlc] })], { at: NOON + 3_601_000 })
      const [second] = (await push([after], { now: NOON + 5_000 })).results
      // Seen before written (HLC4): above what counts for the value it replaces, and no conflict with oneself.
      expect(second?.eff.localeCompare(first?.eff ?? '')).toBe(1)
      expect(await one('visits', 'v1')).toMatchObject({
        fields: { room: 'r2' },
        clocks: { room: second?.eff },
      })
      expect((await allSnapped(bench.store)).map(({ table }) => table)).toEqual(['visits'])
      const audit = await bench.store.audit(SHOP, { key: { table: 'visits', id: 'v1' }, after: 0, limit: 9 })
      expect(audit.entries[0]).toMatchObject({ hlc: ahead.hlc, eff: first?.eff })
    })

    test("[HLC3] a tablet's effective clocks never fall from push to push", async () => {
      const a = tablet('a')
      const [high] = (await push([a.set([op('rooms', 'r1', { name: ['1', null] })])])).results
      const back = {
        ...a.set([op('rooms', 'r1', { name: ['2', null] })]),
        hlc: packHlc({ ms: 1, counter: 0, inc: a.inc }),
      }
      const [low] = (await push([back])).results
      expect(low?.eff.localeCompare(high?.eff ?? '')).toBe(1)
      expect((await one('rooms', 'r1'))?.fields).toEqual({ name: '2' })
    })

    test('[S4] a set that is offered again brings the effective clock it had', async () => {
      const a = tablet('a')
      const ahead = a.set([op('rooms', 'r1', { name: ['1', null] })], { at: NOON + 3_600_000 })
      const eff = packHlc({ ms: NOON - 60_000, counter: 4, inc: a.inc })
      expect((await push([ahead], { effs: { [ahead.uid]: eff } })).results).toMatchObject([{ eff }])
    })

    test('[S9] what a visit says is not looked at: it is ordered, merged and given back', async () => {
      const fields: Op['fields'] = { 'A4.2-talk': [{ value: 'no', at: 'never', by: 3 }, null] }
      const { results } = await push([tablet('a').set([op('visits', 'v1', fields, { day: '9999-99-99' })])])
      expect(results).toMatchObject([{ status: 'applied' }])
      expect(await one('visits', 'v1')).toMatchObject({
        ...{ day: '9999-99-99', fields: { 'A4.2-talk': { value: 'no', at: 'never', by: 3 } } },
      })
    })

    test('[M7] what this version does not know is kept and passed on: tables, fields, values, any text', async () => {
      const deep = Array.from({ length: 14 }).reduce<Json>((inner) => ({ in: [inner] }), '底')
      const value: Json = {
        text: '蒸瓮 😀 \u0000 \u2028 \ud800 "\\',
        n: 9_007_199_254_740_991,
        small: -1.5e-7,
        none: null,
        deep: [[]],
      }
      const fields: Op['fields'] = {
        constructor: [value, null] as const,
        'A4.2-talk#3': [null, null],
        键: [true, null],
      }
      const person = 'g\u0000\ud83d'
      await push([
        tablet('a').set([
          op('holograms', '!~x', fields, { person }),
          op('visits', 'v1', { deep: [deep, null] }),
        ]),
      ])
      const found = await bench.store.records(SHOP, { table: 'holograms', person, after: null, limit: 2 })
      expect(found.records).toMatchObject([
        { id: '!~x', person, fields: { constructor: value, 'A4.2-talk#3': null, 键: true } },
      ])
      expect((await one('visits', 'v1'))?.fields).toEqual({ deep })
    })

    test('[S1] a push of as many sets as travel at once is one transaction, beyond what one statement holds', async () => {
      const a = tablet('a')
      const sets = Array.from({ length: 500 }, (_, at) =>
        a.set(['x', 'y', 'z'].map((id) => op('rooms', `${id}${at}`, { name: [at, null], floor: [1, null] }))),
      )
      const { results, head } = await push(sets)
      expect(results.at(-1)).toMatchObject({ status: 'applied', seq: 500 })
      expect(head.seq).toBe(500)
      expect((await push(sets)).results.every(({ dup }) => dup === true)).toBe(true)
      expect((await allSnapped(bench.store, 1_000)).length).toBe(1_500)
    })
  })
}
