/**
 * `npm run backup`, `npm run restore`, `npm run setup-code` and `npm run take-in`. The server may be running: nothing is installed
 * and nothing built under it, unless there is no build at all.
 */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { mustHaveNode } from './node-version.mjs'
import { ROOT } from './sources.mjs'

const TOOL = `${ROOT}dist/server/backup.js`

async function prepare() {
  if (existsSync(TOOL)) return 0
  const installed = await install()
  return installed === 0 ? build('shop') : installed
}

mustHaveNode()
const prepared = await prepare()
if (prepared === 0) await import(pathToFileURL(TOOL).href)
else process.exit(prepared)
