/** Faults of the browser's database, put into fake-indexeddb itself: our own code runs as it is. */
import 'fake-indexeddb/auto'

type Undo = () => void
const undos: Undo[] = []

/** Takes every fault away again. */
export function mend(): void {
  for (const undo of undos.splice(0).reverse()) undo()
}

function replace<T extends object, K extends keyof T>(
  target: T,
  name: K,
  made: (original: T[K]) => T[K],
): void {
  const original = target[name]
  target[name] = made(original)
  undos.push(() => {
    target[name] = original
  })
}

export type Fault = 'throw' | 'abort' | 'quota'

/** From the given write on (counted from 1), and for so many times, writing fails in the given way. */
export function failWrites(fault: Fault, { from = 1, times = Number.POSITIVE_INFINITY } = {}): void {
  let written = 0
  const failing = (original: IDBObjectStore['put']): IDBObjectStore['put'] =>
    function (this: IDBObjectStore, ...args) {
      written += 1
      if (written < from || written >= from + times) return original.apply(this, args)
      if (fault === 'throw') throw new DOMException('Internal error', 'UnknownError')
      if (fault === 'quota') throw new DOMException('Disk is full', 'QuotaExceededError')
      const request = original.apply(this, args)
      this.transaction.abort()
      return request
    }
  replace(IDBObjectStore.prototype, 'put', failing)
  replace(IDBObjectStore.prototype, 'add', failing)
}

/** The next transactions that write are kept, but the page hears that they failed. */
export function loseAnswers(times: number): void {
  let left = times
  replace(
    IDBDatabase.prototype,
    'transaction',
    (original) =>
      function (this: IDBDatabase, ...args) {
        const made = original.apply(this, args)
        if (args[1] !== 'readwrite' || left === 0) return made
        left -= 1
        Object.defineProperty(made, 'oncomplete', {
          set: () => made.addEventListener('complete', () => made.onabort?.(new Event('abort'))),
        })
        return made
      },
  )
}

/** The next so many transactions find the connection dead, as after the browser has restarted its database process. */
export function killHandles(
  times: number,
  name: 'InvalidStateError' | 'UnknownError' = 'InvalidStateError',
): void {
  let left = times
  replace(
    IDBDatabase.prototype,
    'transaction',
    (original) =>
      function (this: IDBDatabase, ...args) {
        if (left === 0) return original.apply(this, args)
        left -= 1
        throw new DOMException('The database connection is closing.', name)
      },
  )
}

/** Notes the mode and durability of every transaction from here on. */
export function watchTransactions(): { mode: string; durability: string | undefined }[] {
  const seen: { mode: string; durability: string | undefined }[] = []
  replace(
    IDBDatabase.prototype,
    'transaction',
    (original) =>
      function (this: IDBDatabase, ...args) {
        seen.push({ mode: args[1] ?? 'readonly', durability: args[2]?.durability })
        return original.apply(this, args)
      },
  )
  return seen
}
