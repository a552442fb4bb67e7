/** Databases as released versions left them, frozen under tests/fixtures, opened by today's code. */
import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { applyAcks, applyMissing, applyPage, applyReset, applySnapshotPage } from '../../src/db/apply.ts'
import { deviceSetting } from '../../src/db/device-settings.ts'
import { placeOfRecord, readRecord, recordsOfDay } from '../../src/db/queries.ts'
import { lastKnownTime } from '../../src/db/store.ts'
import { changeSync, NEVER_SYNCED, readSync, syncOverview } from '../../src/db/sync-state.ts'
import { countUnsent, sentUids, unsentSets } from '../../src/db/unsent.ts'
import { mergeSets } from '../../src/sync/merge.ts'
import type { WireRecord } from '../../src/sync/wire.ts'
import { resultOf } from './answers.ts'
import { expectFolded, sentRows } from './exchange.ts'
import { headAt } from './shop-server.ts'
import { closeTablets, inside, NOON, openTablet, put } from './tablet.ts'

afterEach(closeTablets)

type Row = { readonly [name: string]: unknown }
type Dump = {
  readonly version: number
  readonly stores: { readonly [name: string]: { keyPath: string | string[]; indexes: string[][] } }
  readonly rows: { readonly [name: string]: readonly Row[] }
}

const dumpOf = (version: number): Dump =>
  JSON.parse(readFileSync(new URL(`../fixtures/db-v${version}.json`, import.meta.url), 'utf8'))
const V1 = dumpOf(1)
const V2 = dumpOf(2)
const VISIT = { table: 'visits', id: '01936f00-0000-7000-8000-000000000002' }
const ROOM = { table: 'rooms', id: '01936f00-0000-7000-8000-000000000001' }

let restored = 0

/** Builds a frozen database by the browser's own means, and opens it; Dexie counts versions in tens. */
async function restore(dump: Dump) {
  restored += 1
  const name = `frozen-${restored}`
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name, dump.version * 10)
    request.onerror = () => reject(request.error)
    request.onupgradeneeded = () => {
      for (const [table, { keyPath, indexes }] of Object.entries(dump.stores)) {
        const made = request.result.createObjectStore(table, { keyPath })
        for (const index of indexes) {
          const [only = ''] = index
          if (index.length === 1) made.createIndex(only, only)
          else made.createIndex(`[${index.join('+')}]`, index)
        }
        for (const row of dump.rows[table] ?? []) made.add(row)
      }
    }
    request.onsuccess = () => {
      request.result.close()
      resolve()
    }
  })
  return openTablet({ name })
}

/** A record as it comes down from the server. */
function comes(key: { table: string; id: string }, fields: WireRecord['fields'], seq: number): WireRecord {
  const clocks = Object.fromEntries(Object.keys(fields).map((name) => [name, '01936f000000-0000-11111111']))
  return { ...key, seq, fields, clocks }
}

describe('version 1', () => {
  test('[C3] it opens in today’s schema with its outbox untouched, and nothing in sent', async () => {
    const store = await restore(V1)
    const { outbox, base, view, profile } = await inside(store)
    expect(JSON.stringify(outbox)).toBe(JSON.stringify(V1.rows.outbox))
    expect(base).toEqual(V1.rows.base)
    expect(view).toEqual(V1.rows.view)
    expect(profile).toEqual(V1.rows.meta?.[0])
    expect(await sentRows(store)).toEqual([])
    expect(await readSync(store)).toEqual(NEVER_SYNCED)
    expect(await syncOverview(store)).toMatchObject({ waiting: 2, oldestAt: NOON })
    expect(await lastKnownTime(store)).toBe(NOON + 60_000)
    expect(await deviceSetting(store, 'language')).toBe('zh-CN')
  })

  test('[C3] work goes on where it stopped', async () => {
    const store = await restore(V1)
    expect(await recordsOfDay(store, 'visits', '2026-11-23')).toHaveLength(1)
    await put(store, { ...VISIT, fields: { 'A5.7-balance': { value: true, at: NOON, by: 'u17' } } })
    const { outbox } = await inside(store)
    expect(outbox.slice(0, 2)).toEqual(V1.rows.outbox)
    expect(outbox.map((set) => [set.inc, set.n])).toEqual([
      ['9f31c07a', 1],
      ['9f31c07a', 2],
      ['9f31c07a', 3],
    ])
    expect((outbox[2]?.hlc ?? '') > (outbox[1]?.hlc ?? '')).toBe(true)
  })

  test('[M7] what a later version left in a record is still there', async () => {
    const store = await restore(V1)
    expect((await readRecord(store, VISIT))?.fields.fromALaterVersion).toEqual({
      kept: ['as', 'it', 'is', null],
    })
  })

  test('[C4] the frozen view is the frozen base with the frozen outbox', async () => {
    const { base, view, outbox } = await inside(await restore(V1))
    for (const from of base) {
      const { uids: _uids, ...merged } = mergeSets({ ...from, uids: {} }, from, outbox)
      const { onServer: _onServer, ...record } = { ...from, ...merged }
      expect(view).toContainEqual({ ...record, rev: 2, open: 1, keptAt: NOON + 60_000 })
    }
  })

  test('[C4] its records are kept here, since their last change', async () => {
    const store = await restore(V1)
    expect(await placeOfRecord(store, VISIT)).toEqual({ place: 'here', at: NOON + 60_000 })
    expect(await placeOfRecord(store, ROOM)).toBeNull()
  })

  test('[C2] what it kept is sent as it was, acknowledged, and comes back', async () => {
    const store = await restore(V1)
    const { outbox } = await inside(store)
    const unsent = await unsentSets(store, 500)
    expect(unsent.map(({ set }) => set)).toEqual(V1.rows.outbox)
    await changeSync(store, (row) => ({ ...row, shop: 'shop' }))
    const results = outbox.map((set, at) => resultOf(set, at + 1))
    await applyAcks(store, { results, head: headAt(2), known: true, offsetMs: 0, at: NOON + 90_000 })
    expect(await placeOfRecord(store, VISIT)).toEqual({ place: 'sent', at: NOON + 90_000 })
    const before = await readRecord(store, VISIT)
    const own = { ...VISIT, seq: 2, day: before?.day, person: before?.person, clocks: before?.clocks ?? {} }
    const records = [
      comes(ROOM, { name: '一号房' }, 1),
      { ...own, fields: (before?.fields ?? {}) as WireRecord['fields'] },
    ]
    const last = { after: null, records, head: headAt(2), next: null, total: 2, at: NOON + 91_000 }
    expect(await applySnapshotPage(store, last)).toBe(true)
    expect((await readRecord(store, VISIT))?.fields).toEqual(before?.fields)
    expect((await inside(store)).base).toEqual([])
    await put(store, { ...VISIT, fields: { 'A5.7-balance': { value: true, at: NOON, by: 'u17' } } })
    const news = { from: headAt(2), cursor: headAt(3), head: headAt(3), at: NOON + 92_000 }
    expect(await applyPage(store, { ...news, records: [comes(VISIT, { note: 'x' }, 3)] })).toBe(true)
    await expectFolded(store)
  })
})

describe('version 2', () => {
  const rowsOf = (table: string) => V2.rows[table] ?? []

  test('[C3] it opens with everything that it kept untouched', async () => {
    const store = await restore(V2)
    const { outbox, base, view, profile } = await inside(store)
    expect(JSON.stringify(outbox)).toBe(JSON.stringify(rowsOf('outbox')))
    expect(JSON.stringify(await sentRows(store))).toBe(JSON.stringify(rowsOf('sent')))
    expect({ base, view }).toEqual({ base: rowsOf('base'), view: rowsOf('view') })
    expect([profile]).toEqual(rowsOf('meta'))
    expect([await readSync(store)]).toEqual(rowsOf('sync'))
    expect(await deviceSetting(store, 'language')).toBe('zh-CN')
    await expectFolded(store)
  })

  test('[C2] it says of each set where it is, and sends what waits', async () => {
    const store = await restore(V2)
    expect(await countUnsent(store)).toEqual({ waiting: 3, sendable: 2 })
    expect((await unsentSets(store, 9)).map(({ set }) => set)).toEqual(rowsOf('outbox'))
    expect((await syncOverview(store)).unapplied).toMatchObject([
      { where: 'parked', reason: 'shape' },
      { where: 'held', reason: 'tooLarge' },
    ])
    expect((await placeOfRecord(store, VISIT))?.place).toBe('here')
  })

  test('[C4] commits, acknowledgements and pages go on where it stopped', async () => {
    const store = await restore(V2)
    await put(store, { ...VISIT, fields: { 'A6.1-begin': { value: true, at: NOON, by: 'u17' } } })
    await expectFolded(store)
    const { outbox } = await inside(store)
    expect(outbox.map(({ n }) => n)).toEqual([5, 6, 7])
    const epoch = '00000002'
    const results = outbox.map((set, at) => resultOf(set, at + 6))
    await applyAcks(store, { results, head: headAt(8, epoch), known: true, offsetMs: 0, at: NOON })
    await expectFolded(store)
    const { cursor } = await readSync(store)
    if (cursor === null) throw new Error('the frozen tablet had pulled')
    const records = [comes(ROOM, { name: '一号汗蒸房' }, 8)]
    const news = { from: cursor, records, cursor: headAt(8, epoch), head: headAt(8, epoch), at: NOON }
    expect(await applyPage(store, news)).toBe(true)
    await expectFolded(store)
    expect((await sentRows(store)).map(({ n, over }) => [n, over])).toEqual([
      [1, 0],
      [2, 0],
      [3, 1],
      [4, 0],
      [5, 0],
      [6, 0],
      [7, 0],
    ])
  })

  test('[S4] a restored server is asked about all that was ever acknowledged', async () => {
    const store = await restore(V2)
    await applyReset(store, NOON)
    const asked = await sentUids(store, '', 9)
    expect(asked).toHaveLength(4)
    await applyMissing(store, { asked, missing: asked, last: null, head: null })
    await changeSync(store, (row) => ({ ...row, held: {} }))
    expect((await unsentSets(store, 9)).map(({ set }) => set.n)).toEqual([1, 2, 3, 4, 5, 6])
    await expectFolded(store)
  })
})
