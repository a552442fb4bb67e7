/** The real server as a process of its own, on a free loopback port that it keeps over restarts. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url))
const START_LIMIT_MS = 20_000
/** A page notices a server's end, and says so, up to this long after it is back. */
const SETTLE_MS = 3_000

export type ServerApp = {
  readonly origin: string
  /** Whether it answers, and has for long enough that nobody still complains of its absence. */
  readonly isUp: () => boolean
  /** The set-up code that it printed last; throws while it has printed none. */
  setUpCode(): string
  /** Starts it again on the same port and data; does nothing when it runs. */
  start(): Promise<void>
  /** Pulls the plug: SIGKILL. */
  kill(): Promise<void>
  /** Asks it to stop, as a machine that shuts down does; resolves to its exit code. */
  stop(): Promise<number | null>
}
export type ServerOptions = {
  readonly dataDir: string
  readonly clockPath: string
  /** Where `e2e-server` and `e2e-web` stand; dist by default. */
  readonly folder?: string
}

/** A port of the loopback interface that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no port was given')
  return address.port
}

async function answers(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/api/health`)).ok
  } catch {
    return false
  }
}

/** Starts the server's test build and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<ServerApp> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let upSince = 0
  let code: string | null = null

  const start = async () => {
    if (child) return
    const env = {
      ...process.env,
      PORT: String(port),
      DATA_DIR: options.dataDir,
      TEST_CLOCK_FILE: options.clockPath,
      LOG_LEVEL: 'error',
    }
    const program = join(options.folder ?? DIST, 'e2e-server/main.js')
    const started = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    child = started
    started.stdout.on('data', (said: Buffer) => {
      code = /Set-up code: (\S+)/.exec(said.toString())?.[1] ?? code
    })
    const until = Date.now() + START_LIMIT_MS
    while (!(await answers(origin))) {
      if (started.exitCode !== null) throw new Error(`the server ended with ${started.exitCode}`)
      if (Date.now() > until) throw new Error('the server does not answer')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    // The very first start has nothing before it to be complained of.
    if (upSince !== 0) upSince = Date.now()
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child
    child = null
    upSince = Number.POSITIVE_INFINITY
    if (!ending || ending.exitCode !== null) return ending?.exitCode ?? null
    const closed = once(ending, 'close')
    ending.kill(signal)
    await closed
    return ending.exitCode
  }
  await start()
  return {
    origin,
    isUp: () => child !== null && Date.now() - upSince > SETTLE_MS,
    setUpCode: () => {
      if (code === null) throw new Error('the server has printed no set-up code')
      return code
    },
    start,
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
  }
}
