/** `npm run sim -- --seeds N [--from S]`: runs the seeded simulation for longer than a test may, and prints its seeds. */
import { mustHaveNode } from './node-version.mjs'
import { runTool } from './phases.mjs'

const DEFAULT_SEEDS = 500

/** The whole number after a flag; null when it is not one. */
function numberAfter(flag, otherwise) {
  const at = process.argv.indexOf(flag)
  if (at < 0) return otherwise
  const text = process.argv[at + 1] ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

mustHaveNode()
const seeds = numberAfter('--seeds', DEFAULT_SEEDS)
const from = numberAfter('--from', 1)
if (seeds === null || seeds === 0 || from === null) {
  console.error('As in: npm run sim -- --seeds 500 --from 1 (whole numbers).')
  process.exitCode = 1
} else {
  process.exitCode = await runTool(
    'vitest/vitest.mjs',
    ['run', '--project', 'core', 'tests/sim/sim.test.ts', '-t', 'seeds from'],
    { env: { SIM_SEEDS: String(seeds), SIM_FROM: String(from) } },
  )
}
