/** Faults of the browser's database, put into fake-indexeddb itself: our own code runs as it is. */
import 'fake-indexeddb/auto'
import type { Store } from '../../src/db/store.ts'

type Begin = IDBDatabase['transaction']
type Write = IDBObjectStore['put']

/** What stands between our code and the database at the moment; null lets everything through. */
const faults: {
  begin: ((go: () => IDBTransaction, args: Parameters<Begin>) => IDBTransaction) | null
  write: ((go: () => IDBRequest<IDBValidKey>, store: IDBObjectStore) => IDBRequest<IDBValidKey>) | null
} = { begin: null, write: null }

// Put in place once: Dexie binds `transaction` when it opens a database.
const begin = IDBDatabase.prototype.transaction
IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<Begin>) {
  const go = () => begin.apply(this, args)
  return faults.begin === null ? go() : faults.begin(go, args)
}
for (const name of ['put', 'add'] as const) {
  const write = IDBObjectStore.prototype[name]
  IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...args: Parameters<Write>) {
    const go = () => write.apply(this, args)
    return faults.write === null ? go() : faults.write(go, this)
  }
}

/** Takes every fault away again. */
export function mend(): void {
  faults.begin = null
  faults.write = null
}

export type Fault = 'throw' | 'abort' | 'quota'

/** From the given write on (counted from 1), and for so many times, writing fails in the given way. */
export function failWrites(fault: Fault, { from = 1, times = Number.POSITIVE_INFINITY } = {}): void {
  let written = 0
  faults.write = (go, store) => {
    written += 1
    if (written < from || written >= from + times) return go()
    if (fault === 'throw') throw new DOMException('Internal error', 'UnknownError')
    if (fault === 'quota') throw new DOMException('Disk is full', 'QuotaExceededError')
    const request = go()
    store.transaction.abort()
    return request
  }
}

/** The next so many transactions that write are kept, but the page hears that they failed. */
export function loseAnswers(times: number): void {
  let left = times
  faults.begin = (go, args) => {
    const made = go()
    if (args[1] !== 'readwrite' || left === 0) return made
    left -= 1
    const hear = () => made.onabort?.(new Event('abort'))
    Object.defineProperty(made, 'oncomplete', { set: () => made.addEventListener('complete', hear) })
    return made
  }
}

/** The next so many transactions find the connection dead, as after the browser has restarted its database process. */
export function killHandles(times: number, name: 'InvalidStateError' | 'UnknownError'): void {
  let left = times
  faults.begin = (go) => {
    if (left === 0) return go()
    left -= 1
    throw new DOMException('The database connection is closing.', name)
  }
}

type Seen = { readonly mode: string; readonly durability: string | undefined }

/** Notes every transaction from here on, and when those that write are complete. */
export function watchTransactions(onComplete: () => void = () => undefined): readonly Seen[] {
  const seen: Seen[] = []
  faults.begin = (go, args) => {
    const made = go()
    seen.push({ mode: args[1] ?? 'readonly', durability: args[2]?.durability })
    if (args[1] === 'readwrite') made.addEventListener('complete', onComplete)
    return made
  }
  return seen
}

/** Another connection's transaction over a table that does not end before it is released. */
export async function holdRows({ database }: Store, table: string): Promise<() => void> {
  const other = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(database.name)
    opening.onsuccess = () => resolve(opening.result)
  })
  const rows = other.transaction(table, 'readwrite').objectStore(table)
  let isHeld = true
  const again = () => {
    if (isHeld) rows.count().onsuccess = again
  }
  again()
  return () => {
    isHeld = false
    other.close()
  }
}
