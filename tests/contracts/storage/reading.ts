/** Records on demand, and the log for audit. */
import { describe, expect, test } from 'vitest'
import type { Storage } from '../../../src/server/storage/port.ts'
import type { Bench } from './bench.ts'
import { NOON, op, SHOP, tablet } from './sets.ts'

export function reading(bench: Bench): void {
  const { push } = bench
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
          const answer: Awaited<ReturnType<Storage['records']>> = await bench.store.records(SHOP, {
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
      const first = await bench.store.audit(SHOP, { key, after: 0, limit: 2 })
      expect(first.next).toBe(2)
      const rest = await bench.store.audit(SHOP, { key, after: 2, limit: 2 })
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
      expect(await bench.store.audit(SHOP, { key: { ...key, id: 'r9' }, after: 0, limit: 2 })).toEqual({
        entries: [],
        next: null,
      })
    })
  })
}
