/**
 * `npm start`: from a fresh clone to a served app. Installs what is missing, builds when the sources are newer than
 * the build, and becomes the server (in this very process, so that Ctrl-C and SIGTERM reach it).
 */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { install } from './install.mjs'
import { mustHaveNode } from './node-version.mjs'
import { runTool } from './phases.mjs'
import { buildVersion, builtVersion, ROOT } from './sources.mjs'

const WEB = `${ROOT}dist/web`
const SERVER = `${ROOT}dist/server/main.js`

async function build() {
  if (existsSync(SERVER) && builtVersion(WEB) === buildVersion()) return 0
  console.log('Building the app (about half a minute) …')
  const vite = 'vite/bin/vite.js'
  const code = await runTool(vite, ['build', '--logLevel', 'warn'])
  if (code !== 0) return code
  return runTool(vite, ['build', '--ssr', '--logLevel', 'warn'])
}

async function start() {
  mustHaveNode()
  const installed = await install()
  if (installed !== 0) return process.exit(installed)
  const built = await build()
  if (built !== 0) {
    console.error('The app could not be built; the reason stands above.')
    return process.exit(built)
  }
  await import(pathToFileURL(SERVER).href)
}

await start()
