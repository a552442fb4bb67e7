/**
 * What the server asks of its storage, and what every twin promises (S8): one shop's log in a gapless order, the records
 * merged from it, durable before the answer. The suite in tests/contracts runs on every twin.
 */
import type { LogEntry, Offer, SetResult } from '../../sync/admit.ts'
import type { Head } from '../../sync/head.ts'
import type { RecordKey } from '../../sync/record.ts'
import type { WireRecord } from '../../sync/wire.ts'
import type { TabletStore } from './tablet-port.ts'

/** The shop that this server holds. */
export type Held = { readonly shop: string; readonly head: Head }
export type Top = { readonly n: number; readonly uid: string } | null

export type PushAsk = {
  readonly shop: string
  readonly inc: string
  /** The furthest head that the tablet saw of this server; null before the first (S4). */
  readonly seen: Head | null
  readonly offers: readonly Offer[]
  readonly now: number
  /** The tablet was reported stolen: what it sends is parked (SEC10). */
  readonly isStolen?: boolean
  /** It did not show that it has the shop's key: what is the manager's work is parked (SEC20). */
  readonly isUnvouched?: boolean
}
export type PushDone = {
  readonly results: readonly SetResult[]
  readonly head: Head
  readonly top: Top
  /** Whether `seen` is in the log; true for null. */
  readonly known: boolean
}
export type Page = {
  readonly records: readonly WireRecord[]
  readonly head: Head
}
export type Audited = { readonly entries: readonly LogEntry[]; readonly next: number | null }

export type Storage = {
  /** The one shop of this server; null before a tablet has given it one. */
  held(): Promise<Held | null>
  /** The highest place of a tablet that arrived. */
  top(shop: string, inc: string): Promise<Top>
  /** Whether each head is in the shop's log: same epoch, and that chain at that seq (S3). Null counts as known. */
  knows(shop: string, heads: readonly (Head | null)[]): Promise<boolean>
  /**
   * S1 in one transaction under the shop's lock: read what the offers name, `admit`, write, commit durably; then, by itself,
   * poke. The first push of all begins the shop, with a new epoch. `otherShop` when the server holds another one.
   */
  push(ask: PushAsk): Promise<PushDone | 'otherShop'>
  /** Which of the uids the log does not have, in their order. */
  missing(shop: string, uids: readonly string[]): Promise<readonly string[]>
  /**
   * Records touched after `cursor`, by seq, at most `limit`, fewer where they are large, and then as many as share the
   * last seq: a change set is never cut in two. One consistent read. `cursor` of the answer is the head when nothing more
   * is to come (S5).
   */
  pull(
    shop: string,
    ask: { readonly cursor: Head; readonly seen: Head | null; readonly limit: number },
  ): Promise<(Page & { readonly cursor: Head; readonly more: boolean }) | 'reset'>
  /**
   * A page of all records in the order of (table, id), after `after`, at most `limit`, fewer where they are large; `head` is
   * the one read before the first page, null for the first (S6).
   */
  snapshot(
    shop: string,
    ask: {
      readonly head: Head | null
      readonly seen: Head | null
      readonly after: RecordKey | null
      readonly limit: number
    },
  ): Promise<(Page & { readonly next: RecordKey | null; readonly total: number }) | 'reset'>
  /** Records of a table: one, or those of a day or about a person; by id, after `after` (S7). */
  records(
    shop: string,
    ask: {
      readonly table: string
      readonly id?: string
      readonly day?: string
      readonly person?: string
      readonly after: string | null
      readonly limit: number
    },
  ): Promise<{ readonly records: readonly WireRecord[]; readonly next: string | null }>
  /** The log's entries that name a record, by seq, after `after`. */
  audit(
    shop: string,
    ask: { readonly key: RecordKey; readonly after: number; readonly limit: number },
  ): Promise<Audited>
  /** Whether the store answers at all; for /api/health. */
  isWell(): Promise<boolean>
  /** Pokes of this and of other servers on the same store. */
  readonly pokes: Pokes
  /** Lets running transactions finish, then closes. */
  close(): Promise<void>
}

/** What the server works with: the exchange's store, and who may use it. */
export type ShopStorage = Storage & { readonly tablets: TabletStore }

/**
 * Tells that a shop's head has moved, across servers where there are several. Behind it stand an in-process list (embedded)
 * and LISTEN/NOTIFY (PostgreSQL); NATS or Redis can take the seat. A poke that is lost costs time, never data: tablets poll.
 */
export type Pokes = {
  poke(shop: string, seq: number): void
  /** Calls back for every poke of the shop; the answer ends it. */
  listen(shop: string, onPoke: (seq: number) => void): () => void
}

/** The store is there but cannot take it now: busy, stopping, connection lost. Nothing was judged, nothing parked (S2). */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable'
}
