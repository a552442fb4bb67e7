/**
 * Opens the tablet's database and keeps it open: a dead handle or an upgrade in another tab closes it, the next
 * read or write opens it again, a bounded number of times, and only then is a StoreError thrown (C7).
 * What is kept, see schema.ts; how it is written, commit.ts; how it is read, queries.ts.
 */
import { Dexie, type PromiseExtended } from 'dexie'
import type { Clock } from '../base/clock.ts'
import { hex } from '../base/hex.ts'
import type { SyncRecord } from '../sync/record.ts'
import { UID_RANDOM_BYTES, uidFrom } from '../sync/uid.ts'
import { DATABASE_NAME, type Database, makeDatabase, type ProfileRow } from './schema.ts'
import type { Sealer } from './seal.ts'
import { StoreError, type StoreErrorCode, storeErrorFrom } from './store-error.ts'

export type StoreOptions = {
  readonly name?: string
  readonly clock: Clock
  readonly sealer: Sealer
  /** Whether a record still asks for work; kept as a local index so that open work is found without reading all. */
  readonly isOpen: (record: SyncRecord) => boolean
  /** Random bytes source, for uid and incarnation. */
  readonly random?: (bytes: number) => Uint8Array
  /** How long another tab may hold the database before opening is given up. */
  readonly openWithinMs?: number
}

export type Store = {
  readonly options: StoreOptions
  /** For this folder alone. */
  readonly database: Database
  /** Whether `close` was called; nothing reopens after it. */
  isClosed(): boolean
  close(): void
}

/** An old tab needs a moment to let go; longer than this and a person should be told. */
const OPEN_WITHIN_MS = 8_000
/** Waits before the second and third try. Dead handles are well at once, a full disk after the browser's tidying. */
const RETRY_AFTER_MS = [0, 100] as const

/** Opens the database (strict durability), draws the incarnation at the first start. Throws StoreError 'blocked' | 'unavailable'. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const database = makeDatabase(options.name ?? DATABASE_NAME)
  let closed = false
  const close = () => {
    closed = true
    database.close()
  }
  const store: Store = { options, database, isClosed: () => closed, close }
  const fresh = freshProfile(store)
  try {
    await reach(store, 'unavailable', () =>
      database.transaction('rw', database.meta, async () => {
        if ((await database.meta.get('profile')) === undefined) await database.meta.add(fresh)
      }),
    )
  } catch (error) {
    close()
    throw error
  }
  return store
}

/** Lets go of a handle that no longer answers, and with it of all that waits for it; the next use opens the database anew (C9). */
export function dropHandle(store: Store): void {
  if (store.isClosed()) return
  cancelOpening(store)
  for (const end of waitingFor(store)) end()
}

/** What would never hear of a dropped handle by itself: a request under way outlives the connection's end. */
const waiting = new WeakMap<Store, Set<() => void>>()

function waitingFor(store: Store): Set<() => void> {
  const known = waiting.get(store) ?? new Set()
  waiting.set(store, known)
  return known
}

/** Only the first close ends an opening that never answers; the second lets the next use open anew. */
function cancelOpening({ database }: Store): void {
  database.close()
  database.close({ disableAutoOpen: false })
}

/** A new record's or change set's id; random, so that tablets never agree on one by chance. */
export function newId(store: Store): string {
  return uidFrom(store.options.clock.now(), random(store, UID_RANDOM_BYTES))
}

/** The latest time this tablet knew, for the clock's floor after a restart; 0 before the first change (HLC2). */
export function lastKnownTime(store: Store): Promise<number> {
  return reach(store, 'unavailable', () => store.database.meta.get('profile')).then(
    (profile) => profile?.knownAt ?? 0,
  )
}

/**
 * Keeps the time it is now as the known one, in a transaction of its own. For a page to call every few seconds while
 * somebody is in an urn, and when it is hidden: else a restart with a wall clock set back would give the guest the
 * minutes since the last commit once more (D13). n, hlc and the outbox are left alone.
 */
export function keepKnownTime(store: Store): Promise<void> {
  return writeKnownTime(store, (knownAt, now) => Math.max(knownAt, now))
}

/** Takes the time it is now as the known one, even if that is earlier: for a known time that is not believed (HLC2). */
export function resetKnownTime(store: Store): Promise<void> {
  return writeKnownTime(store, (_knownAt, now) => now)
}

async function writeKnownTime(store: Store, next: (knownAt: number, now: number) => number): Promise<void> {
  const { database, options } = store
  const now = options.clock.now()
  await reach(store, 'notSaved', () =>
    database.transaction('rw', database.meta, async () => {
      const profile = await database.meta.get('profile')
      const knownAt = profile && next(profile.knownAt, now)
      if (profile && knownAt !== profile.knownAt) await database.meta.update('profile', { knownAt })
    }),
  )
}

/** The name under which this profile numbers its sets (CS2). */
export function incarnation(store: Store): Promise<string> {
  return reach(store, 'unavailable', () => store.database.meta.get('profile')).then((profile) => {
    if (profile === undefined) throw new Error('the profile has no row')
    return profile.inc
  })
}

/** The profile's row at its first start, or after the browser has emptied the storage: a new incarnation (CS2). */
export function freshProfile(store: Store): ProfileRow {
  return { name: 'profile', inc: hex(random(store, 4)), n: 0, hlc: null, knownAt: 0 }
}

/**
 * Runs `work` on the open database; if it fails, reopens and tries again, twice at most, then throws a
 * StoreError (C7). `work` must be safe to run again after a failure that may have been a success.
 * The promise is Dexie's own: a live query loses sight of every read that comes after awaiting another kind.
 */
export function reach<T>(
  store: Store,
  otherwise: StoreErrorCode,
  work: () => PromiseLike<T>,
): PromiseExtended<T> {
  return Dexie.Promise.resolve(tries(store, otherwise, work))
}

async function tries<T>(store: Store, otherwise: StoreErrorCode, work: () => PromiseLike<T>): Promise<T> {
  for (const afterMs of RETRY_AFTER_MS) {
    try {
      return await once(store, work)
    } catch (error) {
      if (error instanceof StoreError || store.isClosed()) throw storeErrorFrom(error, otherwise)
      store.database.close({ disableAutoOpen: false })
      await pause(afterMs)
    }
  }
  try {
    return await once(store, work)
  } catch (error) {
    throw storeErrorFrom(error, otherwise)
  }
}

async function once<T>(store: Store, work: () => PromiseLike<T>): Promise<T> {
  if (!store.database.isOpen() && !store.isClosed()) await openInTime(store)
  let end = () => {}
  const dropped = new Promise<never>((_, reject) => {
    end = () => reject(new StoreError('unavailable', new Error('the handle was let go of')))
  })
  waitingFor(store).add(end)
  try {
    return await Promise.race([work(), dropped])
  } finally {
    waitingFor(store).delete(end)
  }
}

/** Opens, or says why not: an open request that another tab blocks would otherwise wait for ever. */
async function openInTime(store: Store): Promise<void> {
  const { database, options } = store
  let code: StoreErrorCode = 'unavailable'
  let timer: ReturnType<typeof setTimeout> | undefined
  const onBlocked = () => {
    code = 'blocked'
  }
  database.on('blocked', onBlocked)
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreError(code)), options.openWithinMs ?? OPEN_WITHIN_MS)
  })
  try {
    await Promise.race([database.open(), late])
  } catch (error) {
    if (error instanceof StoreError) cancelOpening(store)
    throw error
  } finally {
    clearTimeout(timer)
    database.on.blocked.unsubscribe(onBlocked)
  }
}

function random(store: Store, bytes: number): Uint8Array {
  return store.options.random?.(bytes) ?? crypto.getRandomValues(new Uint8Array(bytes))
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
