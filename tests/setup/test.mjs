/**
 * `npm test`: everything, in the order in which it is cheapest to fail. `--quick` (`npm run check`) stops after the
 * unit tests, and leaves out the long ones. The last line counts what the runners themselves report; a skipped test is a failure.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { build } from './build.mjs'
import { e2e } from './e2e.mjs'
import { install } from './install.mjs'
import { mustHaveNode } from './node-version.mjs'
import { phase, runTool, sideBySide } from './phases.mjs'
import { countResults, readResults } from './results.mjs'
import { ROOT } from './sources.mjs'

const RESULTS = `${ROOT}test-results/`
const UNIT_JSON = `${RESULTS}unit.json`
const E2E_JSON = `${RESULTS}e2e.json`

/** With `QUICK` those that walk every corner (`*.long.test.*`) are left out. */
function units(env = {}) {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_JSON}`]
  return runTool('vitest/vitest.mjs', ['run', ...report], { env })
}

const SOURCES = [
  ['install', install],
  [
    'sources',
    () =>
      sideBySide([
        ['format and lint', () => runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings'])],
        ['types', () => runTool('typescript/bin/tsc', ['-p', '.'])],
      ]),
  ],
]
const QUICK = [...SOURCES, ['unit tests', () => units({ QUICK: '1' })]]
const WHOLE = [
  ...SOURCES,
  ['unit tests', () => units()],
  ['build', () => build('shop')],
  ['build for the end-to-end tests', () => build('e2e')],
  ['end-to-end tests', () => e2e(['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: E2E_JSON })],
]

async function runAll(phases) {
  for (const [name, work] of phases) {
    const code = await phase(name, work)
    if (code !== 0) {
      console.error(`\nStopped at: ${name}.`)
      return code
    }
  }
  return 0
}

async function main() {
  mustHaveNode()
  rmSync(UNIT_JSON, { force: true })
  rmSync(E2E_JSON, { force: true })
  mkdirSync(RESULTS, { recursive: true })
  const code = await runAll(process.argv.includes('--quick') ? QUICK : WHOLE)
  const { passed, failed, skipped } = countResults(readResults(UNIT_JSON), readResults(E2E_JSON))
  if (skipped > 0) console.error(`${skipped} tests were skipped; here that counts as failed.`)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = code !== 0 ? code : failed > 0 ? 1 : 0
}

await main()
