/**
 * Who may exchange: enrolled tablets with their tokens' hashes, codes that enrol one more, and the log of administrative acts.
 * (`devices` of 001 is what admission knows of an incarnation, which is no identity.)
 */
import { type Expression, sql } from 'kysely'
import type { Trx } from '../tables.ts'

export async function tablets(
  trx: Trx,
  { text: key }: { readonly text: Expression<unknown> },
): Promise<void> {
  const statements = [
    sql`create table tablets (
      shop ${key} not null, id ${key} not null, name text not null, inc text not null, state text not null,
      token text not null, next_token text, rotated_at bigint not null, enrolled_at bigint not null,
      seen_at bigint not null, changed_at bigint not null, app text not null, waiting bigint not null,
      unsent bigint, primary key (shop, id), unique (id))`,
    sql`create table codes (
      shop ${key} not null, hash ${key} not null, kind text not null, maker text, wrapped text,
      expires_at bigint not null, primary key (shop, hash))`,
    sql`create table admin_log (
      shop ${key} not null, id ${key} not null, at bigint not null, act text not null, actor text, tablet text,
      subject text, primary key (shop, id))`,
    sql`create index admin_log_at on admin_log (shop, at, id)`,
  ]
  for (const statement of statements) await statement.execute(trx)
}
