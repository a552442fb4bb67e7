import 'fake-indexeddb/auto'

import { expect, test, vi } from 'vitest'
import { startSync } from '../../src/client/loop.ts'
import { httpTransport, type Transport } from '../../src/client/transport.ts'
import { readSync, syncOverview } from '../../src/db/sync-state.ts'
import { keyOf } from '../../src/sync/record.ts'
import { handClock, inside, openTablet, put, tick } from '../db/tablet.ts'
import {
  EVERYTHING,
  expectAllSent,
  expectSame,
  join,
  newServer,
  newTablet,
  recordsIn,
  refusal,
  SHOP,
  shopOf,
  syncs,
  tokensOn,
  until,
} from './running.ts'

vi.setConfig({ testTimeout: 30_000 })

test('[C10] a tablet gives its shop to an empty server, a second one joins, and a tick crosses by a poke', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, tick({ a: 1 }))
  await put(one.store, SHOP)
  await expectAllSent(one)
  const two = await newTablet(server)
  await join(two)
  await expectSame(server, one, two)
  await put(one.store, tick({ b: 2 }))
  await put(two.store, tick({ c: 3 }))
  const records = await expectSame(server, one, two)
  expect(records.find(({ table }) => table === 'visits')?.fields).toEqual({ a: 1, b: 2, c: 3 })
})

test('[C3] a second, different shop is refused and keeps everything', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, SHOP)
  await expectAllSent(one)
  const two = await newTablet(server)
  await put(two.store, SHOP, tick({ a: 1 }))
  await until(async () => expect((await readSync(two.store)).trouble?.code).toBe('otherShop'))
  expect((await inside(two.store)).outbox.length).toBe(1)
  expect((await readSync(two.store)).shop).toBeNull()
})

test('[C3] a set-up that was cut off is not mixed into the server’s shop', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, SHOP)
  await expectAllSent(one)
  const two = await newTablet(server)
  await put(two.store, { table: 'guests', id: 'g1', create: true, fields: { name: '样例' } })
  await until(async () => expect((await readSync(two.store)).trouble?.code).toBe('halfMade'))
  expect((await inside(two.store)).outbox.length).toBe(1)
  expect((await server.storage.held())?.head.seq).toBe(1)
})

test('[C9] [C10] a server that is away is a trouble with a beginning; what waits is sent when it is back', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, SHOP)
  await expectAllSent(one)
  await server.stop()
  await put(one.store, tick({ a: 1 }))
  await until(async () => expect((await readSync(one.store)).trouble?.code).toBe('unreachable'))
  expect(await syncOverview(one.store)).toMatchObject({ waiting: 1, oldestAt: expect.any(Number) })
  await server.start()
  one.sync.now()
  await expectSame(server, one)
  expect((await readSync(one.store)).trouble).toBeNull()
})

test('[S4] a data folder copied back heals from its tablets, and the same reset does not come twice', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  const two = await newTablet(server)
  await put(one.store, SHOP)
  await join(two)
  await expectSame(server, one, two)
  await server.stop()
  server.copyData()
  await server.start()
  await put(one.store, tick({ a: 1 }))
  await put(two.store, { table: 'guests', id: 'g1', create: true, fields: { name: '样例' } })
  await expectSame(server, one, two)
  await server.stop()
  server.copyBack()
  await server.start()
  // Grown past what the tablets saw before any of them asks again: its head alone shows nothing.
  const three = await newTablet(server)
  await join(three)
  for (const n of [1, 2, 3, 4])
    await put(three.store, { table: 'rooms', id: `r${n}`, create: true, fields: {} })
  await expectAllSent(three)
  one.sync.now()
  two.sync.now()
  const keys = ['guests/g1', 'rooms/r4', 'shop/shop', 'visits/v1']
  await until(async () => {
    const held = await server.storage.snapshot(await shopOf(server), EVERYTHING)
    expect(held === 'reset' ? [] : held.records.map(keyOf)).toEqual(expect.arrayContaining(keys))
  })
  const records = await expectSame(server, one, two, three)
  expect(records.map(keyOf)).toEqual(expect.arrayContaining(keys))
  expect(records.filter(({ table }) => table === 'conflicts')).toEqual([])
})

test('[S4] [C10] a server that stands behind what was seen is noticed by its first poke, not at the next poll', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, SHOP)
  await expectAllSent(one)
  await server.stop()
  server.copyData()
  await server.start()
  await put(one.store, tick({ a: 1 }))
  await expectSame(server, one)
  await server.stop()
  server.copyBack()
  await server.start()
  // Nobody asks and nobody writes: the stream alone tells, and what the server lost comes back to it.
  await until(async () => expect((await server.storage.held())?.head.seq).toBe(2))
  await expectSame(server, one)
})

test('[S4] a server whose folder was emptied is told of, and clears no tablet', async () => {
  const server = await newServer()
  server.copyData()
  const one = await newTablet(server)
  await put(one.store, SHOP, { table: 'guests', id: 'g1', create: true, fields: { name: '样例' } })
  const two = await newTablet(server)
  await join(two)
  await expectSame(server, one, two)
  const before = await recordsIn(one)
  // As after ninety days: nothing is left that could be offered again.
  await one.store.database.sent.clear()
  await server.stop()
  server.copyBack()
  await server.start()
  await put(two.store, tick({ a: 1 }))
  for (const { sync } of [one, two]) sync.now()
  for (const { store } of [one, two])
    await until(async () => expect((await readSync(store)).trouble?.code).toBe('serverEmpty'))
  expect(await server.storage.held()).toBeNull()
  expect(await recordsIn(one)).toEqual(before)
  expect((await recordsIn(two)).length).toBe(before.length + 1)
  expect((await inside(two.store)).outbox.length).toBe(1)
})

test('[S4] tablets go on by themselves once the lost folder is back', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, SHOP)
  await expectAllSent(one)
  await server.stop()
  server.copyData()
  server.emptyData()
  await server.start()
  await put(one.store, tick({ a: 1 }))
  one.sync.now()
  await until(async () => expect((await readSync(one.store)).trouble?.code).toBe('serverEmpty'))
  await server.stop()
  server.copyBack()
  await server.start()
  one.sync.now()
  const records = await expectSame(server, one)
  expect(records.map(keyOf)).toEqual(['shop/shop', 'visits/v1'])
})

test('[C3] a tablet that was joining a shop which is gone is an empty one again, and may join another', async () => {
  const server = await newServer()
  server.copyData()
  const one = await newTablet(server)
  await put(one.store, SHOP)
  await expectAllSent(one)
  const two = await newTablet(server, (straight) => ({
    ...straight,
    snapshot: async () => ({
      ...{ ok: false, trouble: 'unreachable', code: null, status: null, at: null },
      retryAfterMs: null,
    }),
  }))
  await join(two)
  await until(async () => expect((await readSync(two.store)).trouble?.code).toBe('unreachable'))
  await one.sync.stop()
  await server.stop()
  server.copyBack()
  await server.start()
  two.sync.now()
  await until(async () => expect((await readSync(two.store)).shop).toBeNull())
  const three = await newTablet(server)
  await put(three.store, SHOP)
  await expectAllSent(three)
  two.sync.now()
  await until(async () => expect((await readSync(two.store)).joinable).toBe(await shopOf(server)))
  expect(await syncOverview(two.store), 'and what it is called').toMatchObject({
    joinableName: '瓮养 · 试用店',
  })
})

test('[C3] a set that cannot even be offered stays, is shown, and holds up nobody', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, SHOP)
  await expectAllSent(one)
  await server.stop()
  await put(one.store, tick({ a: 1 }))
  const [broken] = (await inside(one.store)).outbox
  if (broken === undefined) throw new Error('nothing waits')
  await one.store.database.outbox.delete(broken.uid)
  await one.store.database.outbox.add({ ...broken, n: 0 })
  await put(one.store, tick({ b: 2 }))
  await server.start()
  one.sync.now()
  await until(async () => expect((await syncOverview(one.store)).unapplied).toHaveLength(1))
  expect((await syncOverview(one.store)).unapplied[0]).toMatchObject({ uid: broken.uid, where: 'held' })
  await until(async () =>
    expect((await inside(one.store)).outbox.map(({ uid }) => uid)).toEqual([broken.uid]),
  )
})

test('[C10] more than one push can carry goes in several', async () => {
  const server = await newServer()
  let pushes = 0
  const one = await newTablet(server, (straight) => ({
    ...straight,
    push: (shop, ask) => {
      pushes += 1
      return ask.sets.length > 3
        ? Promise.resolve({
            ...{ ok: false, trouble: 'refused', code: 'tooLarge', status: 413, at: null },
            retryAfterMs: null,
          } as const)
        : straight.push(shop, ask)
    },
  }))
  await put(one.store, SHOP)
  for (let n = 0; n < 9; n += 1) await put(one.store, tick({ n }))
  one.sync.now()
  await expectSame(server, one)
  expect(pushes).toBeGreaterThan(3)
})

test('[HLC5] the server’s time is learnt with every push', async () => {
  const server = await newServer()
  const clock = handClock()
  clock.at -= 600_000
  const one = await newTablet(server, undefined, clock)
  await put(one.store, SHOP)
  await expectAllSent(one)
  expect((await readSync(one.store)).offsetMs).toBe(600_000)
  await put(one.store, tick({ a: 1 }))
  await expectSame(server, one)
  const [last] = await one.store.database.sent.orderBy('[inc+n]').reverse().limit(1).toArray()
  expect(last?.device).toEqual({ wall: clock.at, offset: 600_000 })
})

test('[C8] one tab does the work for all, and another takes over when it ends', async () => {
  const server = await newServer()
  const clock = handClock()
  const store = await openTablet({ clock })
  const held: (() => void)[] = []
  let isHeld = false
  // As much of Web Locks as a Node has not.
  const locks = {
    request: async (_name: string, _options: unknown, work: () => Promise<void>) => {
      while (isHeld) await new Promise<void>((resolve) => held.push(resolve))
      isHeld = true
      await work()
      isHeld = false
      held.shift()?.()
    },
  } as unknown as LockManager
  let hellos = 0
  const straight = httpTransport(clock, tokensOn(server, store), server.origin)
  const transport: Transport = {
    ...straight,
    hello: (shop, ask) => {
      hellos += 1
      return straight.hello(shop, ask)
    },
  }
  const tab = () => startSync({ store, clock, transport, app: 'test', random: () => 0, locks })
  const first = tab()
  await until(() => expect(hellos).toBe(1))
  const second = tab()
  syncs.push(second)
  await first.stop()
  await until(() => expect(hellos).toBe(2))
  await put(store, SHOP)
  await expectAllSent({ store, sync: second })
})

test('[C10] a link that is too slow for much gets it in little, and all arrives', async () => {
  const server = await newServer()
  const one = await newTablet(server, (straight) => ({
    ...straight,
    push: (shop, ask) => (ask.sets.length > 3 ? Promise.resolve(refusal({})) : straight.push(shop, ask)),
    pull: (shop, ask) => (ask.limit > 100 ? Promise.resolve(refusal({})) : straight.pull(shop, ask)),
    snapshot: (shop, ask) => (ask.limit > 100 ? Promise.resolve(refusal({})) : straight.snapshot(shop, ask)),
  }))
  await put(one.store, SHOP)
  for (let n = 0; n < 12; n += 1) await put(one.store, tick({ n }))
  await until(async () => {
    one.sync.now()
    expect((await syncOverview(one.store)).waiting).toBe(0)
    expect((await syncOverview(one.store)).isComplete).toBe(true)
  })
})

test('[C4] a push that is refused does not keep the tablet from seeing what others did', async () => {
  const server = await newServer()
  const one = await newTablet(server)
  await put(one.store, SHOP)
  await expectAllSent(one)
  let isStuck = false
  const two = await newTablet(server, (straight) => ({
    ...straight,
    push: (shop, ask) =>
      isStuck
        ? Promise.resolve(refusal({ trouble: 'serverFault', code: 'internal', status: 500 }))
        : straight.push(shop, ask),
  }))
  await join(two)
  await expectAllSent(two)
  isStuck = true
  await put(two.store, tick({ mine: 1 }))
  await until(async () => expect((await readSync(two.store)).trouble?.code).toBe('serverFault'))
  await put(one.store, tick({ theirs: 2 }))
  await expectAllSent(one)
  two.sync.now()
  await until(async () => {
    const visit = (await recordsIn(two)).find(({ table }) => table === 'visits')
    expect(visit?.fields).toEqual({ mine: 1, theirs: 2 })
  })
  expect((await syncOverview(two.store)).waiting).toBe(1)
})

test('[C3] an error of the whole request holds no set, however long it lasts', async () => {
  const server = await newServer()
  let isBent = true
  const one = await newTablet(server, (straight) => ({
    ...straight,
    push: (shop, ask) =>
      isBent
        ? Promise.resolve(refusal({ trouble: 'refused', code: 'malformed', status: 400 }))
        : straight.push(shop, ask),
  }))
  await put(one.store, SHOP)
  await put(one.store, tick({ a: 1 }))
  await until(async () => expect((await readSync(one.store)).trouble?.code).toBe('refused'))
  one.sync.now()
  await until(async () => expect(await syncOverview(one.store)).toMatchObject({ waiting: 2, unapplied: [] }))
  isBent = false
  one.sync.now()
  await expectSame(server, one)
})

test('[C3] what was held is tried once more with the next start', async () => {
  const server = await newServer()
  let isTight = true
  const tight = (straight: Transport): Transport => ({
    ...straight,
    push: (shop, ask) =>
      isTight
        ? Promise.resolve(refusal({ trouble: 'refused', code: 'tooLarge', status: 413 }))
        : straight.push(shop, ask),
  })
  const clock = handClock()
  const one = await newTablet(server, tight, clock)
  await put(one.store, SHOP)
  await until(async () => expect((await syncOverview(one.store)).unapplied).toHaveLength(1))
  await one.sync.stop()
  isTight = false
  const transport = httpTransport(clock, tokensOn(server, one.store), server.origin)
  const sync = startSync({ store: one.store, clock, transport, app: 'test', random: () => 0 })
  syncs.push(sync)
  await expectSame(server, { store: one.store, sync })
})

test('[C10] a server that says to come again at once is not asked without pause', async () => {
  const server = await newServer()
  let asked = 0
  const one = await newTablet(server, (straight) => ({
    ...straight,
    hello: () => {
      asked += 1
      return Promise.resolve(refusal({ trouble: 'serverFault', code: 'unavailable', retryAfterMs: 0 }))
    },
  }))
  await until(async () => expect((await readSync(one.store)).trouble?.code).toBe('serverFault'))
  const before = asked
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(asked - before).toBeLessThanOrEqual(1)
})

test('[C9] a store that hangs is let go of, and the loop begins from scratch', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const server = await newServer()
  const clock = handClock()
  const one = await newTablet(server, undefined, clock)
  await put(one.store, SHOP)
  await expectAllSent(one)
  const { database } = one.store
  const transaction = database.transaction.bind(database)
  let hangs = 0
  const hang = () => {
    hangs += 1
    return new Promise(() => undefined)
  }
  vi.spyOn(database, 'transaction').mockImplementation(hang as never)
  one.sync.now()
  await until(() => expect(hangs).toBeGreaterThan(0))
  clock.at += 121_000
  vi.advanceTimersByTime(15_000)
  vi.mocked(database.transaction).mockImplementation(transaction as never)
  await put(one.store, tick({ a: 1 }))
  one.sync.now()
  await expectSame(server, one)
})
