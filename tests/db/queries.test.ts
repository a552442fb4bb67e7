import 'fake-indexeddb/auto'
import { liveQuery } from 'dexie'
import { afterEach, describe, expect, test } from 'vitest'
import { applyMissing, applyReset } from '../../src/db/apply.ts'
import { deviceSetting, setDeviceSetting } from '../../src/db/device-settings.ts'
import {
  keptAt,
  openRecords,
  placeOfRecord,
  readRecord,
  recordsOf,
  recordsOfDay,
  recordsOfPerson,
} from '../../src/db/queries.ts'
import { newId, type Store } from '../../src/db/store.ts'
import { syncOverview } from '../../src/db/sync-state.ts'
import { sentUids } from '../../src/db/unsent.ts'
import { acked, caughtUp, page, record } from './answers.ts'
import { killHandles, mend } from './faults.ts'
import {
  closeTablets,
  fromServer,
  handClock,
  inside,
  NOON,
  openTablet,
  put,
  tick,
  toySealer,
  VISIT,
} from './tablet.ts'

afterEach(() => {
  mend()
  closeTablets()
})

const visit = (id: string, day: string, person: string, fields = {}) =>
  ({ table: 'visits', id, create: true, day, person, fields }) as const
const ids = (records: readonly { id: string }[]) => records.map((record) => record.id)

test('[C4] records are found by table, by day, by guest and by open work', async () => {
  const store = await openTablet()
  await put(
    store,
    visit('v1', '2026-11-22', 'g1', { filed: { at: 1 } }),
    visit('v2', '2026-11-23', 'g1'),
    visit('v3', '2026-11-23', 'g2', { filed: { at: 2 } }),
    { table: 'visitors', id: 'x', fields: {}, create: true },
    { table: 'rooms', id: 'r1', fields: { name: '一号房' } },
  )
  expect(ids(await recordsOf(store, 'visits'))).toEqual(['v1', 'v2', 'v3'])
  expect(ids(await recordsOfDay(store, 'visits', '2026-11-23'))).toEqual(['v2', 'v3'])
  expect(ids(await recordsOfPerson(store, 'visits', 'g1'))).toEqual(['v1', 'v2'])
  expect(ids(await openRecords(store, 'visits'))).toEqual(['v2'])
  expect(await recordsOfDay(store, 'rooms', '2026-11-23')).toEqual([])
  expect(await recordsOf(store, 'cards')).toEqual([])
})

test('[C4] a record stops being open work in the commit that closes it, and starts again when reopened', async () => {
  const store = await openTablet()
  await put(store, visit('v1', '2026-11-23', 'g1'))
  await put(store, { ...VISIT, fields: { filed: { at: 1 } } })
  expect(await openRecords(store, 'visits')).toEqual([])
})

test('[M4] lists leave a deleted record out, reading it by its key still finds it', async () => {
  const store = await openTablet()
  await put(store, { table: 'rooms', id: 'r1', fields: { name: '一号房' } })
  await put(store, { table: 'rooms', id: 'r1', fields: { deleted: { at: NOON, by: 'u17' } } })
  await put(store, { table: 'rooms', id: 'r1', fields: { name: '二号房' } })
  expect(await recordsOf(store, 'rooms')).toEqual([])
  expect((await readRecord(store, { table: 'rooms', id: 'r1' }))?.fields.name).toBe('二号房')
})

test('[C1] a record says when its last own change was kept here, and what came from elsewhere says nothing', async () => {
  const clock = handClock()
  const store = await openTablet({ clock })
  await fromServer(store, { ...VISIT, fields: {}, clocks: {} })
  expect(await keptAt(store, VISIT)).toBeNull()
  expect(await keptAt(store, { table: 'visits', id: 'nobody' })).toBeNull()
  clock.at += 5_000
  await put(store, tick({ a: 1 }))
  expect(await keptAt(store, VISIT)).toBe(NOON + 5_000)
})

test('[C2] the outbox says how many sets wait and since when', async () => {
  const clock = handClock()
  const store = await openTablet({ clock })
  expect(await syncOverview(store)).toMatchObject({ waiting: 0, oldestAt: null })
  await put(store, tick({ a: 1 }))
  clock.at += 60_000
  await put(store, tick({ a: 2 }))
  expect(await syncOverview(store)).toMatchObject({ waiting: 2, oldestAt: NOON })
})

test('[S4] sets that a restored server lacks wait again, and count by when they were made', async () => {
  const clock = handClock()
  const store = await caughtUp(0, { clock })
  await put(store, tick({ a: 1 }))
  clock.at += 60_000
  await put(store, tick({ a: 2 }))
  const [, second] = (await inside(store)).outbox
  await acked(store, 1)
  expect(await syncOverview(store)).toMatchObject({ waiting: 0, oldestAt: null })
  await applyReset(store, clock.at)
  const uids = await sentUids(store, '', 9)
  const missing = uids.filter((uid) => uid === second?.uid)
  await applyMissing(store, { asked: uids, missing, last: null, head: null })
  expect(await syncOverview(store)).toMatchObject({ waiting: 1, oldestAt: NOON + 60_000 })
})

test('[C4] a record says where its newest own change is, and one that is not there says nothing', async () => {
  const clock = handClock()
  const store = await caughtUp(0, { clock })
  expect(await placeOfRecord(store, VISIT)).toBeNull()
  await page(store, 0, 1, [record('v1', { a: 1 }, 1)])
  expect(await placeOfRecord(store, VISIT)).toEqual({ place: 'synced', at: NOON + 1_000 })
  clock.at += 5_000
  await put(store, tick({ a: 2 }))
  expect(await placeOfRecord(store, VISIT)).toEqual({ place: 'here', at: NOON + 5_000 })
  await acked(store, 2)
  expect(await placeOfRecord(store, VISIT)).toEqual({ place: 'sent', at: NOON })
  await page(store, 1, 2, [])
  expect(await placeOfRecord(store, VISIT)).toEqual({ place: 'synced', at: NOON + 1_000 })
})

test('[C4] what only this tablet needs is no part of a record that is read', async () => {
  const store = await openTablet()
  await put(store, tick({ a: 1 }))
  expect(Object.keys((await readRecord(store, VISIT)) ?? {}).sort()).toEqual([
    ...['clocks', 'fields', 'id', 'rev', 'table'],
  ])
})

test('settings of the tablet are kept over a restart and never reach the outbox', async () => {
  const store = await openTablet()
  expect(await deviceSetting(store, 'language')).toBeUndefined()
  await setDeviceSetting(store, 'language', 'zh-Hant')
  store.close()
  const again = await openTablet({ name: store.name })
  expect(await deviceSetting(again, 'language')).toBe('zh-Hant')
  expect((await inside(again)).outbox).toEqual([])
})

test('[CS2] new ids are UUIDv7 and never the same', async () => {
  const store = await openTablet()
  const made = Array.from({ length: 100 }, () => newId(store))
  expect(new Set(made).size).toBe(100)
  for (const id of made)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

describe('a live query', () => {
  /** Three reads, one after the other; opening waits outside Dexie. */
  async function summary(store: Store): Promise<string> {
    const visits = await openRecords(store, 'visits')
    const guest = await readRecord(store, { table: 'guests', id: 'g1' })
    const theme = await deviceSetting(store, 'theme')
    return [visits.map((record) => record.fields.cups), guest?.fields.name, theme].join(' ')
  }

  test.each([
    { kind: 'an async function', query: (store: Store) => async () => await summary(store), deadHandles: 0 },
    { kind: 'a plain function', query: (store: Store) => () => summary(store), deadHandles: 0 },
    {
      kind: 'a plain function on a dead handle',
      query: (store: Store) => () => summary(store),
      deadHandles: 1,
    },
  ])('[C4] sees later changes of everything that it read, as $kind', async ({ query, deadHandles }) => {
    const store = await openTablet({ sealer: toySealer })
    await put(store, tick({ cups: 1 }), { table: 'guests', id: 'g1', fields: { name: '王秀兰' } })
    killHandles(deadHandles, 'UnknownError')
    let latest = ''
    const subscription = liveQuery(query(store)).subscribe((text) => {
      latest = text
    })
    const shows = (text: string) => expect.poll(() => latest).toBe(text)
    await shows('1 王秀兰 ')
    await put(store, tick({ cups: 2 }))
    await shows('2 王秀兰 ')
    await setDeviceSetting(store, 'theme', 'dark')
    await shows('2 王秀兰 dark')
    await put(store, { table: 'guests', id: 'g1', fields: { name: '王秀云' } })
    await shows('2 王秀云 dark')
    subscription.unsubscribe()
  })
})
