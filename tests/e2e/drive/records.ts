/** Reads what stands in the tablet's own database, beside the app: the proof that what was tapped was kept. */
import type { Page } from '@playwright/test'
import { opened } from './opened.ts'
import { rowsIn } from './rows.ts'

/** A record as the tablet shows it, its fields opened. */
export type KeptRecord = {
  readonly table: string
  readonly id: string
  readonly day?: string
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into values of every shape.
  readonly fields: { readonly [name: string]: any }
}
export type KeptSet = {
  readonly uid: string
  readonly inc: string
  readonly n: number
  readonly intent: string
  readonly actor: string
  readonly ops: readonly {
    readonly table: string
    readonly id: string
    readonly fields: { readonly [name: string]: readonly [value: unknown, seen: string | null] }
  }[]
}

/** Every record that the tablet's screens read, as its row lies in the database. */
export function recordsIn<Row>(page: Page): Promise<readonly Row[]> {
  return rowsIn<Row>(page, 'view')
}

/** Every set that this tablet ever kept, sent or not, in the order of n. */
export async function setsOf(page: Page): Promise<readonly KeptSet[]> {
  // The outbox first: a set that is acknowledged in between is then read twice, and never missed.
  const sets = [...(await rowsIn<KeptSet>(page, 'outbox')), ...(await rowsIn<KeptSet>(page, 'sent'))]
  return [...new Map(sets.map((set) => [set.uid, set])).values()].sort((a, b) => a.n - b.n)
}

/** What was tapped shows before it is on disk: waits until nothing has been added for a while. */
async function settled(page: Page): Promise<void> {
  let before = -1
  for (let now = (await setsOf(page)).length; now !== before; ) {
    before = now
    await page.waitForTimeout(STILL_MS)
    now = (await setsOf(page)).length
  }
}

/** Many times what a commit takes on a busy machine. */
const STILL_MS = 500

/** The records of one table, once nothing is on its way to disk. */
export async function recordsOf(page: Page, table: string): Promise<readonly KeptRecord[]> {
  await settled(page)
  const rows = await rowsIn<KeptRecord>(page, 'view')
  return opened(
    page,
    rows.filter((row) => row.table === table),
  )
}

/** One record; fails when it is not there. */
export async function recordOf(page: Page, table: string, id: string): Promise<KeptRecord> {
  const found = (await recordsOf(page, table)).find((record) => record.id === id)
  if (!found) throw new Error(`${table}/${id} is not on the tablet`)
  return found
}

/** The id of the visit or turnover whose screen is open. */
export function idOnScreen(page: Page): string {
  const id = /\/(?:visit|turnover)\/([^/?#]+)/.exec(page.url())?.[1]
  if (!id) throw new Error(`no visit is open at ${page.url()}`)
  return decodeURIComponent(id)
}

/** The visit that is open on the screen, as it is kept. */
export function visitOnScreen(page: Page): Promise<KeptRecord> {
  return recordOf(page, 'visits', idOnScreen(page))
}
