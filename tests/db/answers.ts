/** Answers of a server, written by hand, for a tablet's store. */
import { applyAcks, applyMissing, applyPage, applyReset, applySnapshotPage } from '../../src/db/apply.ts'
import { placeOfRecord, readRecord } from '../../src/db/queries.ts'
import type { Store } from '../../src/db/store.ts'
import { changeSync } from '../../src/db/sync-state.ts'
import { sentUids } from '../../src/db/unsent.ts'
import type { ChangeSet } from '../../src/sync/change-set.ts'
import type { Head } from '../../src/sync/head.ts'
import { packHlc } from '../../src/sync/hlc.ts'
import type { WireRecord, WireResult } from '../../src/sync/wire.ts'
import { headAt } from './shop-server.ts'
import { inside, NOON, openTablet } from './tablet.ts'

const OTHER = '11111111'
export const clockOf = (ms: number, counter = 0) => packHlc({ ms, counter, inc: OTHER })

/** A record as it comes down, written by another tablet at the given time. */
export function record(
  id: string,
  fields: WireRecord['fields'],
  seq: number,
  at = NOON - 60_000,
): WireRecord {
  const clocks = Object.fromEntries(Object.keys(fields).map((name) => [name, clockOf(at)]))
  return { table: 'visits', id, seq, fields, clocks }
}

/** The one answer to the sets that wait: each applied under its own clock, from the given seq on. */
export async function acked(store: Store, seq: number, verdict: Partial<WireResult> = {}): Promise<void> {
  const { outbox } = await inside(store)
  const results = outbox.map((set, at) => resultOf(set, seq + at, verdict))
  await applyAcks(store, {
    results,
    head: headAt(seq + outbox.length - 1),
    known: true,
    offsetMs: 0,
    at: NOON,
  })
}

export function resultOf(set: ChangeSet, seq: number, verdict: Partial<WireResult> = {}): WireResult {
  return { uid: set.uid, status: 'applied', seq, eff: set.hlc, ...verdict }
}

/** A tablet that has pulled up to the given seq of a log. */
export async function caughtUp(seq: number, options: Parameters<typeof openTablet>[0] = {}) {
  const store = await openTablet(options)
  await changeSync(store, (row) => ({ ...row, cursor: headAt(seq), seen: headAt(seq) }))
  return store
}

export function page(
  store: Store,
  from: number,
  to: number,
  records: readonly WireRecord[],
  head = to,
): Promise<boolean> {
  return applyPage(store, {
    from: headAt(from),
    records,
    cursor: headAt(to),
    head: headAt(head),
    at: NOON + 1_000,
  })
}

/** The server turns out to have been restored, and lacks none of the sent sets. */
export async function restoredWithAll(store: Store): Promise<void> {
  await applyReset(store, NOON)
  const asked = await sentUids(store, '', 5_000)
  await applyMissing(store, { asked, missing: [], last: null, head: null })
}

/** A page of a snapshot whose keys are visits, on a tablet that belongs to the shop. */
export async function snapshot(
  store: Store,
  part: { after?: string; next?: string; records: readonly WireRecord[]; head?: Head },
): Promise<boolean> {
  await changeSync(store, (row) => (row.shop === null ? { ...row, shop: 'shop' } : row))
  return applySnapshotPage(store, {
    after: part.after === undefined ? null : { table: 'visits', id: part.after },
    ...{ records: part.records, head: part.head ?? headAt(9), total: 9, at: NOON + 1_000 },
    next: part.next === undefined ? null : `visits/${part.next}`,
  })
}

export const fieldsOf = async (store: Store, id = 'v1') =>
  (await readRecord(store, { table: 'visits', id }))?.fields
export const place = async (store: Store, id = 'v1') => placeOfRecord(store, { table: 'visits', id })
