/**
 * How long a PIN takes to open the tablet: from its sixth digit to the frame without the lock screen, with the real cost of a slot
 * (argon2id, 64 MiB, 3 passes), at full speed and with the processor slowed four times as on a cheap tablet. Beside it the page's own
 * work, which other programs on the machine do not lengthen.
 */
import type { CDPSession, Page } from '@playwright/test'
import { handOf } from '../e2e/drive/hand.ts'
import { lockScreen, OWN_PIN } from '../e2e/drive/lock.ts'
import { makeOwnShop } from '../e2e/drive/shop.ts'
import { words } from '../e2e/drive/words.ts'
import { expect, test } from '../e2e/support/test.ts'

const SLOWED = 4
const TIMES = 3

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

async function workOf(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

/** Resolves to the time between the last key and the first frame without the lock screen; begins to watch at once. */
function watchUnlock(page: Page, screen: string): Promise<{ readonly took: Promise<number> }> {
  return page
    .evaluateHandle((name) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      let began = 0
      window.addEventListener(
        'keydown',
        () => {
          began = performance.now()
        },
        true,
      )
      const took = (async () => {
        while (document.querySelector(`main[aria-label="${name}"]`)) await frame()
        return performance.now() - began
      })()
      return { took }
    }, screen)
    .then((handle) => ({ took: handle.evaluate(({ took }) => took) }))
}

test('a PIN opens the tablet', async ({ tablet, clock }) => {
  await tablet.open('/')
  const hand = handOf({ tablet, clock })
  const staff = [{ name: '方敏', role: 'manager' } as const]
  await makeOwnShop(hand, { name: '量时店', rooms: 1, staff, guests: [{ name: '王秀兰', gender: 'female' }] })
  const { page } = tablet
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  for (const rate of [1, SLOWED]) {
    const all: number[] = []
    const works: number[] = []
    for (let n = 0; n < TIMES; n += 1) {
      await page.reload()
      await expect(lockScreen(hand)).toBeVisible({ timeout: 30_000 })
      await expect(page.getByRole('button', { name: words.lock.pin.erase, exact: true })).toBeEnabled()
      await cdp.send('Emulation.setCPUThrottlingRate', { rate })
      await page.keyboard.type(OWN_PIN.slice(0, 5))
      const { took } = await watchUnlock(page, words.lock.screen)
      const before = await workOf(cdp)
      await page.keyboard.type(OWN_PIN.slice(5))
      all.push(await took)
      works.push((await workOf(cdp)) - before)
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    }
    console.log(
      `unlock, CPU ÷ ${rate}: ${median(all).toFixed(0)} ms at the median, ${Math.max(...all).toFixed(0)} at worst; ` +
        `${median(works).toFixed(0)} ms of work`,
    )
  }
})
