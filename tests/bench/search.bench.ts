/**
 * The list of 20,000 sealed guests, with the processor slowed four times as on a cheap tablet: how long it takes to open and
 * whether the screen freezes meanwhile, the first time and again; and how long a letter of a search takes, from the key to the
 * list that fits it. Printed beside a frame of the same run, and beside the page's own work, which other programs do not lengthen.
 */
import type { Page } from '@playwright/test'
import { handOf } from '../e2e/drive/hand.ts'
import { reload } from '../e2e/drive/lock.ts'
import { sealed } from '../e2e/drive/opened.ts'
import { putRows, viewRow } from '../e2e/drive/seed.ts'
import { goToPlace, takeSampleShop } from '../e2e/drive/shop.ts'
import { words } from '../e2e/drive/words.ts'
import { expect, test } from '../e2e/support/test.ts'

const SLOWED = 4
const GUESTS = 20_000
const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const GIVEN = [...'秀兰大成小芳建军丽华国庆若曦晓芸志强美玲海燕春梅永福']

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** Invented names, marked as sample data. */
function sampleGuest(n: number) {
  const name = `${FAMILY[n % FAMILY.length]}${GIVEN[(n * 7) % GIVEN.length]}${GIVEN[(n * 11) % GIVEN.length]}`
  const gender = n % 3 === 0 ? 'male' : 'female'
  const phone = `100${String(n).padStart(8, '0')}`
  return viewRow('guests', `bench-guest-${n}`, {
    name,
    address: `${name.charAt(0)}女士`,
    gender,
    phone,
    sample: true,
  })
}

/** Milliseconds of work of the page since the last asking, waiting left out. */
async function workMeter(page: Page): Promise<() => Promise<number>> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  let last = 0
  return async () => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    const total = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
    const since = total - last
    last = total
    return since
  }
}

/** Goes to the guests and waits for their list: how long it took, and the longest that the screen stood still. */
function openListMs(page: Page): Promise<{ readonly took: number; readonly worst: number }> {
  return page.evaluate(async () => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const link = document.querySelector<HTMLElement>('a[href="/guests"]')
    if (!link) throw new Error('no way to the guests')
    const began = performance.now()
    let [last, worst] = [began, 0]
    link.click()
    while (!/\d{5}/.test(document.querySelector('main header [role=status]')?.textContent ?? '')) {
      const at = await frame()
      worst = Math.max(worst, at - last)
      last = at
    }
    return { took: performance.now() - began, worst }
  })
}

/** Types one letter more and waits for the count that belongs to it. */
function letterMs(
  page: Page,
  label: string,
  text: string,
): Promise<{ readonly took: number; readonly frame: number }> {
  return page.evaluate(
    async ([name, typed]) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      const field = document.querySelector<HTMLInputElement>('main input[type=search]')
      const count = document.querySelector('main header [role=status]')
      if (!field || !count) throw new Error(`no field ${name}`)
      const [first, second] = [await frame(), await frame()]
      const before = count.textContent
      const began = performance.now()
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, typed)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      while (count.textContent === before) await frame()
      await frame()
      return { took: performance.now() - began, frame: second - first }
    },
    [label, text] as const,
  )
}

test('20,000 sealed guests open without a freeze, and a letter of a search answers at once', async ({
  tablet,
  clock,
}) => {
  await tablet.open('/')
  const hand = handOf({ tablet, clock })
  await takeSampleShop(hand)
  const { page } = tablet
  const guests = Array.from({ length: GUESTS }, (_, n) => sampleGuest(n))
  await putRows(page, 'view', await sealed(page, guests))
  await reload(hand)
  const work = await workMeter(page)
  const lists: string[] = []
  for (const which of ['first', 'again']) {
    await goToPlace(hand, 'today')
    await work()
    const { took, worst } = await openListMs(page)
    lists.push(
      `${which} ${took.toFixed(0)} ms (${(await work()).toFixed(0)} of work), stood still for ${worst.toFixed(0)} ms at most`,
    )
  }
  console.log(`list of ${GUESTS} sealed guests, CPU ÷ ${SLOWED}: ${lists.join('; ')}`)
  // The dictionary of first letters comes by itself.
  await page.getByRole('searchbox').fill('wxl')
  await expect(page.getByRole('main').getByRole('status')).toContainText(/\d+ .*20/)
  await page.getByRole('searchbox').fill('')
  const took: number[] = []
  const works: number[] = []
  const frames: number[] = []
  for (const text of ['w', 'wx', 'wxl', '王', '王秀', '王秀兰', '1', '12', '123', '1234']) {
    await work()
    const one = await letterMs(page, words.guests.search, text)
    works.push(await work())
    took.push(one.took)
    frames.push(one.frame)
  }
  const [letter, frame] = [median(took), median(frames)]
  console.log(
    `search among ${GUESTS} guests, CPU ÷ ${SLOWED}: a letter ${letter.toFixed(0)} ms at the median, ` +
      `${Math.max(...took).toFixed(0)} ms at worst, ${(letter / frame).toFixed(1)} frames; ` +
      `${median(works).toFixed(0)} ms of work at the median, ${Math.max(...works).toFixed(0)} at worst`,
  )
})
