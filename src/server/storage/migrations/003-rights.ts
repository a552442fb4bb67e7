/** What everybody was and when, and which parked sets wait for somebody's word: what rights are judged by (S2). */
import { type Expression, sql } from 'kysely'
import { deriveRights } from '../derived.ts'
import type { Trx } from '../tables.ts'

export async function addRights(
  trx: Trx,
  { text: key }: { readonly text: Expression<unknown> },
): Promise<void> {
  const statements = [
    sql`create table roles (
      shop ${key} not null, person ${key} not null, eff ${key} not null, uid ${key} not null,
      role text, away integer, gone integer, says_role integer not null,
      primary key (shop, person, eff, uid))`,
    sql`create table parked (
      shop ${key} not null, uid ${key} not null, seq bigint not null, actor ${key} not null, reason text not null,
      hlc ${key} not null, eff ${key} not null,
      primary key (shop, uid))`,
    sql`create index parked_actor on parked (shop, actor)`,
    sql`create index parked_hlc on parked (shop, hlc)`,
    sql`create index parked_eff on parked (shop, eff)`,
    sql`create index parked_seq on parked (shop, seq)`,
  ]
  for (const statement of statements) await statement.execute(trx)
  const shops = await trx.selectFrom('shops').select('shop').execute()
  for (const { shop } of shops) await deriveRights(trx, shop)
}
