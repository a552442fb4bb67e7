/** Which heads a log knows, and what a tablet is told that saw another. */
import { describe, expect, test } from 'vitest'
import type { Head } from '../../../src/sync/head.ts'
import type { Bench } from './bench.ts'
import { op, SHOP, tablet } from './sets.ts'

export function heads(bench: Bench): void {
  const { push, start } = bench
  describe('heads', () => {
    test('[S3] a head is known where epoch, seq and chain are in the log; else it is answered reset', async () => {
      const a = tablet('a')
      const heads: Head[] = []
      for (let n = 0; n < 3; n++)
        heads.push((await push([a.set([op('rooms', `r${n}`, { name: [n, null] })])])).head)
      const [first, , last] = heads as [Head, Head, Head]
      const begin = await start()
      expect(await bench.store.knows(SHOP, [...heads, begin, null])).toBe(true)
      const strange: Head[] = [
        { ...last, epoch: '0011223344556677' },
        { ...first, chain: last.chain },
        { ...last, chain: first.chain },
        { ...last, seq: 4 },
        { ...begin, chain: first.chain },
      ]
      for (const head of strange) {
        expect(await bench.store.knows(SHOP, [first, head])).toBe(false)
        expect(await bench.store.pull(SHOP, { cursor: head, seen: null, limit: 9 })).toBe('reset')
        expect(await bench.store.pull(SHOP, { cursor: first, seen: head, limit: 9 })).toBe('reset')
        expect(await bench.store.snapshot(SHOP, { head: null, seen: head, after: null, limit: 9 })).toBe(
          'reset',
        )
        expect(await bench.store.snapshot(SHOP, { head, seen: null, after: null, limit: 9 })).toBe('reset')
      }
      expect(await bench.store.knows('another', [first])).toBe(false)
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
      expect(await bench.store.missing(SHOP, uids)).toEqual([
        ...expected,
        ...expected,
        ...expected,
        ...expected,
      ])
      expect(await bench.store.missing(SHOP, [])).toEqual([])
    })
  })
}
