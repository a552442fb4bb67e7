/** One shop a server, however many servers begin it; their pushes leave no gap. */
import { describe, expect, test } from 'vitest'
import type { Storage } from '../../../src/server/storage/port.ts'
import type { SetResult } from '../../../src/sync/admit.ts'
import { firstHead } from '../../../src/sync/head.ts'
import type { Bench } from './bench.ts'
import { NOON, offersOf, op, SHOP, tablet } from './sets.ts'

export function oneShop(bench: Bench): void {
  const { another, headNow, one, push } = bench
  describe('one shop', () => {
    test('an empty store holds none, and has nothing to tell', async () => {
      expect(await bench.store.held()).toBeNull()
      expect(await bench.store.knows(SHOP, [null])).toBe(true)
      const head = firstHead('0011223344556677')
      expect(await bench.store.pull(SHOP, { cursor: head, seen: null, limit: 9 })).toBe('reset')
      expect(await bench.store.snapshot(SHOP, { head: null, seen: null, after: null, limit: 9 })).toBe(
        'reset',
      )
      expect(await bench.store.isWell()).toBe(true)
    })

    test('the first push begins it; another shop is refused and leaves no trace', async () => {
      await push([tablet('a').set([op('shop', 'shop', { name: ['南门店', null] }, { create: true })])])
      const offers = offersOf([
        tablet('b').set([op('shop', 'shop', { name: ['北门店', null] }, { create: true })]),
      ])
      const other = { shop: 'another', inc: 'bbbbbbbb', seen: null, offers, now: NOON }
      expect(await bench.store.push(other)).toBe('otherShop')
      expect(await bench.store.held()).toMatchObject({ shop: SHOP, head: { seq: 1 } })
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
      const answers = await Promise.all([begin(bench.store, 'south', 'a'), begin(second, 'north', 'b')])
      expect(answers.filter((answer) => answer === 'otherShop')).toHaveLength(1)
      const held = await second.held()
      const winner = answers[0] === 'otherShop' ? 'north' : 'south'
      expect(held).toMatchObject({ shop: winner, head: { seq: 1 } })
    })

    test('[S8] pushes of two servers at once leave no gap and take no seq twice', async () => {
      const second = await another()
      const rows = ['a', 'b', 'c', 'd'].map((digit, at) => ({
        from: tablet(digit),
        at: at % 2 === 0 ? bench.store : second,
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
}
