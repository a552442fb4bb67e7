import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { briefRecords } from '../../src/db/brief-records.ts'
import type { Sealer } from '../../src/db/seal.ts'
import { shopKeyFrom } from '../../src/db/shop-key.ts'
import { type ShopSealer, shopSealer } from '../../src/db/shop-sealer.ts'
import type { Store } from '../../src/db/store.ts'
import { closeTablets, openTablet, put } from './tablet.ts'

afterEach(closeTablets)

const FOUND_BY = ['name', 'phone']

/** A sealer that counts how many values it was asked to open. */
async function counting(): Promise<{
  readonly sealer: Sealer
  readonly shop: ShopSealer
  readonly opened: { count: number }
}> {
  const shop = shopSealer(() => 'sealed')
  shop.unlock(await shopKeyFrom(new Uint8Array(32).fill(5)))
  const opened = { count: 0 }
  const sealer: Sealer = {
    ...shop,
    open: (key, sealed, of) => {
      opened.count += Object.keys(sealed).length
      return shop.open(key, sealed, of)
    },
  }
  return { sealer, shop, opened }
}

async function withGuests(store: Store, count: number): Promise<void> {
  const guest = (n: number) => ({
    ...{ table: 'guests', id: `g${String(n).padStart(4, '0')}`, create: true as const },
    fields: { name: `王${n}`, phone: `100${n}`, cautions: ['x'], note: 'y', card: null },
  })
  for (let from = 0; from < count; from += 100)
    await put(store, ...Array.from({ length: Math.min(100, count - from) }, (_, n) => guest(from + n)))
}
const names = async (store: Store) =>
  (await briefRecords(store, 'guests', FOUND_BY)).map(({ fields }) => fields.name)

test('of a long table only the fields that are asked for are opened, and all its records come in their order', async () => {
  const { sealer, opened } = await counting()
  const store = await openTablet({ sealer })
  await withGuests(store, 450)
  opened.count = 0
  const records = await briefRecords(store, 'guests', FOUND_BY)
  expect(records.map(({ id }) => id)).toEqual(records.map(({ id }) => id).sort())
  expect(records).toHaveLength(450)
  expect(records[7]).toMatchObject({ table: 'guests', id: 'g0007', fields: { name: '王7', phone: '1007' } })
  expect(records.every(({ fields }) => Object.keys(fields).length === 2)).toBe(true)
  expect(opened.count).toBe(900)
})

test('what has not changed is not opened again; what was changed, added or deleted is told', async () => {
  const { sealer, opened } = await counting()
  const store = await openTablet({ sealer })
  await withGuests(store, 300)
  await names(store)
  opened.count = 0
  expect(await names(store)).toHaveLength(300)
  expect(opened.count).toBe(0)
  await put(store, { table: 'guests', id: 'g0003', fields: { name: '李三' } })
  await put(store, { table: 'guests', id: 'g0004', fields: { deleted: true } })
  await put(store, { table: 'guests', id: 'g9999', create: true, fields: { name: '新' } })
  opened.count = 0
  const found = await names(store)
  expect(found).toHaveLength(300)
  expect([found[3], found.at(-1)]).toEqual(['李三', '新'])
  expect(found).not.toContain('王4')
  expect(opened.count).toBeLessThan(10)
})

test('[SEC2] after locking nothing of it is left, and a locked tablet shows nobody’s name', async () => {
  const { sealer, shop } = await counting()
  const store = await openTablet({ sealer })
  await withGuests(store, 3)
  await names(store)
  expect(shop.memory?.size).toBe(1)
  shop.lock()
  expect(shop.memory?.size).toBe(0)
  expect(await names(store)).toEqual([undefined, undefined, undefined])
  shop.unlock(await shopKeyFrom(new Uint8Array(32).fill(5)))
  expect(await names(store)).toEqual(['王0', '王1', '王2'])
})

test('where nothing is sealed it is the same list', async () => {
  const store = await openTablet()
  await withGuests(store, 5)
  expect(await names(store)).toEqual(['王0', '王1', '王2', '王3', '王4'])
})
