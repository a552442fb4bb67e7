/** Answers that arrive after others that were asked for later: two tabs, a request that was given up, a restore in between. */
import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { applyAcks } from '../../src/db/apply.ts'
import { changeSync, readSync } from '../../src/db/sync-state.ts'
import { unsentSets } from '../../src/db/unsent.ts'
import { caughtUp, fieldsOf, page, record, restoredWithAll, resultOf, snapshot } from './answers.ts'
import { expectFolded, sentRows } from './exchange.ts'
import { mend } from './faults.ts'
import { headAt } from './shop-server.ts'
import { closeTablets, inside, NOON, openTablet, put, tick } from './tablet.ts'

afterEach(() => {
  mend()
  closeTablets()
})

const strange = (seq: number) => ({ ...headAt(seq), chain: 'f'.repeat(32) })

test.each([
  { what: 'from before what was seen since', head: headAt(4), known: true },
  { what: 'of the same place in another log', head: strange(6), known: true },
  { what: 'of a server that did not know what was seen', head: strange(9), known: false },
])('[S4] an acknowledgement $what moves no set: it is pushed once more', async ({ head, known }) => {
  const store = await caughtUp(3)
  await put(store, tick({ a: 1 }))
  await changeSync(store, (row) => ({ ...row, seen: headAt(6) }))
  const before = await inside(store)
  const results = before.outbox.map((set) => resultOf(set, head.seq))
  await applyAcks(store, { results, head, known, offsetMs: 0, at: NOON })
  expect(await inside(store)).toEqual(before)
  expect(await sentRows(store)).toEqual([])
  expect(await readSync(store)).toMatchObject({ seen: headAt(6), lastContactAt: NOON })
  expect(await unsentSets(store, 9)).toHaveLength(1)
})

test('[C4] a page older than what was seen since is kept, and uncovers nothing', async () => {
  const store = await caughtUp(3)
  await put(store, tick({ a: 1 }))
  const results = (await inside(store)).outbox.map((set) => resultOf(set, 4))
  await applyAcks(store, { results, head: headAt(6), known: true, offsetMs: 0, at: NOON })
  expect(await page(store, 3, 5, [record('v2', { b: 1 }, 5)])).toBe(true)
  expect((await sentRows(store)).map(({ over }) => over)).toEqual([1])
  expect(await fieldsOf(store)).toEqual({ a: 1 })
  await page(store, 5, 6, [])
  expect((await sentRows(store)).map(({ over }) => over)).toEqual([0])
  await expectFolded(store)
})

test('[S6] a page of a snapshot that a restore has ended does not get into the next one', async () => {
  const store = await openTablet()
  await snapshot(store, { next: 'v2', records: [record('v2', { a: 1 }, 2)] })
  await restoredWithAll(store)
  await snapshot(store, { next: 'v2', records: [record('v2', { a: 2 }, 2)], head: strange(7) })
  const late = { after: 'v2', records: [record('v3', { a: 1 }, 3)] }
  expect(await snapshot(store, late)).toBe(false)
  expect(await fieldsOf(store, 'v3')).toBeUndefined()
  expect(await snapshot(store, { ...late, head: strange(7) })).toBe(true)
  expect(await readSync(store)).toMatchObject({ cursor: strange(7), snapshot: null })
})

test('[S6] the first page of a snapshot older than what was seen since does nothing', async () => {
  const store = await openTablet()
  await changeSync(store, (row) => ({ ...row, seen: headAt(11) }))
  expect(await snapshot(store, { records: [record('v1', { a: 1 }, 2)] })).toBe(false)
  expect(await readSync(store)).toMatchObject({ cursor: null, snapshot: null })
  expect(await fieldsOf(store)).toBeUndefined()
})
