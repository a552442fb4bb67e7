/**
 * How long a tick takes, with the processor slowed four times as on a cheap tablet: from the tap to the frame that
 * shows it, and to "kept". Printed as ratios: frames a tap took, what strict durability costs over relaxed, and what sealing
 * costs over none (commit-page.ts, the tablet's own commit in both ways by turns).
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { build } from 'vite'
import { handOf } from '../e2e/drive/hand.ts'
import { takeSampleShop } from '../e2e/drive/shop.ts'
import { arrive } from '../e2e/drive/today.ts'
import { expect, test } from '../e2e/support/test.ts'
import type { Measured } from './commit-page.ts'

const SLOWED = 4
const TAPS = 12
const COMMITS = 60

type Tap = { readonly shown: number; readonly kept: number; readonly frame: number }

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** Taps the row and times what the page shows: pressed in the next frame, and the undo button once it is on disk. */
function tapOnce(page: Page, name: string): Promise<Tap> {
  return page.evaluate(async (label) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const row = [...document.querySelectorAll<HTMLElement>('main button[aria-pressed]')].find((one) =>
      one.textContent?.startsWith(label),
    )
    if (!row) throw new Error(`no row ${label}`)
    const [first, second] = [await frame(), await frame()]
    const began = performance.now()
    row.click()
    const until = async (isThere: () => boolean) => {
      while (!isThere()) await frame()
      return performance.now() - began
    }
    const shown = await until(() => row.getAttribute('aria-pressed') === 'true')
    const kept = await until(() => row.closest('[class*="done"]') !== null)
    return { shown, kept, frame: second - first }
  }, name)
}

/** Milliseconds a commit of one small record takes in this browser's IndexedDB, by durability. */
function commitMs(page: Page, durability: 'strict' | 'relaxed'): Promise<number> {
  return page.evaluate(
    async ([mode, count]) => {
      const opened = indexedDB.open(`bench-${mode}`, 1)
      opened.onupgradeneeded = () => opened.result.createObjectStore('rows')
      await new Promise((resolve) => opened.addEventListener('success', resolve))
      const began = performance.now()
      for (let n = 0; n < count; n += 1) {
        const tx = opened.result.transaction('rows', 'readwrite', { durability: mode })
        tx.objectStore('rows').put({ n, text: 'x'.repeat(500) }, n)
        await new Promise((resolve) => tx.addEventListener('complete', resolve))
      }
      const took = (performance.now() - began) / count
      opened.result.close()
      indexedDB.deleteDatabase(`bench-${mode}`)
      return took
    },
    [durability, COMMITS] as const,
  )
}

test('a tick answers within a frame', async ({ tablet, clock }) => {
  await tablet.open('/')
  const hand = handOf({ tablet, clock })
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  const { page } = tablet
  const row = page.getByRole('button', { name: /^迎接顾客/ })
  await expect(row).toBeVisible()
  const cdp = await tablet.context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
  const taps: Tap[] = []
  for (let n = 0; n < TAPS; n += 1) {
    taps.push(await tapOnce(page, '迎接顾客'))
    await page.getByRole('button', { name: /^撤销/ }).click()
    await expect(row).toHaveAttribute('aria-pressed', 'false')
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const [strict, relaxed] = [await commitMs(page, 'strict'), await commitMs(page, 'relaxed')]
  const frame = median(taps.map((tap) => tap.frame))
  const ratio = (name: 'shown' | 'kept') => (median(taps.map((tap) => tap[name])) / frame).toFixed(1)
  console.log(`tap → shown: ${ratio('shown')} frames; tap → kept: ${ratio('kept')} frames (CPU ÷ ${SLOWED})`)
  console.log(`strict ÷ relaxed commit: ${(strict / relaxed).toFixed(2)}`)
})

/** The page's script, bundled from the tablet's own sources. */
async function commitPage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-'))
  const input = fileURLToPath(new URL('./commit-page.ts', import.meta.url))
  await build({
    configFile: false,
    logLevel: 'error',
    build: { outDir, rolldownOptions: { input }, modulePreload: false },
  })
  const [script] = readdirSync(join(outDir, 'assets')).filter((name) => name.endsWith('.js'))
  const text = readFileSync(join(outDir, 'assets', String(script)), 'utf8')
  rmSync(outDir, { recursive: true })
  return text
}

test('a tick with sealing beside one without', async ({ tablet }) => {
  const { page } = tablet
  const script = await commitPage()
  const origin = 'http://localhost:1/'
  await page.route(`${origin}**`, (route) =>
    route.request().url() === origin
      ? route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><script type="module" src="bench.js"></script>',
        })
      : route.fulfill({ contentType: 'text/javascript', body: script }),
  )
  await page.goto(origin)
  await page.waitForFunction(() => 'measure' in window)
  const cdp = await tablet.context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
  const { sealed, clear } = await page.evaluate(
    (times) => (window as unknown as { measure(times: number): Promise<Measured> }).measure(times),
    COMMITS,
  )
  console.log(
    `commit of a tick, CPU ÷ ${SLOWED}: sealed ÷ clear ${(median(sealed) / median(clear)).toFixed(2)} ` +
      `(${median(sealed).toFixed(1)} and ${median(clear).toFixed(1)} ms at the median)`,
  )
})
