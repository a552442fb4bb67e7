/**
 * The layout of the database, step by step: numbered, forward only, in one transaction under a lock, so that two servers
 * may start at once. A released step is never edited; the next one is added below it, and
 * restore-backup.ts learns to read the rows of before.
 */
import { begin } from './migrations/001-begin.ts'
import { tablets } from './migrations/002-tablets.ts'
import { addRights } from './migrations/003-rights.ts'
import { findPersons } from './migrations/004-erasures.ts'
import { vouches } from './migrations/005-vouches.ts'
import type { Trx } from './tables.ts'
import { type Twin, writing } from './twin.ts'

export type Migration = {
  readonly name: string
  readonly up: (trx: Trx, of: Pick<Twin, 'text'>) => Promise<void>
}

/** In their order; the first is number 1. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '001-begin', up: begin },
  { name: '002-tablets', up: tablets },
  { name: '003-rights', up: addRights },
  { name: '004-erasures', up: findPersons },
  { name: '005-vouches', up: vouches },
]

/** The layout that this version writes; stands in backups too. */
export const LAYOUT = MIGRATIONS.length

/** Brings the database up to this version's layout. A newer one is left untouched: the answer is its number. */
export function migrate(
  twin: Twin,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<{ readonly newer: number } | null> {
  return writing(twin, async (trx) => {
    await twin.lockMigrations(trx)
    await trx.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .execute()
    const last = await trx
      .selectFrom('migrations')
      .select('number')
      .orderBy('number', 'desc')
      .executeTakeFirst()
    const done = last?.number ?? 0
    if (done > migrations.length) return { newer: done }
    for (const [at, { name, up }] of migrations.slice(done).entries()) {
      await up(trx, twin)
      await trx
        .insertInto('migrations')
        .values({ number: done + at + 1, name })
        .execute()
    }
    return null
  })
}
