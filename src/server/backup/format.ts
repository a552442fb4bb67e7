/**
 * A backup: gzipped lines of JSON, the same from either store, so that each can be restored into the other.
 *
 *   {"format":"steamkeeper-backup","version":1,"shop":"0199…","head":"5f0c….1288.9e41…","madeAt":"2026-11-25T21:55:16.000Z"}
 *   {"log":{"seq":1,"uid":"0199…",…}}                      a row under the name of its table, without `shop`
 *   {"end":true,"counts":{"log":1288,…},"sha256":"c0de…"}  over every byte before this line
 *
 * `version` is the layout of the tables (storage/migrations.ts) that the rows come from.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import * as z from 'zod/mini'
import { parseHead } from '../../sync/head.ts'
import { LAYOUT } from '../storage/migrations.ts'

export const FORMAT = 'steamkeeper-backup'

/** What is backed up, and by which columns (after `shop`) its rows are in order; the shop's own row is the first line. */
export const TABLES = {
  log: ['seq'],
  log_keys: ['tbl', 'id', 'seq'],
  records: ['tbl', 'id'],
  devices: ['inc'],
  clamped: ['hlc'],
  parked_creates: ['tbl', 'id', 'uid'],
  tablets: ['id'],
  admin_log: ['id'],
  // A restored server goes on believing those alone who have the shop's key at hand (SEC20).
  vouches: ['key'],
} as const
export type BackedUp = keyof typeof TABLES
export const TABLE_NAMES = Object.keys(TABLES) as readonly BackedUp[]

export type Cell = string | number | null
export type Row = { readonly [column: string]: Cell }
export type Counts = { readonly [T in BackedUp]: number }

const count = z.int().check(z.minimum(0))
const beginning = z.looseObject({
  format: z.literal(FORMAT),
  version: z.int().check(z.minimum(1)),
  shop: z.string().check(z.minLength(1)),
  head: z.string().check(z.refine((text) => parseHead(text) !== null)),
  madeAt: z.string(),
})
const cells = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const ending = z.looseObject({
  end: z.literal(true),
  counts: z.object({
    ...{ log: count, log_keys: count, records: count, devices: count, clamped: count, parked_creates: count },
    // Since layout 2.
    ...{ tablets: z._default(count, 0), admin_log: z._default(count, 0) },
    // Since layout 5.
    vouches: z._default(count, 0),
  }),
  sha256: z.string(),
})

export type Beginning = z.infer<typeof beginning>
export type Checked = { readonly beginning: Beginning; readonly counts: Counts }

/** Why a file is not a backup that can be restored, as the end of a sentence that begins with its name. */
export class NotABackup extends Error {
  override readonly name = 'NotABackup'
}

/**
 * Reads a whole backup and checks everything: shape, counts and hash; `onRow` sees each row on the way, before it is known
 * whether the file is good to its end. Throws NotABackup.
 */
export async function readBackup(
  file: string,
  onRow: (table: BackedUp, row: Row, of: Beginning) => void | Promise<void>,
): Promise<Checked> {
  const hash = createHash('sha256')
  const counts = Object.fromEntries(TABLE_NAMES.map((table) => [table, 0])) as Record<BackedUp, number>
  let begun: Beginning | null = null
  let checked: Checked | null = null
  for await (const line of linesOf(file)) {
    if (checked !== null) throw new NotABackup('goes on after its last line')
    const value = parseLine(line)
    if (begun === null) {
      begun = beginningFrom(value)
    } else if (Object.hasOwn(value, 'end')) {
      checked = { beginning: begun, counts: endingFrom(value, counts, hash.digest('hex')) }
      continue
    } else {
      const [table, row] = rowFrom(value)
      counts[table]++
      await onRow(table, row, begun)
    }
    hash.update(line).update('\n')
  }
  if (checked === null) throw new NotABackup(begun === null ? 'is empty' : 'is cut off')
  return checked
}

/** Lines end with \n alone: Node's readline would also end them at U+2028, which JSON holds as it is. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const plain = createGunzip()
  source.on('error', (error) => plain.destroy(error))
  let parts: Buffer[] = []
  try {
    for await (const chunk of source.pipe(plain) as AsyncIterable<Buffer>) {
      let from = 0
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        yield Buffer.concat([...parts, chunk.subarray(from, end)]).toString('utf8')
        parts = []
        from = end + 1
      }
      parts.push(chunk.subarray(from))
    }
  } catch (error) {
    throw isZlibs(error) ? new NotABackup(isCutOff(error) ? 'is cut off' : 'is damaged, or no backup') : error
  } finally {
    source.destroy()
  }
  if (Buffer.concat(parts).length > 0) throw new NotABackup('is cut off')
}

function isZlibs(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))
}

function isCutOff(error: Error): boolean {
  return 'code' in error && error.code === 'Z_BUF_ERROR'
}

function parseLine(line: string): object {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Told below.
  }
  throw new NotABackup('is damaged: it holds a line that cannot be read')
}

function beginningFrom(value: object): Beginning {
  if (!('format' in value) || value.format !== FORMAT) throw new NotABackup('is no backup of Steamkeeper')
  const version = 'version' in value ? Number(value.version) : 0
  if (version > LAYOUT) {
    throw new NotABackup(
      `was made by a newer Steamkeeper (version ${version}, this one reads up to ${LAYOUT}): restore it with that one`,
    )
  }
  const parsed = beginning.safeParse(value)
  if (!parsed.success) throw new NotABackup('is damaged: its first line cannot be read')
  return parsed.data
}

function rowFrom(value: object): [BackedUp, Row] {
  const [[table, row] = ['', null], ...others] = Object.entries(value)
  const known = TABLE_NAMES.find((name) => name === table)
  const parsed = cells.safeParse(row)
  if (known === undefined || others.length > 0 || !parsed.success) {
    throw new NotABackup('is damaged: it holds a row that cannot be read')
  }
  return [known, parsed.data]
}

function endingFrom(value: object, counts: Counts, sha256: string): Counts {
  const parsed = ending.safeParse(value)
  if (!parsed.success || parsed.data.sha256 !== sha256) {
    throw new NotABackup('is damaged: its lines are not those that were written')
  }
  const wrong = TABLE_NAMES.find((table) => parsed.data.counts[table] !== counts[table])
  if (wrong !== undefined) {
    throw new NotABackup(
      `is damaged: it holds ${counts[wrong]} of ${parsed.data.counts[wrong]} rows of ${wrong}`,
    )
  }
  return counts
}
