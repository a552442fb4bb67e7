/** Reads the project's own files for the tests that guard the house rules. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export type SourceFile = { readonly path: string; readonly text: string }

function pathsBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? pathsBelow(path) : [path]
  })
}

/** Every file below a folder of the project whose path matches, with `/` in its path on every system. */
export function filesBelow(folder: string, pattern: RegExp): SourceFile[] {
  return pathsBelow(join(ROOT, folder))
    .map((path) => ({ full: path, path: relative(ROOT, path).split(sep).join('/') }))
    .filter(({ path }) => pattern.test(path))
    .map(({ full, path }) => ({ path, text: readFileSync(full, 'utf8') }))
}

/** The text of a file inside an installed package. */
export function readPackageFile(path: string): string {
  return readFileSync(join(ROOT, 'node_modules', path), 'utf8')
}
