import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deviceSetting, setDeviceSetting } from '../../src/db/device-settings.ts'
import { readRecord, recordsOf } from '../../src/db/queries.ts'
import { dropHandle } from '../../src/db/store.ts'
import { holdRows, killHandles, mend } from './faults.ts'
import { closeTablets, inside, openTablet, put, tick, VISIT } from './tablet.ts'

// Dexie says on the console what it reopens; the tests look at what comes of it.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  mend()
  closeTablets()
  vi.restoreAllMocks()
})

describe.each(['InvalidStateError', 'UnknownError'] as const)('a handle that is dead by %s', (name) => {
  test('[C7] a write opens the database again and is kept once', async () => {
    const store = await openTablet()
    await put(store, tick({ a: 1 }))
    killHandles(1, name)
    await put(store, tick({ a: 2 }))
    expect((await inside(store)).outbox.map((set) => set.n)).toEqual([1, 2])
  })

  test('[C7] a read opens the database again', async () => {
    const store = await openTablet()
    await put(store, tick({ a: 1 }))
    killHandles(1, name)
    expect((await readRecord(store, VISIT))?.fields).toEqual({ a: 1 })
  })

  test('[C7] after a bounded number of tries a write says "not saved", a read "unavailable", and both work later', async () => {
    const store = await openTablet()
    await put(store, tick({ a: 1 }))
    killHandles(Number.POSITIVE_INFINITY, name)
    await expect(setDeviceSetting(store, 'theme', 'dark')).rejects.toMatchObject({ code: 'notSaved' })
    await expect(recordsOf(store, 'visits')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(put(store, tick({ a: 2 }))).rejects.toMatchObject({ code: 'notSaved' })
    mend()
    await put(store, tick({ a: 3 }))
    expect((await inside(store)).outbox.map((set) => set.n)).toEqual([1, 2])
  })
})

test('[C7] a handle that the browser closes is replaced at the next change', async () => {
  const store = await openTablet()
  await put(store, tick({ a: 1 }))
  const handle = store.database.backendDB()
  handle.close()
  handle.onclose?.(new Event('close'))
  await put(store, tick({ a: 2 }))
  expect((await inside(store)).outbox.map((set) => set.n)).toEqual([1, 2])
})

test('[C7] a newer version in another tab gets its upgrade, and this tab goes on writing', async () => {
  const store = await openTablet()
  await put(store, tick({ a: 1 }))
  const newer = new Dexie(store.name)
  newer.version(3).stores({ extra: 'id' })
  await newer.open()
  await put(store, tick({ a: 2 }))
  expect((await readRecord(store, VISIT))?.fields).toEqual({ a: 2 })
  expect(newer.verno).toBe(3)
  newer.close()
})

test('[C7] a tab that still runs version 1 lets go when this version opens, and works on afterwards', async () => {
  const name = 'old-tab'
  const old = versionOne(name)
  await old.open()
  const handle = old.backendDB()
  const store = await openTablet({ name })
  await put(store, tick({ a: 1 }))
  expect(() => handle.transaction('view')).toThrow()
  expect(await old.table('outbox').count()).toBe(1)
  expect(old.backendDB().version).toBe(store.database.backendDB().version)
  await put(store, tick({ a: 2 }))
  expect((await inside(store)).outbox.map((set) => set.n)).toEqual([1, 2])
  old.close()
})

/** The database as the app of version 1 described it. */
function versionOne(name: string): Dexie {
  const old = new Dexie(name)
  old.version(1).stores({
    ...{ view: '[table+id], [table+day], [table+person], [table+open]', base: '[table+id]' },
    ...{ outbox: 'uid, [inc+n]', sent: 'uid, [inc+n]', meta: 'name', device: 'name' },
  })
  return old
}

test('[C7] opening says "blocked" when another tab does not let go, and works once it does', async () => {
  const name = 'held'
  const handle = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  await expect(openTablet({ name, openWithinMs: 50 })).rejects.toMatchObject({ code: 'blocked' })
  handle.close()
  const store = await openTablet({ name })
  await put(store, tick({ a: 1 }))
  expect((await inside(store)).outbox).toHaveLength(1)
})

test('[C7] opening says "unavailable" where there is no database to be had', async () => {
  const open = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('The user denied permission to access the database.', 'SecurityError')
  })
  await expect(openTablet()).rejects.toMatchObject({ name: 'StoreError', code: 'unavailable' })
  open.mockRestore()
})

test('[C7] storage that was emptied under the app starts again with an incarnation of its own', async () => {
  const store = await openTablet()
  await put(store, tick({ a: 1 }))
  const { inc } = (await inside(store)).profile
  await Dexie.delete(store.name)
  await put(store, tick({ a: 2 }))
  const { profile, outbox } = await inside(store)
  expect(profile.inc).not.toBe(inc)
  expect(outbox.map((set) => [set.inc, set.n])).toEqual([[profile.inc, 1]])
})

test('[C7] a store that was closed on purpose stays closed', async () => {
  const store = await openTablet()
  store.close()
  await expect(put(store, tick({ a: 1 }))).rejects.toMatchObject({ code: 'notSaved' })
  await expect(deviceSetting(store, 'theme')).rejects.toMatchObject({ code: 'unavailable' })
})

describe('a handle that is let go of', () => {
  test('[C9] ends an opening that never answers, and the next use opens anew', async () => {
    const store = await openTablet({ openWithinMs: 100 })
    await put(store, tick({ a: 1 }))
    const open = indexedDB.open.bind(indexedDB)
    vi.spyOn(indexedDB, 'open')
      .mockImplementationOnce((() => ({})) as never)
      .mockImplementation(open)
    dropHandle(store)
    await expect(readRecord(store, VISIT)).rejects.toMatchObject({ code: 'unavailable' })
    expect((await readRecord(store, VISIT))?.fields).toEqual({ a: 1 })
  })

  test('[C9] ends what waits for it', async () => {
    const store = await openTablet()
    await put(store, tick({ a: 1 }))
    const release = await holdRows(store, 'view')
    const reading = readRecord(store, VISIT)
    reading.catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 50))
    dropHandle(store)
    await expect(reading).rejects.toMatchObject({ code: 'unavailable' })
    release()
    expect((await readRecord(store, VISIT))?.fields).toEqual({ a: 1 })
  })

  test('[C7] is not opened again once the store was closed', async () => {
    const store = await openTablet()
    store.close()
    dropHandle(store)
    await expect(readRecord(store, VISIT)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
