/**
 * The tables behind the storage port, the same in both twins: text and whole numbers, JSON as text, `shop` first in every
 * key. `log` is what was pushed (S1), `records` what it merged to (M1); the rest is what `admit` must be told of the past.
 */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { RecordKey } from '../../sync/record.ts'

export type Tables = {
  /** One row a shop: its head, and the lock that every push takes. `seat` is unique and always 1: one shop a server. */
  shops: { shop: string; seat: number; epoch: string; seq: number; chain: string }
  log: {
    shop: string
    seq: number
    uid: string
    inc: string
    n: number
    hlc: string
    eff: string
    verdict: string
    reason: string | null
    received_at: number
    chain: string
    /** JSON. */
    body: string
  }
  /** Which entries name a record, for audit. */
  log_keys: { shop: string; tbl: string; id: string; seq: number }
  records: {
    shop: string
    tbl: string
    id: string
    seq: number
    /** Characters of fields and clocks, so that a page can be cut before its rows are read. */
    size: number
    day: string | null
    /** JSON of the text: a name may hold what a text column refuses, as U+0000 in PostgreSQL. */
    person: string | null
    /** JSON, as are the three below. */
    fields: string
    clocks: string
    uids: string
    authors: string
  }
  devices: { shop: string; inc: string; top_n: number; top_uid: string; top_eff: string; missing: string }
  clamped: { shop: string; hlc: string; eff: string }
  parked_creates: { shop: string; tbl: string; id: string; uid: string }
  /** Who may exchange; `token` and `next_token` are SHA-256 of the real ones. */
  tablets: {
    shop: string
    id: string
    name: string
    /** As of the last greeting. */
    inc: string
    state: string
    token: string
    next_token: string | null
    rotated_at: number
    enrolled_at: number
    seen_at: number
    /** Since when it is in its state. */
    changed_at: number
    app: string
    /** Sets that it said it had not sent yet. */
    waiting: number
    /** How many it said were left when it wiped itself. */
    unsent: number | null
  }
  /** What a shop's unlocked tablets show that they have (SEC20). */
  vouches: { shop: string; key: string }
  /** What enrols one more tablet, once; `shop` is empty before there is one. */
  codes: {
    shop: string
    hash: string
    kind: string
    maker: string | null
    wrapped: string | null
    expires_at: number
  }
  admin_log: {
    shop: string
    id: string
    at: number
    act: string
    actor: string | null
    tablet: string | null
    subject: string | null
  }
  /** What a set said of a person; null what it did not say, and for `role` also what it cleared (`says_role` 1). */
  roles: {
    shop: string
    person: string
    eff: string
    uid: string
    role: string | null
    says_role: number
    away: number | null
    gone: number | null
  }
  /** Parked sets that may still be applied. */
  parked: {
    shop: string
    uid: string
    seq: number
    actor: string
    reason: string
    /** As written, and as it counts. */
    hlc: string
    eff: string
  }
  /** The migrations that were run on this database. */
  migrations: { number: number; name: string }
}

export type Db = Kysely<Tables>
export type Trx = Transaction<Tables>

/**
 * What a database asks for values in one statement: SQLite takes 32,766 and PostgreSQL 65,535. The widest row has 14
 * columns, so 500 rows stay below both.
 */
export const CHUNK = 500

/** Cuts a list into pieces that fit one statement. */
export function chunksOf<T>(list: readonly T[], size = CHUNK): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  )
}

/** Asks in pieces, each of which fits one statement. */
export async function inPieces<T, R>(
  values: readonly T[],
  ask: (piece: readonly T[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  const rows: R[] = []
  for (const piece of chunksOf(values)) rows.push(...(await ask(piece)))
  return rows
}

/** The same by table and ids; a list of pairs is written differently in each database. */
export async function perTable<R>(
  keys: readonly RecordKey[],
  ask: (table: string, ids: readonly string[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  const rows: R[] = []
  for (const [table, some] of groupBy(keys, (key) => key.table)) {
    const ids = [...new Set(some.map(({ id }) => id))]
    rows.push(...(await inPieces(ids, (piece) => ask(table, piece))))
  }
  return rows
}

export function groupBy<T>(
  values: readonly T[],
  nameOf: (value: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const name = nameOf(value)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [value])
    else group.push(value)
  }
  return groups
}

/** Rows of a table by their columns' names; Kysely's own types do not follow a table that is named by a variable. */
type Loose = Kysely<{ [table: string]: { [column: string]: string | number | null } }>

/** Writes rows, in pieces; those whose `key` stands already are replaced, if a key is named. */
export async function writeRows<T extends keyof Tables>(
  trx: Trx,
  table: T,
  rows: readonly Tables[T][],
  key: readonly (keyof Tables[T] & string)[] = [],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const rest = Object.keys(first).filter((column) => !(key as readonly string[]).includes(column))
  for (const piece of chunksOf(rows)) {
    const insert = (trx as unknown as Loose).insertInto(table as string).values(piece)
    const replacing = insert.onConflict((conflict) =>
      conflict
        .columns(key)
        .doUpdateSet((eb) =>
          Object.fromEntries(rest.map((column) => [column, eb.ref(`excluded.${column}`)])),
        ),
    )
    await (key.length === 0 ? insert : replacing).execute()
  }
}

/** The next rows of a table after `last`, in the order of the columns of `key`. */
export async function readRows<T extends Exclude<keyof Tables, 'migrations'>>(
  trx: Trx,
  table: T,
  of: {
    readonly shop: string
    readonly key: readonly string[]
    readonly last: Tables[T] | undefined
    readonly limit: number
  },
): Promise<readonly Tables[T][]> {
  const { shop, key, last, limit } = of
  const columns = sql.join(key.map((column) => sql.ref(column)))
  const values = last === undefined ? [] : key.map((column) => last[column as keyof Tables[T]])
  const rest = last === undefined ? sql`` : sql`and (${columns}) > (${sql.join(values)})`
  const query = sql<
    Tables[T]
  >`select * from ${sql.table(table)} where shop = ${shop} ${rest} order by ${columns} limit ${sql.lit(limit)}`
  return (await query.execute(trx)).rows
}
