/** The server's program as a process: what it says at its start, what keeps it from starting, how it stops. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import Database from 'libsql'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PATHS, SHOP_HEADER } from '../../src/sync/wire.ts'
import { op, tablet } from '../contracts/storage/sets.ts'
import { ROOT } from '../house/sources.ts'
import { CERTIFICATE } from './certificate.ts'
import { enrolIn, HEADERS, storageIn } from './data-app.ts'

let dir = ''
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'program-'))
  // Packages stay outside the bundle and are found from where it lies.
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'))
  const outDir = join(dir, 'dist/server')
  await build({
    root: ROOT,
    logLevel: 'error',
    build: { ssr: 'src/server/main.ts', outDir, emptyOutDir: true },
  })
})
afterAll(() => rmSync(dir, { recursive: true }))

let folders = 0
const newFolder = () => join(dir, `data-${folders++}`)

/** Starts the program and collects what it says on both outputs. */
function start(env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [join(dir, 'dist/server/main.js')], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATA_DIR: newFolder(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const out of [child.stdout, child.stderr]) {
    out?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  /** Resolves to the port that it says. */
  const listening = async () => {
    for (;;) {
      const port = /https?:\/\/localhost:(\d+)/.exec(said)?.[1]
      if (port !== undefined) return port
      if (child.exitCode !== null) throw new Error(said)
      await Promise.race([once(child.stdout ?? child, 'data'), ended])
    }
  }
  const origin = async () => `http://127.0.0.1:${await listening()}`
  return { child, said: () => said, ended, origin, listening }
}

/** Lines on the outputs but for the log's own. */
const sentences = (said: string) =>
  said.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('{'))

test('it says where the records are kept, keeps them over a stop, and ends with 0 though streams are open', async () => {
  const dataDir = newFolder()
  const first = start({ DATA_DIR: dataDir })
  const origin = await first.origin()
  expect(first.said()).toContain(join(dataDir, 'steamkeeper.db'))
  expect(first.said()).not.toContain('records are exchanged on this machine only')
  const set = tablet('a').set([op('shop', 'shop', { name: ['瓮', null] }, { create: true })])
  const headers = { ...HEADERS, [SHOP_HEADER]: set.uid }
  expect(first.said()).toMatch(/Set-up code: [A-Z][0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}\n/)
  const beside = await storageIn(dataDir)
  await enrolIn(beside)
  await beside.close()
  const pushed = await fetch(origin + PATHS.push, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ inc: set.inc, seen: null, begins: true, sets: [set] }),
  })
  expect(pushed.status).toBe(200)
  const events = await fetch(origin + PATHS.events, { headers })
  const reader = (events.body as ReadableStream<Uint8Array>).getReader()
  await reader.read()
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  const storage = await storageIn(dataDir)
  expect((await storage.held())?.shop).toBe(set.uid)
  await storage.close()
})

/** Paths of a certificate and its key. */
function certificate(cert: string = CERTIFICATE.cert) {
  const [TLS_CERT, TLS_KEY] = [join(dir, `cert-${folders++}.pem`), join(dir, 'key.pem')]
  writeFileSync(TLS_CERT, cert)
  writeFileSync(TLS_KEY, CERTIFICATE.key)
  return { TLS_CERT, TLS_KEY }
}

test('[SEC12] with a certificate it listens where it is told, and reads a renewed one without an end', async () => {
  const tls = certificate()
  const server = start({ ...tls })
  await server.listening()
  expect(server.said()).toContain('https://')
  const { said } = server
  for (const [cert, words] of [
    ['broken', 'the certificate cannot be used'],
    [CERTIFICATE.cert, 'the certificate was read again'],
  ] as const) {
    writeFileSync(tls.TLS_CERT, cert)
    server.child.kill('SIGHUP')
    while (!said().includes(words)) await once(server.child.stdout as Readable, 'data')
  }
  server.child.kill('SIGINT')
  expect(await server.ended).toBe(0)
})

test.each([
  { what: 'another HOST without a certificate', env: () => ({ HOST: '0.0.0.0' }), word: 'TLS_CERT' },
  { what: 'a certificate that is none', env: () => certificate('broken'), word: 'TLS_CERT' },
  {
    what: 'a certificate that is not there',
    env: () => ({ ...certificate(), TLS_CERT: '/none' }),
    word: '/none',
  },
])('[SEC12] $what ends it with 1 and one sentence', async ({ env, word }) => {
  const server = start({ ...env() })
  expect(await server.ended).toBe(1)
  expect(sentences(server.said())).toEqual([expect.stringContaining(word)])
})

test.each([
  { what: 'no address of a PostgreSQL', env: { DATABASE_URL: 'mysql://shop:secret@127.0.0.1/shop' } },
  {
    what: 'a PostgreSQL that does not answer',
    env: { DATABASE_URL: 'postgresql://shop:secret@127.0.0.1:1/shop' },
  },
  {
    what: 'a password with signs in it',
    env: { DATABASE_URL: 'postgresql://shop:secret%2F@127.0.0.1:1/shop?password=secret' },
  },
])(
  '$what ends it with 1 and one sentence, without the password',
  async ({ env }) => {
    const server = start(env)
    expect(await server.ended).toBe(1)
    expect(sentences(server.said())).toHaveLength(1)
    expect(server.said()).not.toContain('secret')
  },
  60_000,
)

test('a store that was written by a newer version is left alone', async () => {
  const dataDir = newFolder()
  mkdirSync(dataDir)
  await (await storageIn(dataDir)).close()
  const database = new Database(join(dataDir, 'steamkeeper.db'))
  database.prepare('update migrations set number = 999 where number = 1').run()
  database.close()
  const server = start({ DATA_DIR: dataDir })
  expect(await server.ended).toBe(1)
  expect(sentences(server.said())).toEqual([expect.stringContaining('newer')])
})

test('a file that is no database ends it with 1 and one sentence', async () => {
  const dataDir = newFolder()
  mkdirSync(dataDir)
  writeFileSync(
    join(dataDir, 'steamkeeper.db'),
    'not a database at all, but long enough to look at'.repeat(100),
  )
  const server = start({ DATA_DIR: dataDir })
  expect(await server.ended).toBe(1)
  expect(sentences(server.said())).toHaveLength(1)
  expect(existsSync(join(dataDir, 'steamkeeper.db'))).toBe(true)
})

test('a port that somebody else has ends it with 1 and one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const server = start({ PORT: String((other.address() as AddressInfo).port) })
  expect(await server.ended).toBe(1)
  expect(sentences(server.said())).toEqual([expect.stringContaining('already in use')])
  other.close()
})
