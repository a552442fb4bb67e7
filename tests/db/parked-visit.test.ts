/** A parked set about a visit that is under way on the tablet that wrote it: its urn and its alarm stay until it is over (D13). */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test } from 'vitest'
import { openRecords } from '../../src/db/queries.ts'
import type { Store } from '../../src/db/store.ts'
import { isOpenRecord } from '../../src/domain/open-record.ts'
import type { Change } from '../../src/sync/change-set.ts'
import { acked, caughtUp, fieldsOf, page, record, restoredWithAll } from './answers.ts'
import { expectFolded, sentRows } from './exchange.ts'
import { closeTablets, inside, NOON, put, tick } from './tablet.ts'

afterEach(closeTablets)

const by = 'u17'
const begin: Change = {
  ...{ table: 'visits', id: 'v1', create: true, person: 'g1', day: '2026-11-23' },
  fields: { begun: { at: NOON, by } },
}
const start = tick({ 'A5.11-start#1': { value: { setting: '2', plannedMin: 30 }, at: NOON, by } })
const over = tick({
  'A6.6-off#1': { value: { how: 'done' }, at: NOON + 1, by },
  out: { value: true, at: NOON + 2, by },
  filed: { at: NOON + 3, by },
})
const urns = async (store: Store) => (await openRecords(store, 'visits')).map(({ id }) => id)
const PARKED = { status: 'parked', reason: 'withdrawn' } as const

describe('parked, and under way here', () => {
  test('[S2] [C4] a running urn stays on the screen of its tablet, through pulls and a restored server', async () => {
    const store = await caughtUp(3, { isOpen: isOpenRecord })
    await put(store, begin)
    await put(store, start)
    await acked(store, 4, PARKED)
    await page(store, 3, 5, [])
    await page(store, 5, 6, [record('v9', { begun: { at: NOON, by } }, 6)])
    expect(await urns(store)).toEqual(['v1', 'v9'])
    await restoredWithAll(store)
    await page(store, 6, 7, [])
    expect(Object.keys((await fieldsOf(store)) ?? {})).toEqual(['begun', 'A5.11-start#1'])
    await expectFolded(store)
  })

  test('[S2] [C4] it goes when the visit is over, all of it at once', async () => {
    const store = await caughtUp(3, { isOpen: isOpenRecord })
    await put(store, begin)
    await put(store, start)
    await acked(store, 4, PARKED)
    await page(store, 3, 5, [])
    await put(store, over)
    await acked(store, 6, PARKED)
    await page(store, 5, 6, [])
    expect(await fieldsOf(store)).toBeUndefined()
    expect((await sentRows(store)).map((row) => row.over)).toEqual([0, 0, 0])
    expect((await inside(store)).base).toEqual([])
  })

  test('[S2] [C4] what closes it and begins something else holds the whole visit with it, never half of one', async () => {
    const store = await caughtUp(3, { isOpen: isOpenRecord })
    const turnover: Change = {
      table: 'turnovers',
      id: 't1',
      create: true,
      fields: { begun: { at: NOON, by } },
    }
    await put(store, begin)
    await put(store, start)
    await acked(store, 4, PARKED)
    await put(store, over, turnover)
    await acked(store, 6, PARKED)
    await page(store, 3, 6, [])
    expect(await fieldsOf(store)).toMatchObject({ begun: { by }, filed: { by } })
    await put(store, { table: 'turnovers', id: 't1', fields: { filed: { at: NOON, by } } })
    await acked(store, 7, PARKED)
    await page(store, 6, 7, [])
    expect(await fieldsOf(store)).toBeUndefined()
  })

  test('[S2] [S10] an erasure takes nothing from it either until it is over', async () => {
    const store = await caughtUp(3, { isOpen: isOpenRecord })
    await put(store, begin)
    await put(store, start)
    await acked(store, 4, PARKED)
    const erasure = { ...record('g1', { at: NOON, receipt: '7K2M-9QXD' }, 6), table: 'erasures' }
    await page(store, 3, 6, [erasure])
    await page(store, 6, 7, [])
    expect(await urns(store)).toEqual(['v1'])
    expect(Object.keys((await fieldsOf(store)) ?? {})).toContain('A5.11-start#1')
    await put(store, over)
    await acked(store, 8, PARKED)
    await page(store, 7, 8, [])
    await page(store, 8, 9, [])
    expect(await fieldsOf(store)).toBeUndefined()
    const values = (await sentRows(store)).flatMap(({ ops }) => ops.flatMap((op) => Object.values(op.fields)))
    expect(values.map(([value]) => value).every((value) => value === null)).toBe(true)
  })
})
