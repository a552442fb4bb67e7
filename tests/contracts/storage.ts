/**
 * What every twin of the storage port promises (S8): one list of tests, run on SQLite and on PostgreSQL. Each test has a
 * database of its own; `another` is a second server on the same one.
 */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import { openStorage, openTwin, type StoreSettings } from '../../src/server/storage/open.ts'
import { type Storage, StorageUnavailable } from '../../src/server/storage/port.ts'
import type { SetResult } from '../../src/sync/admit.ts'
import type { ChangeSet, Op } from '../../src/sync/change-set.ts'
import { firstHead, type Head, nextHead } from '../../src/sync/head.ts'
import { packHlc } from '../../src/sync/hlc.ts'
import type { WireRecord } from '../../src/sync/wire.ts'
import { allPulled, allSnapped, NOON, offersOf, op, SHOP, tablet } from './sets.ts'

/** Runs the list; `fresh` names an empty store, a new one at every call. */
export function storageContract(twin: string, fresh: () => Promise<StoreSettings>): void {
  describe(`the store of the shop's server, ${twin}`, () => {
    let settings: StoreSettings
    let store: Storage
    const opened: Storage[] = []
    const another = async () => {
      const storage = await openStorage(settings)
      if ('problem' in storage) throw new Error(storage.problem)
      opened.push(storage)
      return storage
    }
    beforeEach(async () => {
      settings = await fresh()
      store = await another()
    })
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((storage) => storage.close()))
    })

    const push = async (
      sets: readonly (ChangeSet | Json)[],
      of: { now?: number; seen?: Head | null; effs?: { [uid: string]: string }; at?: Storage } = {},
    ) => {
      const offers = offersOf(sets, of.effs)
      const inc = offers[0]?.inc ?? 'aaaaaaaa'
      const ask = { shop: SHOP, inc, seen: of.seen ?? null, offers, now: of.now ?? NOON }
      const done = await (of.at ?? store).push(ask)
      if (done === 'otherShop') throw new Error('The server holds another shop.')
      return done
    }
    const headNow = async (): Promise<Head> => {
      const held = await store.held()
      if (held === null) throw new Error('The server holds no shop.')
      return held.head
    }
    const one = async (table: string, id: string): Promise<WireRecord | undefined> =>
      (await store.records(SHOP, { table, id, after: null, limit: 1 })).records[0]
    const start = async () => ({ ...firstHead((await headNow()).epoch) })

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
        const records = await allSnapped(store)
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
        const seqs = (await allPulled(store, await start(), 100)).map(({ seq }) => seq)
        expect(seqs).toEqual([...seqs].sort((x, y) => x - y))
      })

      test('[M1] the day and the person of a record follow the same rule, and are found by it', async () => {
        const [a, b] = [tablet('a'), tablet('b')]
        const later = b.set(
          [op('visits', 'v1', { room: ['r2', null] }, { day: '2026-11-26', person: 'g2' })],
          { at: NOON + 9 },
        )
        const earlier = a.set([
          op('visits', 'v1', { urn: ['u1', null] }, { day: '2026-11-25', person: 'g1' }),
        ])
        await push([later])
        await push([earlier])
        const of = (ask: object) => store.records(SHOP, { table: 'visits', after: null, limit: 9, ...ask })
        expect((await of({ day: '2026-11-26' })).records).toMatchObject([
          { id: 'v1', day: '2026-11-26', person: 'g2' },
        ])
        expect((await of({ person: 'g1' })).records).toEqual([])
        expect((await of({ person: 'g2' })).records).toHaveLength(1)
      })

      test('[M3] of two values whose authors did not know of each other the loser is kept, with both authors', async () => {
        const [a, b] = [tablet('a'), tablet('b')]
        const create = a.set([
          op('visits', 'v1', { room: ['r1', null] }, { create: true, day: '2026-11-25' }),
        ])
        await push([create])
        const saw = create.hlc
        const mine = a.set([op('visits', 'v1', { room: ['r2', saw] })], { at: NOON + 1_000 })
        const theirs = b.set([op('visits', 'v1', { room: ['r3', saw] })], { at: NOON + 2_000 })
        await push([theirs])
        await push([mine])
        expect((await one('visits', 'v1'))?.fields).toEqual({ room: 'r3' })
        const [conflict] = (await allSnapped(store)).filter(({ table }) => table === 'conflicts')
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
        expect(await store.top(SHOP, a.inc)).toEqual(filled.top)
        expect(await store.top(SHOP, 'ffffffff')).toBeNull()
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

      test('[HLC3] a clock from the future counts as now; whoever saw it is read as having seen that', async () => {
        const [a, b] = [tablet('a'), tablet('b')]
        const ahead = a.set([op('visits', 'v1', { room: ['r1', null] })], { at: NOON + 3_600_000 })
        const [first] = (await push([ahead])).results
        expect(first?.eff).toBe(packHlc({ ms: NOON, counter: 0, inc: a.inc }))
        const after = b.set([op('visits', 'v1', { room: ['r2', ahead.hlc] })], { at: NOON + 5_000 })
        const [second] = (await push([after], { now: NOON + 5_000 })).results
        expect(second?.eff).toBe(after.hlc)
        expect(await one('visits', 'v1')).toMatchObject({
          fields: { room: 'r2' },
          clocks: { room: after.hlc },
        })
        expect((await allSnapped(store)).map(({ table }) => table)).toEqual(['visits'])
        const audit = await store.audit(SHOP, { key: { table: 'visits', id: 'v1' }, after: 0, limit: 9 })
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
        const found = await store.records(SHOP, { table: 'holograms', person, after: null, limit: 2 })
        expect(found.records).toMatchObject([
          { id: '!~x', person, fields: { constructor: value, 'A4.2-talk#3': null, 键: true } },
        ])
        expect((await one('visits', 'v1'))?.fields).toEqual({ deep })
      })

      test('[S1] a push of as many sets as travel at once is one transaction, beyond what one statement holds', async () => {
        const a = tablet('a')
        const sets = Array.from({ length: 500 }, (_, at) =>
          a.set(
            ['x', 'y', 'z'].map((id) => op('rooms', `${id}${at}`, { name: [at, null], floor: [1, null] })),
          ),
        )
        const { results, head } = await push(sets)
        expect(results.at(-1)).toMatchObject({ status: 'applied', seq: 500 })
        expect(head.seq).toBe(500)
        expect((await push(sets)).results.every(({ dup }) => dup === true)).toBe(true)
        expect((await allSnapped(store, 1_000)).length).toBe(1_500)
      })
    })

    describe('one shop', () => {
      test('an empty store holds none, and has nothing to tell', async () => {
        expect(await store.held()).toBeNull()
        expect(await store.knows(SHOP, [null])).toBe(true)
        const head = firstHead('0011223344556677')
        expect(await store.pull(SHOP, { cursor: head, seen: null, limit: 9 })).toBe('reset')
        expect(await store.snapshot(SHOP, { head: null, seen: null, after: null, limit: 9 })).toBe('reset')
        expect(await store.isWell()).toBe(true)
      })

      test('the first push begins it; another shop is refused and leaves no trace', async () => {
        await push([tablet('a').set([op('shop', 'shop', { name: ['南门店', null] }, { create: true })])])
        const offers = offersOf([
          tablet('b').set([op('shop', 'shop', { name: ['北门店', null] }, { create: true })]),
        ])
        const other = { shop: 'another', inc: 'bbbbbbbb', seen: null, offers, now: NOON }
        expect(await store.push(other)).toBe('otherShop')
        expect(await store.held()).toMatchObject({ shop: SHOP, head: { seq: 1 } })
        expect((await one('shop', 'shop'))?.fields).toEqual({ name: '南门店' })
      })

      test('[S8] of two shops that two servers begin at once exactly one is held', async () => {
        const second = await another()
        const begin = (at: Storage, shop: string, digit: string) => {
          const offers = offersOf([
            tablet(digit).set([op('shop', 'shop', { name: [shop, null] }, { create: true })]),
          ])
          return at.push({ shop, inc: digit.repeat(8), seen: null, offers, now: NOON })
        }
        const answers = await Promise.all([begin(store, 'south', 'a'), begin(second, 'north', 'b')])
        expect(answers.filter((answer) => answer === 'otherShop')).toHaveLength(1)
        const held = await second.held()
        const winner = answers[0] === 'otherShop' ? 'north' : 'south'
        expect(held).toMatchObject({ shop: winner, head: { seq: 1 } })
      })

      test('[S8] pushes of two servers at once leave no gap and take no seq twice', async () => {
        const second = await another()
        const rows = ['a', 'b', 'c', 'd'].map((digit, at) => ({
          from: tablet(digit),
          at: at % 2 === 0 ? store : second,
        }))
        const results: SetResult[] = []
        await Promise.all(
          rows.map(async ({ from, at }) => {
            for (let round = 0; round < 6; round++) {
              const sets = [from.set([op('rooms', 'r1', { name: [round, null] })]), from.set([])]
              results.push(...(await push(sets, { at })).results)
            }
          }),
        )
        expect(results.map(({ seq }) => seq).sort((x, y) => x - y)).toEqual(
          Array.from({ length: 48 }, (_, n) => n + 1),
        )
        const [head, other] = [await headNow(), (await second.held())?.head]
        expect(other).toEqual(head)
        expect(head.seq).toBe(48)
      })
    })

    describe('heads', () => {
      test('[S3] a head is known where epoch, seq and chain are in the log; else it is answered reset', async () => {
        const a = tablet('a')
        const heads: Head[] = []
        for (let n = 0; n < 3; n++)
          heads.push((await push([a.set([op('rooms', `r${n}`, { name: [n, null] })])])).head)
        const [first, , last] = heads as [Head, Head, Head]
        const begin = await start()
        expect(await store.knows(SHOP, [...heads, begin, null])).toBe(true)
        const strange: Head[] = [
          { ...last, epoch: '0011223344556677' },
          { ...first, chain: last.chain },
          { ...last, chain: first.chain },
          { ...last, seq: 4 },
          { ...begin, chain: first.chain },
        ]
        for (const head of strange) {
          expect(await store.knows(SHOP, [first, head])).toBe(false)
          expect(await store.pull(SHOP, { cursor: head, seen: null, limit: 9 })).toBe('reset')
          expect(await store.pull(SHOP, { cursor: first, seen: head, limit: 9 })).toBe('reset')
          expect(await store.snapshot(SHOP, { head: null, seen: head, after: null, limit: 9 })).toBe('reset')
          expect(await store.snapshot(SHOP, { head, seen: null, after: null, limit: 9 })).toBe('reset')
        }
        expect(await store.knows('another', [first])).toBe(false)
      })

      test('[S3] a push from a tablet that saw a head we do not have is told so, and taken', async () => {
        const a = tablet('a')
        const { head } = await push([a.set([op('rooms', 'r1', { name: ['1', null] })])])
        expect(await push([a.set([])], { seen: head })).toMatchObject({ known: true })
        const lost = { ...head, seq: 3 }
        // The push itself brings the log to that seq, which must not make it known.
        const answer = await push([a.set([op('rooms', 'r1', { name: ['2', null] })])], { seen: lost })
        expect(answer).toMatchObject({ known: false, results: [{ status: 'applied' }], head: { seq: 3 } })
      })

      test('[S4] says which of many uids the log does not have, in their order', async () => {
        const a = tablet('a')
        const sets = Array.from({ length: 300 }, () => a.set([]))
        await push(sets.filter((_, at) => at % 3 !== 0))
        const uids = Array.from({ length: 4 }, () => sets.map(({ uid }) => uid)).flat()
        const expected = sets.filter((_, at) => at % 3 === 0).map(({ uid }) => uid)
        expect(await store.missing(SHOP, uids)).toEqual([...expected, ...expected, ...expected, ...expected])
        expect(await store.missing(SHOP, [])).toEqual([])
      })
    })

    describe('pulling', () => {
      test('[S5] a page never cuts a change set in two, and the last one ends at the head', async () => {
        const a = tablet('a')
        const sizes = [1, 4, 2, 7, 1]
        const sets = sizes.map((size, at) =>
          a.set(Array.from({ length: size }, (_, n) => op('rooms', `s${at}-${n}`, { name: [n, null] }))),
        )
        const { head } = await push([...sets, a.set([])])
        const ends: number[] = []
        let cursor = await start()
        const counts: number[] = []
        for (let more = true; more; ) {
          const page = await store.pull(SHOP, { cursor, seen: cursor, limit: 3 })
          if (page === 'reset') throw new Error('reset')
          counts.push(page.records.length)
          ends.push(page.cursor.seq)
          expect(await store.knows(SHOP, [page.cursor])).toBe(true)
          expect(page.head).toEqual(head)
          cursor = page.cursor
          more = page.more
        }
        expect(counts).toEqual([5, 9, 1])
        expect(ends).toEqual([2, 4, 6])
        expect(cursor).toEqual(head)
      })

      test('[S5] one row comes down for each record, however often it was edited, without who wrote it', async () => {
        const a = tablet('a')
        const first = a.set([op('rooms', 'r0', { name: ['0', null] })])
        const sets = Array.from({ length: 20 }, (_, at) => a.set([op('rooms', 'r1', { name: [at, null] })]))
        await push([first, ...sets])
        const page = await store.pull(SHOP, { cursor: await start(), seen: null, limit: 1 })
        expect(page).toMatchObject({ more: true, records: [{ id: 'r0', seq: 1 }] })
        const records = await allPulled(store, await start(), 10)
        expect(records.map(({ id, seq }) => [id, seq])).toEqual([
          ['r0', 1],
          ['r1', 21],
        ])
        expect(Object.keys(records[1] ?? {}).sort()).toEqual(['clocks', 'fields', 'id', 'seq', 'table'])
      })

      test('[S5] a page ends earlier where its records are large', async () => {
        const a = tablet('a')
        const note = '字'.repeat(10_000)
        const fields = Object.fromEntries(
          ['a', 'b', 'c', 'd', 'e'].map((name) => [name, [note, null] as const]),
        )
        const sets = Array.from({ length: 60 }, (_, at) => a.set([op('visits', `v${at}`, fields)]))
        await push(sets)
        const page = await store.pull(SHOP, { cursor: await start(), seen: null, limit: 1_000 })
        if (page === 'reset') throw new Error('reset')
        expect(page.more).toBe(true)
        expect(page.records.length).toBeLessThan(50)
        expect((await allPulled(store, await start(), 1_000)).length).toBe(60)
        expect((await allSnapped(store, 1_000)).length).toBe(60)
      })

      test('[S6] pages of a snapshot and a pull from its head give everything, also what is written meanwhile', async () => {
        const [a, b] = [tablet('a'), tablet('b')]
        const ids = ['!', '0', 'A', 'Z', '_', 'a', 'z', '~', 'a-b', 'a_b', 'aB', 'ab']
        await push(
          ids.map((id) =>
            a.set([op('rooms', id, { name: ['1', null] }), op('Rooms', id, { name: ['1', null] })]),
          ),
        )
        const got = new Map<string, WireRecord>()
        const order: string[] = []
        let head: Head | null = null
        let after: { table: string; id: string } | null = null
        for (let page = 0; page === 0 || after !== null; page++) {
          const answer: Awaited<ReturnType<Storage['snapshot']>> = await store.snapshot(SHOP, {
            head,
            seen: head,
            after,
            limit: 5,
          })
          if (answer === 'reset') throw new Error('reset')
          head ??= answer.head
          expect(answer.head).toEqual(head)
          expect(answer.total).toBeGreaterThanOrEqual(24)
          for (const record of answer.records) {
            order.push(`${record.table}/${record.id}`)
            got.set(`${record.table}/${record.id}`, record)
          }
          after = answer.next
          // Behind the page, within it, and before what is still to come.
          await push([
            b.set(
              [op('Rooms', `!${page}`, { name: ['new', null] }), op('rooms', 'a', { name: [page, null] })],
              { at: NOON + page },
            ),
          ])
        }
        expect(order).toEqual([...order].sort((x, y) => (x < y ? -1 : 1)))
        if (head === null) throw new Error('There was no page.')
        for (const record of await allPulled(store, head, 3)) got.set(`${record.table}/${record.id}`, record)
        const all = await allSnapped(store)
        expect([...got.values()].sort(byKey)).toEqual([...all].sort(byKey))
        expect(all.length).toBeGreaterThan(28)
      })
    })

    describe('reading', () => {
      test('records of a table are found by id, by day and by person, page by page', async () => {
        const a = tablet('a')
        const visits = Array.from({ length: 7 }, (_, at) =>
          op('visits', `v${at}`, { n: [at, null] }, { day: `2026-11-2${at % 2}`, person: `g${at % 3}` }),
        )
        await push([a.set([...visits, op('guests', 'v1', { name: ['谢', null] }, { person: 'g0' })])])
        const ids = async (ask: object) => {
          const all: string[] = []
          for (let after: string | null = null, page = 0; page === 0 || after !== null; page++) {
            const answer: Awaited<ReturnType<Storage['records']>> = await store.records(SHOP, {
              table: 'visits',
              after,
              limit: 2,
              ...ask,
            })
            expect(answer.records.length).toBeLessThanOrEqual(2)
            all.push(...answer.records.map(({ id }) => id))
            after = answer.next
          }
          return all
        }
        expect(await ids({ day: '2026-11-20' })).toEqual(['v0', 'v2', 'v4', 'v6'])
        expect(await ids({ person: 'g0' })).toEqual(['v0', 'v3', 'v6'])
        expect(await ids({ id: 'v5' })).toEqual(['v5'])
        expect(await ids({ id: 'v9' })).toEqual([])
        expect(await ids({})).toEqual(['v0', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6'])
        expect(await ids({ table: 'guests' })).toEqual(['v1'])
      })

      test('[CS5] the log gives who set a field from what to what, in the order of the server', async () => {
        const [a, b] = [tablet('a'), tablet('b')]
        const later = b.set([op('rooms', 'r1', { name: ['2', null] })], { at: NOON + 10 })
        const earlier = a.set([
          op('rooms', 'r1', { name: ['1', null] }),
          op('rooms', 'r2', { name: ['x', null] }),
        ])
        const elsewhere = a.set([op('rooms', 'r2', { name: ['y', earlier.hlc] })])
        const parked = b.set([op('rooms', 'r1', { name: ['x'.repeat(40_000), null] })])
        await push([later, earlier, elsewhere, parked], { now: NOON + 20.5 })
        const key = { table: 'rooms', id: 'r1' }
        const first = await store.audit(SHOP, { key, after: 0, limit: 2 })
        expect(first.next).toBe(2)
        const rest = await store.audit(SHOP, { key, after: 2, limit: 2 })
        expect(rest.next).toBeNull()
        const entries = [...first.entries, ...rest.entries]
        expect(entries.map(({ seq, uid, verdict }) => [seq, uid, verdict])).toEqual([
          [1, later.uid, 'applied'],
          [2, earlier.uid, 'applied'],
          [4, parked.uid, 'parked'],
        ])
        expect(entries[1]).toMatchObject({
          body: earlier,
          inc: a.inc,
          n: 1,
          hlc: earlier.hlc,
          receivedAt: NOON + 20,
        })
        expect(entries[1]?.keys).toEqual([key, { table: 'rooms', id: 'r2' }])
        expect(await store.audit(SHOP, { key: { ...key, id: 'r9' }, after: 0, limit: 2 })).toEqual({
          entries: [],
          next: null,
        })
      })
    })

    describe('living', () => {
      test('[S1] whoever listens is poked after a push, and not for what was there already', async () => {
        const told: string[] = []
        const stop = store.pokes.listen(SHOP, (seq) => told.push(`here ${seq}`))
        store.pokes.listen('another', (seq) => told.push(`another ${seq}`))
        const a = tablet('a')
        const set = a.set([])
        await push([set])
        await expect.poll(() => told).toEqual(['here 1'])
        await push([set])
        await push([a.set([]), a.set([])])
        await expect.poll(() => told).toEqual(['here 1', 'here 3'])
        stop()
        const last = new Promise((resolve) => store.pokes.listen(SHOP, resolve))
        await push([a.set([])])
        expect(await last).toBe(4)
        expect(told).toEqual(['here 1', 'here 3'])
      })

      test('[S2] closing lets a running push finish; what comes later is told to come again, and nothing is lost', async () => {
        const a = tablet('a')
        const running = push([a.set([op('rooms', 'r1', { name: ['1', null] })])])
        const closing = store.close()
        await expect(push([a.set([])])).rejects.toThrow(StorageUnavailable)
        expect(await running).toMatchObject({ head: { seq: 1 } })
        await closing
        await store.close()
        expect(await store.isWell()).toBe(false)
        store = await another()
        expect(await headNow()).toMatchObject({ seq: 1 })
        expect((await one('rooms', 'r1'))?.fields).toEqual({ name: '1' })
      })

      test('servers that start at once on one new database lay it out once', async () => {
        settings = await fresh()
        const servers = await Promise.all([another(), another(), another()])
        store = servers[0]
        await push([tablet('a').set([])])
        expect(await Promise.all(servers.map((server) => server.held()))).toMatchObject([
          { shop: SHOP },
          { shop: SHOP },
          { shop: SHOP },
        ])
      })

      test('a database of a newer version is refused in one sentence and left alone', async () => {
        const twin = await openTwin(settings)
        if ('problem' in twin) throw new Error(twin.problem)
        await twin.db.insertInto('migrations').values({ number: 99, name: '099-later' }).execute()
        await twin.close()
        const refused = await openStorage(settings)
        expect('problem' in refused ? refused.problem : '').toMatch(
          /newer Steamkeeper \(layout 99, this one knows \d+\)/,
        )
      })
    })
  })
}

function byKey(a: WireRecord, b: WireRecord): number {
  return `${a.table}/${a.id}` < `${b.table}/${b.id}` ? -1 : 1
}

/** Per set: which tablet makes it, the minutes its clock is moved, the fields it writes; then in which order all arrive. */
const plansOfSets = fc.record({
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
function makeSets({ sets: plans, order, cut }: PlanOfSets, mark: string) {
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
function foldByHand(sets: readonly ChangeSet[], results: ReadonlyMap<string, SetResult>) {
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
