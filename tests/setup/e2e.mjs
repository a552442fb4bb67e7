/**
 * `npm run e2e [playwright arguments]`: the end-to-end tests in a real Chromium, on the test build (the one that
 * knows the test clock), which is built first when the sources are newer.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { provideChromium } from './chromium.mjs'
import { runTool } from './phases.mjs'
import { buildVersion, builtVersion, ROOT } from './sources.mjs'

/** Builds the test build when it is missing or older than the sources; resolves to an exit code. */
export async function buildForE2e() {
  const isBuilt = existsSync(`${ROOT}dist/e2e-server/main.js`)
  if (isBuilt && builtVersion(`${ROOT}dist/e2e-web`) === buildVersion()) return 0
  const args = ['build', '--mode', 'e2e', '--logLevel', 'warn']
  const code = await runTool('vite/bin/vite.js', args)
  return code === 0 ? runTool('vite/bin/vite.js', [...args, '--ssr']) : code
}

/** Runs Playwright; resolves to an exit code. */
export async function e2e(args = [], env = {}) {
  try {
    const CHROMIUM_PATH = await provideChromium()
    const config = ['test', '-c', 'tests/playwright.config.ts']
    return await runTool('@playwright/test/cli.js', [...config, ...args], { env: { ...env, CHROMIUM_PATH } })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const built = await buildForE2e()
  process.exitCode = built === 0 ? await e2e(process.argv.slice(2)) : built
}
