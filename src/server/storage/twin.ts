/**
 * What SQLite and PostgreSQL do each in their own way; all else is one code path over Kysely (S8). `libsql.ts` and
 * `postgres.ts` are the two, line for line alike.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Expression } from 'kysely'
import { type Pokes, StorageUnavailable } from './port.ts'
import type { Db, Trx } from './tables.ts'

/**
 * What a driver's error means: another writer holds the place (`busy`), the connection broke (`lost`), the database will
 * not take it now (`refused`: disk full, stopping); null for a fault of our own.
 */
export type Fault = 'busy' | 'lost' | 'refused' | null

export type Twin = {
  readonly db: Db
  /** The type of a text column that sorts by its bytes: SQLite's order is the measure (S6). */
  readonly text: Expression<unknown>
  /** Keeps other servers on the same database waiting until this transaction ends. */
  lockMigrations(trx: Trx): Promise<void>
  /** What makes the database unfit for us, as the end of a sentence; null when all is well. */
  flaw(): Promise<string | null>
  faultOf(error: unknown): Fault
  readonly pokes: Pokes
  /** Ends the pokes, then the connections. */
  close(): Promise<void>
}

/** How often a transaction is run in all; none of these changes what it means, since a set that arrives again is a dup (CS3). */
const TRIES = { busy: 8, lost: 3, refused: 1 }
const FIRST_WAIT_MS = 25
const LONGEST_WAIT_MS = 1_000

/** Runs `work`, again where that may help, at most a few seconds; then it is StorageUnavailable. Own faults pass through. */
export async function attempt<T>(faultOf: Twin['faultOf'], work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      const fault = error instanceof StorageUnavailable ? null : faultOf(error)
      if (fault === null) throw error
      if (tried >= TRIES[fault]) throw new StorageUnavailable(`The store is ${fault}.`, { cause: error })
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tried - 1))
      await sleep(wait * (0.5 + Math.random() / 2))
    }
  }
}

/** A transaction that writes. Each of its statements sees what was committed before it took the shop's row. */
export function writing<T>(twin: Pick<Twin, 'db' | 'faultOf'>, work: (trx: Trx) => Promise<T>): Promise<T> {
  return attempt(twin.faultOf, () => twin.db.transaction().setIsolationLevel('read committed').execute(work))
}

/** A transaction that reads, all of it at one instant. */
export function reading<T>(twin: Pick<Twin, 'db' | 'faultOf'>, work: (trx: Trx) => Promise<T>): Promise<T> {
  return attempt(twin.faultOf, () =>
    twin.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
  )
}
