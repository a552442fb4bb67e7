/**
 * What the server is told by its surroundings: `PORT`, `HOST`, `DATA_DIR`, `DATABASE_URL`, `TLS_CERT` with
 * `TLS_KEY`, `LOG_LEVEL`. Everything is checked here, once; what is wrong comes back as one sentence for the technician. No
 * sentence repeats DATABASE_URL: a password may be in it.
 */
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
  readonly logLevel: LogLevel
}
export type Problem = { readonly problem: string }

const DEFAULT_PORT = 8787

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
  const logLevel = LOG_LEVELS.find((level) => level === (env.LOG_LEVEL || 'info'))
  if (!logLevel) return { problem: `LOG_LEVEL is "${env.LOG_LEVEL}"; it can be ${LOG_LEVELS.join(', ')}.` }
  return {
    port,
    host: env.HOST || '127.0.0.1',
    dataDir: env.DATA_DIR || './data',
    databaseUrl,
    tls: cert && key ? { cert, key } : null,
    logLevel,
  }
}
