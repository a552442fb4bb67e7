/** The folder for everything the server keeps. It is made and tried at the start, not at the first write of a busy day. */
import { mkdir, open, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Problem } from './settings.ts'

/** Makes the data folder and proves by a written file that it can be used; the answer is its full path. */
export async function openDataDir(path: string): Promise<{ readonly path: string } | Problem> {
  const full = resolve(path)
  const probe = join(full, `.writable-${process.pid}`)
  try {
    await mkdir(full, { recursive: true, mode: 0o750 })
    const file = await open(probe, 'w', 0o600)
    await file.close()
    await rm(probe)
    return { path: full }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    return {
      problem: `The data folder ${full} cannot be written${code}. Give this user the right, or set DATA_DIR.`,
    }
  }
}
