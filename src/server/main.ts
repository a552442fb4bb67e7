/**
 * Composition root of the server: settings, data folder, store, clock, app, address. Anything that keeps it from starting is
 * said in one sentence and ends the process with 1; SIGTERM and SIGINT let running answers finish first.
 */
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { createSecureContext, Server as TlsServer } from 'node:tls'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { mayWrite } from '../domain/people/may-write.ts'
import { serverClock } from './clock.ts'
import { openDataDir } from './data-dir.ts'
import { buildApp } from './http/app.ts'
import { loggerOptions } from './http/log.ts'
import { drawSetUpCode } from './set-up-code.ts'
import { isOwnHost, parseSettings, type Settings } from './settings.ts'
import { DATABASE_FILE } from './storage/libsql.ts'
import { openStorage } from './storage/open.ts'
import type { Storage } from './storage/port.ts'

/** The app stands beside the server in dist; the test build beside its own. */
const WEB = fileURLToPath(new URL(__TEST_CLOCK__ ? '../e2e-web' : '../web', import.meta.url))
/** A request that has not finished by then is not waited for: a restart must not hang on a tablet that fell asleep. */
const STOP_LIMIT_MS = 5_000

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

/** Certificate and key, tried before anybody is served with them; throws what is wrong with them. */
function readTls(tls: NonNullable<Settings['tls']>) {
  const pair = { cert: readFileSync(tls.cert), key: readFileSync(tls.key) }
  createSecureContext(pair)
  return pair
}

function mustReadTls(tls: Settings['tls']) {
  if (!tls) return undefined
  try {
    return readTls(tls)
  } catch (error) {
    return fail(`TLS_CERT or TLS_KEY cannot be used: ${error instanceof Error ? error.message : error}.`)
  }
}

/** A certificate that was renewed is taken in on SIGHUP, without an end; one that is broken is left, and said. */
function renewTlsOnSignal(app: FastifyInstance, tls: Settings['tls']): void {
  process.on('SIGHUP', () => {
    if (!tls || !(app.server instanceof TlsServer)) return
    try {
      app.server.setSecureContext(readTls(tls))
      app.log.info('the certificate was read again')
    } catch (error) {
      app.log.error({ err: error }, 'the certificate cannot be used, the old one stays')
    }
  })
}

async function listen(app: FastifyInstance, { host, port }: Settings): Promise<number> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') {
      fail(
        `Port ${port} is already in use: stop the other program, or choose another port, as in PORT=8790 npm start.`,
      )
    }
    if (code === 'EACCES') fail(`Port ${port} is not allowed for this user; choose one above 1023 with PORT.`)
    if (code === 'EADDRNOTAVAIL') fail(`HOST is ${host}, but this machine has no such address.`)
    fail(`The server could not start: ${error instanceof Error ? error.message : error}.`)
  }
  const address = app.server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** Where the records are kept, without user and password. */
function recordsPlace({ databaseUrl }: Settings, dataDir: string): string {
  if (databaseUrl === null) return join(dataDir, DATABASE_FILE)
  const { host, pathname } = new URL(databaseUrl)
  return `PostgreSQL at ${host}${pathname}; data folder ${dataDir}`
}

/** How tablets come to it. */
function reachOf({ proxies, tls }: Settings, isLocal: boolean, port: number): string {
  if (proxies.length > 0) return 'Tablets open the https address of the reverse proxy before it.'
  if (tls && !isLocal) return `Tablets open https://<this machine’s name or address>:${port}.`
  return 'Only this machine reaches it. For tablets: HOST=0.0.0.0 with TLS_CERT and TLS_KEY (README, “On a tablet”).'
}

/** While no tablet is enrolled; the app asks for it under "Connect to the server". */
function codeLines(code: string): readonly string[] {
  return [
    `  Set-up code: ${code}`,
    '  Type it on the manager’s tablet (Shop, “This shop’s tablets”). Good once, for a day; a new one: npm run setup-code.',
  ]
}

/** What to do next, for whoever has just started it. */
function welcome(settings: Settings, port: number, dataDir: string, code: string | null): string {
  const scheme = settings.tls ? 'https' : 'http'
  const isLocal = isOwnHost(settings.host)
  const isAny = settings.host === '0.0.0.0' || settings.host === '::'
  const host = isIP(settings.host) === 6 && !isAny && !isLocal ? `[${settings.host}]` : settings.host
  const address = `${scheme}://${isLocal || isAny ? 'localhost' : host}:${port}`
  return [
    '',
    `  瓮管家 Steamkeeper ${__BUILD__}`,
    `  ${address}`,
    '',
    '  Next: open the address, name your shop or fill a sample one, then install the app from the browser’s menu.',
    ...(code === null ? [] : codeLines(code)),
    `  ${reachOf(settings, isLocal, port)}`,
    `  Records: ${recordsPlace(settings, dataDir)}   Stop: Ctrl-C`,
    '',
  ].join('\n')
}

/** No new requests, streams end, running answers finish, then the store closes. */
function stopOnSignal(app: FastifyInstance, storage: Storage) {
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref()
    await app.close()
    await storage.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function main() {
  const settings = parseSettings(process.env)
  if ('problem' in settings) return fail(settings.problem)
  const dataDir = await openDataDir(settings.dataDir)
  if ('problem' in dataDir) return fail(dataDir.problem)
  const clock = serverClock(process.env)
  const store = { dataDir: dataDir.path, databaseUrl: settings.databaseUrl }
  const storage = await openStorage(store, mayWrite, clock.now())
  if ('problem' in storage) return fail(storage.problem)
  const app = buildApp({
    clock,
    version: __BUILD__,
    storage,
    webDir: WEB,
    logger: loggerOptions(settings.logLevel, clock),
    https: mustReadTls(settings.tls),
    proxies: settings.proxies,
  })
  renewTlsOnSignal(app, settings.tls)
  stopOnSignal(app, storage)
  const port = await listen(app, settings)
  const hasTablets = await storage.tablets.isAnyEnrolled()
  const code = hasTablets ? null : await drawSetUpCode(storage.tablets, clock.now())
  console.log(welcome(settings, port, dataDir.path, code))
}

await main()
