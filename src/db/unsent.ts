/**
 * What this tablet has to tell the server, read for the loop: the sets that wait in the outbox, and the sent ones that a
 * restored server lacks (S4), in the order of their places (CS2). Nothing here takes a set away but `forgetOldSent`, and that
 * one only what was acknowledged long ago (C3, C6).
 */
import { Dexie, liveQuery } from 'dexie'
import type { ChangeSet } from '../sync/change-set.ts'
import { shopMadeBy } from '../sync/link.ts'
import { AGAIN, type SentRow } from './schema.ts'
import { reach, type Store } from './store.ts'
import { NEVER_SYNCED } from './sync-state.ts'

/** `eff` is the clock that an earlier answer gave; null for a set that was never acknowledged. */
export type Unsent = { readonly set: ChangeSet; readonly eff: string | null }

export type Sending = {
  /** The tablet is about to be emptied: everything goes. */
  readonly isLeaving?: boolean
}

/**
 * The sets that wait until somebody is signed in: what would be forgotten is taken from no tablet that does not vouch (S11, SEC20). By
 * their uids.
 */
async function notYet(store: Store, { isLeaving = false }: Sending): Promise<readonly string[]> {
  const { vouchKey } = store.options.sealer
  if (isLeaving || vouchKey === undefined || vouchKey() !== null) return []
  const forgets = ({ ops }: ChangeSet) => ops.some((op) => op.forgets !== undefined)
  const { outbox, sent } = store.database
  const again = sent.where('[again+inc+n]').between(...AGAIN)
  return [...(await outbox.filter(forgets).primaryKeys()), ...(await again.filter(forgets).primaryKeys())]
}

/** The sets to be sent, by (inc, n), at most so many; those that are held are passed over. */
export function unsentSets(store: Store, limit: number, sending: Sending = {}): Promise<readonly Unsent[]> {
  const { outbox, sent, sync } = store.database
  return reach(store, 'unavailable', async () => {
    const { held } = (await sync.get('sync')) ?? NEVER_SYNCED
    const kept = new Set([...Object.keys(held), ...(await notYet(store, sending))])
    const enough = limit + kept.size
    const waiting = await outbox.orderBy('[inc+n]').limit(enough).toArray()
    const again = await sent
      .where('[again+inc+n]')
      .between(...AGAIN)
      .limit(enough)
      .toArray()
    return [
      ...waiting.map((set) => ({ set, eff: null })),
      ...again.map((row) => ({ set: setOf(row), eff: row.eff })),
    ]
      .filter(({ set }) => !kept.has(set.uid))
      .sort((a, b) => byPlace(a.set, b.set))
      .slice(0, limit)
  })
}

/** How many sets the server does not have, and how many of them may be sent. */
export function countUnsent(
  store: Store,
  sending: Sending = {},
): Promise<{ readonly waiting: number; readonly sendable: number }> {
  const { outbox, sent, sync } = store.database
  return reach(store, 'unavailable', async () => {
    const { held: broken } = (await sync.get('sync')) ?? NEVER_SYNCED
    const held = [...new Set([...Object.keys(broken), ...(await notYet(store, sending))])]
    const waiting =
      (await outbox.count()) +
      (await sent
        .where('[again+inc+n]')
        .between(...AGAIN)
        .count())
    const keptBack = await outbox.where('uid').anyOf(held).count()
    const again = await sent.bulkGet(held)
    return { waiting, sendable: waiting - keptBack - again.filter((row) => row?.again === 1).length }
  })
}

/** Whether this tablet has neither a record nor a set of its own: whatever shop it names, it has none to lose. */
export function holdsNothing(store: Store): Promise<boolean> {
  const { base, view, outbox, sent } = store.database
  return reach(store, 'unavailable', async () => {
    const counts = await Promise.all([base, view, outbox, sent].map((table) => table.limit(1).count()))
    return counts.every((count) => count === 0)
  })
}

/** The shop that the unsent sets make: what this tablet offers a server before it is linked; null where they make none. */
export function shopMade(store: Store): Promise<string | null> {
  return reach(store, 'unavailable', () => store.database.outbox.orderBy('[inc+n]').toArray()).then(
    shopMadeBy,
  )
}

/** The highest place of this incarnation that was acknowledged. */
export function topAcked(store: Store): Promise<{ readonly n: number; readonly uid: string } | null> {
  const { meta, sent } = store.database
  return reach(store, 'unavailable', async () => {
    const profile = await meta.get('profile')
    if (profile === undefined) return null
    const { inc } = profile
    const top = await sent.where('[inc+n]').between([inc, Dexie.minKey], [inc, Dexie.maxKey]).last()
    return top === undefined ? null : { n: top.n, uid: top.uid }
  })
}

/** The uids of acknowledged sets after `after`, ascending: what a restored server is asked about, page by page (S4). */
export function sentUids(store: Store, after: string, limit: number): Promise<readonly string[]> {
  return reach(store, 'unavailable', () =>
    store.database.sent.where('uid').above(after).limit(limit).primaryKeys(),
  )
}

/** Calls back whenever a set is kept, in this tab or another; the answer ends it. The profile's n moves with each one. */
export function watchUnsent(store: Store, onChange: () => void): () => void {
  let last: string | null = null
  const place = async () => {
    const profile = await store.database.meta.get('profile')
    return profile === undefined ? '' : `${profile.inc}/${profile.n}`
  }
  const subscription = liveQuery(() => reach(store, 'unavailable', place)).subscribe({
    next: (now) => {
      const isFirst = last === null
      const hasMoved = last !== now
      last = now
      if (!isFirst && hasMoved) onChange()
    },
    // The poll goes on without it (C10).
    error: () => undefined,
  })
  return () => subscription.unsubscribe()
}

/**
 * Forgets sets that were acknowledged before `before`, but none that lies over a base or is to be pushed again, and none at
 * all while a restored server is still being asked what it lacks (C6, S4). Answers how many.
 */
export function forgetOldSent(store: Store, before: number): Promise<number> {
  const { database } = store
  return reach(store, 'notSaved', () =>
    database.transaction('rw', database.sent, database.sync, async () => {
      const row = (await database.sync.get('sync')) ?? NEVER_SYNCED
      if (row.reoffer !== null) return 0
      return await database.sent
        .where('ackedAt')
        .below(before)
        .filter(({ over, again }) => over === 0 && again === 0)
        .delete()
    }),
  )
}

/** The set as its author's tablet wrote it, without what the acknowledgement added. */
export function setOf({ eff, verdict, reason, ackedAt, at, over, again, ...set }: SentRow): ChangeSet {
  return set
}

function byPlace(a: ChangeSet, b: ChangeSet): number {
  if (a.inc !== b.inc) return a.inc < b.inc ? -1 : 1
  return a.n - b.n
}
