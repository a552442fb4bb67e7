/** Work that a tablet cannot send goes by file through another one, under its own names. */
import 'fake-indexeddb/auto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joined } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { takeIn } from '../../src/client/take-in.ts'
import { keepDeviceSecret } from '../../src/db/device-secret.ts'
import { keepEnrolment } from '../../src/db/tablet-keys.ts'
import { readUnsent, writeUnsent } from '../../src/db/unsent-file.ts'
import { runTool } from '../../src/server/backup/run.ts'
import { handClock, openTablet, put } from '../db/tablet.ts'
import {
  expectAllSent,
  expectSame,
  join,
  newServer,
  newTablet,
  type Running,
  refusal,
  SHOP,
  shopOf,
  until,
} from './running.ts'
import type { ShopServer } from './shop-server.ts'

const SECRET = new Uint8Array(32).fill(7)
const note = (id: string) => ({ table: 'rooms', id, create: true, fields: { name: id } }) as const

let server: ShopServer
let cut: Running
let other: Running
let isCut = true
/** Two tablets of a shop, of which one cannot send any more and has three sets waiting. */
beforeEach(async () => {
  isCut = false
  server = await newServer()
  cut = await newTablet(server, (straight) => ({
    ...straight,
    push: (shop, ask) => (isCut ? Promise.resolve(refusal({})) : straight.push(shop, ask)),
  }))
  await put(cut.store, SHOP)
  await expectAllSent(cut)
  other = await newTablet(server)
  await join(other)
  await expectSame(server, other)
  for (const { store } of [cut, other]) await keepDeviceSecret(store, SECRET)
  isCut = true
  for (const id of ['r1', 'r2', 'r3']) await put(cut.store, note(id))
})

/** The other tablet as it stands, with a token in its own store: taking in is asked by a person, not by its loop. */
async function taker() {
  const [{ id } = { id: '' }] = (await server.storage.tablets.list(await shopOf(server))).slice(-1)
  await keepEnrolment(other.store, { token: `${id}.${'5'.repeat(64)}`, secret: null })
  const real = fetch
  const toServer = (path: string | URL | Request, init?: RequestInit) => real(`${server.origin}${path}`, init)
  return {
    store: other.store,
    clock: handClock(),
    within: async <T>(work: () => Promise<T>) => {
      globalThis.fetch = toServer as typeof fetch
      try {
        return await work()
      } finally {
        globalThis.fetch = real
      }
    },
  }
}

describe('a file of what was not sent', () => {
  test('[CS3] is taken in by another tablet, twice without harm, and sent by its own tablet later without harm', async () => {
    const text = (await writeUnsent(cut.store)) ?? ''
    const by = await taker()
    expect(await by.within(() => takeIn(by, text))).toEqual({ taken: 3, known: 0, parked: 0 })
    expect(await by.within(() => takeIn(by, text))).toEqual({ taken: 0, known: 3, parked: 0 })
    other.sync.now()
    await until(async () =>
      expect((await other.store.database.view.where({ table: 'rooms' }).count()) ?? 0).toBe(3),
    )
    isCut = false
    cut.sync.now()
    await expectAllSent(cut)
    await expectSame(server, cut, other)
    const held = await server.storage.held()
    expect(held?.head.seq, 'the shop and three rooms').toBe(4)
  })

  test('[CS3] is taken in by the server’s own tool, judged like any other: nobody of that name works here', async () => {
    const folder = mkdtempSync(joined(tmpdir(), 'take-in-'))
    const file = joined(folder, 'unsent.json')
    writeFileSync(file, (await writeUnsent(cut.store)) ?? '')
    await server.stop()
    const said: string[] = []
    const tool = (name: string) =>
      runTool(['take-in', name], { dataDir: server.dataDir, databaseUrl: null }, server.clock.now(), {
        say: (line) => void said.push(line),
        complain: (line) => void said.push(line),
      })
    expect(await tool(file)).toBe(0)
    expect(await tool(file)).toBe(0)
    expect(said[0]).toMatch(/0 change sets; 0 were there already, 3 wait for a manager/)
    expect(said[1]).toMatch(/0 change sets; 3 were there already/)
    writeFileSync(file, '{"body":"{}"}')
    expect(await tool(file)).toBe(1)
    expect(await tool(joined(folder, 'none'))).toBe(1)
    rmSync(folder, { recursive: true })
    await server.start()
  })

  test('says which tablet of which shop it is from, and opens nothing: its values lie in it as they lie on the tablet', async () => {
    const text = (await writeUnsent(cut.store)) ?? ''
    const read = await readUnsent(other.store, text)
    if (typeof read === 'string') throw new Error(read)
    expect(read.shop).toBe(await shopOf(server))
    expect(read.sets).toEqual(await cut.store.database.outbox.orderBy('[inc+n]').toArray())
  })

  test('that was altered, is of another shop, or is no such file, is refused', async () => {
    const text = (await writeUnsent(cut.store)) ?? ''
    const file = JSON.parse(text) as { body: string; mac: string }
    expect(
      await readUnsent(other.store, JSON.stringify({ ...file, body: file.body.replace('r2', 'r9') })),
    ).toBe('altered')
    expect(await readUnsent(other.store, JSON.stringify({ ...file, mac: '' }))).toBe('altered')
    for (const no of ['', '{}', '[]', 'null', '{"body":1}', '{"body":"{}"}', text.slice(1)])
      expect(await readUnsent(other.store, no)).toBe('notOurs')
    const stranger = await openTablet({ clock: handClock() })
    expect(await readUnsent(stranger, text)).toBe('otherShop')
    await keepDeviceSecret(other.store, new Uint8Array(32).fill(8))
    expect(await readUnsent(other.store, text)).toBe('altered')
  })

  test('is none where nothing waits', async () => {
    expect(await writeUnsent(other.store)).toBeNull()
  })
})
