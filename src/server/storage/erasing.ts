/**
 * Erasing somebody in the store (S10), as statements of the transaction of the push that says so: their records and the log's
 * bodies are rewritten by `eraseFrom`; and forgetting what a guest never wanted kept (S11), by `forgetFrom`. What a restore brings
 * back goes again by erase-again.ts.
 */
import { sql } from 'kysely'
import type { Admitted, LogEntry, Offer } from '../../sync/admit.ts'
import type { Op } from '../../sync/change-set.ts'
import {
  type Claims,
  claimsIn,
  conflictsOf,
  type Erasure,
  erasedBy,
  eraseFrom,
  guestIn,
  type LateErasure,
  NAMING,
  personsOf,
  triedBy,
} from '../../sync/erase.ts'
import { type Forgetting, forgetFrom } from '../../sync/forget.ts'
import { RECORD_ID } from '../../sync/limits.ts'
import { ERASURES, keyFrom, keyOf, type RecordKey } from '../../sync/record.ts'
import { ATTENTION, CONFLICTS, type ServerRecord } from '../../sync/server-record.ts'
import { noteOf } from '../../sync/waiting.ts'
import type { ErasedLine } from './erased-list.ts'
import { recordsAt } from './reads.ts'
import { logEntryFrom, logRow, personKey, recordFrom, recordRow } from './rows.ts'
import { inPieces, perTable, type Trx, writeRows } from './tables.ts'

/** Whom the offers may be about, as `admit` knows them; null where one cannot be read, and then it may be anybody. */
function personsIn(
  offers: readonly Offer[],
  records: ReadonlyMap<string, ServerRecord>,
): readonly string[] | null {
  if (offers.some(({ set }) => set === null)) return null
  const persons = offers.flatMap(({ set }) =>
    (set?.ops ?? []).flatMap((op) => personsOf(op, records.get(keyOf(op))?.person)),
  )
  return [...new Set(persons)].filter((person) => RECORD_ID.test(person))
}

/** What says of any of them that they were erased. */
export async function readErased(
  trx: Trx,
  shop: string,
  offers: readonly Offer[],
  records: ReadonlyMap<string, ServerRecord>,
): Promise<readonly ServerRecord[]> {
  const persons = personsIn(offers, records)
  if (persons === null) return allErased(trx, shop)
  return recordsAt(
    trx,
    shop,
    persons.map((id) => ({ table: ERASURES, id })),
  )
}

/** What says of anybody that they were erased. */
export async function allErased(trx: Trx, shop: string): Promise<readonly ServerRecord[]> {
  const erased = trx.selectFrom('records').selectAll().where('shop', '=', shop).where('tbl', '=', ERASURES)
  return (await erased.execute()).map(recordFrom)
}

/** The records of everybody whom the offers erase, and what parked sets say of others that may be theirs. */
export async function readToErase(
  trx: Trx,
  shop: string,
  offers: readonly Offer[],
): Promise<{ readonly records: readonly ServerRecord[]; readonly claims: Claims }> {
  const persons = new Set(offers.flatMap(({ set }) => (set === null ? [] : erasedBy(set))))
  if (persons.size === 0) return { records: [], claims: new Map() }
  const claims = claimsIn(await parkedEntries(trx, shop))
  const records: ServerRecord[] = [...(await strayRecords(trx, shop))]
  for (const person of persons)
    records.push(
      ...(await recordsOf(trx, shop, person)),
      ...(await recordsAt(trx, shop, claimedFor(person, claims))),
    )
  return { records, claims }
}

function claimedFor(person: string, claims: Claims): readonly RecordKey[] {
  return [...claims].flatMap(([word, persons]) => (persons.includes(person) ? (keyFrom(word) ?? []) : []))
}

/**
 * Records that name another guest in the clear than their envelope does: there are hardly ever any, and one walk through the
 * visits finds them for all who are erased at once.
 */
async function strayRecords(trx: Trx, shop: string): Promise<readonly ServerRecord[]> {
  // A person is kept as JSON, so that this is how the field reads where both agree. No LIKE: an id may hold its signs.
  const agreed = sql<string>`replace(fields, '"guestId":' || coalesce(person, '-'), '')`
  const rows = await trx
    .selectFrom('records')
    .selectAll()
    .where('shop', '=', shop)
    .where('tbl', 'in', [...NAMING])
    .where(sql<boolean>`fields like '%"guestId":"%' and ${agreed} = fields`)
    .execute()
  return rows.map(recordFrom)
}

/** The lines that an outcome adds to the list; a set that erases many is one, else the list would grow by their square. */
export function erasedLines(shop: string, { erasures }: Pick<Admitted, 'erasures'>): readonly ErasedLine[] {
  return [...new Map(erasures.map(({ set, eff }) => [set.uid, { shop, eff, set }])).values()]
}

/** Carries them out, one by one, on all that stands: the batch that holds them is written before. */
export async function eraseIn(
  trx: Trx,
  shop: string,
  { erasures, late, forgettings }: Pick<Admitted, 'erasures' | 'late' | 'forgettings'>,
): Promise<void> {
  await forgetIn(trx, shop, forgettings)
  if (erasures.length + late.length === 0) return
  const claims = erasures.length === 0 ? new Map() : claimsIn(await parkedEntries(trx, shop))
  const strays = erasures.length === 0 ? [] : await strayRecords(trx, shop)
  for (const erasure of erasures) {
    const { person } = erasure
    const named = strays.filter((record) => guestIn(record) === person)
    const claimed = await recordsAt(trx, shop, claimedFor(person, claims))
    await eraseOne(trx, shop, erasure, [...(await recordsOf(trx, shop, person)), ...named, ...claimed])
  }
  for (const one of late) await eraseOne(trx, shop, one, await recordsAt(trx, shop, one.only))
}

async function eraseOne(
  trx: Trx,
  shop: string,
  erasure: Erasure | LateErasure,
  own: readonly ServerRecord[],
): Promise<void> {
  const log = await entriesAbout(trx, shop, own)
  const tried = triedBy(erasure.person, log)
  const standing = [...own, ...(await recordsAt(trx, shop, [...tried, ...ledTo(log)]))]
  const records = [...new Map(standing.map((record) => [keyOf(record), record])).values()]
  await rewrite(trx, shop, eraseFrom(erasure, { records, log }))
}

/** What was forgotten of records leaves what stands about them (S11). */
async function forgetIn(trx: Trx, shop: string, forgettings: readonly Forgetting[]): Promise<void> {
  if (forgettings.length === 0) return
  const by = new Map(forgettings.map((one) => [keyOf(one), one]))
  const standing = await recordsAt(trx, shop, forgettings)
  const forgotten = standing.flatMap((record) => {
    const forgetting = by.get(keyOf(record))
    return forgetting === undefined ? [] : [{ forgetting, record }]
  })
  const log = await entriesAbout(trx, shop, standing)
  const records = await recordsAt(
    trx,
    shop,
    ledTo(log, (op) => by.has(keyOf(op))),
  )
  await rewrite(trx, shop, forgetFrom(forgotten, { records, log }))
}

/** The conflicts and notes that entries may have led to. */
function ledTo(log: readonly LogEntry[], isMeant?: (op: Op) => boolean): readonly RecordKey[] {
  return [
    ...[...conflictsOf(log, isMeant)].map((id) => ({ table: CONFLICTS, id })),
    ...log.map(({ uid }) => ({ table: ATTENTION, id: noteOf(uid) })),
  ]
}

async function rewrite(
  trx: Trx,
  shop: string,
  { records, log }: ReturnType<typeof eraseFrom>,
): Promise<void> {
  const rows = records.map((record) => recordRow(shop, record))
  await writeRows(trx, 'records', rows, ['shop', 'tbl', 'id'])
  const entries = log.map((entry) => logRow(shop, entry))
  await writeRows(trx, 'log', entries, ['shop', 'seq'])
}

async function recordsOf(trx: Trx, shop: string, person: string): Promise<readonly ServerRecord[]> {
  const all = trx.selectFrom('records').selectAll().where('shop', '=', shop)
  // One by one, so that each goes by its index.
  const rows = [
    ...(await all.where('person', '=', personKey(person)).execute()),
    ...(await all.where('id', '=', person).execute()),
  ]
  const records = rows.map(recordFrom).filter(({ table }) => table !== ERASURES)
  return [...new Map(records.map((record) => [keyOf(record), record])).values()]
}

/** Those that name one of the records, and all that are parked: their records may never have come to be. */
async function entriesAbout(
  trx: Trx,
  shop: string,
  keys: readonly RecordKey[],
): Promise<readonly LogEntry[]> {
  const named = await perTable(keys, (table, ids) =>
    trx
      .selectFrom('log_keys')
      .select('seq')
      .where('shop', '=', shop)
      .where('tbl', '=', table)
      .where('id', 'in', ids)
      .execute(),
  )
  return entriesAt(trx, shop, [...named, ...(await parkedSeqs(trx, shop))])
}

function parkedSeqs(trx: Trx, shop: string): Promise<readonly Pick<LogEntry, 'seq'>[]> {
  const parked = trx.selectFrom('log').select('seq').where('shop', '=', shop)
  return parked.where('verdict', '=', sql.lit('parked')).execute()
}

async function parkedEntries(trx: Trx, shop: string): Promise<readonly LogEntry[]> {
  return entriesAt(trx, shop, await parkedSeqs(trx, shop))
}

/** The entries that stand there, each once. */
export async function entriesAt(
  trx: Trx,
  shop: string,
  places: readonly Pick<LogEntry, 'seq'>[],
): Promise<readonly LogEntry[]> {
  const seqs = [...new Set(places.map(({ seq }) => seq))]
  const rows = await inPieces(seqs, (some) =>
    trx.selectFrom('log').selectAll().where('shop', '=', shop).where('seq', 'in', some).execute(),
  )
  return rows.map(logEntryFrom)
}
