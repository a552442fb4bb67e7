/**
 * `npm run e2e [playwright arguments]`: the end-to-end tests in a real Chromium, on the test build (the one that
 * knows the test clock). Both builds are renewed first when the sources are newer. `npm run bench`: the benchmarks.
 */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWhenStale } from './build.mjs'
import { provideChromium } from './chromium.mjs'
import { runTool } from './phases.mjs'

const E2E = 'tests/playwright.config.ts'
const BENCH = 'tests/bench/playwright.config.ts'

/** Runs Playwright; resolves to an exit code. */
export async function e2e(args = [], env = {}, config = E2E) {
  try {
    const CHROMIUM_PATH = await provideChromium()
    return await runTool('@playwright/test/cli.js', ['test', '-c', config, ...args], {
      env: { ...env, CHROMIUM_PATH },
    })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const built = (await buildWhenStale('shop')) || (await buildWhenStale('e2e'))
  const [first, ...rest] = process.argv.slice(2)
  const run = () => (first === '--bench' ? e2e(rest, {}, BENCH) : e2e(process.argv.slice(2)))
  process.exitCode = built === 0 ? await run() : built
}
