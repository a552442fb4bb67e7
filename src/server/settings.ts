/**
 * What the server is told by its surroundings: `PORT`, `HOST`, `DATA_DIR`, `DATABASE_URL`, `TLS_CERT` with
 * `TLS_KEY`, `BEHIND_PROXY`, `LOG_LEVEL`. Everything is checked here, once; what is wrong comes back as one sentence for the
 * technician. No sentence repeats DATABASE_URL: a password may be in it. Without a certificate the server is this machine's
 * own, unless it is told which proxy ends TLS before it (SEC12).
 */
import { isIP } from 'node:net'

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export type Settings = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Where PostgreSQL is; null keeps the records in one file under the data folder. */
  readonly databaseUrl: string | null
  /** Paths of the certificate and its key (PEM); null serves plain http. */
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** Addresses of the reverse proxies that end TLS, single or as `10.0.0.0/8`; only they are believed where a request came from. */
  readonly proxies: readonly string[]
  readonly logLevel: LogLevel
}
export type Problem = { readonly problem: string }

const DEFAULT_PORT = 8787
const THIS_MACHINE = ['127.0.0.1', '::1']

/** Whether a name or address is that of this machine alone. */
export function isOwnHost(host: string): boolean {
  return host === 'localhost' || THIS_MACHINE.includes(host)
}

function parsePort(text: string | undefined): number | null {
  if (text === undefined || text === '') return DEFAULT_PORT
  const port = Number(text)
  return /^\d+$/.test(text) && port <= 65_535 ? port : null
}

/** Null keeps the records in the data folder; false for anything that is no address of a PostgreSQL. */
function parseDatabaseUrl(text: string | undefined): string | null | false {
  if (text === undefined || text === '') return null
  return /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text) ? text : false
}

/** `1` is a proxy on this machine; null for anything that is neither that nor a list of addresses. */
function parseProxies(text: string | undefined): readonly string[] | null {
  if (text === undefined || text === '' || text === '0') return []
  if (text === '1') return THIS_MACHINE
  const proxies = text.split(',').map((one) => one.trim())
  return proxies.every(isAddressRange) ? proxies : null
}

/** A range of all addresses would believe everybody. */
function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/** Turns the environment into settings, or says what is wrong with it. Port 0 lets the system choose. */
export function parseSettings(env: Readonly<Record<string, string | undefined>>): Settings | Problem {
  const port = parsePort(env.PORT)
  if (port === null) {
    return { problem: `PORT is "${env.PORT}", but a port is a whole number from 0 to 65535.` }
  }
  const databaseUrl = parseDatabaseUrl(env.DATABASE_URL)
  if (databaseUrl === false) {
    return {
      problem:
        'DATABASE_URL is no address of a PostgreSQL; it looks like postgresql://user:password@host:5432/database.',
    }
  }
  const { TLS_CERT: cert, TLS_KEY: key } = env
  if (Boolean(cert) !== Boolean(key)) {
    return { problem: 'TLS needs both files: set TLS_CERT and TLS_KEY, or neither.' }
  }
  const proxies = parseProxies(env.BEHIND_PROXY)
  if (proxies === null) {
    return {
      problem:
        'BEHIND_PROXY is no list of addresses; it is 1 for a reverse proxy on this machine, else its address, as in 10.0.0.5.',
    }
  }
  const host = env.HOST || '127.0.0.1'
  if (!cert && proxies.length === 0 && !isOwnHost(host)) {
    return {
      problem: `HOST is ${host}, but without TLS the server answers this machine alone: set TLS_CERT and TLS_KEY, or BEHIND_PROXY where a reverse proxy ends TLS (README, “On a tablet”).`,
    }
  }
  const logLevel = LOG_LEVELS.find((level) => level === (env.LOG_LEVEL || 'info'))
  if (!logLevel) return { problem: `LOG_LEVEL is "${env.LOG_LEVEL}"; it can be ${LOG_LEVELS.join(', ')}.` }
  return {
    port,
    host,
    dataDir: env.DATA_DIR || './data',
    databaseUrl,
    tls: cert && key ? { cert, key } : null,
    proxies,
    logLevel,
  }
}
