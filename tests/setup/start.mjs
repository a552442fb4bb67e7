/**
 * `npm start`: from a fresh clone to a served app. Installs what is missing, builds when the sources are newer than
 * the build, and becomes the server (in this very process, so that Ctrl-C and SIGTERM reach it).
 */
import { pathToFileURL } from 'node:url'
import { buildWhenStale, isFresh } from './build.mjs'
import { install } from './install.mjs'
import { mustHaveNode } from './node-version.mjs'
import { ROOT } from './sources.mjs'

const SERVER = `${ROOT}dist/server/main.js`

async function start() {
  mustHaveNode()
  const installed = await install()
  if (installed !== 0) return process.exit(installed)
  if (!isFresh('shop')) console.log('Building the app …')
  const built = await buildWhenStale('shop')
  if (built !== 0) {
    console.error('The app could not be built; the reason stands above.')
    return process.exit(built)
  }
  await import(pathToFileURL(SERVER).href)
}

await start()
