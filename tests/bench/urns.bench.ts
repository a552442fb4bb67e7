/**
 * What the urns' clocks cost and how soon they speak, tab visible: from a check's due instant to the frame that says so;
 * twelve urns at once on the board with the processor slowed four times, against the same board with none, in one run.
 * Headless Chromium cannot show a locked screen, real sound, or what a tablet's maker does to a page in the background:
 * that is tried by hand, with the test button before steaming begins.
 */
import type { Page } from '@playwright/test'
import { MINUTE_MS } from '../../src/base/clock.ts'
import { type Hand, handOf, told } from '../e2e/drive/hand.ts'
import { goAnew, reload } from '../e2e/drive/lock.ts'
import { recordsOf } from '../e2e/drive/records.ts'
import { putRows, silence, viewRow } from '../e2e/drive/seed.ts'
import { goToPlace, takeSampleShop } from '../e2e/drive/shop.ts'
import { words } from '../e2e/drive/words.ts'
import { expect, test } from '../e2e/support/test.ts'

const URNS = 12
const SLOWED = 4
const LOOK_MS = 6_000
/** How long before the due instant the watch begins. */
const AHEAD_MS = 2_000
const DAY = '2026-11-23'

type Frames = {
  readonly median: number
  readonly worst: number
  readonly over50: number
  readonly shift: number
}

/** Every frame of a while, and how much the layout moved. */
function frames(page: Page): Promise<Frames> {
  return page.evaluate(async (lookMs) => {
    let shift = 0
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += (entry as unknown as { value: number }).value
    })
    observer.observe({ type: 'layout-shift' })
    const took: number[] = []
    let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    for (const end = last + lookMs; last < end; ) {
      const at = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      took.push(at - last)
      last = at
    }
    observer.disconnect()
    took.sort((a, b) => a - b)
    return {
      median: took[Math.floor(took.length / 2)] ?? Number.NaN,
      worst: took.at(-1) ?? Number.NaN,
      over50: took.filter((ms) => ms > 50).length / took.length,
      shift,
    }
  }, LOOK_MS)
}

/** Guests in so many urns, a minute apart, with rooms of their own. */
async function seedUrns(hand: Hand, page: Page): Promise<number> {
  const [shop] = await recordsOf(page, 'shop')
  const [staff] = await recordsOf(page, 'staff')
  const [guest] = await recordsOf(page, 'guests')
  const [room] = await recordsOf(page, 'rooms')
  const [urn] = await recordsOf(page, 'urns')
  if (!shop || !staff || !guest || !room || !urn) throw new Error('the sample shop is not there')
  const by = staff.id
  const now = hand.clock.now()
  const visits = Array.from({ length: URNS }, (_, n) => {
    const at = now - n * MINUTE_MS - 20_000
    const start = { value: { setting: '1', plannedMin: 30 }, at, by }
    const fields = {
      procedureId: shop.fields.procedureId,
      guestId: `bench-guest-${n}`,
      place: { roomId: `bench-room-${n}`, urnId: `bench-urn-${n}` },
      begun: { at: at - 20 * MINUTE_MS, by },
      consultant: { value: by, at, by },
      winter: true,
      'left:A1': { at, by },
      'left:A2': { at, by },
      'left:A3': { at, by },
      'left:A4': { at, by },
      'left:A5': { at, by },
      'A5.11-start#1': start,
    }
    return [
      viewRow('rooms', `bench-room-${n}`, { ...room.fields, name: `${n + 21} 号房` }),
      viewRow('urns', `bench-urn-${n}`, { ...urn.fields, roomId: `bench-room-${n}` }),
      viewRow('guests', `bench-guest-${n}`, { ...guest.fields, name: `客人${n}`, address: `客人${n}` }),
      viewRow('visits', `bench-visit-${n}`, fields, { open: 1, day: DAY }),
    ]
  })
  await putRows(page, 'view', visits.flat())
  return now - 20_000
}

test('twelve urns at once on the board, and a check that comes due', async ({ tablet, clock }) => {
  await tablet.open('/')
  await silence(tablet.context)
  const hand = handOf({ tablet, clock })
  await takeSampleShop(hand)
  await reload(hand)
  const { page } = tablet
  await goToPlace(hand, 'rooms')
  const cdp = await tablet.context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
  const none = await frames(page)
  const startAt = await seedUrns(hand, page)
  await reload(hand)
  await expect(page.getByRole('main').getByRole('img')).toHaveCount(URNS)
  await page.waitForTimeout(3_000)
  const twelve = await frames(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })

  await goAnew(hand, '/visit/bench-visit-0')
  await expect(page.getByRole('main').getByRole('img').first()).toBeVisible()
  const dueAt = startAt + 5 * MINUTE_MS
  await clock.set(dueAt - AHEAD_MS)
  const setAt = Date.now()
  await told(hand)
  const shownAt = await page.evaluate(async (due) => {
    while (!document.querySelector('main')?.textContent?.includes(due))
      await new Promise((resolve) => requestAnimationFrame(resolve))
    return Date.now()
  }, words.visit.steam.checkNow)

  const share = (part: number) => `${Math.round(part * 100)} %`
  console.log(
    `board, ${URNS} urns ÷ none, CPU ÷ ${SLOWED}: median frame ${(twelve.median / none.median).toFixed(2)}, ` +
      `worst ${(twelve.worst / none.worst).toFixed(2)} (worst is ${(twelve.worst / twelve.median).toFixed(1)} median frames); ` +
      `over 50 ms: ${share(twelve.over50)} of frames, with none ${share(none.over50)}; layout shift ${twelve.shift}`,
  )
  const late = shownAt - setAt - AHEAD_MS
  console.log(`check due → shown, tab visible: ${(late / 250).toFixed(1)} of the panel's quarter seconds`)
})
