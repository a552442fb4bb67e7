/** A tablet that was taken out of the shop: sends what it has, tells how much it could not, and empties itself. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startSync } from '../../src/client/loop.ts'
import { httpTransport, type Transport } from '../../src/client/transport.ts'
import { openStore, type Store } from '../../src/db/store.ts'
import { readSync, syncOverview } from '../../src/db/sync-state.ts'
import { wipeStore } from '../../src/db/wipe.ts'
import type { TabletState } from '../../src/sync/tablet-state.ts'
import { handClock, openTablet, put } from '../db/tablet.ts'
import {
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
import type { ShopServer } from './shop-server.ts'

let server: ShopServer
let store: Store
let wiped = 0
beforeEach(async () => {
  server = await newServer()
  wiped = 0
})
afterEach(async () => {
  for (const sync of syncs.splice(0)) await sync.stop()
})

/** A tablet of the shop whose loop may be told to empty it. */
async function leaver(
  bend: (transport: Transport) => Transport = (straight) => straight,
  mayHoldSomebody = async () => false,
) {
  const clock = handClock()
  store = await openTablet({ clock })
  const transport = bend(httpTransport(clock, tokensOn(server, store), server.origin))
  const wipe = async () => {
    wiped += 1
    await wipeStore(store)
  }
  const options = { store, clock, transport, app: 'test', random: () => 0, wipe, mayHoldSomebody }
  const begin = () => {
    const sync = startSync(options)
    syncs.push(sync)
    return sync
  }
  return { store, sync: begin(), again: begin }
}
const note = (id: string) => ({ table: 'rooms', id, create: true, fields: { name: id } }) as const
const own = async () => (await server.storage.tablets.list(await shopOf(server)))[0]
async function takeOut(state: TabletState) {
  const act = { at: 1, act: 'test', actor: 'u1', tablet: null, subject: null }
  await server.storage.tablets.change(await shopOf(server), (await own())?.id ?? '', { state }, act)
}
const room = async (id: string) =>
  (await server.storage.records(await shopOf(server), { table: 'rooms', id, after: null, limit: 1 }))
    .records[0]

describe('a tablet that was taken out', () => {
  test('[SEC10] [C3] retired: what it had not sent is applied first, then it is empty', async () => {
    const tablet = await leaver()
    await put(tablet.store, SHOP)
    await expectAllSent(tablet)
    await takeOut('retired')
    await put(tablet.store, note('r1'))
    tablet.sync.now()
    await until(() => expect(wiped).toBe(1))
    expect((await room('r1'))?.fields).toEqual({ name: 'r1' })
    expect(await own()).toMatchObject({ state: 'wiped', unsent: 0, waiting: 0 })
    const again = await openStore({ ...store.options, name: store.database.name })
    expect(await syncOverview(again)).toMatchObject({ shop: null, waiting: 0 })
    expect((await again.database.view.toArray()).length).toBe(0)
    expect((await again.database.device.toArray()).length).toBe(0)
    again.close()
  })

  test('[S4] [SEC10] what a server that was restored since has lost is offered again before the tablet is emptied', async () => {
    const tablet = await leaver()
    await put(tablet.store, SHOP)
    await expectAllSent(tablet)
    await server.stop()
    server.copyData()
    await server.start()
    await put(tablet.store, note('r1'))
    tablet.sync.now()
    await expectAllSent(tablet)
    expect((await room('r1'))?.fields).toEqual({ name: 'r1' })
    await tablet.sync.stop()
    await server.stop()
    server.copyBack()
    await server.start()
    expect(await room('r1')).toBeUndefined()
    await takeOut('retired')
    tablet.again()
    await until(() => expect(wiped).toBe(1))
    expect((await room('r1'))?.fields).toEqual({ name: 'r1' })
  })

  test('[SEC10] [D13] with somebody in an urn it stays until they are out; what it writes meanwhile is sent', async () => {
    const urn = { isOn: true }
    const tablet = await leaver(undefined, async () => urn.isOn)
    await put(tablet.store, SHOP)
    await expectAllSent(tablet)
    await takeOut('retired')
    await put(tablet.store, note('r1'))
    tablet.sync.now()
    await until(async () => expect((await room('r1'))?.fields).toEqual({ name: 'r1' }))
    tablet.sync.now()
    await put(tablet.store, note('r2'))
    await until(async () => expect((await room('r2'))?.fields).toEqual({ name: 'r2' }))
    expect(wiped).toBe(0)
    urn.isOn = false
    tablet.sync.now()
    await until(() => expect(wiped).toBe(1))
  })

  test('[S4] [SEC10] what a server loses while the tablet waits for somebody in an urn is offered again too', async () => {
    const urn = { isOn: true, asked: 0 }
    const tablet = await leaver(undefined, async () => {
      urn.asked += 1
      return urn.isOn
    })
    await put(tablet.store, SHOP)
    await expectAllSent(tablet)
    await takeOut('retired')
    await server.stop()
    server.copyData()
    await server.start()
    await put(tablet.store, note('r1'))
    tablet.sync.now()
    await until(async () => expect((await room('r1'))?.fields).toEqual({ name: 'r1' }))
    await until(() => expect(urn.asked).toBeGreaterThan(0))
    expect(await tablet.store.database.outbox.count()).toBe(0)
    await server.stop()
    server.copyBack()
    await server.start()
    expect(await room('r1')).toBeUndefined()
    urn.isOn = false
    tablet.sync.now()
    await until(() => expect(wiped).toBe(1))
    expect((await room('r1'))?.fields).toEqual({ name: 'r1' })
  })

  test('[SEC10] stolen: what it had not sent is parked, seen by nobody but the manager, and it gets nothing more', async () => {
    const tablet = await leaver()
    await put(tablet.store, SHOP)
    await expectAllSent(tablet)
    const other = await newTablet(server)
    await join(other)
    await expectSame(server, other)
    await takeOut('stolen')
    await put(tablet.store, note('r1'))
    await put(other.store, note('r2'))
    await expectAllSent(other)
    tablet.sync.now()
    await until(() => expect(wiped).toBe(1))
    expect(await room('r1')).toBeUndefined()
    expect(await own()).toMatchObject({ state: 'wiped', unsent: 0, parked: 1 })
    other.sync.now()
    await until(async () =>
      expect((await recordsIn(other)).find(({ table }) => table === 'attention')?.fields).toMatchObject({
        kind: 'parked',
        reason: 'stolen',
      }),
    )
    expect((await recordsIn(other)).map(({ id }) => id)).not.toContain('r1')
  })

  test('[C3] what the server cannot take now is tried again, and nothing is wiped before', async () => {
    let isFaulty = false
    const tablet = await leaver((straight) => ({
      ...straight,
      push: (shop, ask) =>
        isFaulty
          ? Promise.resolve(refusal({ trouble: 'serverFault', status: 500 }))
          : straight.push(shop, ask),
    }))
    await put(tablet.store, SHOP)
    await expectAllSent(tablet)
    isFaulty = true
    await takeOut('retired')
    await put(tablet.store, note('r1'))
    tablet.sync.now()
    await until(async () => expect((await readSync(tablet.store)).trouble?.code).toBe('serverFault'))
    for (let n = 0; n < 20; n += 1) {
      tablet.sync.now()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(wiped).toBe(0)
    isFaulty = false
    tablet.sync.now()
    await until(() => expect(wiped).toBe(1))
    expect((await room('r1'))?.fields).toEqual({ name: 'r1' })
  })

  test('what could never be offered is counted, and told', async () => {
    let isTight = false
    const tablet = await leaver((straight) => ({
      ...straight,
      push: (shop, ask) =>
        isTight
          ? Promise.resolve(refusal({ trouble: 'refused', code: 'tooLarge', status: 413 }))
          : straight.push(shop, ask),
    }))
    await put(tablet.store, SHOP)
    await expectAllSent(tablet)
    isTight = true
    await takeOut('retired')
    await put(tablet.store, note('r1'))
    tablet.sync.now()
    await until(() => expect(wiped).toBe(1))
    expect(await own()).toMatchObject({ state: 'wiped', unsent: 1 })
  })

  test('[C3] nobody else’s word empties a tablet: not another shop’s, not a refusal’s', async () => {
    let bent: 'shop' | 'refused' | null = null
    const tablet = await leaver((straight) => ({
      ...straight,
      hello: async (shop, ask) => {
        const reply = await straight.hello(shop, ask)
        if (!reply.ok || bent === null) return reply
        if (bent === 'refused') return refusal({ trouble: 'revoked', code: 'revoked', status: 403 })
        return {
          ...reply,
          data: {
            ...reply.data,
            shop: '0199a3f2-b4c1-7e02-9a11-ffffffffffff',
            actions: ['upload_only', 'wipe'],
          },
        }
      },
      pull: async () => refusal({ trouble: 'revoked', code: 'revoked', status: 403 }),
    }))
    await put(tablet.store, SHOP)
    await until(async () => expect((await readSync(tablet.store)).trouble?.code).toBe('revoked'))
    for (bent of ['shop', 'refused'] as const) {
      const trouble = bent === 'shop' ? 'otherShop' : 'revoked'
      tablet.sync.now()
      await until(async () => expect((await readSync(tablet.store)).trouble?.code).toBe(trouble))
    }
    expect(wiped).toBe(0)
    expect((await recordsIn(tablet)).map(({ id }) => id)).toContain('shop')
  })
})
