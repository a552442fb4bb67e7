/**
 * A copy of the test build that a test may deploy a new version to, while its server runs: same app, another version,
 * other file names, the old files gone; which is what a real deployment does.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url))
const TEXT = /\.(js|css|html|json|webmanifest)$/

export type Site = {
  /** For the server's `folder`; it stands in dist, so that the server finds its packages. */
  readonly folder: string
  readonly version: string
  /** Deploys the next version and tells its name. */
  deploy(): string
  remove(): void
}

function deployTo(web: string, version: string): string {
  const next = `${version}-next`
  const assets = join(web, 'assets')
  const names = readdirSync(assets).map((name) => [name, name.replace(/\.(\w+)$/, '-next.$1')] as const)
  for (const [name, renamed] of names) renameSync(join(assets, name), join(assets, renamed))
  const files = [
    ...readdirSync(web).map((name) => join(web, name)),
    ...names.map(([, name]) => join(assets, name)),
  ]
  for (const file of files.filter((path) => TEXT.test(path))) {
    let text = readFileSync(file, 'utf8').replaceAll(version, next)
    for (const [name, renamed] of names) text = text.replaceAll(name, renamed)
    writeFileSync(
      file,
      text.replace(/("?revision"?:")[0-9a-f]{28}(?=[0-9a-f]{4}")/g, '$1next-next-next-next-next-nx'),
    )
  }
  return next
}

/** Makes the copy. */
export function copySite(): Site {
  const folder = mkdtempSync(join(DIST, 'site-'))
  for (const part of ['e2e-server', 'e2e-web'])
    cpSync(join(DIST, part), join(folder, part), { recursive: true })
  const web = join(folder, 'e2e-web')
  const { version } = JSON.parse(readFileSync(join(web, 'version.json'), 'utf8')) as { version: string }
  return {
    folder,
    version,
    deploy: () => deployTo(web, version),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
