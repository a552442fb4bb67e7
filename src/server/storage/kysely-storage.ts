/**
 * The storage port over Kysely, one code path for both twins (S8). Every call is one transaction: a push writes (push.ts),
 * all else reads at one instant (reads.ts). What runs is let finish before the connections close.
 */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { isAtUrn } from '../../domain/open-record.ts'
import { isInVisit } from '../../domain/people/erasing.ts'
import { isFloorWork } from '../../domain/people/rights.ts'
import type { MayWrite } from '../../sync/judge.ts'
import type { ErasedList } from './erased-list.ts'
import { type ShopStorage, StorageUnavailable } from './port.ts'
import { pushIn } from './push.ts'
import { auditIn, heldIn, knowsIn, missingIn, pullIn, recordsIn, snapshotIn, topIn } from './reads.ts'
import type { Trx } from './tables.ts'
import { tabletStore } from './tablets.ts'
import { reading, type Twin, writing } from './twin.ts'

const EPOCH_BYTES = 8

/** A name for the time from a shop's beginning, or its restoration, to the next; drawn, so that no two are alike (S4). */
export function drawEpoch(): string {
  return randomBytes(EPOCH_BYTES).toString('hex')
}

/** The port over an open, migrated twin; `mayWrite` says who may write what (S2), `erased` outlives its backups (S10). */
export function kyselyStorage(
  twin: Twin,
  mayWrite: MayWrite,
  erased: ErasedList,
  newEpoch: () => string = drawEpoch,
): ShopStorage {
  const urns = { isOn: isAtUrn, isOf: isFloorWork }
  const rules = { newEpoch, mayWrite, procedures: new Map(), erased, isInVisit, urns }
  const running = new Set<Promise<unknown>>()
  let isClosing = false
  const track = <T>(begin: () => Promise<T>): Promise<T> => {
    if (isClosing) return Promise.reject(new StorageUnavailable('The store is closing.'))
    const work = begin()
    const settled: Promise<void> = work.then(noop, noop).then(() => void running.delete(settled))
    running.add(settled)
    return work
  }
  const read = <T>(work: (trx: Trx) => Promise<T>) => track(() => reading(twin, work))
  const write = <T>(work: (trx: Trx) => Promise<T>) => track(() => writing(twin, work))
  return {
    tablets: tabletStore({ read, write }),
    held: () => read(heldIn),
    top: (shop, inc) => read((trx) => topIn(trx, shop, inc)),
    knows: (shop, heads) => read((trx) => knowsIn(trx, shop, heads)),
    async push(ask) {
      const done = await track(() => writing(twin, (trx) => pushIn(trx, ask, rules)))
      if (done === 'otherShop') return done
      const { isNew, ...answer } = done
      // After the answer is on its way (S1).
      if (isNew) setImmediate(() => twin.pokes.poke(ask.shop, answer.head.seq))
      return answer
    },
    missing: (shop, uids) => read((trx) => missingIn(trx, shop, uids)),
    pull: (shop, ask) => read((trx) => pullIn(trx, shop, ask)),
    snapshot: (shop, ask) => read((trx) => snapshotIn(trx, shop, ask)),
    records: (shop, ask) => read((trx) => recordsIn(trx, shop, ask)),
    audit: (shop, ask) => read((trx) => auditIn(trx, shop, ask)),
    isWell: () =>
      // Asked once: whoever asks for health wants to know now.
      track(() => sql`select 1`.execute(twin.db)).then(
        () => true,
        () => false,
      ),
    pokes: twin.pokes,
    async close() {
      if (isClosing) return
      isClosing = true
      await Promise.all(running)
      await twin.close()
    },
  }
}

function noop() {}
