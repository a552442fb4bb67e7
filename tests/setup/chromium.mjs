/**
 * Finds a Chromium for the end-to-end tests, or provides one: CHROMIUM_PATH, the system's Chromium or Chrome,
 * Playwright's; else Playwright's download, else the Debian package. A candidate counts only when it runs.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, runTool } from './phases.mjs'

const DOWNLOAD_LIMIT_MS = 180_000
const APT_LIMIT_MS = 600_000

const SYSTEM = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
}

/** Whether the program is there and answers; on Windows Chrome opens a window when asked, so being there is enough. */
function runs(path) {
  if (!path || !existsSync(path)) return false
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

async function playwrightPath() {
  try {
    const { chromium } = await import('@playwright/test')
    return chromium.executablePath()
  } catch {
    return null
  }
}

/** The path of a Chromium that runs, or null. A CHROMIUM_PATH that does not run is an error, not a hint. */
export async function findChromium() {
  const asked = process.env.CHROMIUM_PATH
  if (asked) {
    if (runs(asked)) return asked
    throw new Error(`CHROMIUM_PATH is ${asked}, but no Chromium runs there.`)
  }
  return [...(SYSTEM[process.platform] ?? []), await playwrightPath()].find(runs) ?? null
}

function isDebian() {
  try {
    return /^(ID|ID_LIKE)=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

async function byPlaywright() {
  console.log('No Chromium found; trying Playwright’s download …')
  await runTool('playwright/cli.js', ['install', 'chromium'], { timeoutMs: DOWNLOAD_LIMIT_MS })
  return findChromium()
}

async function byApt() {
  if (process.getuid?.() !== 0 || !isDebian()) return null
  console.log('Installing Chromium with apt-get …')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, timeoutMs: APT_LIMIT_MS }
  if ((await run('apt-get', ['update', '-q'], options)) !== 0) return null
  await run('apt-get', ['install', '-y', '-q', 'chromium', 'fonts-noto-cjk'], options)
  return findChromium()
}

/** The path of a Chromium, installed first if need be. Throws one sentence that says what to do. */
export async function provideChromium() {
  const path = (await findChromium()) ?? (await byPlaywright()) ?? (await byApt())
  if (path) return path
  throw new Error(
    'The end-to-end tests need Chromium or Google Chrome: install it, or set CHROMIUM_PATH to its program, and run npm test again.',
  )
}
