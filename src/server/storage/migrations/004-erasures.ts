/**
 * Finding what is about somebody without walking through everything (S10): records by person and by id alone, whatever their table,
 * and what is parked. Who was erased stands among the records, so there is no table for it.
 */
import { sql } from 'kysely'
import type { Trx } from '../tables.ts'

export async function findPersons(trx: Trx): Promise<void> {
  const statements = [
    sql`create index records_about on records (shop, person)`,
    sql`create index records_named on records (shop, id)`,
    sql`create index log_parked on log (shop, seq) where verdict = 'parked'`,
  ]
  for (const statement of statements) await statement.execute(trx)
}
