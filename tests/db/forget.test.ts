/** What is forgotten leaves a tablet too: what it shows, what waits on it, what it has sent (S11). */
import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { commit } from '../../src/db/commit.ts'
import { readRecord } from '../../src/db/queries.ts'
import { identitySealer } from '../../src/db/seal.ts'
import type { Store } from '../../src/db/store.ts'
import { countUnsent, unsentSets } from '../../src/db/unsent.ts'
import { isOpenRecord } from '../../src/domain/open-record.ts'
import type { Change } from '../../src/sync/change-set.ts'
import { BROKEN, expectFolded, link, sentRows, settle } from './exchange.ts'
import { ShopServer } from './shop-server.ts'
import { closeTablets, handClock, inside, NOON, openTablet, put } from './tablet.ts'

afterEach(closeTablets)

const BP = '168/94'
const MIN = 60_000
const begin: Change = {
  ...{ table: 'visits', id: 'v1', create: true, person: 'g1', day: '2026-11-23' },
  fields: { guestId: 'g1', bp: BP },
}
const number: Change = {
  ...{ table: 'visits', id: 'v1', person: 'n7', forgets: ['@person', 'guestId', 'bp'] },
  fields: { guestId: 'n7', bp: 'pass' },
}

async function linked(clock = handClock()): Promise<Store> {
  const store = await openTablet({ isOpen: isOpenRecord, clock })
  await link(store)
  return store
}
const everything = async (store: Store) => JSON.stringify([await inside(store), await sentRows(store)])
const visit = async (store: Store) => (await readRecord(store, { table: 'visits', id: 'v1' })) ?? undefined

test('[S11] a guest who wants no record in the middle of a visit is nowhere in it, on no tablet', async () => {
  const server = new ShopServer()
  const [one, other] = [await linked(), await linked()]
  await put(one, begin)
  await settle(one, server, NOON)
  await settle(other, server, NOON)
  await put(other, { table: 'visits', id: 'v1', fields: { bp: `${BP}!`, urn: 'on' } })
  for (const store of [other, one]) await settle(store, server, NOON)
  await put(one, number)
  expect((await visit(one))?.fields).toMatchObject({ guestId: 'n7', bp: 'pass' })
  for (const store of [one, other, one]) await settle(store, server, NOON)
  for (const store of [one, other]) {
    expect(await visit(store)).toMatchObject({
      person: 'n7',
      fields: { guestId: 'n7', bp: 'pass', urn: 'on' },
    })
    expect(await everything(store)).not.toContain(BP)
    expect(await everything(store)).not.toContain('"g1"')
    await expectFolded(store)
  }
})

test('[S11] what waits on a tablet that has not heard of it loses those values and nothing else, before or after it was sent', async () => {
  const server = new ShopServer()
  const clock = handClock()
  const [one, other] = [await linked(clock), await linked()]
  await put(one, begin)
  for (const store of [one, other]) await settle(store, server, NOON)
  await put(other, { table: 'visits', id: 'v1', person: 'g1', fields: { bp: `${BP}?`, urn: 'off' } })
  clock.at += MIN
  await put(one, number)
  await settle(one, server, NOON + MIN)
  await settle(other, server, NOON + MIN)
  await settle(one, server, NOON + MIN)
  for (const store of [one, other]) {
    expect(await visit(store)).toMatchObject({ person: 'n7', fields: { bp: 'pass', urn: 'off' } })
    expect(await everything(store)).not.toContain(BP)
    await expectFolded(store)
  }
})

test('[S11] while it is parked, nothing leaves the sets of its tablet: it may never count', async () => {
  const server = new ShopServer()
  const one = await linked()
  await put(one, begin)
  await commit(one, {
    ...{ intent: BROKEN, actor: 'u1', session: 's', keys: [] },
    plan: () => ({ changes: [number] }),
  })
  await settle(one, server, NOON)
  const [first, second] = await sentRows(one)
  expect(second?.verdict).toBe('parked')
  expect(JSON.stringify(first)).toContain(BP)
  await expectFolded(one)
})

test('[S11] [SEC20] what is to be forgotten waits on a tablet on which nobody is signed in; all else goes, and it too where the tablet is emptied', async () => {
  let key: string | null = '5a'
  const sealer = { ...identitySealer, vouchKey: () => key }
  const store = await openTablet({ isOpen: isOpenRecord, clock: handClock(), sealer })
  await link(store)
  await put(store, begin)
  await put(store, number)
  await put(store, { table: 'visits', id: 'v1', fields: { urn: 'on' } })
  const places = async (isLeaving = false) =>
    (await unsentSets(store, 2, { isLeaving })).map(({ set }) => set.n)
  expect(await places()).toEqual([1, 2])
  key = null
  expect(await places()).toEqual([1, 3])
  expect(await countUnsent(store)).toEqual({ waiting: 3, sendable: 2 })
  expect(await places(true)).toEqual([1, 2])
  expect(await countUnsent(store, { isLeaving: true })).toEqual({ waiting: 3, sendable: 3 })
})
