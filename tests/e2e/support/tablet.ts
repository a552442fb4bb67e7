/** One tablet: a Chromium with its own profile that has the app open, can lose its network, and can die. */
import { type BrowserContext, expect, type Page } from '@playwright/test'
import { type ChromiumApp, startChromium } from './chromium-app.ts'
import type { ClockFile } from './clock-file.ts'
import { type Complaints, collectComplaints } from './complaints.ts'
import type { ServerApp } from './server-app.ts'

/** The sizes that every screen must work at; the first is the reference tablet. */
export const SIZES = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 800, height: 1280 },
  small: { width: 1024, height: 768 },
} as const
export type Size = keyof typeof SIZES

export type Tablet = {
  /** The page that is open. */
  readonly page: Page
  readonly context: BrowserContext
  readonly complaints: Complaints
  /** Opens a path of the app in the tablet's one page. */
  open(path?: string): Promise<Page>
  /** Waits until the app is on the tablet completely, so that the server may go. */
  readyOffline(): Promise<void>
  /** Kills Chromium with SIGKILL, all its processes. */
  kill(): Promise<void>
  /** Starts Chromium again on the same profile and opens a path. */
  restart(path?: string): Promise<Page>
  /** The server is killed and the browser told that it is offline: neither page nor service worker reaches anything. */
  goOffline(): Promise<void>
  goOnline(): Promise<void>
  /** This tablet alone loses the wifi; the server and the other tablets go on. */
  loseWifi(): Promise<void>
  findWifi(): Promise<void>
  resize(size: Size): Promise<void>
}

/** A tap that finds nothing says so soon; pages start cold, so going somewhere may take longer. */
const TAP_LIMIT_MS = 15_000
/** What a page says of the wifi it had not may still come this long after it is back. */
const SETTLE_MS = 3_000

async function preparePage(context: BrowserContext, clock: ClockFile) {
  await context.exposeBinding('readTestClock', () => clock.read())
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(TAP_LIMIT_MS)
  page.setDefaultNavigationTimeout(2 * TAP_LIMIT_MS)
  await page.setViewportSize(SIZES.wide)
  return page
}

/**
 * Waits for an active worker that controls the page; its install step has then stored every file. (Polled from here:
 * page.waitForFunction takes the promise of an async function for a yes.)
 */
async function waitForWorker(page: Page) {
  const isReady = () =>
    page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      return active?.state === 'activated' && navigator.serviceWorker.controller !== null
    })
  await expect.poll(isReady, { message: 'the app is on the tablet', timeout: 30_000 }).toBe(true)
}

/** Starts a tablet; its profile folder outlives its deaths. */
export async function startTablet(profile: string, server: ServerApp, clock: ClockFile): Promise<Tablet> {
  let wifiSince = 0
  const hasWifi = () => Date.now() - wifiSince > SETTLE_MS
  const complaints = collectComplaints(() => server.isUp() && hasWifi())
  let running: { app: ChromiumApp; context: BrowserContext; page: Page } | null = null

  const current = () => {
    if (!running) throw new Error('the tablet is off: call restart()')
    return running
  }
  const start = async () => {
    const app = await startChromium(profile, server.origin)
    const context = app.browser.contexts()[0]
    if (!context) throw new Error('Chromium has no default context')
    complaints.watch(context)
    running = { app, context, page: await preparePage(context, clock) }
  }
  const open = async (path = '/') => {
    const { page } = current()
    await page.goto(`${server.origin}${path}`)
    return page
  }
  clock.onChange(async () => {
    await running?.page.evaluate(() => void window.dispatchEvent(new Event('test-clock')))
  })
  await start()
  return {
    get page() {
      return current().page
    },
    get context() {
      return current().context
    },
    complaints,
    open,
    readyOffline: () => waitForWorker(current().page),
    kill: async () => {
      const { app } = current()
      running = null
      await app.kill()
    },
    restart: async (path) => {
      if (running) throw new Error('the tablet is still on: call kill() first')
      await start()
      return open(path)
    },
    goOffline: async () => {
      await server.kill()
      await current().context.setOffline(true)
    },
    goOnline: async () => {
      await server.start()
      await current().context.setOffline(false)
      wifiSince = Date.now()
    },
    loseWifi: async () => {
      wifiSince = Number.POSITIVE_INFINITY
      await current().context.setOffline(true)
    },
    findWifi: async () => {
      await current().context.setOffline(false)
      wifiSince = Date.now()
    },
    resize: (size) => current().page.setViewportSize(SIZES[size]),
  }
}
