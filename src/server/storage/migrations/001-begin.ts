/**
 * The first layout: a shop's head, its log, the records merged from it, and what admission remembers. Keys are text that
 * sorts by its bytes (`key`) in both twins; JSON and other text is never sorted.
 */
import { type Expression, sql } from 'kysely'
import type { Trx } from '../tables.ts'

export async function begin(trx: Trx, { text: key }: { readonly text: Expression<unknown> }): Promise<void> {
  const statements = [
    sql`create table shops (
      shop ${key} not null, seat integer not null, epoch text not null, seq bigint not null, chain text not null,
      primary key (shop), unique (seat))`,
    sql`create table log (
      shop ${key} not null, seq bigint not null, uid ${key} not null, inc ${key} not null, n bigint not null,
      hlc text not null, eff text not null, verdict text not null, reason text, received_at bigint not null,
      chain text not null, body text not null,
      primary key (shop, seq), unique (shop, uid))`,
    sql`create index log_places on log (shop, inc, n)`,
    sql`create table log_keys (
      shop ${key} not null, tbl ${key} not null, id ${key} not null, seq bigint not null,
      primary key (shop, tbl, id, seq))`,
    sql`create table records (
      shop ${key} not null, tbl ${key} not null, id ${key} not null, seq bigint not null, size integer not null,
      day ${key}, person ${key}, fields text not null, clocks text not null, uids text not null, authors text not null,
      primary key (shop, tbl, id))`,
    sql`create index records_seq on records (shop, seq)`,
    sql`create index records_day on records (shop, tbl, day, id)`,
    sql`create index records_person on records (shop, tbl, person, id)`,
    sql`create table devices (
      shop ${key} not null, inc ${key} not null, top_n bigint not null, top_uid text not null, top_eff text not null,
      missing text not null, primary key (shop, inc))`,
    sql`create table clamped (
      shop ${key} not null, hlc ${key} not null, eff text not null, primary key (shop, hlc))`,
    sql`create table parked_creates (
      shop ${key} not null, tbl ${key} not null, id ${key} not null, uid ${key} not null,
      primary key (shop, tbl, id, uid))`,
  ]
  for (const statement of statements) await statement.execute(trx)
}
