/**
 * What an end-to-end test starts from. Each test has its own server process, data folder, clock and tablet:
 *
 *   import { expect, test } from './support/test.ts'
 *   test('[A6.5] at 20 minutes …', async ({ tablet, server, clock }) => {
 *     const page = await tablet.open('/')          // first start; page is a Playwright page
 *     await tablet.readyOffline()                  // everything is on the tablet
 *     await tablet.goOffline()                     // the server is killed, the network gone; goOnline() brings both back
 *     await clock.advance(20)                      // minutes; also set('2026-07-10T10:00:00+08:00') and rate(60)
 *     await tablet.kill(); await tablet.restart()  // SIGKILL, then the same profile again
 *     await server.kill(); await server.start()    // same port, same data
 *     await expectAccessible(tablet.page)          // support/look.ts, also takePictures(tablet, 'today')
 *     await colleague.open()                       // a second tablet of the shop, for tests that ask for it
 *     await colleague.loseWifi()                   // that tablet alone; findWifi() brings it back
 *   })
 *
 * A console error fails the test unless it was allowed: `tablet.complaints.allow(/…/)`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { type ClockFile, createClockFile } from './clock-file.ts'
import { type ServerApp, startServer } from './server-app.ts'
import { startTablet, type Tablet } from './tablet.ts'

export { expect }

export type Options = {
  /** What the clock shows at the start: a Monday morning in winter, in Shanghai. */
  startsAt: string
  /** The folder with the server and the app to serve; null for dist. */
  siteFolder: string | null
}
type Fixtures = {
  folder: string
  clock: ClockFile
  server: ServerApp
  tablet: Tablet
  colleague: Tablet
}

async function lendTablet(
  profile: string,
  server: ServerApp,
  clock: ClockFile,
  use: (tablet: Tablet) => Promise<void>,
) {
  mkdirSync(profile)
  const tablet = await startTablet(profile, server, clock)
  await use(tablet)
  await tablet.kill().catch(() => undefined)
  expect(tablet.complaints.list(), 'the console stays clean').toEqual([])
}

export const test = base.extend<Options & Fixtures>({
  startsAt: ['2026-11-23T10:00:00+08:00', { option: true }],
  siteFolder: [null, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'steamkeeper-'))
    mkdirSync(join(folder, 'data'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  },
  clock: ({ folder, startsAt }, use) => use(createClockFile(folder, startsAt)),
  server: async ({ folder, clock, siteFolder }, use) => {
    const site = siteFolder ? { folder: siteFolder } : {}
    const server = await startServer({ dataDir: join(folder, 'data'), clockPath: clock.path, ...site })
    await use(server)
    await server.kill()
  },
  tablet: ({ folder, server, clock }, use) => lendTablet(join(folder, 'profile'), server, clock, use),
  colleague: ({ folder, server, clock }, use) => lendTablet(join(folder, 'profile-2'), server, clock, use),
})
