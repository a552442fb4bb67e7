/**
 * The embedded twin: SQLite (libsql) in one file under DATA_DIR, with a write-ahead log and a sync to disk at every commit.
 * One connection, lent to one transaction at a time by Kysely's driver; other processes (a backup) have their own.
 */
import { chmodSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
  type TransactionSettings,
} from 'kysely'
import Database from 'libsql'
import { localPokes } from './pokes.ts'
import type { Tables } from './tables.ts'
import type { Fault, Twin } from './twin.ts'

export const DATABASE_FILE = 'steamkeeper.db'
/** How long a statement waits for another process's lock. It blocks this process, so it is short; `attempt` waits on. */
const LOCK_WAIT_MS = 200

/** Opens the file, which is made when there is none, for its owner alone. Throws what libsql throws. */
export function openLibsql(dataDir: string): Twin {
  const path = join(dataDir, DATABASE_FILE)
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  const database = new Database(path, { timeout: LOCK_WAIT_MS })
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  const db = new Kysely<Tables>({ dialect: new LockingSqliteDialect({ database }) })
  return {
    db,
    text: sql`text`,
    // Its transaction began with the lock.
    async lockMigrations() {},
    flaw: async () => null,
    faultOf: libsqlFault,
    pokes: localPokes(),
    async close() {
      // Leaves everything in the one file, for whoever copies it; a reader that is still there makes it later.
      database.pragma('wal_checkpoint(TRUNCATE)')
      await db.destroy()
    },
  }
}

/** The codes are SQLite's; a connection that was closed has none. */
export function libsqlFault(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'busy'
  if (/^SQLITE_(FULL|IOERR|CANTOPEN|READONLY|NOMEM)/.test(code)) return 'refused'
  return error instanceof Error && /connection is not open/.test(error.message) ? 'lost' : null
}

class LockingSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver() {
    return new LockingSqliteDriver(this.#config)
  }
}

/** Takes the lock when a transaction begins, not at its first write, where waiting for it would not help any more. */
class LockingSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings = {}) {
    const begin = settings.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await connection.executeQuery(CompiledQuery.raw(begin))
  }
}
