/**
 * The server's answers, applied: acknowledgements, pages of records, snapshots, a restored server. Each is one transaction
 * that leaves view = base with pending (C4, C5); how, see refold.ts. Applying only writes: it never runs an effect.
 *
 *   outbox ──ack──▶ sent, over the base ──pulled up to the head──▶ sent
 *                     ▲                                              │
 *                     └── again: a restored server lacks it (S4) ◀───┘
 */
import { Dexie } from 'dexie'
import type { ChangeSet } from '../sync/change-set.ts'
import {
  afterMissing,
  afterPull,
  afterReset,
  afterSnapshotPage,
  covers,
  isStale,
  withHead,
} from '../sync/client-state.ts'
import { type Head, isSameHead } from '../sync/head.ts'
import { type Base, baseFrom } from '../sync/pending.ts'
import { keyFrom, keyOf, type RecordKey } from '../sync/record.ts'
import type { WireRecord, WireResult } from '../sync/wire.ts'
import { redactedBy, underWay } from './redact.ts'
import { applyMove, type Move } from './refold.ts'
import type { SentRow, SyncRow } from './schema.ts'
import { reach, type Store } from './store.ts'
import { NEVER_SYNCED, withTrouble } from './sync-state.ts'
import { setOf } from './unsent.ts'

/**
 * Sets that were pushed are acknowledged: they move to `sent`, with the verdict, and lie over the base under their effective
 * clock until a pull contains them, merged or parked. `later` changes nothing. A server that did not know the head before
 * was restored, and a stale answer may come from before a restore: they move no set, which is pushed once more (S4).
 */
export async function applyAcks(
  store: Store,
  answer: {
    readonly results: readonly WireResult[]
    readonly head: Head
    /** Whether the server knew the head that the push named as seen. */
    readonly known: boolean
    readonly offsetMs: number
    readonly at: number
  },
): Promise<void> {
  const { results, head, known, offsetMs, at } = answer
  const judged = [...new Map(results.map((result) => [result.uid, result])).values()].flatMap((result) =>
    result.status === 'later' ? [] : [{ ...result, status: result.status }],
  )
  const uids = judged.map(({ uid }) => uid)
  await applyMove(store, at, async (row): Promise<Move> => {
    if (!known || isStale(row, head)) return onlyHeard((now) => ({ ...inTouch(now, at), offsetMs }))
    const waiting = await store.database.outbox.bulkGet(uids)
    const again = await store.database.sent.bulkGet(uids)
    const sent = judged.flatMap((result, of) => {
      const before = again[of]
      const set = waiting[of] ?? (before?.again === 1 ? setOf(before) : undefined)
      return set === undefined ? [] : [sentRow(set, result, head, at + offsetMs)]
    })
    return {
      sent,
      acked: waiting.flatMap((set) => (set === undefined ? [] : [set.uid])),
      records: new Map(),
      sync: (now) => ({ ...inTouch(now, at), seen: withHead(now, head).seen, offsetMs }),
    }
  })
}

/**
 * A page of records and its cursor; false, and nothing is done, for one that does not begin at the tablet's cursor (C5).
 * Sets lie over the base until a page reaches the head: before that, a record that somebody touched again later is still
 * to come, and its base does not contain them yet. A stale page uncovers none.
 */
export function applyPage(
  store: Store,
  page: {
    readonly from: Head
    readonly records: readonly WireRecord[]
    readonly cursor: Head
    readonly head: Head
    readonly at: number
  },
): Promise<boolean> {
  const { from, cursor, head, at } = page
  return applyMove(store, at, async (row) => {
    const state = afterPull(row, from, cursor)
    if (state === null) return null
    const isAtHead = isSameHead(cursor, head) && !isStale(row, head)
    const uncovered = isAtHead ? await coveredBy(store, cursor, false) : []
    return {
      ...(await without(store, page.records, uncovered)),
      records: new Map(page.records.map((record) => serverHas(record, baseFrom(record)))),
      sync: (now) => ({
        ...inTouch(now, at),
        cursor: state.cursor,
        seen: withHead(now, head).seen,
        lastPullAt: at,
      }),
    }
  })
}

/**
 * A page of the snapshot: it replaces everything between the keys where it begins and ends; what it does not have is gone,
 * but for what own sets make of it (S6). The last page gives the cursor. False for a page that does not come next.
 */
export function applySnapshotPage(
  store: Store,
  page: {
    readonly after: RecordKey | null
    readonly records: readonly WireRecord[]
    readonly head: Head
    readonly next: string | null
    readonly total: number
    readonly at: number
  },
): Promise<boolean> {
  const { after, records, head, next, total, at } = page
  return applyMove(store, at, async (row) => {
    const place = { after: after === null ? null : keyOf(after), head, next }
    const state = afterSnapshotPage(row, { ...place, count: records.length, total })
    if (state === null) return null
    const { cursor, snapshot, seen } = withHead(state, head)
    const local = await keysBetween(store, after, next === null ? null : keyFrom(next))
    const uncovered = next === null ? await coveredBy(store, head, true) : []
    return {
      ...(await without(store, records, uncovered)),
      records: new Map([
        ...local.map((key) => serverHas(key, null)),
        ...records.map((record) => serverHas(record, baseFrom(record))),
      ]),
      sync: (now) => ({
        ...inTouch(now, at),
        ...{ cursor, snapshot, seen },
        ...(next === null ? { lastPullAt: at } : {}),
      }),
    }
  })
}

/** The server was restored (S4): heads are forgotten, and where in its log sets were acknowledged. No set moves (C3). */
export async function applyReset(store: Store, at: number): Promise<void> {
  const { database } = store
  await reach(store, 'notSaved', () =>
    database.transaction('rw', database.sent, database.sync, async () => {
      const lying = await database.sent.where('over').equals(1).toArray()
      await database.sent.bulkPut(lying.map((row) => ({ ...row, at: null })))
      const row = (await database.sync.get('sync')) ?? NEVER_SYNCED
      await database.sync.put({ ...inTouch(row, at), ...afterReset(row), rev: row.rev + 1 })
    }),
  )
}

/**
 * A restored server was asked for a page of sent sets: those that it lacks are to be pushed again, and lie over the base as
 * long as they did before; parked ones only where they still do. What was erased is not brought back. Does nothing for a page that does
 * not come next.
 */
export async function applyMissing(
  store: Store,
  page: {
    readonly asked: readonly string[]
    readonly missing: readonly string[]
    /** Where the next page begins; null with the last one. */
    readonly last: string | null
    /** Of the answer; null where nobody was asked. */
    readonly head: Head | null
  },
): Promise<void> {
  const { asked, missing, last, head } = page
  const { sent } = store.database
  await applyMove(store, store.options.clock.now(), async (row): Promise<Move | null> => {
    if (row.reoffer === null) return null
    const next = sent.where('uid').above(row.reoffer.after)
    // A late answer to an earlier question must not end this one: sets may have been acknowledged since.
    const now = await next.limit(asked.length + (last === null ? 1 : 0)).primaryKeys()
    if (now.join() !== asked.join()) return null
    const rows = await sent.bulkGet([...missing])
    const lacking = rows.filter((one) => one !== undefined)
    return {
      sent: lacking.map((one) => ({
        ...one,
        again: 1,
        over: one.verdict === 'parked' ? one.over : 1,
        at: null,
      })),
      acked: [],
      records: new Map(),
      sync: (now) => ({ ...now, ...afterMissing(now, last, head) }),
    }
  })
}

/** An answer that moves nothing. */
function onlyHeard(sync: Move['sync']): Move {
  return { sent: [], acked: [], records: new Map(), sync }
}

function inTouch(row: SyncRow, at: number): SyncRow {
  return { ...withTrouble(row, null, at), lastContactAt: at }
}

type Judged = WireResult & { readonly status: SentRow['verdict'] }

function sentRow(set: ChangeSet, { status, reason, eff, seq }: Judged, head: Head, at: number): SentRow {
  return {
    ...set,
    eff: eff ?? set.hlc,
    verdict: status,
    reason: reason ?? null,
    ackedAt: at,
    // Every acknowledged set is at or before the answer's head.
    at: { epoch: head.epoch, seq: seq ?? head.seq },
    // What was erased of it comes back emptied, what it says of others merged, what was parked not at all; with the next pull.
    over: 1,
    again: 0,
  }
}

/** Sets over the base that it contains, now that all up to `head` is kept; they lie over it no longer. */
async function coveredBy(store: Store, head: Head, isSnapshot: boolean): Promise<readonly SentRow[]> {
  const lying = await store.database.sent.where('over').equals(1).toArray()
  const covered = lying.filter(({ at, again }) => again === 0 && covers(head, at, isSnapshot))
  const staying = await underWay(store, covered)
  return covered.filter(({ uid }) => !staying.has(uid)).map((row) => ({ ...row, over: 0 }))
}

/** What a page does to sets: some are uncovered, and what is about somebody who was erased leaves them (S10). */
async function without(
  store: Store,
  records: readonly WireRecord[],
  uncovered: readonly SentRow[],
): Promise<Pick<Move, 'sent' | 'acked' | 'redacted'>> {
  const { outbox, sent, isNew } = await redactedBy(store, { records, uncovered })
  if (isNew) store.options.sealer.forget?.()
  const rows = new Map([...uncovered, ...sent].map((row) => [row.uid, row]))
  return { sent: [...rows.values()], acked: [], redacted: outbox }
}

function serverHas(
  { table, id }: RecordKey,
  base: Base,
): readonly [string, { readonly key: RecordKey; readonly base: Base }] {
  const key = { table, id }
  return [keyOf(key), { key, base }]
}

/** The keys of local records after one key and up to another; null for the very first and the very last. */
async function keysBetween(
  store: Store,
  after: RecordKey | null,
  last: RecordKey | null,
): Promise<readonly RecordKey[]> {
  const from = after === null ? Dexie.minKey : [after.table, after.id]
  const to = last === null ? Dexie.maxKey : [last.table, last.id]
  const found = await store.database.view.where('[table+id]').between(from, to, false, true).primaryKeys()
  return found.map(([table, id]) => ({ table, id }))
}
