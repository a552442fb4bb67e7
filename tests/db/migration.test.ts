import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { deviceSetting } from '../../src/db/device-settings.ts'
import { outboxState, readRecord, recordsOfDay } from '../../src/db/queries.ts'
import { lastKnownTime } from '../../src/db/store.ts'
import { mergeSets } from '../../src/sync/merge.ts'
import { closeTablets, inside, NOON, openTablet, put } from './tablet.ts'

afterEach(closeTablets)

type Dump = {
  readonly version: number
  readonly stores: { readonly [name: string]: { keyPath: string | string[]; indexes: string[][] } }
  readonly rows: { readonly [name: string]: readonly { readonly [name: string]: unknown }[] }
}

const dump: Dump = JSON.parse(readFileSync(new URL('../fixtures/db-v1.json', import.meta.url), 'utf8'))
const VISIT_V1 = { table: 'visits', id: '01936f00-0000-7000-8000-000000000002' }

/** Builds the frozen database by the browser's own means; Dexie counts versions in tens. */
function restore(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, dump.version * 10)
    request.onerror = () => reject(request.error)
    request.onupgradeneeded = () => {
      for (const [table, { keyPath, indexes }] of Object.entries(dump.stores)) {
        const made = request.result.createObjectStore(table, { keyPath })
        for (const index of indexes) made.createIndex(`[${index.join('+')}]`, index)
        for (const row of dump.rows[table] ?? []) made.add(row)
      }
    }
    request.onsuccess = () => {
      request.result.close()
      resolve()
    }
  })
}

test('[C3] a database of version 1 opens in today’s schema with its outbox untouched', async () => {
  await restore('frozen-1')
  const store = await openTablet({ name: 'frozen-1' })
  const { outbox, base, view, profile } = await inside(store)
  expect(outbox).toEqual(dump.rows.outbox)
  expect(base).toEqual(dump.rows.base)
  expect(view).toEqual(dump.rows.view)
  expect(profile).toEqual(dump.rows.meta?.[0])
  expect(await outboxState(store)).toEqual({ waiting: 2, oldestAt: NOON })
  expect(await lastKnownTime(store)).toBe(NOON + 60_000)
  expect(await deviceSetting(store, 'language')).toBe('zh-CN')
})

test('[C3] work goes on where the database of version 1 stopped', async () => {
  await restore('frozen-2')
  const store = await openTablet({ name: 'frozen-2' })
  expect(await recordsOfDay(store, 'visits', '2026-11-23')).toHaveLength(1)
  await put(store, { ...VISIT_V1, fields: { 'A5.7-balance': { value: true, at: NOON, by: 'u17' } } })
  const { outbox } = await inside(store)
  expect(outbox.slice(0, 2)).toEqual(dump.rows.outbox)
  expect(outbox.map((set) => [set.inc, set.n])).toEqual([
    ['9f31c07a', 1],
    ['9f31c07a', 2],
    ['9f31c07a', 3],
  ])
  expect((outbox[2]?.hlc ?? '') > (outbox[1]?.hlc ?? '')).toBe(true)
})

test('[M7] what a later version left in a record of version 1 is still there', async () => {
  await restore('frozen-3')
  const store = await openTablet({ name: 'frozen-3' })
  expect((await readRecord(store, VISIT_V1))?.fields.fromALaterVersion).toEqual({
    kept: ['as', 'it', 'is', null],
  })
})

test('[C4] the frozen view is the frozen base with the frozen outbox', async () => {
  await restore('frozen-4')
  const { base, view, outbox } = await inside(await openTablet({ name: 'frozen-4' }))
  for (const from of base) {
    const { uids: _uids, ...merged } = mergeSets({ ...from, uids: {} }, from, outbox)
    const { onServer: _onServer, ...record } = { ...from, ...merged }
    expect(view).toContainEqual({ ...record, rev: 2, open: 1, keptAt: NOON + 60_000 })
  }
})
