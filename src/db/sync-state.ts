/**
 * The exchange with the server as it is kept on the tablet: one row, so that it survives restarts and every tab sees the
 * same. The loop writes it (client/), the screens read `syncOverview`. How records and sets move, see apply.ts.
 */

import { UNLINKED } from '../sync/client-state.ts'
import type { Trouble } from '../sync/errors.ts'
import { AGAIN, type SyncRow } from './schema.ts'
import { reach, type Store } from './store.ts'

export type { Trouble } from '../sync/errors.ts'
export type { Place } from '../sync/pending.ts'
export type { SyncRow } from './schema.ts'

export const NEVER_SYNCED: SyncRow = {
  name: 'sync',
  rev: 0,
  ...UNLINKED,
  joinable: null,
  trouble: null,
  offsetMs: 0,
  lastContactAt: null,
  lastPullAt: null,
  held: {},
}

/** A change set that the server keeps without having applied it, or that stays here because it could not be offered. */
export type Unapplied = {
  readonly uid: string
  readonly intent: string
  readonly actor: string
  /** When it was made. */
  readonly madeAt: number
  /** A ParkReason, or the code of the refusal for one that is held. */
  readonly reason: string
  readonly where: 'parked' | 'held'
}

/** What the sync panel shows; derived from what is stored, so every tab and every start shows the same. */
export type SyncOverview = Pick<
  SyncRow,
  'shop' | 'joinable' | 'trouble' | 'offsetMs' | 'lastContactAt' | 'lastPullAt'
> & {
  readonly joinableName: string | null
  /** Unsent sets that are to be sent, and when the oldest of them was made (C9). */
  readonly waiting: number
  readonly oldestAt: number | null
  /** The first records have not all come down: how many of how many. */
  readonly snapshot: { readonly done: number; readonly total: number } | null
  /** Whether the tablet has caught up with its server at least once since it joined or the server was restored. */
  readonly isComplete: boolean
  readonly unapplied: readonly Unapplied[]
}

/** The row; as of a tablet that never met a server, if there is none. */
export function readSync(store: Store): Promise<SyncRow> {
  return reach(store, 'unavailable', () => store.database.sync.get('sync')).then((row) => row ?? NEVER_SYNCED)
}

/** Everything the sync panel shows, for a live query. */
export function syncOverview(store: Store): Promise<SyncOverview> {
  const { sync, outbox, sent } = store.database
  return reach(store, 'unavailable', async () => {
    const row = (await sync.get('sync')) ?? NEVER_SYNCED
    const again = await sent
      .where('[again+inc+n]')
      .between(...AGAIN)
      .toArray()
    const parked = await sent.where('verdict').equals('parked').toArray()
    const heldUids = Object.keys(row.held)
    const heldHere = await outbox.bulkGet(heldUids)
    const held = heldUids.map((uid, at) => heldHere[at] ?? again.find((set) => set.uid === uid))
    // What is held does not wait for the next exchange, and its age is no sign of how that fares (C9).
    const isWaiting = ({ uid }: { readonly uid: string }) => !Object.hasOwn(row.held, uid)
    const againWaiting = again.filter(isWaiting)
    const here = (await outbox.count()) - heldHere.filter((set) => set !== undefined).length
    const first = await outbox.orderBy('[inc+n]').filter(isWaiting).first()
    const waiting = here + againWaiting.length
    const made = [...(first === undefined ? [] : [first]), ...againWaiting].map(({ device }) => device.wall)
    const { shop, joinable, trouble, offsetMs, lastContactAt, lastPullAt, snapshot, cursor } = row
    return {
      ...{ shop, joinable, trouble, offsetMs, lastContactAt, lastPullAt, waiting },
      joinableName: row.joinableName ?? null,
      oldestAt: made.length === 0 ? null : Math.min(...made),
      snapshot: snapshot === null ? null : { done: snapshot.done, total: snapshot.total },
      isComplete: cursor !== null,
      unapplied: [
        ...parked.map((set) => unapplied(set, set.reason ?? '', 'parked')),
        ...held.flatMap((set) =>
          set === undefined ? [] : [unapplied(set, row.held[set.uid] ?? '', 'held')],
        ),
      ],
    }
  })
}

/** This empty tablet is to join the server's shop; a person has said so. One that has begun a shop of its own meanwhile does not: false. */
export function joinShop(store: Store, shop: string): Promise<boolean> {
  const { database } = store
  return reach(store, 'notSaved', () =>
    database.transaction('rw', [database.sync, database.outbox], async () => {
      if ((await database.outbox.count()) > 0) return false
      const row = (await database.sync.get('sync')) ?? NEVER_SYNCED
      if (row.shop === null) await database.sync.put({ ...row, shop, joinable: null })
      return true
    }),
  )
}

/** Changes the row in a transaction of its own; writes nothing when nothing changes. */
export function changeSync(store: Store, change: (row: SyncRow) => SyncRow): Promise<void> {
  const { database } = store
  return reach(store, 'notSaved', () =>
    database.transaction('rw', database.sync, async () => {
      const row = (await database.sync.get('sync')) ?? NEVER_SYNCED
      const next = change(row)
      if (next !== row) await database.sync.put(next)
    }),
  )
}

/** A trouble begins, goes on (its start is kept) or is over. */
export function withTrouble(row: SyncRow, code: Trouble | null, now: number): SyncRow {
  if (code === (row.trouble?.code ?? null)) return row
  return { ...row, trouble: code === null ? null : { code, since: now } }
}

function unapplied(
  {
    uid,
    intent,
    actor,
    device,
  }: { uid: string; intent: string; actor: string; device: { readonly wall: number } },
  reason: string,
  where: Unapplied['where'],
): Unapplied {
  return { uid, intent, actor, madeAt: device.wall, reason, where }
}
