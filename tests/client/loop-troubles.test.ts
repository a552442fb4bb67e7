/** The loop in the worst of circumstances: stores that fail, servers that lose everything, links that carry next to nothing. */
import 'fake-indexeddb/auto'

import { expect, test, vi } from 'vitest'
import { startSync } from '../../src/client/loop.ts'
import { httpTransport, type Transport } from '../../src/client/transport.ts'
import { applyReset } from '../../src/db/apply.ts'
import type { Store } from '../../src/db/store.ts'
import { joinShop, readSync, syncOverview } from '../../src/db/sync-state.ts'
import { holdRows } from '../db/faults.ts'
import { handClock, inside, NOON, put, tick } from '../db/tablet.ts'
import {
  expectAllSent,
  join,
  newServer,
  newTablet,
  type Running,
  recordsIn,
  refusal,
  SHOP,
  tokensOn,
  until,
} from './running.ts'
import type { ShopServer } from './shop-server.ts'

vi.setConfig({ testTimeout: 40_000 })

const GUEST = { table: 'guests', id: 'g1', create: true, fields: { name: '样例' } } as const
const serverFault = () => Promise.resolve(refusal({ trouble: 'serverFault', code: 'internal', status: 500 }))
const keysIn = async (tablet: Running) => (await recordsIn(tablet)).map(({ table, id }) => `${table}/${id}`)
/** Its server is asked again and again until the check holds. */
const askingUntil = ({ sync }: Running, check: () => Promise<void>) =>
  vi.waitFor(
    async () => {
      sync.now()
      await check()
    },
    { timeout: 8_000, interval: 40 },
  )

/** The server has lost its log since the tablet last heard of it, and the tablet has nothing left to send again. */
async function forgetHeads({ database }: Store): Promise<void> {
  await database.sent.clear()
  const row = await database.sync.get('sync')
  if (row?.seen) await database.sync.put({ ...row, seen: { ...row.seen, chain: 'f'.repeat(32) } })
}

async function emptyServer(server: ShopServer): Promise<void> {
  await server.stop()
  server.emptyData()
  await server.start()
  // Connections that died with the old one are found out by these instead of by the tablet.
  for (let n = 0; n < 5; n += 1) await fetch(`${server.origin}/api/health`).catch(() => null)
}

test('[S4] an emptied server is not begun anew by a tablet that had just been reset', async () => {
  const server = await newServer()
  let before: (() => Promise<void>) | null = null
  const one = await newTablet(server, (straight) => ({
    ...straight,
    snapshot: async (shop, ask) => {
      const now = before
      before = null
      await now?.()
      return straight.snapshot(shop, ask)
    },
  }))
  await put(one.store, SHOP, GUEST)
  await expectAllSent(one)
  before = () => emptyServer(server)
  await askingUntil(one, async () => {
    if (before !== null) await forgetHeads(one.store)
    expect(before).toBeNull()
  })
  await askingUntil(one, async () => expect((await readSync(one.store)).trouble?.code).toBe('serverEmpty'))
  await put(one.store, tick({ a: 1 }))
  for (let n = 0; n < 5; n += 1) {
    one.sync.now()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  expect(await keysIn(one)).toEqual(['guests/g1', 'shop/shop', 'visits/v1'])
  expect(await server.storage.held()).toBeNull()
})

test('[S4] nor by one whose store had failed it in the middle of a reset', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, SHOP, GUEST)
  await expectAllSent(one)
  const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
  const { view } = one.store.database
  const spies = [
    vi.spyOn(view, 'bulkPut').mockImplementation(full as never),
    vi.spyOn(view, 'bulkGet').mockImplementation(full as never),
  ]
  await askingUntil(one, async () => {
    const { trouble, seen } = await readSync(one.store)
    if (seen !== null) await forgetHeads(one.store)
    expect(trouble?.code).toBe('store')
  })
  await emptyServer(server)
  for (const spy of spies) spy.mockRestore()
  await put(one.store, tick({ a: 1 }))
  await askingUntil(one, async () => expect((await readSync(one.store)).trouble?.code).toBe('serverEmpty'))
  expect(await keysIn(one)).toEqual(['guests/g1', 'shop/shop', 'visits/v1'])
  expect(await server.storage.held()).toBeNull()
})

test('[C3] a tablet that joined just as the server lost its shop is an empty one again', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, SHOP)
  await expectAllSent(one)
  const two = await newTablet(server)
  await until(async () => expect((await readSync(two.store)).joinable).not.toBeNull())
  await one.sync.stop()
  const joinable = (await readSync(two.store)).joinable ?? ''
  await emptyServer(server)
  await joinShop(two.store, joinable)
  await askingUntil(two, async () => expect((await readSync(two.store)).shop).toBeNull())
})

test('[C6] what was acknowledged just now is kept, whatever year the tablet thinks it is', async () => {
  const server = await newServer()
  const clock = handClock(Date.UTC(2015, 0))
  const one = await newTablet(server, undefined, clock)
  await put(one.store, SHOP, tick({ a: 1 }))
  await expectAllSent(one)
  await one.sync.stop()
  const { database } = one.store
  const before = await database.sent.count()
  expect(before).toBeGreaterThan(0)
  const forgets = vi.spyOn(database.sent, 'where')
  const transport = httpTransport(clock, tokensOn(server, one.store), server.origin)
  const again = startSync({ store: one.store, clock, transport, app: 'test', random: () => 0 })
  await until(() => expect(forgets.mock.calls.flat()).toContain('ackedAt'))
  await again.stop()
  expect(await database.sent.count()).toBe(before)
})

test('[C3] one set that makes the server fail does not hold up those behind it', async () => {
  const server = await newServer()
  let poison = ''
  const one = await newTablet(server, (straight) => ({
    ...straight,
    push: (shop, ask) =>
      (ask.sets as readonly { uid: string }[]).some(({ uid }) => uid === poison)
        ? serverFault()
        : straight.push(shop, ask),
  }))
  await put(one.store, SHOP)
  await expectAllSent(one)
  const kept = await put(one.store, tick({ a: 1 }))
  poison = String('uid' in kept ? kept.uid : '')
  for (let n = 0; n < 5; n += 1)
    await put(one.store, { table: 'guests', id: `g${n}`, create: true, fields: {} })
  const waiting = async () => (await inside(one.store)).outbox.map(({ uid }) => uid)
  await askingUntil(one, async () => expect(await waiting()).toEqual([poison]))
  expect(await syncOverview(one.store)).toMatchObject({ waiting: 1, unapplied: [] })
  poison = ''
  await askingUntil(one, async () => expect(await waiting()).toEqual([]))
})

const TOO_MUCH: readonly (readonly [string, number, ReturnType<typeof refusal>])[] = [
  ['that carries only a few records', 3, refusal({})],
  ['behind a proxy that gives up', 100, refusal({ trouble: 'serverFault', status: 504 })],
]
test.each(TOO_MUCH)('[C9] over a link %s a snapshot comes in smaller pages', async (_what, most, given) => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, SHOP)
  for (let n = 0; n < 8; n += 1)
    await put(one.store, { table: 'guests', id: `g${n}`, create: true, fields: {} })
  await expectAllSent(one)
  const narrow = (straight: Transport): Transport => ({
    ...straight,
    snapshot: (shop, ask) => (ask.limit > most ? Promise.resolve(given) : straight.snapshot(shop, ask)),
  })
  const two = await newTablet(server, narrow)
  await join(two)
  await askingUntil(two, async () => expect((await syncOverview(two.store)).isComplete).toBe(true))
})

test('[C9] over such a link the question what a restored server lacks comes in smaller pages', async () => {
  const server = await newServer()
  const one = await newTablet(server, (straight) => ({
    ...straight,
    missing: (shop, uids) => (uids.length > 5 ? Promise.resolve(refusal({})) : straight.missing(shop, uids)),
  }))
  await put(one.store, SHOP)
  for (let n = 0; n < 12; n += 1) await put(one.store, tick({ n }))
  await expectAllSent(one)
  await applyReset(one.store, NOON)
  await askingUntil(one, async () => expect((await readSync(one.store)).reoffer).toBeNull())
})

test('[C9] a trouble that goes on keeps its beginning, and one that ended well begins anew', async () => {
  const server = await newServer()
  const clock = handClock()
  let isBad = false
  const bend = (straight: Transport): Transport => ({
    ...straight,
    push: (shop, ask) => (isBad ? serverFault() : straight.push(shop, ask)),
  })
  const one = await newTablet(server, bend, clock)
  const since = async () => (await readSync(one.store)).trouble?.since
  await put(one.store, SHOP)
  await expectAllSent(one)
  const first = clock.at
  isBad = true
  await put(one.store, tick({ a: 1 }))
  await until(async () => expect(await since()).toBeDefined())
  clock.at += 3_600_000
  server.clock.at += 3_600_000
  let pushes = 0
  for (; pushes < 3; pushes += 1) {
    one.sync.now()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await until(async () => expect(await since()).toBe(first))
  isBad = false
  await askingUntil(one, async () => expect((await readSync(one.store)).trouble).toBeNull())
  await expectAllSent(one)
  // The conversation that went well comes to its end: until then what fails belongs to the old trouble.
  await new Promise((resolve) => setTimeout(resolve, 500))
  isBad = true
  await put(one.store, tick({ a: 2 }))
  await until(async () => expect(await since()).toBe(clock.at))
})

test('[C9] conversations that were given up do not all speak at once when the store answers again', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const server = await newServer()
  const clock = handClock()
  let pushes = 0
  const counted = (straight: Transport): Transport => ({
    ...straight,
    push: (shop, ask) => {
      pushes += 1
      return straight.push(shop, ask)
    },
  })
  const one = await newTablet(server, counted, clock)
  await put(one.store, SHOP)
  await expectAllSent(one)
  await put(one.store, tick({ a: 1 }))
  pushes = 0
  const release = await holdRows(one.store, 'sync')
  for (let n = 0; n < 6; n += 1) {
    one.sync.now()
    await new Promise((resolve) => setTimeout(resolve, 60))
    clock.at += 121_000
    vi.advanceTimersByTime(15_000)
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  release()
  one.sync.now()
  await expectAllSent(one)
  expect(pushes).toBeLessThanOrEqual(2)
})
