/** Contract only: being written. */
import type { Clock } from '../base/clock.ts'
import type { Change } from '../sync/change-set.ts'
import type { RecordKey, SyncRecord } from '../sync/record.ts'
import type { Sealer } from './seal.ts'

export type StoreOptions = {
  readonly name?: string
  readonly clock: Clock
  readonly sealer: Sealer
  /** Whether a record still asks for work; kept as a local index so that open work is found without reading all. */
  readonly isOpen: (record: SyncRecord) => boolean
  /** Random bytes source, for uid and incarnation. */
  readonly random?: (bytes: number) => Uint8Array
}
export type Store = { readonly options: StoreOptions; close(): void }
/** Opens the database (strict durability), draws the incarnation at the first start. Throws StoreError 'blocked' | 'unavailable'. */
export declare function openStore(options: StoreOptions): Promise<Store>

export type Refused = { readonly refused: string }
export type CommitRequest<R extends Refused> = {
  readonly intent: string
  readonly actor: string
  readonly session: string
  /** The records that the plan reads; their rev is checked again in the transaction, and the plan retried if it moved. */
  readonly keys: readonly RecordKey[]
  readonly plan: (records: ReadonlyMap<string, SyncRecord>) => { readonly changes: readonly Change[] } | R
}
/** One intent, one strict transaction: n, hlc, outbox row, base copy and view (C1). Resolves after `complete`. Map key: `table/id`. */
export declare function commit<R extends Refused>(
  store: Store,
  request: CommitRequest<R>,
): Promise<{ readonly uid: string; readonly hlc: string } | R>
/** All below return opened (unsealed) records; safe inside dexie-react-hooks' useLiveQuery. */
export declare function readRecord(store: Store, key: RecordKey): Promise<SyncRecord | null>
export declare function recordsOf(store: Store, table: string): Promise<readonly SyncRecord[]>
export declare function recordsOfDay(store: Store, table: string, day: string): Promise<readonly SyncRecord[]>
export declare function recordsOfPerson(
  store: Store,
  table: string,
  person: string,
): Promise<readonly SyncRecord[]>
export declare function openRecords(store: Store, table: string): Promise<readonly SyncRecord[]>
/** What waits in the outbox: how many sets, since when. */
export declare function outboxState(
  store: Store,
): Promise<{ readonly waiting: number; readonly oldestAt: number | null }>
/** The time at which the record's last own change was kept here; null if never changed here. */
export declare function keptAt(store: Store, key: RecordKey): Promise<number | null>
/** Small settings of this tablet (language, theme, who works): never synced. */
export declare function deviceSetting(store: Store, name: string): Promise<unknown>
export declare function setDeviceSetting(store: Store, name: string, value: unknown): Promise<void>
