/** What the loop of exchange is told about the sets on this tablet. */
import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { DAY_MS } from '../../src/base/clock.ts'
import { applyMissing, applyReset } from '../../src/db/apply.ts'
import { incarnation } from '../../src/db/store.ts'
import { changeSync } from '../../src/db/sync-state.ts'
import {
  countUnsent,
  forgetOldSent,
  sentUids,
  shopMade,
  topAcked,
  unsentSets,
  watchUnsent,
} from '../../src/db/unsent.ts'
import { acked, caughtUp, page } from './answers.ts'
import { sentRows } from './exchange.ts'
import { closeTablets, inside, NOON, openTablet, put, tick } from './tablet.ts'

afterEach(closeTablets)

/** A tablet with sets 1 and 2 acknowledged and pulled, and 3 and 4 waiting. */
async function withFour() {
  const store = await caughtUp(0)
  await put(store, tick({ a: 1 }))
  await put(store, tick({ a: 2 }))
  await acked(store, 1)
  await page(store, 0, 2, [])
  await put(store, tick({ a: 3 }))
  await put(store, tick({ a: 4 }))
  return { store, waiting: (await inside(store)).outbox, sent: await sentRows(store) }
}

/** A restored server lacks everything that was ever acknowledged. */
async function loseAll(store: Awaited<ReturnType<typeof openTablet>>): Promise<void> {
  await applyReset(store, NOON)
  const asked = await sentUids(store, '', 9)
  await applyMissing(store, { asked, missing: asked, last: null, head: null })
}

test('[C2] what is to be sent comes in the order of n, and no more than asked for', async () => {
  const { store, waiting, sent } = await withFour()
  expect(await unsentSets(store, 9)).toEqual(waiting.map((set) => ({ set, eff: null })))
  await loseAll(store)
  const unsent = await unsentSets(store, 9)
  expect(unsent.map(({ set, eff }) => [set.n, eff])).toEqual([
    [1, sent[0]?.eff],
    [2, sent[1]?.eff],
    [3, null],
    [4, null],
  ])
  expect((await unsentSets(store, 3)).map(({ set }) => set.n)).toEqual([1, 2, 3])
})

test('[S4] a set that is sent again is what it was: what the acknowledgement added does not travel', async () => {
  const store = await caughtUp(0)
  await put(store, tick({ a: 1 }))
  const { outbox } = await inside(store)
  await acked(store, 1)
  await loseAll(store)
  expect((await unsentSets(store, 9)).map(({ set }) => set)).toEqual(outbox)
})

test('[C3] what is held stays, holds up nobody, and is counted as waiting but not as to be sent', async () => {
  const { store, waiting, sent } = await withFour()
  await loseAll(store)
  const held = { [waiting[0]?.uid ?? '']: 'tooLarge', [sent[0]?.uid ?? '']: 'malformed' }
  await changeSync(store, (row) => ({ ...row, held }))
  expect(await countUnsent(store)).toEqual({ waiting: 4, sendable: 2 })
  expect((await unsentSets(store, 2)).map(({ set }) => set.n)).toEqual([2, 4])
  expect((await inside(store)).outbox).toEqual(waiting)
})

test('[C9] nothing waits once everything is acknowledged', async () => {
  const { store } = await withFour()
  expect(await countUnsent(store)).toEqual({ waiting: 2, sendable: 2 })
  await acked(store, 3)
  expect(await countUnsent(store)).toEqual({ waiting: 0, sendable: 0 })
  expect(await unsentSets(store, 9)).toEqual([])
})

test('[S4] the highest place that was acknowledged is the one of this incarnation', async () => {
  const store = await caughtUp(0)
  expect(await topAcked(store)).toBeNull()
  await put(store, tick({ a: 1 }))
  await put(store, tick({ a: 2 }))
  await acked(store, 1)
  const rows = await sentRows(store)
  expect(await topAcked(store)).toEqual({ n: 2, uid: rows[1]?.uid })
  const [row] = rows
  if (row === undefined) throw new Error('nothing was sent')
  const { inc } = (await inside(store)).profile
  expect(await incarnation(store)).toBe(inc)
  await store.database.sent.bulkAdd([
    { ...row, uid: 'x', inc: '00000000', n: 77 },
    { ...row, uid: 'y', inc: 'ffffffff', n: 78 },
  ])
  expect((await topAcked(store))?.n).toBe(2)
})

test('[S4] the uids of sent sets come in pages, ascending', async () => {
  const { store, sent } = await withFour()
  const [one = '', two = ''] = sent.map(({ uid }) => uid).sort()
  expect(await sentUids(store, '', 9)).toEqual([one, two])
  expect(await sentUids(store, '', 1)).toEqual([one])
  expect(await sentUids(store, one, 1)).toEqual([two])
  expect(await sentUids(store, two, 1)).toEqual([])
})

test('[CS2] the shop that waits here is named by the set that makes it', async () => {
  const store = await openTablet()
  await put(store, { table: 'rooms', id: 'r1', create: true, fields: {} })
  expect(await shopMade(store)).toBeNull()
  const kept = await put(store, { table: 'shop', id: 'shop', create: true, fields: { name: '一号店' } })
  expect(await shopMade(store)).toBe('uid' in kept ? kept.uid : '')
})

test('[C10] a set that is kept in any tab is told, and an acknowledgement is not', async () => {
  const store = await caughtUp(0)
  const other = await openTablet({ name: store.name })
  let told = 0
  const unwatch = watchUnsent(store, () => {
    told += 1
  })
  // What is kept before the first look is no news, so this asks until the look has been.
  const write = () => put(other, tick({ a: told }))
  await expect.poll(() => write().then(() => told)).toBeGreaterThan(0)
  await pause()
  const before = told
  await acked(other, 1)
  await pause()
  expect(told).toBe(before)
  await put(store, tick({ a: 2 }))
  await expect.poll(() => told).toBe(before + 1)
  unwatch()
  await put(store, tick({ a: 3 }))
  await pause()
  expect(told).toBe(before + 1)
})

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30))
}

test('[C6] sent sets are forgotten after their time, but none that lies over a base or is to be sent again', async () => {
  const { store } = await withFour()
  await acked(store, 3)
  const later = NOON + DAY_MS
  expect(await forgetOldSent(store, NOON)).toBe(0)
  expect(await forgetOldSent(store, later)).toBe(2)
  expect((await sentRows(store)).map(({ n, over }) => [n, over])).toEqual([
    [3, 1],
    [4, 1],
  ])
  await page(store, 2, 4, [])
  await loseAll(store)
  expect(await forgetOldSent(store, later)).toBe(0)
  expect(await unsentSets(store, 9)).toHaveLength(2)
})

test('[C6] nothing is forgotten while a restored server is still to be asked what it lacks', async () => {
  const { store } = await withFour()
  await applyReset(store, NOON)
  expect(await forgetOldSent(store, NOON + DAY_MS)).toBe(0)
  await applyMissing(store, { asked: await sentUids(store, '', 9), missing: [], last: null, head: null })
  expect(await forgetOldSent(store, NOON + DAY_MS)).toBe(2)
})

test('[C3] forgetting leaves what was never acknowledged alone', async () => {
  const { store, waiting } = await withFour()
  await forgetOldSent(store, NOON + 1_000 * DAY_MS)
  expect((await inside(store)).outbox).toEqual(waiting)
})
