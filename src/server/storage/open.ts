/** Opens the store that the settings name, brings its layout up to date, and says in one sentence why it cannot. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { MayWrite } from '../../sync/judge.ts'
import type { Problem } from '../settings.ts'
import { allErasedLines, eraseAgain } from './erase-again.ts'
import { ERASED_FILE, type ErasedList, erasedList } from './erased-list.ts'
import { kyselyStorage } from './kysely-storage.ts'
import { DATABASE_FILE, libsqlFault, openLibsql } from './libsql.ts'
import { LAYOUT, migrate } from './migrations.ts'
import { type ShopStorage, StorageUnavailable } from './port.ts'
import { openPostgres } from './postgres.ts'
import { heldIn } from './reads.ts'
import { attempt, type Twin, writing } from './twin.ts'

export type StoreSettings = {
  readonly dataDir: string
  /** `postgres://user:password@host:5432/database`; null keeps everything in one file under the data folder. */
  readonly databaseUrl: string | null
}

/** The store, ready to be used; `mayWrite` says who may write what (S2), `now` dates what is erased again and nothing else. */
export async function openStorage(
  settings: StoreSettings,
  mayWrite: MayWrite,
  now = 0,
): Promise<ShopStorage | Problem> {
  const twin = await openTwin(settings)
  if ('problem' in twin) return twin
  const erased = erasedList(settings.dataDir)
  try {
    await settleErased(twin, erased, now)
  } catch (error) {
    await twin.close().catch(() => {})
    const file = join(settings.dataDir, ERASED_FILE)
    return { problem: `The list of erasures ${file} cannot be used: ${reasonOf(error)}.` }
  }
  return kyselyStorage(twin, mayWrite, erased)
}

/**
 * At the start the list and the database learn from each other: a folder that was copied back holds people again who were
 * erased, and another server on the database may have been told of some who are not in this list (S10).
 */
function settleErased(twin: Twin, erased: ErasedList, now: number): Promise<void> {
  return writing(twin, async (trx) => {
    const held = await heldIn(trx)
    if (held === null) return
    await erased.add(await allErasedLines(trx, held.shop))
    await eraseAgain(trx, held.shop, erased, now)
  })
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

/** For whoever needs one that is there: opening would make it. Null where it is. */
export function databaseMissing({ dataDir, databaseUrl }: StoreSettings): string | null {
  if (databaseUrl !== null || existsSync(join(dataDir, DATABASE_FILE))) return null
  return `There is no database in ${resolve(dataDir)}: is DATA_DIR right?`
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

/** What went wrong, without an end. A refused connection to a name with two addresses has no message of its own, only a code. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof StorageUnavailable ? error.cause : error
  if (!(cause instanceof Error)) return String(cause)
  return cause.message || ('code' in cause ? String(cause.code) : cause.name)
}
