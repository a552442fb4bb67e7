/**
 * The tables of the tablet's database, by version. Evolve by adding: a new version adds tables or indexes and
 * rewrites nothing that waits in the outbox (C3). Every version stays frozen under tests/fixtures.
 *
 *   commit ──▶ outbox ──push──▶ sent            view = base with pending (C4): what the screens read
 *          └─▶ view ◀── base (the server's record, kept while own changes lie over it) ◀──pull── server
 */
import { Dexie, type Table } from 'dexie'
import type { ChangeSet } from '../sync/change-set.ts'
import type { AckedAt, SyncState } from '../sync/client-state.ts'
import type { Trouble } from '../sync/errors.ts'
import type { Place } from '../sync/pending.ts'
import type { SyncRecord } from '../sync/record.ts'

/** Field values are sealed, the rest is clear. */
export type ViewRow = SyncRecord & {
  /** 1 while the record still asks for work; IndexedDB cannot index a boolean. */
  readonly open: 0 | 1
  /** When this tablet's last own change to it was kept; null if it never made one. */
  readonly keptAt: number | null
  /** Where the newest own change is, and since when; absent in rows that version 1 wrote, which are all `here`. */
  readonly place?: Place
  readonly placeAt?: number
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

/** An acknowledged change set (C6), and what the server said of it. */
export type SentRow = ChangeSet & {
  readonly eff: string
  readonly verdict: 'applied' | 'parked' | 'erased'
  /** Why it was parked. */
  readonly reason: string | null
  readonly ackedAt: number
  readonly at: AckedAt
  /** 1 while it lies over the base: what was pulled does not contain it yet, or not at all while it is about something open (C4). */
  readonly over: 0 | 1
  /** 1 while it is to be pushed again, because a restored server lacks it (S4). */
  readonly again: 0 | 1
}

/** The exchange with the server, one row (sync/client-state.ts), and what people are told of it. */
export type SyncRow = SyncState & {
  readonly name: 'sync'
  /** Counts the answers that were applied; one that was planned before another was kept is planned again. */
  readonly rev: number
  /** A shop on the server that this empty tablet may join. */
  readonly joinable: string | null
  /** What it is called, as far as the server has said. */
  readonly joinableName?: string | null
  /** What keeps the tablet from exchanging, since when; null while all is well. */
  readonly trouble: { readonly code: Trouble; readonly since: number } | null
  /** The server's clock minus this tablet's, in ms, as last measured (HLC1, HLC5). */
  readonly offsetMs: number
  readonly lastContactAt: number | null
  readonly lastPullAt: number | null
  /** uid → code of sets that the server could not even be offered: they stay here, visible, and hold up nobody. */
  readonly held: { readonly [uid: string]: string }
}

export type SettingRow = { readonly name: string; readonly value: unknown }

export type Database = Dexie & {
  readonly view: Table<ViewRow, [table: string, id: string]>
  readonly base: Table<BaseRow, [table: string, id: string]>
  readonly outbox: Table<ChangeSet, string>
  /** Acknowledged change sets, kept for 90 days (C6). */
  readonly sent: Table<SentRow, string>
  readonly meta: Table<ProfileRow, string>
  readonly sync: Table<SyncRow, string>
  readonly device: Table<SettingRow, string>
}

export const DATABASE_NAME = 'steamkeeper'
/** The range of `[again+inc+n]` that holds the sets to be pushed again, in the order of their places. */
export const AGAIN: readonly [from: number[], to: number[]] = [[1], [2]]
/** Describes the database; opens nothing yet. */
export function makeDatabase(name: string): Database {
  const database = new Dexie(name, {
    // Without it Chromium reports a commit before it is on the disk: 0 fdatasync in 100 commits, with it 100.
    chromeTransactionDurability: 'strict',
    // A live query shows what is stored, never what is about to be (C1).
    cache: 'disabled',
  })
  database.version(1).stores({
    view: '[table+id], [table+day], [table+person], [table+open]',
    base: '[table+id]',
    outbox: 'uid, [inc+n]',
    sent: 'uid, [inc+n]',
    meta: 'name',
    device: 'name',
  })
  // Acknowledgements and the exchange with the server; nothing that was kept before is rewritten.
  database.version(2).stores({ sent: 'uid, [inc+n], [again+inc+n], over, verdict, ackedAt', sync: 'name' })
  return database as Database
}
