/**
 * A real Chromium as a process group of its own, with a profile on disk: it can be killed like a tablet whose battery
 * is pulled, and started again on the same profile. Playwright only connects to it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { findChromium } from '../../setup/chromium.mjs'

const START_LIMIT_MS = 30_000
/** Measured to be enough for headless Chromium as root, on two cores, without a word to the outside. */
const FLAGS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--hide-crash-restore-bubble',
  '--password-store=basic',
  '--lang=zh-CN',
  '--accept-lang=zh-CN',
  '--window-size=1280,800',
]

export type ChromiumApp = { readonly browser: Browser; kill(): Promise<void> }

/** The address that Chromium prints when it listens. */
function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`Chromium does not listen:\n${said}`)), START_LIMIT_MS)
    child.stderr?.on('data', (bytes: Buffer) => {
      said += bytes
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (!address) return
      clearTimeout(timer)
      resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}:\n${said}`)))
  })
}

function killGroup(child: ChildProcess) {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Starts Chromium on a profile folder. `origin` may keep its data and hold the screen awake, as an installed app may. */
export async function startChromium(profile: string, origin: string): Promise<ChromiumApp> {
  for (const name of readdirSync(profile)) {
    if (name.startsWith('Singleton')) rmSync(join(profile, name), { force: true })
  }
  const program = await findChromium()
  if (!program) throw new Error('No Chromium found; npm run e2e provides one.')
  const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TZ: 'Asia/Shanghai' },
  })
  const browser = await chromium.connectOverCDP(await debuggerAddress(child))
  const session = await browser.newBrowserCDPSession()
  const permissions: ['durableStorage', 'wakeLockScreen'] = ['durableStorage', 'wakeLockScreen']
  await session.send('Browser.grantPermissions', { origin, permissions })
  return {
    browser,
    kill: async () => {
      const closed = once(child, 'close')
      killGroup(child)
      await closed
    },
  }
}
