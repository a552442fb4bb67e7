/**
 * The exchange with the server as it is kept on the tablet: one row, so that it survives restarts and every tab sees the
 * same. The loop writes it (client/), the screens read `syncOverview`. How records and sets move, see apply.ts.
 */

import { UNLINKED } from '../sync/client-state.ts'
import type { Trouble } from '../sync/errors.ts'
import type { Fields } from '../sync/record.ts'
import { ATTENTION } from '../sync/server-record.ts'
import { noteOf } from '../sync/waiting.ts'
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
  /** What became of it since: the server applied it after all, or a manager put it aside. */
  readonly since: 'applied' | 'dismissed' | null
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
  const { sync, outbox, sent, view } = store.database
  return reach(store, 'unavailable', async () => {
    const row = (await sync.get('sync')) ?? NEVER_SYNCED
    const again = await sent
      .where('[again+inc+n]')
      .between(...AGAIN)
      .toArray()
    const parked = await sent.where('verdict').equals('parked').toArray()
    const notes = await view.bulkGet(parked.map(({ uid }) => [ATTENTION, noteOf(uid)]))
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
        ...parked.map((set, at) => unapplied(set, 'parked', set.reason ?? '', notes[at]?.fields)),
        ...held.flatMap((set) =>
          set === undefined ? [] : [unapplied(set, 'held', row.held[set.uid] ?? '')],
        ),
      ],
    }
  })
}

/** Of what the server has not taken, that of which nobody has said anything. */
export function stillUnapplied({ unapplied }: Pick<SyncOverview, 'unapplied'>): readonly Unapplied[] {
  return unapplied.filter(({ since }) => since === null)
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
  where: Unapplied['where'],
  reason: string,
  note: Fields = {},
): Unapplied {
  return {
    uid,
    intent,
    actor,
    madeAt: device.wall,
    reason: reasonIn(note) ?? reason,
    where,
    since: sinceIn(note),
  }
}

/** The server may have found another one since, and says so in its note (S2). */
function reasonIn({ reason }: Fields): string | null {
  return typeof reason === 'string' ? reason : null
}

function sinceIn({ appliedAt, accepted, dismissed }: Fields): Unapplied['since'] {
  if (typeof appliedAt === 'number') return 'applied'
  return saidAt(dismissed) > saidAt(accepted) ? 'dismissed' : null
}

function saidAt(word: Fields[string] | undefined): number {
  const at = typeof word === 'object' && word !== null && 'at' in word ? word.at : 0
  return typeof at === 'number' ? at : 0
}
