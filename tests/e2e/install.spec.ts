import { handOf } from './drive/hand.ts'
import { startAgain, unlock } from './drive/lock.ts'
import { takeSampleShop } from './drive/shop.ts'
import { words } from './drive/words.ts'
import { copySite, type Site } from './support/site.ts'
import { expect, test } from './support/test.ts'

const deploying = test.extend<{ site: Site }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  site: async ({}, use) => {
    const site = copySite()
    await use(site)
    site.remove()
  },
  siteFolder: ({ site }, use) => use(site.folder),
})
const SHELL = '#app > *'

test('can be installed: Chromium finds no error in manifest, icons and pictures', async ({
  tablet,
  server,
}) => {
  const page = await tablet.open()
  await tablet.readyOffline()
  const session = await tablet.context.newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  expect(installabilityErrors).toEqual([])
  const { errors, data } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const manifest = JSON.parse(data ?? '{}')
  expect(manifest).toMatchObject({
    name: '瓮管家',
    lang: 'zh-CN',
    display: 'standalone',
    theme_color: '#f6f1e9',
  })
  for (const { src, type } of [...manifest.icons, ...manifest.screenshots]) {
    const answer = await fetch(`${server.origin}${src}`)
    expect([src, answer.status, answer.headers.get('content-type')]).toEqual([src, 200, type])
  }
})

test('opens with no network and no server, at any page, also after the browser was killed', async ({
  tablet,
}) => {
  await tablet.open()
  await tablet.readyOffline()
  await tablet.goOffline()
  await tablet.page.reload()
  await expect(tablet.page.locator(SHELL).first()).toBeVisible()
  await tablet.kill()
  const page = await tablet.restart('/')
  await expect(page.locator(SHELL).first()).toBeVisible()
  await page.goto(new URL('/rooms', page.url()).href)
  await expect(page.locator(SHELL).first()).toBeVisible()
})

test('the tablet may be asked to keep the data, and tells its answer', async ({ tablet }) => {
  const page = await tablet.open()
  expect(await page.evaluate(() => navigator.storage.persist())).toBe(true)
  expect(await page.evaluate(() => navigator.storage.persisted())).toBe(true)
})

test('what is missing is a 404 from the server and from the service worker alike', async ({
  tablet,
  server,
}) => {
  const page = await tablet.open()
  await tablet.readyOffline()
  tablet.complaints.allow(/404/)
  const paths = ['/assets/gone-12345678.js', '/gone.png', '/api/gone']
  for (const path of paths) expect((await fetch(`${server.origin}${path}`)).status).toBe(404)
  const seen = await page.evaluate(
    (all) => Promise.all(all.map(async (path) => (await fetch(path)).status)),
    paths,
  )
  expect(seen).toEqual([404, 404, 404])
})

/** At once, or when the old worker has fallen idle (client/updates.ts). */
const TAKE_OVER_MS = 45_000

deploying(
  'a new version waits until it is asked, then takes over, and the old files are gone',
  async ({ tablet, site }) => {
    const page = await tablet.open()
    await tablet.readyOffline()
    const running = () => page.locator('meta[name=version]').getAttribute('content')
    expect(await running()).toBe(site.version)

    const next = site.deploy()
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    const waiting = () =>
      page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state ?? 'none')
    await expect.poll(waiting).toBe('installed')
    await page.reload()
    expect(await running()).toBe(site.version)

    // Nobody asks before the app has come up and fetched what it fetches beside the first screen.
    await page.waitForLoadState('networkidle')
    await page.waitForTimeout(3_000)

    const told = await page.evaluate(async () => {
      const { waiting } = await navigator.serviceWorker.ready
      const { port1, port2 } = new MessageChannel()
      const answer = new Promise((resolve) => {
        port1.onmessage = ({ data }) => resolve(data)
      })
      waiting?.postMessage({ v: 1, type: 'GET_VERSION' }, [port2])
      return answer
    })
    expect(told).toEqual({ v: 1, version: next })

    // Asked again every few seconds, as the app does; it reloads in between.
    const askedAndRunning = async () => {
      await page.evaluate(async () => {
        const { waiting } = await navigator.serviceWorker.ready
        waiting?.postMessage({ type: 'SKIP_WAITING' })
      })
      return await running()
    }
    await expect
      .poll(() => askedAndRunning().catch(() => null), { timeout: TAKE_OVER_MS, intervals: [3_000] })
      .toBe(next)
    await expect(page.locator(SHELL).first()).toBeVisible()
    await tablet.goOffline()
    await page.reload()
    expect(await running()).toBe(next)
  },
)

deploying(
  'a new version is offered on the screen, taken by a tap, and proved',
  async ({ tablet, clock, site }) => {
    const page = await tablet.open()
    await takeSampleShop(handOf({ tablet, clock }))
    await tablet.readyOffline()
    const next = site.deploy()
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    const { update } = words.shell
    await expect(page.getByText(update.ready(next))).toBeVisible()
    await page.getByRole('button', { name: update.activate }).click()
    await unlock(handOf({ tablet, clock }))
    await expect(page.getByText(update.done(next))).toBeVisible()
    await tablet.goOffline()
    await tablet.kill()
    await startAgain(handOf({ tablet, clock }))
    await expect(tablet.page.getByText(update.done(next))).toHaveCount(0)
    await expect(tablet.page.locator('meta[name=version]')).toHaveAttribute('content', next)
  },
)
