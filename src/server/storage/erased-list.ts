/**
 * The list of erasures, kept beside the database and outside every backup (S10): what is restored is erased again by it. One line
 * of JSON each, `{ shop, eff, set }`, and nothing in it is about anybody: a random id, when, by whom, a receipt's number.
 * A line is on the disk before its erasure is committed, so that none is answered for which could be forgotten.
 */
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { Offer } from '../../sync/admit.ts'
import type { ChangeSet } from '../../sync/change-set.ts'
import { changeSetShape } from '../../sync/wire.ts'
import { StorageUnavailable } from './port.ts'

export const ERASED_FILE = 'erased.jsonl'

const line = z.looseObject({ shop: z.string(), eff: z.string(), set: changeSetShape })
export type ErasedLine = { readonly shop: string; readonly eff: string; readonly set: ChangeSet }
export type ErasedList = {
  /** Every erasure of a shop, as it would be offered again. */
  of(shop: string): Promise<readonly Offer[]>
  /** Keeps those that are not in it yet; they are on the disk when it resolves. Throws StorageUnavailable. */
  add(lines: readonly ErasedLine[]): Promise<void>
}

/** The list in the data folder; one that cannot be read to its end is read as far as it goes. */
export function erasedList(dataDir: string): ErasedList {
  const file = join(dataDir, ERASED_FILE)
  return {
    async of(shop) {
      const lines = (await linesIn(file)).filter((one) => one.shop === shop)
      return lines.map(({ set, eff }) => ({ uid: set.uid, inc: set.inc, n: set.n, set, eff }))
    },
    async add(lines) {
      if (lines.length === 0) return
      try {
        const known = new Set((await linesIn(file)).map(({ shop, set }) => `${shop} ${set.uid}`))
        const fresh = lines.filter(({ shop, set }) => !known.has(`${shop} ${set.uid}`))
        if (fresh.length > 0) await append(file, fresh, dataDir)
      } catch (error) {
        throw new StorageUnavailable('The list of erasures cannot be written.', { cause: error })
      }
    },
  }
}

/** Begins with an end of line: what a cut left before it is then a line of its own, and spoils none. */
async function append(file: string, lines: readonly ErasedLine[], folder: string): Promise<void> {
  const text = lines.map((one) => `\n${JSON.stringify(one)}`).join('')
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.appendFile(`${text}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await syncFolder(folder)
}

/** Some systems have no folder that can be synced; there the file is as good as it gets. */
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

async function linesIn(file: string): Promise<readonly ErasedLine[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((part) => {
    const parsed = line.safeParse(jsonIn(part))
    return parsed.success ? [parsed.data as unknown as ErasedLine] : []
  })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
