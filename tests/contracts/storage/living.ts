/** Pokes, closing, starting, and a database that is not ours to touch. */
import { describe, expect, test } from 'vitest'
import { openStorage, openTwin } from '../../../src/server/storage/open.ts'
import { StorageUnavailable } from '../../../src/server/storage/port.ts'
import type { Bench } from './bench.ts'
import { everybody, op, SHOP, tablet } from './sets.ts'

export function living(bench: Bench): void {
  const { another, headNow, one, push } = bench
  describe('living', () => {
    test('[S1] whoever listens is poked after a push, and not for what was there already', async () => {
      const told: string[] = []
      const stop = bench.store.pokes.listen(SHOP, (seq) => told.push(`here ${seq}`))
      bench.store.pokes.listen('another', (seq) => told.push(`another ${seq}`))
      const a = tablet('a')
      const set = a.set([])
      await push([set])
      await expect.poll(() => told, { timeout: 60_000 }).toEqual(['here 1'])
      await push([set])
      await push([a.set([]), a.set([])])
      await expect.poll(() => told, { timeout: 60_000 }).toEqual(['here 1', 'here 3'])
      stop()
      const last = new Promise((resolve) => bench.store.pokes.listen(SHOP, resolve))
      await push([a.set([])])
      expect(await last).toBe(4)
      expect(told).toEqual(['here 1', 'here 3'])
    })

    test('[S2] closing lets a running push finish; what comes later is told to come again, and nothing is lost', async () => {
      const a = tablet('a')
      const running = push([a.set([op('rooms', 'r1', { name: ['1', null] })])])
      const closing = bench.store.close()
      await expect(push([a.set([])])).rejects.toThrow(StorageUnavailable)
      expect(await running).toMatchObject({ head: { seq: 1 } })
      await closing
      await bench.store.close()
      expect(await bench.store.isWell()).toBe(false)
      bench.store = await another()
      expect(await headNow()).toMatchObject({ seq: 1 })
      expect((await one('rooms', 'r1'))?.fields).toEqual({ name: '1' })
    })

    test('servers that start at once on one new database lay it out once', async () => {
      bench.settings = await bench.fresh()
      const servers = await Promise.all([another(), another(), another()])
      bench.store = servers[0]
      await push([tablet('a').set([])])
      expect(await Promise.all(servers.map((server) => server.held()))).toMatchObject([
        { shop: SHOP },
        { shop: SHOP },
        { shop: SHOP },
      ])
    })

    test('a database of a newer version is refused in one sentence and left alone', async () => {
      const twin = await openTwin(bench.settings)
      if ('problem' in twin) throw new Error(twin.problem)
      await twin.db.insertInto('migrations').values({ number: 99, name: '099-later' }).execute()
      await twin.close()
      const refused = await openStorage(bench.settings, everybody)
      expect('problem' in refused ? refused.problem : '').toMatch(
        /newer Steamkeeper \(layout 99, this one knows \d+\)/,
      )
    })
  })
}
