/**
 * Puts a backup into a store, SQLite or PostgreSQL: the whole file is checked first, then everything is written in one
 * transaction. The shop gets a new epoch, by which its tablets notice that they know more, and give it (S4).
 */
import { parseHead } from '../../sync/head.ts'
import type { Problem } from '../settings.ts'
import { deriveRights } from '../storage/derived.ts'
import { eraseAgain } from '../storage/erase-again.ts'
import type { ErasedList } from '../storage/erased-list.ts'
import { drawEpoch } from '../storage/kysely-storage.ts'
import type { Held } from '../storage/port.ts'
import { heldIn } from '../storage/reads.ts'
import { CHUNK, type Tables, type Trx, writeRows } from '../storage/tables.ts'
import { type Twin, writing } from '../storage/twin.ts'
import { type BackedUp, type Beginning, type Checked, type Row, readBackup, TABLE_NAMES } from './format.ts'

/** Made anew from what a backup holds. */
const DERIVED = ['roles', 'parked'] as const

export type Restored = Checked & {
  readonly held: Held
  /** Nothing here knew who has been taken out since the backup was made. */
  readonly areTabletsOld: boolean
}

/**
 * Restores `file`, which was checked before. A store that holds a shop is left alone unless `replace` is said; then that
 * shop is gone. Throws NotABackup when the file has changed since, and then nothing is written.
 */
export function restoreBackup(
  twin: Twin,
  file: string,
  of: { readonly replace: boolean; readonly erased: ErasedList; readonly now: number },
  onRows: (table: BackedUp, done: number) => void,
): Promise<Restored | Problem> {
  return writing(twin, async (trx) => {
    // Waits for a push that is under way, and keeps the next one waiting.
    await trx
      .updateTable('shops')
      .set((eb) => ({ seq: eb.ref('seq') }))
      .execute()
    const before = await heldIn(trx)
    if (before !== null && !of.replace) return { problem: refusal(before) }
    const own = before === null ? null : await enrolledNow(trx, before.shop)
    for (const table of [...TABLE_NAMES, ...DERIVED, 'shops'] as const) await trx.deleteFrom(table).execute()
    const writer = new Writer(trx, onRows)
    let held: Held | null = null
    const checked = await readBackup(file, async (table, row, beginning) => {
      held ??= await beginShop(trx, beginning)
      await writer.take(table, { ...row, shop: beginning.shop })
    })
    held ??= await beginShop(trx, checked.beginning)
    await writer.finish()
    const areTabletsOld = before?.shop !== held.shop || own === null
    if (!areTabletsOld && own !== null) {
      await writeRows(trx, 'tablets', own.tablets, ['shop', 'id'])
      await writeRows(trx, 'admin_log', own.acts, ['shop', 'id'])
      await writeRows(trx, 'vouches', own.vouches, ['shop'])
    }
    await deriveRights(trx, held.shop)
    // In the same transaction, so that nobody who was erased is there for an instant (S10).
    await eraseAgain(trx, held.shop, of.erased, of.now)
    return { ...checked, held, areTabletsOld }
  })
}

/** Who may exchange is as it is today, not as it was: a tablet that was stolen since stays so, and tokens go on (SEC10). */
async function enrolledNow(trx: Trx, shop: string) {
  return {
    tablets: await trx.selectFrom('tablets').selectAll().where('shop', '=', shop).execute(),
    acts: await trx.selectFrom('admin_log').selectAll().where('shop', '=', shop).execute(),
    vouches: await trx.selectFrom('vouches').selectAll().where('shop', '=', shop).execute(),
  }
}

function refusal({ shop, head }: Held): string {
  return (
    `This server holds a shop already (${shop}, ${head.seq} change sets), and nothing was changed. ` +
    'Back it up first, then say --replace to have this backup in its place.'
  )
}

/** The shop's row, first of all: whoever begins a shop meanwhile waits for it. */
async function beginShop(trx: Trx, { shop, head: word }: Beginning): Promise<Held> {
  const { seq, chain } = parseHead(word) ?? { seq: 0, chain: '' }
  const head = { epoch: drawEpoch(), seq, chain }
  await trx
    .insertInto('shops')
    .values({ shop, seat: 1, ...head })
    .execute()
  return { shop, head }
}

/** Gathers rows until they fill a statement. */
class Writer {
  readonly #trx: Trx
  readonly #onRows: (table: BackedUp, done: number) => void
  #table: BackedUp = 'log'
  #rows: Row[] = []
  #done = 0

  constructor(trx: Trx, onRows: (table: BackedUp, done: number) => void) {
    this.#trx = trx
    this.#onRows = onRows
  }

  async take(table: BackedUp, row: Row): Promise<void> {
    if (table !== this.#table) {
      await this.finish()
      this.#table = table
      this.#done = 0
    }
    this.#rows.push(row)
    if (this.#rows.length >= CHUNK) await this.finish()
  }

  async finish(): Promise<void> {
    const rows = this.#rows
    if (rows.length === 0) return
    this.#rows = []
    await writeRows(this.#trx, this.#table, rows as unknown as readonly Tables[BackedUp][])
    this.#done += rows.length
    this.#onRows(this.#table, this.#done)
  }
}
