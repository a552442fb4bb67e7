/**
 * What a build is made of: one hash over every file that goes into the two programs. The build writes it into
 * dist (version.json); `npm start` compares, and builds again only when something changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const INPUTS = ['src', 'public', 'index.html', 'vite.config.ts', 'tests/setup/build', 'package-lock.json']
const NOT_BUILT = /\.(md|DS_Store)$/

/** Every file below a path, sorted, so that the hash is the same on every machine. */
function filesBelow(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return NOT_BUILT.test(path) ? [] : [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

/** Eight hex digits that change when any input of the build changes. Line ends do not count. */
export function sourceHash(root = ROOT) {
  const hash = createHash('sha256')
  for (const file of INPUTS.flatMap((input) => filesBelow(join(root, input)))) {
    const bytes = readFileSync(file)
    const isText = !bytes.includes(0)
    hash.update(relative(root, file).split(sep).join('/')).update('\0')
    hash.update(isText ? bytes.toString('utf8').replaceAll('\r\n', '\n') : bytes).update('\0')
  }
  return hash.digest('hex').slice(0, 8)
}

/** `0.1.0+1a2b3c4d`: the package's version and the hash of what was built. */
export function buildVersion(root = ROOT) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return `${version}+${sourceHash(root)}`
}

/** The version that stands in a built folder, or null when there is none. */
export function builtVersion(webDir) {
  try {
    return JSON.parse(readFileSync(join(webDir, 'version.json'), 'utf8')).version ?? null
  } catch {
    return null
  }
}
