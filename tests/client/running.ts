/** Tablets whose loops run against real servers, for the tests of the loop. */
import { afterEach, expect, vi } from 'vitest'
import { type Sync, startSync } from '../../src/client/loop.ts'
import type { Tokens } from '../../src/client/tokens.ts'
import { httpTransport, type Refusal, type Transport } from '../../src/client/transport.ts'
import type { Store } from '../../src/db/store.ts'
import { joinShop, readSync, syncOverview } from '../../src/db/sync-state.ts'
import { shopMade } from '../../src/db/unsent.ts'
import { closeTablets, handClock, inside, openTablet } from '../db/tablet.ts'
import { enrolIn } from '../server/data-app.ts'
import { type ShopServer, startShopServer } from './shop-server.ts'

export const SHOP = { table: 'shop', id: 'shop', create: true, fields: { name: '瓮养 · 试用店' } } as const
/** Stopped after each test. */
export const syncs: Sync[] = []
const servers: ShopServer[] = []

afterEach(async () => {
  vi.useRealTimers()
  for (const sync of syncs.splice(0)) await sync.stop()
  closeTablets()
  for (const server of servers.splice(0)) await server.end()
})

export async function newServer(): Promise<ShopServer> {
  const server = await startShopServer()
  servers.push(server)
  return server
}

let enrolled = 0
/** A tablet that is enrolled with its shop's server as soon as there is a shop, and again where the server has lost it. */
export function tokensOn(server: ShopServer, store: Store): Tokens {
  enrolled += 1
  const n = enrolled
  const id = n.toString(16).padStart(32, '0')
  return {
    async read() {
      const shop = (await readSync(store)).shop ?? (await shopMade(store)) ?? (await heldBy(server))
      if (shop === null) return []
      const storage = running(server)
      // Nobody answers; the token is as good as any.
      if (storage === null) return [`${id}.${'5'.repeat(64)}`]
      if ((await storage.tablets.find(id)) === null)
        await enrolIn(storage, { n, shop, now: server.clock.now() })
      return [`${id}.${'5'.repeat(64)}`]
    },
    keep: async () => undefined,
  }
}

async function heldBy(server: ShopServer): Promise<string | null> {
  return (await running(server)?.held())?.shop ?? null
}

/** Null while it is stopped. */
function running(server: ShopServer) {
  try {
    return server.storage
  } catch {
    return null
  }
}

export type Running = { readonly store: Store; readonly sync: Sync }

/** A tablet whose loop runs; `bend` may stand between it and the server. */
export async function newTablet(
  server: ShopServer,
  bend: (transport: Transport) => Transport = (straight) => straight,
  clock = handClock(),
): Promise<Running> {
  const store = await openTablet({ clock })
  const transport = bend(httpTransport(clock, tokensOn(server, store), server.origin))
  const sync = startSync({ store, clock, transport, app: 'test', random: () => 0 })
  syncs.push(sync)
  return { store, sync }
}

export const until = (check: () => Promise<void> | void) =>
  vi.waitFor(check, { timeout: 30_000, interval: 20 })

export async function expectAllSent({ store }: Running) {
  await until(async () => {
    const { waiting, shop, isComplete } = await syncOverview(store)
    expect({ waiting, isLinked: shop !== null, isComplete }).toEqual({
      waiting: 0,
      isLinked: true,
      isComplete: true,
    })
    expect((await store.database.sent.where('over').equals(1).toArray()).length).toBe(0)
  })
}

export async function join({ store, sync }: Running) {
  await until(async () => expect((await readSync(store)).joinable).not.toBeNull())
  await joinShop(store, (await readSync(store)).joinable ?? '')
  sync.now()
}

export const recordsIn = async ({ store }: Running) =>
  (await inside(store)).view.map(({ table, id, fields, clocks }) => ({ table, id, fields, clocks }))

export const EVERYTHING = { head: null, seen: null, after: null, limit: 1_000 }
export const shopOf = async (server: ShopServer) => (await server.storage.held())?.shop ?? ''

export async function expectSame(server: ShopServer, ...tablets: Running[]) {
  for (const tablet of tablets) await expectAllSent(tablet)
  const page = await server.storage.snapshot(await shopOf(server), EVERYTHING)
  if (page === 'reset') throw new Error('no snapshot')
  const records = page.records.map(({ table, id, fields, clocks }) => ({ table, id, fields, clocks }))
  for (const tablet of tablets) await until(async () => expect(await recordsIn(tablet)).toEqual(records))
  return records
}

/** What a request may end with instead of an answer. */
export const refusal = (parts: Partial<Refusal>): Refusal => ({
  ...{ ok: false, trouble: 'unreachable', code: null, status: null, at: null, retryAfterMs: null },
  ...parts,
})
