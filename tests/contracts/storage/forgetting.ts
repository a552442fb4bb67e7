/** What is to be forgotten of a record leaves a store (S11). */
import { describe, expect, test } from 'vitest'
import type { Bench } from './bench.ts'
import { allPulled, allSnapped, NOON, op, SHOP, tablet } from './sets.ts'

const PLANTED = '168/94-13800002222'

export function forgetting(bench: Bench): void {
  const everything = async () => {
    const records = await allSnapped(bench.store)
    const logs = await Promise.all(
      records.map(({ table, id }) => bench.store.audit(SHOP, { key: { table, id }, after: 0, limit: 200 })),
    )
    return JSON.stringify([records, logs])
  }

  describe('forgetting what a guest never wanted kept', () => {
    test('[S11] it leaves records, log, conflicts and notes at once, comes down, and a server that is opened anew has nothing of it', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      const number = op('visits', 'v1', { bp: ['pass', null] }, { person: 'n7', forgets: ['@person', 'bp'] })
      await bench.push([
        a.set([op('visits', 'v1', { bp: [PLANTED, null] }, { create: true, person: 'g-7f3a' })]),
        a.set([op('visits', 'v2', { bp: ['of another', null] }, { create: true, person: 'g-7f3a' })]),
        b.set([op('visits', 'v1', { bp: [`${PLANTED}!`, null] })]),
      ])
      const before = await bench.headNow()
      expect(await everything()).toContain(PLANTED)
      const { head } = await bench.push([a.set([number], { at: NOON + 60_000 })], { now: NOON + 60_000 })
      expect(await everything()).not.toContain(PLANTED)
      expect(await bench.one('visits', 'v1')).toMatchObject({ person: 'n7', fields: { bp: 'pass' } })
      expect(await bench.one('visits', 'v2')).toMatchObject({
        person: 'g-7f3a',
        fields: { bp: 'of another' },
      })
      const news = await allPulled(bench.store, before, 100)
      expect(news.map(({ table }) => table).sort()).toEqual(['conflicts', 'visits'])
      expect(await bench.store.knows(SHOP, [before, head])).toBe(true)
      const late = b.set([op('visits', 'v1', { bp: [`${PLANTED}?`, null] })], { at: NOON + 1 })
      await bench.push([late], { at: await bench.another(), now: NOON + 120_000 })
      expect(await everything()).not.toContain(PLANTED)
    })
  })
}
