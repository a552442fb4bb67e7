/**
 * The twin at scale: PostgreSQL, and what speaks it, at DATABASE_URL. Several servers may share one database; the shop's row
 * is the lock between them (S8). Give it a connection to the server itself: a pooler that lends connections by
 * transaction loses LISTEN.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import { Pool, types } from 'pg'
import { postgresPokes } from './postgres-pokes.ts'
import type { Tables, Trx } from './tables.ts'
import { attempt, type Fault, type Twin } from './twin.ts'

type Encoding = { readonly server_encoding: string }

const POOL_SIZE = 10
const CONNECT_MS = 5_000
/** A server that went silent is not waited for longer; only backup and restore, which read and write all, wait. */
export const QUERY_MS = 30_000
/** The number of the lock under which the layout is changed; any number, but always this one. */
const MIGRATION_LOCK = 7_846_201_174

/** What each new connection is told. */
const SETTINGS = [
  'set synchronous_commit = on',
  'set lock_timeout = 10000',
  'set idle_in_transaction_session_timeout = 60000',
]

/** Opens a pool; connects with the first statement. */
export function openPostgres(url: string, queryMs = QUERY_MS): Twin {
  const connection = { connectionString: url, connectionTimeoutMillis: CONNECT_MS, keepAlive: true }
  const pool = new Pool({
    ...connection,
    max: POOL_SIZE,
    ...(queryMs > 0 ? { query_timeout: queryMs } : {}),
    types: { getTypeParser: (oid, format) => parserOf(oid, format) },
  })
  // A connection that breaks is taken out of the pool, and whoever used it is told; each also says so to its listeners, and
  // without one that ends the process.
  pool.on('error', noop)
  pool.on('connect', (client) => client.on('error', noop))
  const dialect = new PostgresDialect({
    pool,
    async onCreateConnection(connection) {
      for (const setting of SETTINGS) await connection.executeQuery(CompiledQuery.raw(setting))
    },
  })
  const db = new Kysely<Tables>({ dialect })
  const pokes = postgresPokes(connection, db)
  return {
    db,
    text: sql`text collate "C"`,
    async lockMigrations(trx: Trx) {
      await sql`set local lock_timeout = 0`.execute(trx)
      await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(trx)
    },
    async flaw() {
      const { rows } = await attempt(postgresFault, () => sql<Encoding>`show server_encoding`.execute(db))
      const encoding = rows[0]?.server_encoding ?? ''
      // A server that is up hears the others; where it cannot listen, it starts all the same.
      const patience = new AbortController()
      await Promise.race([pokes.listening, sleep(CONNECT_MS, undefined, { signal: patience.signal })])
      patience.abort()
      if (encoding === 'UTF8') return null
      return `keeps text as ${encoding}, which cannot hold every name; create it with ENCODING 'UTF8'.`
    },
    faultOf: postgresFault,
    pokes,
    async close() {
      await pokes.close()
      await db.destroy()
    },
  }
}

/** bigint and count come as text, because they may pass 2^53; none of ours does. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  return oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)
}

const AGAIN = new Set(['40001', '40P01'])
/** Broken connections, too many of them, a database that starts or stops, a standby. */
const LOST = /^(08|53|57P|25006|E[A-Z]+$)/
const REFUSED = new Set(['55P03', '57014', '58030', '25P03'])

/** The codes are PostgreSQL's (SQLSTATE) or the socket's; what the pool itself says has none. */
export function postgresFault(error: unknown): Fault {
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  if (AGAIN.has(code)) return 'busy'
  if (REFUSED.has(code)) return 'refused'
  if (LOST.test(code)) return 'lost'
  return code === '' && /connection|connect|timeout|pool|driver has already/i.test(error.message)
    ? 'lost'
    : null
}

function noop() {}
