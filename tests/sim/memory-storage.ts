/** The storage port in memory, so that the contract suite can say whether the simulation's server is like the real ones. */
import { localPokes } from '../../src/server/storage/pokes.ts'
import { type Storage, StorageUnavailable } from '../../src/server/storage/port.ts'
import type { MemoryShop } from './memory-shop.ts'

/** A server's door to a shop in memory; several may open onto one, as servers do onto one PostgreSQL. */
export function memoryStorage(shop: MemoryShop): Storage {
  const pokes = localPokes()
  let isClosed = false
  const open = async <T>(work: () => T): Promise<T> => {
    if (isClosed) throw new StorageUnavailable('The store is closed.')
    return work()
  }
  return {
    held: () => open(() => shop.held),
    top: (name, inc) => open(() => shop.top(name, inc)),
    knows: (name, heads) => open(() => shop.knows(name, heads)),
    async push(ask) {
      const before = shop.held?.head.seq ?? 0
      const done = await open(() => shop.push(ask))
      if (done !== 'otherShop' && done.head.seq > before)
        setImmediate(() => pokes.poke(ask.shop, done.head.seq))
      return done
    },
    missing: (name, uids) => open(() => shop.missing(name, uids)),
    pull: (name, ask) => open(() => shop.pull(name, ask)),
    snapshot: (name, ask) => open(() => shop.snapshot(name, ask)),
    records: (name, ask) => open(() => shop.find(name, ask)),
    audit: (name, ask) => open(() => shop.audit(name, ask)),
    isWell: async () => !isClosed,
    pokes,
    async close() {
      isClosed = true
    },
  }
}
