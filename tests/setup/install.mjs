/**
 * Makes the packages fit the lock file. npm notes what it installed in node_modules/.package-lock.json as its last
 * act, so that file is the stamp: a broken-off install has none, and a changed lock file differs from it.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mustHaveNode } from './node-version.mjs'
import { run } from './phases.mjs'
import { ROOT } from './sources.mjs'

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Whether every package that the lock file names is installed in that version (other platforms' ones aside). */
export function isInstalled(root = ROOT) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const found = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (!wanted || !found) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const there = found[path]
    return there ? there.version === entry.version : entry.optional === true
  })
}

/** Installs when needed; resolves to an exit code. */
export async function install() {
  if (isInstalled()) return 0
  console.log('Installing the packages (once, and again when package-lock.json changes) …')
  const code = await run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'])
  if (code !== 0) {
    console.error(
      'The packages could not be installed. Is the npm registry reachable from here? npm says why, above.',
    )
  }
  return code
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  mustHaveNode()
  process.exitCode = await install()
}
