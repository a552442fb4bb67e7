/** What a page of records does to the tablet's database. */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test } from 'vitest'
import { applyPage } from '../../src/db/apply.ts'
import { openRecords, readRecord, recordsOf } from '../../src/db/queries.ts'
import { readSync } from '../../src/db/sync-state.ts'
import type { WireRecord } from '../../src/sync/wire.ts'
import { acked, caughtUp, clockOf, fieldsOf, page, place, record } from './answers.ts'
import { expectFolded, sentRows } from './exchange.ts'
import { mend } from './faults.ts'
import { headAt } from './shop-server.ts'
import { closeTablets, inside, NOON, put, tick, toySealer, VISIT } from './tablet.ts'

afterEach(() => {
  mend()
  closeTablets()
})

describe('pages', () => {
  test('[C5] records and cursor come together, and the page is told as the last pull', async () => {
    const store = await caughtUp(3)
    expect(await page(store, 3, 5, [record('v1', { a: 1 }, 4), record('v2', { a: 2 }, 5)])).toBe(true)
    expect(await recordsOf(store, 'visits')).toMatchObject([{ fields: { a: 1 } }, { fields: { a: 2 } }])
    expect(await readSync(store)).toMatchObject({
      ...{ cursor: headAt(5), seen: headAt(5), lastPullAt: NOON + 1_000, lastContactAt: NOON + 1_000 },
    })
    expect(await place(store)).toEqual({ place: 'synced', at: NOON + 1_000 })
    expect((await inside(store)).outbox).toEqual([])
  })

  test('[C5] a stale or repeated page does nothing', async () => {
    const store = await caughtUp(3)
    await page(store, 3, 5, [record('v1', { a: 1 }, 4)])
    const before = [await inside(store), await readSync(store)]
    expect(await page(store, 3, 5, [record('v1', { a: 9 }, 4, NOON)])).toBe(false)
    expect(await page(store, 6, 7, [record('v1', { a: 9 }, 7, NOON)])).toBe(false)
    const elsewhere = { ...headAt(5), chain: 'f'.repeat(32) }
    const stray = { from: elsewhere, records: [], cursor: headAt(6), head: headAt(6), at: NOON }
    expect(await applyPage(store, stray)).toBe(false)
    expect([await inside(store), await readSync(store)]).toEqual(before)
  })

  test('[C4] what comes down goes under the sets that wait, and shows where they are silent', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 1 }))
    await page(store, 3, 4, [{ ...record('v1', { a: 7, b: 7 }, 4), day: '2026-11-23', person: 'g1' }])
    expect(await readRecord(store, VISIT)).toMatchObject({
      day: '2026-11-23',
      person: 'g1',
      fields: { a: 1, b: 7 },
    })
    expect((await inside(store)).base).toMatchObject([{ fields: { a: 7, b: 7 }, onServer: true }])
    expect((await place(store))?.place).toBe('here')
    await expectFolded(store)
  })

  test('[C4] a commit on a record over which a sent set lies keeps the base', async () => {
    const store = await caughtUp(3)
    await page(store, 3, 4, [record('v1', { a: 7 }, 4)])
    await put(store, tick({ a: 1 }))
    await acked(store, 5)
    const { base } = await inside(store)
    await put(store, tick({ a: 2 }))
    expect((await inside(store)).base).toEqual(base)
    await expectFolded(store)
  })

  test('[C4] an acknowledged set lies over the base until a page has come up to the head', async () => {
    const store = await caughtUp(3)
    await page(store, 3, 4, [record('v1', { a: 0, b: 0 }, 4)])
    await put(store, tick({ a: 1 }))
    await acked(store, 5)
    // Somebody wrote b at seq 8, so the record comes with the page after this one: its base here is an old one.
    await page(store, 4, 6, [record('v2', { a: 1 }, 6)], 8)
    expect(await fieldsOf(store)).toEqual({ a: 1, b: 0 })
    expect((await place(store))?.place).toBe('sent')
    const { clocks } = (await inside(store)).view[0] ?? { clocks: {} }
    const merged = { ...record('v1', { a: 1, b: 8 }, 8), clocks: { ...clocks, b: clockOf(NOON) } }
    await page(store, 6, 8, [merged])
    expect(await fieldsOf(store)).toEqual({ a: 1, b: 8 })
    expect(await place(store)).toEqual({ place: 'synced', at: NOON + 1_000 })
    expect((await inside(store)).base).toEqual([])
    expect((await sentRows(store)).map(({ over }) => over)).toEqual([0])
  })

  test('[C4] a covered set uncovers records that are not in the page: it had lost there', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 1 }))
    await page(store, 3, 4, [record('v1', { a: 9 }, 4, NOON + 50_000)])
    await acked(store, 5)
    expect((await place(store))?.place).toBe('sent')
    expect(await page(store, 4, 5, [])).toBe(true)
    expect(await fieldsOf(store)).toEqual({ a: 9 })
    expect(await place(store)).toEqual({ place: 'synced', at: NOON + 1_000 })
    await expectFolded(store)
  })

  test('[C4] a set that was acknowledged later than the page goes on lying over it', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 1 }))
    await acked(store, 6)
    await page(store, 3, 5, [record('v1', { b: 1 }, 5)])
    expect((await sentRows(store)).map(({ over }) => over)).toEqual([1])
    expect(await fieldsOf(store)).toEqual({ a: 1, b: 1 })
  })

  test('[M7] tables and values that this version does not know come down as they are', async () => {
    const store = await caughtUp(3)
    const hologram = {
      table: 'holograms',
      id: 'h1',
      seq: 4,
      fields: { beam: { of: [1, null, 'x'] } },
      clocks: {},
    }
    await page(store, 3, 4, [{ ...hologram, later: { than: 'today' } }])
    expect((await readRecord(store, hologram))?.fields).toEqual({ beam: { of: [1, null, 'x'] } })
  })

  test('[HLC4] a value that came down loses to the one put in its place, however far ahead its clock', async () => {
    const store = await caughtUp(3)
    await page(store, 3, 4, [record('v1', { a: 7 }, 4, NOON + 86_400_000)])
    await put(store, tick({ a: 8 }))
    const [set] = (await inside(store)).outbox
    expect(set?.ops[0]?.fields.a).toEqual([8, clockOf(NOON + 86_400_000)])
    expect((set?.hlc ?? '') > clockOf(NOON + 86_400_000)).toBe(true)
  })

  test('[C4] whether a record asks for work is decided on what comes down, opened', async () => {
    const store = await caughtUp(3, { sealer: toySealer })
    const sealed = async (fields: { [name: string]: string }) =>
      (await toySealer.seal(VISIT, fields)) as WireRecord['fields']
    await page(store, 3, 4, [record('v1', await sealed({ a: 'x' }), 4)])
    expect(await openRecords(store, 'visits')).toMatchObject([{ fields: { a: 'x' } }])
    await put(store, tick({ a: 'y' }))
    await page(store, 4, 5, [record('v1', await sealed({ a: 'x', filed: 'yes' }), 5)])
    expect(await openRecords(store, 'visits')).toEqual([])
    expect(await fieldsOf(store)).toEqual({ a: 'y', filed: 'yes' })
    expect(JSON.stringify(await inside(store))).not.toContain('yes')
  })
})
