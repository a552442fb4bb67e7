/** Opens the store that the settings name, brings its layout up to date, and says in one sentence why it cannot. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { MayWrite } from '../../sync/admit.ts'
import type { Problem } from '../settings.ts'
import { kyselyStorage } from './kysely-storage.ts'
import { DATABASE_FILE, libsqlFault, openLibsql } from './libsql.ts'
import { LAYOUT, migrate } from './migrations.ts'
import { type ShopStorage, StorageUnavailable } from './port.ts'
import { openPostgres } from './postgres.ts'
import { attempt, type Twin } from './twin.ts'

export type StoreSettings = {
  readonly dataDir: string
  /** `postgres://user:password@host:5432/database`; null keeps everything in one file under the data folder. */
  readonly databaseUrl: string | null
}

/** The store, ready to be used; `mayWrite` says who may write what (S2). */
export async function openStorage(
  settings: StoreSettings,
  mayWrite: MayWrite,
): Promise<ShopStorage | Problem> {
  const twin = await openTwin(settings)
  return 'problem' in twin ? twin : kyselyStorage(twin, mayWrite)
}

/** The database under it, for backup and restore too; `queryMs` 0 lets a statement take as long as it takes. */
export async function openTwin(settings: StoreSettings, queryMs?: number): Promise<Twin | Problem> {
  const { dataDir, databaseUrl } = settings
  if (databaseUrl === null) {
    return prepare(() => openLibsql(dataDir), `The database ${join(dataDir, DATABASE_FILE)}`)
  }
  const place = placeFrom(databaseUrl)
  if (place === null) {
    return { problem: 'DATABASE_URL must look like postgres://user:password@host:5432/database.' }
  }
  return prepare(() => openPostgres(databaseUrl, queryMs), `The database ${place}`)
}

/** Whether the data folder holds a database; opening would make one. */
export function hasDatabase(dataDir: string): boolean {
  return existsSync(join(dataDir, DATABASE_FILE))
}

/** Host and database, as they may be said: without user and password. */
function placeFrom(url: string): string | null {
  try {
    const { protocol, host, pathname } = new URL(url)
    return /^postgres(ql)?:$/.test(protocol) ? `${host}${pathname}` : null
  } catch {
    return null
  }
}

async function prepare(open: () => Twin, what: string): Promise<Twin | Problem> {
  let twin: Twin | undefined
  try {
    twin = await attempt(libsqlFault, async () => open())
    const flaw = (await twin.flaw()) ?? (await layoutFlaw(twin))
    if (flaw === null) return twin
    await twin.close()
    return { problem: `${what} ${flaw}` }
  } catch (error) {
    await twin?.close().catch(() => {})
    return { problem: `${what} cannot be used: ${reasonOf(error)}.` }
  }
}

async function layoutFlaw(twin: Twin): Promise<string | null> {
  const refused = await migrate(twin)
  if (refused === null) return null
  return `was written by a newer Steamkeeper (layout ${refused.newer}, this one knows ${LAYOUT}); start that version again.`
}

/** A refused connection to a name with two addresses has no message of its own, only a code. */
function reasonOf(error: unknown): string {
  const cause = error instanceof StorageUnavailable ? error.cause : error
  if (!(cause instanceof Error)) return String(cause)
  return cause.message || ('code' in cause ? String(cause.code) : cause.name)
}
