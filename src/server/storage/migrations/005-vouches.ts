/** By what the server tells that a tablet has the shop's key at hand (SEC20): one key a shop, and no way back to the shop's own. */
import { type Expression, sql } from 'kysely'
import type { Trx } from '../tables.ts'

export async function vouches(
  trx: Trx,
  { text: key }: { readonly text: Expression<unknown> },
): Promise<void> {
  await sql`create table vouches (shop ${key} not null, key text not null, primary key (shop))`.execute(trx)
}
