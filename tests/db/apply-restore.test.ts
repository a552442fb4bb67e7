/** Snapshots, and a server that was restored. */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test } from 'vitest'
import { applyAcks, applyMissing, applyReset } from '../../src/db/apply.ts'
import { recordsOf } from '../../src/db/queries.ts'
import type { SentRow } from '../../src/db/schema.ts'
import { readSync } from '../../src/db/sync-state.ts'
import { sentUids, unsentSets } from '../../src/db/unsent.ts'
import {
  acked,
  caughtUp,
  fieldsOf,
  page,
  place,
  record,
  restoredWithAll,
  resultOf,
  snapshot,
} from './answers.ts'
import { expectFolded, sentRows } from './exchange.ts'
import { mend } from './faults.ts'
import { headAt } from './shop-server.ts'
import { closeTablets, handClock, inside, NOON, openTablet, put, tick, VISIT } from './tablet.ts'

afterEach(() => {
  mend()
  closeTablets()
})

describe('snapshots', () => {
  test('[S6] pages fill the tablet, and the last one gives the cursor of the head before the first', async () => {
    const store = await openTablet()
    expect(
      await snapshot(store, { next: 'v2', records: [record('v1', { a: 1 }, 1), record('v2', { a: 2 }, 2)] }),
    ).toBe(true)
    const begun = await readSync(store)
    expect(begun).toMatchObject({
      cursor: null,
      snapshot: { head: headAt(9), next: 'visits/v2', done: 2, total: 9 },
    })
    const later = { after: 'v2', records: [record('v3', { a: 3 }, 11)] }
    expect(await snapshot(store, { ...later, head: headAt(11) })).toBe(false)
    expect(await snapshot(store, later)).toBe(true)
    expect(await readSync(store)).toMatchObject({
      cursor: headAt(9),
      snapshot: null,
      lastPullAt: NOON + 1_000,
    })
    expect(await recordsOf(store, 'visits')).toHaveLength(3)
  })

  test('[S6] what the server does not have between two keys of a page is gone, and nothing beyond', async () => {
    const store = await openTablet()
    await snapshot(store, { records: ['v1', 'v2', 'v3', 'v4', 'v5'].map((id) => record(id, { a: 1 }, 1)) })
    await restoredWithAll(store)
    await snapshot(store, { next: 'v3', records: [record('v1', { a: 1 }, 1), record('v3', { a: 1 }, 1)] })
    expect((await recordsOf(store, 'visits')).map(({ id }) => id)).toEqual(['v1', 'v3', 'v4', 'v5'])
    await snapshot(store, { after: 'v3', records: [record('v4', { a: 1 }, 1)] })
    expect((await recordsOf(store, 'visits')).map(({ id }) => id)).toEqual(['v1', 'v3', 'v4'])
  })

  test('[S4] no page is taken until a restored server has been asked what it lacks', async () => {
    const store = await caughtUp(0)
    await page(store, 0, 1, [record('v1', { a: 1 }, 1)])
    await applyReset(store, NOON)
    const whole = { records: [record('v2', { a: 1 }, 2)] }
    expect(await snapshot(store, whole)).toBe(false)
    expect((await recordsOf(store, 'visits')).map(({ id }) => id)).toEqual(['v1'])
    await restoredWithAll(store)
    expect(await snapshot(store, whole)).toBe(true)
    expect((await recordsOf(store, 'visits')).map(({ id }) => id)).toEqual(['v2'])
  })

  test('[S6] a record with own sets over it stays, over nothing, where the server has none', async () => {
    const store = await openTablet()
    await snapshot(store, { records: [record('v1', { a: 1, b: 1 }, 1)] })
    await put(store, tick({ a: 2 }))
    await restoredWithAll(store)
    await snapshot(store, { records: [] })
    expect(await fieldsOf(store)).toEqual({ a: 2 })
    expect((await inside(store)).base).toEqual([{ ...VISIT, fields: {}, clocks: {}, onServer: false }])
    await expectFolded(store)
  })

  test('[S6] a record that was made here while the pages came is not taken for one that is gone', async () => {
    const store = await openTablet()
    await snapshot(store, { next: 'v5', records: [record('v5', { a: 1 }, 1)] })
    await put(store, tick({ a: 1 }), { table: 'visits', id: 'v7', fields: { a: 1 } })
    await snapshot(store, { after: 'v5', records: [] })
    expect((await recordsOf(store, 'visits')).map(({ id }) => id)).toEqual(['v1', 'v5', 'v7'])
    await expectFolded(store)
  })

  test('[C5] a page that does not come next does nothing', async () => {
    const store = await openTablet()
    await snapshot(store, { next: 'v2', records: [record('v2', { a: 1 }, 1)] })
    const before = [await inside(store), await readSync(store)]
    expect(await snapshot(store, { next: 'v2', records: [] })).toBe(false)
    expect(await snapshot(store, { after: 'v1', records: [] })).toBe(false)
    expect([await inside(store), await readSync(store)]).toEqual(before)
    await snapshot(store, { after: 'v2', records: [] })
    expect(await snapshot(store, { after: 'v2', records: [] })).toBe(false)
    expect(await snapshot(store, { records: [] })).toBe(false)
    expect(await recordsOf(store, 'visits')).toHaveLength(1)
  })

  test('[C4] the last page uncovers what the head contains, and only that', async () => {
    const store = await openTablet()
    await put(store, tick({ a: 1 }))
    await put(store, tick({ b: 1 }))
    await snapshot(store, { next: 'a', records: [] })
    await acked(store, 9)
    const clocks = { a: (await sentRows(store))[0]?.hlc ?? '' }
    await snapshot(store, { after: 'a', records: [{ ...record('v1', { a: 1 }, 9), clocks }] })
    expect((await sentRows(store)).map(({ n, over }) => [n, over])).toEqual([
      [1, 0],
      [2, 1],
    ])
    expect(await fieldsOf(store)).toEqual({ a: 1, b: 1 })
    expect((await place(store))?.place).toBe('sent')
    await expectFolded(store)
  })
})

describe('a restored server', () => {
  /** A tablet with three sets that were acknowledged and pulled, the second one parked. */
  async function withThree() {
    const store = await caughtUp(0, { isOpen: () => false })
    await put(store, tick({ a: 1 }))
    await acked(store, 1)
    await put(store, { table: 'visits', id: 'v2', fields: { a: 1 } })
    await acked(store, 2, { status: 'parked', reason: 'shape' })
    await put(store, { table: 'visits', id: 'v3', fields: { a: 1 } })
    await acked(store, 3)
    const eff = (await sentRows(store)).map((row) => row.eff)
    await page(store, 0, 3, [
      { ...record('v1', { a: 1 }, 1), clocks: { a: eff[0] ?? '' } },
      { ...record('v3', { a: 1 }, 3), clocks: { a: eff[2] ?? '' } },
    ])
    return { store, uids: (await sentRows(store)).map(({ uid }) => uid) }
  }
  const marks = (rows: readonly SentRow[]) => rows.map(({ over, again }) => [over, again])

  test('[S4] a reset forgets the heads, and where sets over the base were acknowledged, and takes nothing away', async () => {
    const { store } = await withThree()
    await put(store, tick({ a: 2 }))
    await acked(store, 4)
    await put(store, tick({ a: 3 }))
    const before = await inside(store)
    await applyReset(store, NOON)
    expect(await readSync(store)).toMatchObject({
      cursor: null,
      seen: null,
      snapshot: null,
      reoffer: { after: '' },
    })
    expect(await inside(store)).toEqual(before)
    expect((await sentRows(store)).map(({ at }) => at?.seq ?? null)).toEqual([1, 2, 3, null])
  })

  test('[S4] sets that the server lacks are sent again with their clocks, and count as kept here alone', async () => {
    const { store, uids } = await withThree()
    await put(store, tick({ b: 1 }))
    await applyReset(store, NOON)
    const [first, second] = uids
    const asked = [...uids].sort()
    await applyMissing(store, {
      asked,
      missing: [first ?? '', second ?? ''],
      last: null,
      head: headAt(1, '0000000b'),
    })
    expect(marks(await sentRows(store))).toEqual([
      [1, 1],
      [0, 1],
      [0, 0],
    ])
    expect(await readSync(store)).toMatchObject({ reoffer: null, seen: headAt(1, '0000000b') })
    const rows = await sentRows(store)
    const unsent = await unsentSets(store, 500)
    expect(unsent.map(({ set, eff }) => [set.n, eff])).toEqual([
      [1, rows[0]?.eff],
      [2, rows[1]?.eff],
      [4, null],
    ])
    expect(Object.keys(unsent[0]?.set ?? {}).sort()).toEqual(Object.keys(unsent[2]?.set ?? {}).sort())
    expect((await place(store))?.place).toBe('here')
    expect((await place(store, 'v3'))?.place).toBe('synced')
    await expectFolded(store)
  })

  test('[S4] until they are acknowledged again they lie over whatever the snapshot brings', async () => {
    const { store, uids } = await withThree()
    await applyReset(store, NOON)
    await applyMissing(store, { asked: [...uids].sort(), missing: uids, last: null, head: null })
    await snapshot(store, { records: [], head: headAt(0, '0000000b') })
    expect(await fieldsOf(store)).toEqual({ a: 1 })
    expect(await fieldsOf(store, 'v2')).toBeUndefined()
    await expectFolded(store)
    const results = (await sentRows(store)).map((row, at) => resultOf(row, at + 1, { eff: row.eff }))
    const head = headAt(3, '0000000b')
    await applyAcks(store, { results, head, known: true, offsetMs: 0, at: NOON + 9_000 })
    expect(marks(await sentRows(store))).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ])
    expect(await sentRows(store)).toMatchObject([
      { verdict: 'applied', ackedAt: NOON + 9_000, reason: null },
      {},
      {},
    ])
    expect(await fieldsOf(store, 'v2')).toEqual({ a: 1 })
    expect(await place(store)).toEqual({ place: 'sent', at: NOON + 9_000 })
    await expectFolded(store)
  })

  test('[S4] a record that is on this tablet alone again is kept here since its last own change', async () => {
    const clock = handClock()
    const store = await caughtUp(0, { clock })
    await put(store, tick({ a: 1 }))
    await acked(store, 1)
    const clocks = { a: (await sentRows(store))[0]?.eff ?? '' }
    await page(store, 0, 1, [{ ...record('v1', { a: 1 }, 1), clocks }])
    clock.at += 3_600_000
    await applyReset(store, clock.at)
    const asked = await sentUids(store, '', 9)
    await applyMissing(store, { asked, missing: asked, last: null, head: null })
    expect(await place(store)).toEqual({ place: 'here', at: NOON })
  })

  test('[S4] pages of the question follow one another, and one that does not come next marks nothing', async () => {
    const { store, uids } = await withThree()
    await applyReset(store, NOON)
    const asked = [...uids].sort()
    const [one = '', two = '', three = ''] = asked
    const skipped = { asked: [three], missing: [three], last: null, head: null }
    await applyMissing(store, skipped)
    expect((await readSync(store)).reoffer).toEqual({ after: '' })
    await applyMissing(store, { asked: [one, two], missing: [], last: two, head: headAt(3, '0000000b') })
    expect((await readSync(store)).reoffer).toEqual({ after: two })
    expect(marks(await sentRows(store)).flat()).not.toContain(1)
    await applyMissing(store, { ...skipped, head: headAt(4, '0000000b') })
    expect(await readSync(store)).toMatchObject({ reoffer: null, seen: headAt(3, '0000000b') })
    expect((await unsentSets(store, 9)).map(({ set }) => set.uid)).toEqual([three])
    await applyMissing(store, { asked, missing: asked, last: null, head: null })
    expect(await unsentSets(store, 9)).toHaveLength(1)
  })

  test('[S4] a late answer to an earlier question does not end the one about what was acknowledged since', async () => {
    const { store, uids } = await withThree()
    await applyReset(store, NOON)
    const [one = '', two = '', three = ''] = [...uids].sort()
    await applyMissing(store, { asked: [one, two], missing: [one], last: null, head: headAt(3, '0000000b') })
    expect(await readSync(store)).toMatchObject({ reoffer: { after: '' }, seen: null })
    expect(await unsentSets(store, 9)).toEqual([])
    await applyMissing(store, { asked: [one, two, three], missing: [three], last: null, head: null })
    expect((await unsentSets(store, 9)).map(({ set }) => set.uid)).toEqual([three])
  })

  test('[S4] [S10] a set that was answered as erased is offered again: values are no longer in it, and its place must not be missing', async () => {
    const { store, uids } = await withThree()
    await store.database.sent
      .where('uid')
      .equals(uids[0] ?? '')
      .modify({ verdict: 'erased' })
    await applyReset(store, NOON)
    await applyMissing(store, { asked: [...uids].sort(), missing: uids, last: null, head: null })
    expect((await unsentSets(store, 9)).map(({ set }) => set.n)).toEqual([1, 2, 3])
  })
})
