/** A real server for tests of the tablet's loop: the whole app on a free loopback port, with its store in a temporary folder. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../src/server/http/app.ts'
import { openStorage } from '../../src/server/storage/open.ts'
import type { ShopStorage } from '../../src/server/storage/port.ts'
import { everybody } from '../contracts/storage/sets.ts'
import { type HandClock, handClock } from '../db/tablet.ts'

export type ShopServer = {
  /** Where it listens; the same after every start. */
  readonly origin: string
  readonly clock: HandClock
  readonly dataDir: string
  /** The store, while it runs. */
  readonly storage: ShopStorage
  stop(): Promise<void>
  start(): Promise<void>
  /** Copies the data folder as it is now, while the server is stopped; `copyBack` puts it back. */
  copyData(): void
  copyBack(): void
  emptyData(): void
  end(): Promise<void>
}

/** Starts a server that nobody has given a shop yet. */
export async function startShopServer(): Promise<ShopServer> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-server-'))
  const [data, copy] = [join(folder, 'data'), join(folder, 'copy')]
  mkdirSync(data)
  const clock = handClock()
  let running: { app: FastifyInstance; storage: ShopStorage } | null = null
  let port = 0

  const start = async () => {
    const storage = await openStorage({ dataDir: data, databaseUrl: null }, everybody)
    if ('problem' in storage) throw new Error(storage.problem)
    const app = buildApp({ clock, version: 'test', storage, webDir: folder, logger: false })
    await app.listen({ host: '127.0.0.1', port })
    const address = app.server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no address')
    port = address.port
    running = { app, storage }
  }
  const stop = async () => {
    const stopping = running
    running = null
    await stopping?.app.close()
    await stopping?.storage.close()
  }
  await start()
  return {
    get origin() {
      return `http://127.0.0.1:${port}`
    },
    clock,
    dataDir: data,
    get storage() {
      if (running === null) throw new Error('the server is stopped')
      return running.storage
    },
    start,
    stop,
    emptyData: () => {
      rmSync(data, { recursive: true })
      mkdirSync(data)
    },
    copyData: () => cpSync(data, copy, { recursive: true }),
    copyBack: () => {
      rmSync(data, { recursive: true })
      cpSync(copy, data, { recursive: true })
    },
    end: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
