/**
 * The reads of the port as statements of one transaction. Pages are listed by key and size first and then read, so that a
 * page ends where a tablet's share is full, and never inside a change set (S5).
 */
import { firstHead, type Head } from '../../sync/head.ts'
import type { RecordKey } from '../../sync/record.ts'
import type { ServerRecord } from '../../sync/server-record.ts'
import type { Audited, Held, Storage, Top } from './port.ts'
import { logEntryFrom, personKey, recordFrom, wireRecordFrom } from './rows.ts'
import { inPieces, perTable, type Trx } from './tables.ts'

type Ask<M extends keyof Storage> = Storage[M] extends (shop: string, ask: infer A) => unknown ? A : never
type Answer<M extends keyof Storage> = Storage[M] extends (...args: never) => infer P ? Awaited<P> : never

/** Characters of fields and clocks after which a page ends, so that visits full of pictures fit into a cheap tablet. */
const PAGE_CHARS = 2_000_000
/** What a tablet gets of a record. */
const WIRE_COLUMNS = ['tbl', 'id', 'seq', 'day', 'person', 'fields', 'clocks'] as const

export async function heldIn(trx: Trx): Promise<Held | null> {
  const row = await trx.selectFrom('shops').select(['shop', 'epoch', 'seq', 'chain']).executeTakeFirst()
  if (row === undefined) return null
  const { shop, ...head } = row
  return { shop, head }
}

export async function headIn(trx: Trx, shop: string): Promise<Head | null> {
  const held = await heldIn(trx)
  return held?.shop === shop ? held.head : null
}

export async function topIn(trx: Trx, shop: string, inc: string): Promise<Top> {
  const row = await trx
    .selectFrom('devices')
    .select(['top_n', 'top_uid'])
    .where('shop', '=', shop)
    .where('inc', '=', inc)
    .executeTakeFirst()
  return row === undefined ? null : { n: row.top_n, uid: row.top_uid }
}

/** Whether the log whose head is `at` holds another head: same epoch, and that chain at that seq (S3). */
export async function isKnown(trx: Trx, shop: string, at: Head, head: Head | null): Promise<boolean> {
  if (head === null) return true
  return head.epoch === at.epoch && (await chainAt(trx, shop, head.seq)) === head.chain
}

async function chainAt(trx: Trx, shop: string, seq: number): Promise<string | undefined> {
  if (seq === 0) return firstHead('').chain
  const row = await trx
    .selectFrom('log')
    .select('chain')
    .where('shop', '=', shop)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row?.chain
}

/** The head, if the shop is held and its log has every head that the tablet named. */
async function knowingHead(trx: Trx, shop: string, heads: readonly (Head | null)[]): Promise<Head | null> {
  const at = await headIn(trx, shop)
  if (at === null) return null
  for (const head of heads) if (!(await isKnown(trx, shop, at, head))) return null
  return at
}

export async function knowsIn(trx: Trx, shop: string, heads: readonly (Head | null)[]): Promise<boolean> {
  return heads.every((head) => head === null) || (await knowingHead(trx, shop, heads)) !== null
}

/** Those of the records that are there, with all that `admit` and an erasure must be told of them. */
export async function recordsAt(
  trx: Trx,
  shop: string,
  keys: readonly RecordKey[],
): Promise<readonly ServerRecord[]> {
  const rows = await perTable(keys, (table, ids) =>
    trx
      .selectFrom('records')
      .selectAll()
      .where('shop', '=', shop)
      .where('tbl', '=', table)
      .where('id', 'in', ids)
      .execute(),
  )
  return rows.map(recordFrom)
}

export async function missingIn(trx: Trx, shop: string, uids: readonly string[]): Promise<readonly string[]> {
  const rows = await inPieces(uids, (some) =>
    trx.selectFrom('log').select('uid').where('shop', '=', shop).where('uid', 'in', some).execute(),
  )
  const found = new Set(rows.map(({ uid }) => uid))
  return uids.filter((uid) => !found.has(uid))
}

/** How many of the listed rows make a page: at most `limit`, and no more once it is large; at least one. */
export function pageLength(rows: readonly { readonly size: number }[], limit: number): number {
  let chars = 0
  const end = rows.slice(0, Math.max(limit, 1)).findIndex(({ size }) => {
    chars += size
    return chars > PAGE_CHARS
  })
  return end < 0 ? Math.min(rows.length, Math.max(limit, 1)) : Math.max(end, 1)
}

export async function pullIn(trx: Trx, shop: string, ask: Ask<'pull'>): Promise<Answer<'pull'>> {
  const { cursor, seen, limit } = ask
  const head = await knowingHead(trx, shop, [cursor, seen])
  if (head === null) return 'reset'
  const since = trx.selectFrom('records').where('shop', '=', shop).where('seq', '>', cursor.seq)
  const listed = await since
    .select(['seq', 'size'])
    .orderBy('seq')
    .limit(limit + 1)
    .execute()
  const length = pageLength(listed, limit)
  // The page takes in all that its last change set touched (S5).
  const upTo = listed[length - 1]?.seq ?? head.seq
  const rows = await since
    .select(WIRE_COLUMNS)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .orderBy('tbl')
    .orderBy('id')
    .execute()
  const after = await since.select('seq').where('seq', '>', upTo).limit(1).executeTakeFirst()
  const more = after !== undefined
  const at = more ? { ...head, seq: upTo, chain: (await chainAt(trx, shop, upTo)) ?? '' } : head
  return { records: rows.map(wireRecordFrom), cursor: at, more, head }
}

export async function snapshotIn(trx: Trx, shop: string, ask: Ask<'snapshot'>): Promise<Answer<'snapshot'>> {
  const { head, seen, after, limit } = ask
  const at = await knowingHead(trx, shop, [head, seen])
  if (at === null) return 'reset'
  const all = trx.selectFrom('records').where('shop', '=', shop)
  const rest =
    after === null
      ? all
      : all.where((eb) => eb(eb.refTuple('tbl', 'id'), '>', eb.tuple(after.table, after.id)))
  const listed = await rest
    .select(['tbl', 'id', 'size'])
    .orderBy('tbl')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const length = pageLength(listed, limit)
  const last = listed[length - 1]
  const rows =
    last === undefined
      ? []
      : await rest
          .where((eb) => eb(eb.refTuple('tbl', 'id'), '<=', eb.tuple(last.tbl, last.id)))
          .select(WIRE_COLUMNS)
          .orderBy('tbl')
          .orderBy('id')
          .execute()
  const { total } = await all.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return {
    records: rows.map(wireRecordFrom),
    head: head ?? at,
    next: last === undefined || listed.length === length ? null : { table: last.tbl, id: last.id },
    total,
  }
}

export async function recordsIn(trx: Trx, shop: string, ask: Ask<'records'>): Promise<Answer<'records'>> {
  const { table, id, day, person, after, limit } = ask
  let matching = trx.selectFrom('records').where('shop', '=', shop).where('tbl', '=', table)
  if (id !== undefined) matching = matching.where('id', '=', id)
  if (day !== undefined) matching = matching.where('day', '=', day)
  if (person !== undefined) matching = matching.where('person', '=', personKey(person))
  if (after !== null) matching = matching.where('id', '>', after)
  const listed = await matching
    .select(['id', 'size'])
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const length = pageLength(listed, limit)
  const last = listed[length - 1]
  if (last === undefined) return { records: [], next: null }
  const rows = await matching.select(WIRE_COLUMNS).where('id', '<=', last.id).orderBy('id').execute()
  return { records: rows.map(wireRecordFrom), next: listed.length === length ? null : last.id }
}

export async function auditIn(trx: Trx, shop: string, ask: Ask<'audit'>): Promise<Audited> {
  const { key, after, limit } = ask
  const rows = await trx
    .selectFrom('log_keys')
    .innerJoin('log', (join) =>
      join.onRef('log.shop', '=', 'log_keys.shop').onRef('log.seq', '=', 'log_keys.seq'),
    )
    .selectAll('log')
    .where('log_keys.shop', '=', shop)
    .where('log_keys.tbl', '=', key.table)
    .where('log_keys.id', '=', key.id)
    .where('log_keys.seq', '>', after)
    .orderBy('log_keys.seq')
    .limit(limit + 1)
    .execute()
  const entries = rows.slice(0, limit).map(logEntryFrom)
  return { entries, next: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null }
}
