/**
 * The tables of the tablet's database, version 1. Evolve by adding: a new version adds tables or indexes and
 * rewrites nothing that waits in the outbox (C3). Every version stays frozen under tests/fixtures.
 *
 *   commit ──▶ outbox (change sets not yet sent)        view = base with pending (C4): what the screens read
 *          └─▶ view ◀── base (the server's record, kept while own changes to it are pending)
 */
import { Dexie, type Table } from 'dexie'
import type { ChangeSet } from '../sync/change-set.ts'
import type { SyncRecord } from '../sync/record.ts'

/** Field values are sealed, the rest is clear. */
export type ViewRow = SyncRecord & {
  /** 1 while the record still asks for work; IndexedDB cannot index a boolean. */
  readonly open: 0 | 1
  /** When this tablet's last own change to it was kept; null if it never made one. */
  readonly keptAt: number | null
}

/** The server's record as it was before the first pending change. */
export type BaseRow = Omit<SyncRecord, 'rev'> & {
  /** False when the record was made here and the server has none yet. */
  readonly onServer: boolean
}

/** What the profile hands out next, in one row so that one read and one write do (C1). */
export type ProfileRow = {
  readonly name: 'profile'
  readonly inc: string
  /** The last n and hlc given to a change set; 0 and null before the first. */
  readonly n: number
  readonly hlc: string | null
  /** The latest time this tablet knew; the floor of its clock after a restart (HLC2). */
  readonly knownAt: number
}

export type SettingRow = { readonly name: string; readonly value: unknown }

export type Database = Dexie & {
  readonly view: Table<ViewRow, [table: string, id: string]>
  readonly base: Table<BaseRow, [table: string, id: string]>
  readonly outbox: Table<ChangeSet, string>
  /** Acknowledged change sets, kept for 90 days (C6). */
  readonly sent: Table<ChangeSet, string>
  readonly meta: Table<ProfileRow, string>
  readonly device: Table<SettingRow, string>
}

export const DATABASE_NAME = 'steamkeeper'
/** The version of the tables; each change set says by which it was written. */
export const SCHEMA = 1

/** Describes the database; opens nothing yet. */
export function makeDatabase(name: string): Database {
  const database = new Dexie(name, {
    // Without it Chromium reports a commit before it is on the disk: 0 fdatasync in 100 commits, with it 100.
    chromeTransactionDurability: 'strict',
    // A live query shows what is stored, never what is about to be (C1).
    cache: 'disabled',
  })
  database.version(SCHEMA).stores({
    view: '[table+id], [table+day], [table+person], [table+open]',
    base: '[table+id]',
    outbox: 'uid, [inc+n]',
    sent: 'uid, [inc+n]',
    meta: 'name',
    device: 'name',
  })
  return database as Database
}
