/**
 * Writes a backup of the shop from one consistent read, while the server goes on. The file has another name until it is
 * whole and on the disk; a backup that broke off leaves nothing behind.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { SHOP_ID, shopFrom } from '../../domain/shop/shop.ts'
import { formatHead } from '../../sync/head.ts'
import type { Problem } from '../settings.ts'
import { LAYOUT } from '../storage/migrations.ts'
import type { Held } from '../storage/port.ts'
import { heldIn } from '../storage/reads.ts'
import { recordFrom } from '../storage/rows.ts'
import { readRows, type Tables, type Trx } from '../storage/tables.ts'
import { reading, type Twin } from '../storage/twin.ts'
import { type BackedUp, type Beginning, type Counts, FORMAT, TABLE_NAMES, TABLES } from './format.ts'

/** A set is at most 256 KB; so many at a time fit any server. */
const ROWS_AT_ONCE = 200

export type Written = {
  readonly file: string
  readonly bytes: number
  readonly held: Held
  readonly counts: Counts
}

/** `file` null takes a name by the shop's time in `folder`, which is made. `onRows` is told how far it is. */
export async function writeBackup(
  twin: Twin,
  to: { readonly file: string | null; readonly folder: string },
  at: number,
  onRows: (table: BackedUp, done: number, of: number) => void,
): Promise<Written | Problem> {
  return reading(twin, async (trx) => {
    const held = await heldIn(trx)
    if (held === null) return { problem: 'There is nothing to back up: this server holds no shop yet.' }
    const file = resolve(to.file ?? join(to.folder, nameFor(at, await timeZoneOf(trx, held.shop))))
    if (to.file === null) await mkdir(to.folder, { recursive: true, mode: 0o700 })
    if (existsSync(file)) return { problem: `${file} is there already; choose another name.` }
    const counts = await countsOf(trx, held.shop)
    const bytes = await writeWhole(file, linesOf(trx, held, counts, at, onRows))
    return { file, bytes, held, counts }
  })
}

/** Writes under another name, syncs, renames, and syncs the folder, so that the name stands for the whole or for nothing. */
async function writeWhole(file: string, lines: AsyncIterable<string>): Promise<number> {
  const part = `${file}.part-${process.pid}`
  const handle = await open(part, 'wx', 0o600)
  try {
    await pipeline(Readable.from(lines), createGzip(), async (packed: AsyncIterable<Buffer>) => {
      // Goes on from where the last piece ended.
      for await (const piece of packed) await handle.writeFile(piece)
    })
    await handle.sync()
    await handle.close()
    await rename(part, file)
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(part, { force: true })
    throw error
  }
  await syncFolder(dirname(file))
  return (await stat(file)).size
}

/** Some systems have no folder that can be synced; there the renaming is as good as it gets. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(folder, 'r')
    await handle.sync()
  } catch {
    // As said above.
  } finally {
    await handle?.close()
  }
}

async function* linesOf(
  trx: Trx,
  { shop, head }: Held,
  counts: Counts,
  at: number,
  onRows: (table: BackedUp, done: number, of: number) => void,
): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const hashed = (text: string) => {
    hash.update(text)
    return text
  }
  const madeAt = new Date(at).toISOString()
  const first: Beginning = { format: FORMAT, version: LAYOUT, shop, head: formatHead(head), madeAt }
  yield hashed(`${JSON.stringify(first)}\n`)
  for (const table of TABLE_NAMES) {
    let done = 0
    for await (const rows of pagesOf(trx, shop, table)) {
      yield hashed(rows.map((row) => `${JSON.stringify({ [table]: withoutShop(row) })}\n`).join(''))
      done += rows.length
      onRows(table, done, counts[table])
    }
  }
  yield `${JSON.stringify({ end: true, counts, sha256: hash.digest('hex') })}\n`
}

/** A table's rows in the order of its key. */
async function* pagesOf(
  trx: Trx,
  shop: string,
  table: BackedUp,
): AsyncGenerator<readonly { readonly shop: string }[]> {
  let last: Tables[BackedUp] | undefined
  do {
    const of = { shop, key: TABLES[table], last, limit: ROWS_AT_ONCE }
    const rows: readonly Tables[BackedUp][] = await readRows(trx, table, of)
    yield rows
    last = rows.length < ROWS_AT_ONCE ? undefined : rows.at(-1)
  } while (last !== undefined)
}

/** The shop's name stands in the first line. */
function withoutShop({ shop: _shop, ...row }: { readonly shop: string }): object {
  return row
}

async function countsOf(trx: Trx, shop: string): Promise<Counts> {
  const counts: Partial<Record<BackedUp, number>> = {}
  for (const table of TABLE_NAMES) {
    const { rows } = await trx
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .where('shop', '=', shop)
      .executeTakeFirstOrThrow()
    counts[table] = rows
  }
  return counts as Counts
}

/** `backup-2026-11-26T055516.jsonl.gz`, in the shop's time. */
function nameFor(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return `backup-${format.format(at).replace(' ', 'T').replaceAll(':', '')}.jsonl.gz`
}

async function timeZoneOf(trx: Trx, shop: string): Promise<string> {
  const row = await trx
    .selectFrom('records')
    .selectAll()
    .where('shop', '=', shop)
    .where('tbl', '=', 'shop')
    .where('id', '=', SHOP_ID)
    .executeTakeFirst()
  if (row === undefined) return 'UTC'
  const { timeZone } = shopFrom({ ...recordFrom(row), rev: 0 })
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
