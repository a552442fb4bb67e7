/**
 * The embedded twin: SQLite (libsql) in one file under DATA_DIR, with a write-ahead log and a sync to disk at every commit.
 * One connection, lent to one transaction at a time by Kysely's driver; other processes (a backup) have their own.
 */
import { chmodSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import {
  type DatabaseConnection,
  Kysely,
  SqliteDialect,
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
  try {
    database.exec('pragma journal_mode = WAL')
    database.exec('pragma synchronous = FULL')
    // What an erasure takes away is overwritten in the file, not only left out of it (S10).
    database.exec('pragma secure_delete = ON')
  } catch (error) {
    database.close()
    throw error
  }
  const db = new Kysely<Tables>({ dialect: new LockingSqliteDialect(database) })
  return {
    db,
    text: sql`text`,
    flaw: async () => null,
    // Its transaction began with the lock.
    async lockMigrations() {},
    faultOf: libsqlFault,
    pokes: localPokes(),
    async close() {
      tidy(database)
      await db.destroy()
    },
  }
}

/** Brings everything into the one file, for whoever copies it. While somebody else reads, it stays in the log beside it. */
function tidy(database: Database.Database): void {
  try {
    database.exec('pragma wal_checkpoint(TRUNCATE)')
  } catch {
    // Nothing is lost: the next to open the file reads the log.
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
  readonly #database: Database.Database
  constructor(database: Database.Database) {
    super({ database })
    this.#database = database
  }
  override createDriver() {
    return new LockingSqliteDriver(this.#database)
  }
}

/**
 * Takes the lock when a transaction begins, not at its first write, where waiting for it would not help any more. By
 * `exec`, because a prepared BEGIN that finds the lock taken stays open in libsql until it is collected, and no later
 * transaction of the connection can commit.
 */
class LockingSqliteDriver extends SqliteDriver {
  readonly #database: Database.Database
  constructor(database: Database.Database) {
    super({ database })
    this.#database = database
  }
  override async beginTransaction(_connection: DatabaseConnection, settings: TransactionSettings = {}) {
    this.#database.exec(settings.accessMode === 'read only' ? 'begin' : 'begin immediate')
  }
  override async commitTransaction() {
    this.#database.exec('commit')
  }
  override async rollbackTransaction() {
    // A full disk may have ended it already.
    if (this.#database.inTransaction) this.#database.exec('rollback')
  }
}
