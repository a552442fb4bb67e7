/**
 * S1 as statements of one transaction: take the shop's row, read what the offers name, `admit`, write the outcome. The row
 * is taken first, so everything after it sees what the push before committed, and seq has no gaps.
 */
import { createHash } from 'node:crypto'
import {
  type AdmitState,
  type Admitted,
  admit,
  namedKeys,
  type Offer,
  ownKeys,
  placeOf,
  seenClocks,
} from '../../sync/admit.ts'
import { type Digest, firstHead, type Head } from '../../sync/head.ts'
import type { MayWrite } from '../../sync/judge.ts'
import { keyOf, type RecordKey } from '../../sync/record.ts'
import {
  type ProcedureCache,
  readParkedAt,
  readProcedures,
  readRoles,
  readWaiting,
  writeRights,
} from './derived.ts'
import type { ErasedList } from './erased-list.ts'
import { erasedLines, eraseIn, readErased, readToErase } from './erasing.ts'
import type { PushAsk, PushDone } from './port.ts'
import { isKnown, recordsAt } from './reads.ts'
import { deviceFrom, deviceRow, logKeyRows, logRow, recordRow } from './rows.ts'
import { groupBy, inPieces, perTable, type Trx, writeRows } from './tables.ts'

/** The digest of the chain. */
export const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex')

/** What a push goes by, beside what stands in the store. */
export type PushRules = {
  /** Called when a push begins the shop. */
  readonly newEpoch: () => string
  readonly mayWrite: MayWrite
  readonly procedures: ProcedureCache
  readonly erased: ErasedList
  readonly isInVisit: AdmitState['isInVisit']
  readonly urns: AdmitState['urns']
}

/** One push in one transaction. */
export async function pushIn(
  trx: Trx,
  ask: PushAsk,
  { newEpoch, mayWrite, procedures, erased, isInVisit, urns }: PushRules,
): Promise<(PushDone & { readonly isNew: boolean }) | 'otherShop'> {
  const { shop, inc, seen, offers } = ask
  const head = (await takeShop(trx, shop)) ?? (await beginShop(trx, shop, newEpoch))
  if (head === null) return 'otherShop'
  const known = await isKnown(trx, shop, head, seen)
  const state = {
    ...(await readState(trx, ask, head, procedures)),
    ...{ isInVisit, urns, isStolen: ask.isStolen === true, isUnvouched: ask.isUnvouched === true },
  }
  const admitted = admit(state, offers, sha256, mayWrite)
  const isNew = admitted.log.length > 0
  // Before anything is committed: an erasure that a restore could undo is none (S10).
  await erased.add(erasedLines(shop, admitted))
  if (isNew) await writeOutcome(trx, shop, admitted)
  await eraseIn(trx, shop, admitted)
  const device = admitted.devices.find((one) => one.inc === inc) ?? state.devices.get(inc)
  return {
    results: admitted.results,
    head: admitted.head,
    top: device === undefined ? null : { n: device.topN, uid: device.topUid },
    ...{ known, isNew },
  }
}

/** Locks the shop's row until the transaction ends; null when there is none. */
async function takeShop(trx: Trx, shop: string): Promise<Head | null> {
  const row = await trx
    .updateTable('shops')
    .set((eb) => ({ seq: eb.ref('seq') }))
    .where('shop', '=', shop)
    .returning(['epoch', 'seq', 'chain'])
    .executeTakeFirst()
  return row ?? null
}

/** Takes the one seat. Of two that race, the second waits for the first here, and then finds the seat taken. */
async function beginShop(trx: Trx, shop: string, newEpoch: () => string): Promise<Head | null> {
  await trx
    .insertInto('shops')
    .values({ shop, seat: 1, ...firstHead(newEpoch()) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return takeShop(trx, shop)
}

async function readState(
  trx: Trx,
  { shop, inc, offers, now }: PushAsk,
  head: Head,
  procedures: ProcedureCache,
): Promise<Omit<AdmitState, 'isInVisit' | 'urns'>> {
  const known = await readKnown(trx, shop, offers)
  const fresh = offers.filter(({ uid }) => !known.has(uid))
  const waiting = await readWaiting(trx, shop, fresh)
  // What is set free is merged as if it arrived now.
  const merged = [...fresh, ...waiting]
  const standing = await recordsAt(trx, shop, [...namedKeys(merged), ...ownKeys(merged)])
  const named = new Map(standing.map((record) => [keyOf(record), record]))
  const erased = await readErased(trx, shop, merged, named)
  const { records: toErase, claims } = await readToErase(trx, shop, merged)
  const more = [...erased, ...toErase]
  const parkedAt = await readParkedAt(trx, shop, merged)
  const seen = [...merged, ...[...parkedAt.values()].map((set) => ({ set }))]
  return {
    ...{ head, known },
    // A clock may run between the milliseconds; what is stored is whole.
    now: Math.floor(now),
    records: new Map([...named, ...more.map((record) => [keyOf(record), record] as const)]),
    erased: new Set(erased.map(({ id }) => id)),
    devices: await readDevices(trx, shop, [inc, ...fresh.map((offer) => offer.inc)]),
    places: await readPlaces(trx, shop, fresh),
    clamped: await readClamped(trx, shop, seenClocks(seen)),
    parkedCreates: await readParkedCreates(trx, shop, namedKeys(merged)),
    roles: await readRoles(trx, shop),
    procedures: await readProcedures(trx, shop, procedures),
    ...{ waiting, parkedAt, claims },
  }
}

async function readKnown(trx: Trx, shop: string, offers: readonly Offer[]): Promise<AdmitState['known']> {
  const rows = await inPieces(unique(offers.map(({ uid }) => uid)), (uids) =>
    trx
      .selectFrom('log')
      .select(['uid', 'seq', 'eff', 'verdict', 'reason'])
      .where('shop', '=', shop)
      .where('uid', 'in', uids)
      .execute(),
  )
  return new Map(rows.map(({ uid, ...entry }) => [uid, entry as Known]))
}
type Known = AdmitState['known'] extends ReadonlyMap<string, infer K> ? K : never

async function readDevices(trx: Trx, shop: string, incs: readonly string[]): Promise<AdmitState['devices']> {
  const rows = await inPieces(unique(incs), (some) =>
    trx.selectFrom('devices').selectAll().where('shop', '=', shop).where('inc', 'in', some).execute(),
  )
  return new Map(rows.map(deviceFrom).map((device) => [device.inc, device]))
}

/** Two sets may claim one place; the first to come has it. */
async function readPlaces(trx: Trx, shop: string, offers: readonly Offer[]): Promise<AdmitState['places']> {
  const taken = new Map<string, string>()
  for (const [inc, some] of groupBy(offers, (offer) => offer.inc)) {
    const rows = await inPieces(unique(some.map(({ n }) => n)), (places) =>
      trx
        .selectFrom('log')
        .select(['inc', 'n', 'uid', 'seq'])
        .where('shop', '=', shop)
        .where('inc', '=', inc)
        .where('n', 'in', places)
        .execute(),
    )
    // Sorted here: asked to, SQLite walks the whole log by seq to spare itself the sorting.
    for (const row of [...rows].sort((a, b) => b.seq - a.seq)) taken.set(placeOf(row), row.uid)
  }
  return taken
}

async function readClamped(
  trx: Trx,
  shop: string,
  clocks: readonly string[],
): Promise<AdmitState['clamped']> {
  const rows = await inPieces(clocks, (some) =>
    trx
      .selectFrom('clamped')
      .select(['hlc', 'eff'])
      .where('shop', '=', shop)
      .where('hlc', 'in', some)
      .execute(),
  )
  return new Map(rows.map(({ hlc, eff }) => [hlc, eff]))
}

async function readParkedCreates(
  trx: Trx,
  shop: string,
  keys: readonly RecordKey[],
): Promise<AdmitState['parkedCreates']> {
  const rows = await perTable(keys, (table, ids) =>
    trx
      .selectFrom('parked_creates')
      .select(['tbl', 'id'])
      .where('shop', '=', shop)
      .where('tbl', '=', table)
      .where('id', 'in', ids)
      .execute(),
  )
  return new Set(rows.map(({ tbl, id }) => keyOf({ table: tbl, id })))
}

async function writeOutcome(trx: Trx, shop: string, admitted: Admitted): Promise<void> {
  const { head, log, records, devices, clamped, parkedCreates } = admitted
  await writeRows(
    trx,
    'log',
    log.map((entry) => logRow(shop, entry)),
  )
  await writeRows(
    trx,
    'log_keys',
    log.flatMap((entry) => logKeyRows(shop, entry)),
  )
  const merged = records.map((record) => recordRow(shop, record))
  await writeRows(trx, 'records', merged, ['shop', 'tbl', 'id'])
  const rows = devices.map((device) => deviceRow(shop, device))
  await writeRows(trx, 'devices', rows, ['shop', 'inc'])
  const pairs = clamped.map((pair) => ({ shop, ...pair }))
  await writeRows(trx, 'clamped', pairs, ['shop', 'hlc'])
  const parked = parkedCreates.map(({ table, id, uid }) => ({ shop, tbl: table, id, uid }))
  await writeRows(trx, 'parked_creates', parked)
  await writeRights(trx, shop, admitted)
  await trx.updateTable('shops').set({ seq: head.seq, chain: head.chain }).where('shop', '=', shop).execute()
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)]
}
