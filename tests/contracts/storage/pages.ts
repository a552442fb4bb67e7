/** Pages of records and of a snapshot: nothing cut in two, nothing missed, whatever is written meanwhile. */
import { describe, expect, test } from 'vitest'
import type { Storage } from '../../../src/server/storage/port.ts'
import type { Head } from '../../../src/sync/head.ts'
import type { WireRecord } from '../../../src/sync/wire.ts'
import type { Bench } from './bench.ts'
import { allPulled, allSnapped, NOON, op, SHOP, tablet } from './sets.ts'

export function pages(bench: Bench): void {
  const { push, start } = bench
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
        const page = await bench.store.pull(SHOP, { cursor, seen: cursor, limit: 3 })
        if (page === 'reset') throw new Error('reset')
        counts.push(page.records.length)
        ends.push(page.cursor.seq)
        expect(await bench.store.knows(SHOP, [page.cursor])).toBe(true)
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
      const page = await bench.store.pull(SHOP, { cursor: await start(), seen: null, limit: 1 })
      expect(page).toMatchObject({ more: true, records: [{ id: 'r0', seq: 1 }] })
      const records = await allPulled(bench.store, await start(), 10)
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
      const page = await bench.store.pull(SHOP, { cursor: await start(), seen: null, limit: 1_000 })
      if (page === 'reset') throw new Error('reset')
      expect(page.more).toBe(true)
      expect(page.records.length).toBeLessThan(50)
      expect((await allPulled(bench.store, await start(), 1_000)).length).toBe(60)
      expect((await allSnapped(bench.store, 1_000)).length).toBe(60)
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
        const answer: Awaited<ReturnType<Storage['snapshot']>> = await bench.store.snapshot(SHOP, {
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
      for (const record of await allPulled(bench.store, head, 3))
        got.set(`${record.table}/${record.id}`, record)
      const all = await allSnapped(bench.store)
      expect([...got.values()].sort(byKey)).toEqual([...all].sort(byKey))
      expect(all.length).toBeGreaterThan(28)
    })
  })
}

function byKey(a: WireRecord, b: WireRecord): number {
  return `${a.table}/${a.id}` < `${b.table}/${b.id}` ? -1 : 1
}
