/** Says in one sentence when Node is too old. Written so that an old Node can still read it. */
import { readFileSync } from 'node:fs'
import { ROOT } from './sources.mjs'

const numbers = (version) =>
  version
    .replace(/^[^0-9]*/, '')
    .split('.')
    .map(Number)

/** Whether a version such as `v20.20.2` is at least the wanted one. */
export function isNodeNewEnough(version, wanted) {
  const [have, need] = [numbers(version), numbers(wanted)]
  for (let i = 0; i < 3; i += 1) {
    if ((have[i] || 0) !== (need[i] || 0)) return (have[i] || 0) > (need[i] || 0)
  }
  return true
}

/** Ends the process with a sentence when this Node is older than package.json asks for. */
export function mustHaveNode() {
  const wanted = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')).engines.node.replace('>=', '')
  if (isNodeNewEnough(process.version, wanted)) return
  console.error(
    `Steamkeeper needs Node ${wanted} or later; this is ${process.version}. Get it from https://nodejs.org and try again.`,
  )
  process.exit(1)
}
