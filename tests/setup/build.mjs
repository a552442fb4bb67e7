/** Builds the two programs, for the shop (dist/web, dist/server) or with the test clock in them (dist/e2e-*). */
import { existsSync } from 'node:fs'
import { runTool } from './phases.mjs'
import { buildVersion, builtVersion, ROOT } from './sources.mjs'

const PREFIX = { shop: 'dist/', e2e: 'dist/e2e-' }
const MODE = { shop: [], e2e: ['--mode', 'e2e'] }

/** Whether what stands in dist was built from the sources as they are now. */
export function isFresh(kind) {
  const folder = `${ROOT}${PREFIX[kind]}`
  return existsSync(`${folder}server/main.js`) && builtVersion(`${folder}web`) === buildVersion()
}

/** Builds the app and then the server; resolves to an exit code. */
export async function build(kind) {
  const args = ['build', '--logLevel', 'warn', ...MODE[kind]]
  const code = await runTool('vite/bin/vite.js', args)
  return code === 0 ? runTool('vite/bin/vite.js', [...args, '--ssr']) : code
}

/** Builds only when the sources are newer. */
export function buildWhenStale(kind) {
  return isFresh(kind) ? 0 : build(kind)
}
