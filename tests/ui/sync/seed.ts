/** What an exchange would have left on the tablet: its row, records that came down, sets that the server did not take. */
import type { Json } from '../../../src/base/json.ts'
import type { SyncRow } from '../../../src/db/schema.ts'
import type { Store } from '../../../src/db/store.ts'
import { changeSync } from '../../../src/db/sync-state.ts'
import { fromServer, inside } from '../../db/tablet.ts'

export const HEAD = { epoch: '5f0c5f0c', seq: 9, chain: '0'.repeat(32) }
export const SHOP = '0199a3f2-b4c1-7000-8000-000000000001'

/** Linked, complete, in touch; with what the test changes of it. */
export function setSync(store: Store, parts: Partial<SyncRow> = {}): Promise<void> {
  const now = store.options.clock.now()
  return changeSync(store, (row) => ({
    ...row,
    ...{ shop: SHOP, cursor: HEAD, seen: HEAD, lastContactAt: now, lastPullAt: now },
    ...parts,
  }))
}

/** Everything that waits was taken; the first `parked` of it without being applied. */
export async function acknowledge(store: Store, parked = 0): Promise<void> {
  const { outbox } = await inside(store)
  const { database, options } = store
  await database.transaction('rw', database.outbox, database.sent, async () => {
    await database.outbox.clear()
    await database.sent.bulkPut(
      outbox.map((set, n) => ({
        ...set,
        eff: set.hlc,
        verdict: n < parked ? ('parked' as const) : ('applied' as const),
        reason: n < parked ? 'limit' : null,
        ackedAt: options.clock.now(),
        at: { epoch: HEAD.epoch, seq: n + 1 },
        over: 0 as const,
        again: 0 as const,
      })),
    )
  })
}

export type Said = { readonly value: Json; readonly by: string; readonly at: number }

/** A conflict about a field, as the server writes it: about whom the record is. */
export async function conflictOf(
  store: Store,
  of: { readonly table: string; readonly id: string; readonly field: string },
  sides: { readonly won: Said; readonly lost: Said },
  id = `c-${of.field}`,
): Promise<void> {
  const side = ({ value, by, at }: Said) => ({
    value,
    clock: `${at.toString(16).padStart(12, '0')}-0000-0000000${by.length % 10}`,
    uid: `u-${by}`,
    actor: by,
  })
  const about = await store.database.view.get([of.table, of.id])
  return fromServer(store, {
    table: 'conflicts',
    id,
    ...(about?.person === undefined ? {} : { person: about.person }),
    clocks: {},
    fields: { of, won: side(sides.won), lost: side(sides.lost) },
  })
}
