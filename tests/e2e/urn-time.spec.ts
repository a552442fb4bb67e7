/** One time for all tablets, whatever their own clocks say (D13, HLC1, HLC3). */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { handOf, pageOf } from './drive/hand.ts'
import { connectShop } from './drive/join.ts'
import { lookAt } from './drive/look-at.ts'
import { goToPlace, takeSampleShop } from './drive/shop.ts'
import { toStart } from './drive/stages.ts'
import { confirmOff, dial, HALF_HOUR_MS, shownLeft, startedAt, startSteam } from './drive/steam.ts'
import { expectAllSent, joinShop } from './drive/sync.ts'
import { arrive, strip } from './drive/today.ts'
import { createClockFile } from './support/clock-file.ts'
import { startTablet } from './support/tablet.ts'
import { expect, test } from './support/test.ts'

const MINUTE_MS = 60_000
/** What the way to a server on a busy machine makes of a measured clock. */
const SLACK_MS = 15_000

test('[D13] [HLC3] a guest started on a tablet that runs an hour ahead, without network, gets no minute more on another', async ({
  folder,
  server,
  clock,
  tablet,
  startsAt,
}) => {
  const right = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(right)
  await connectShop(right, server)

  mkdirSync(join(folder, 'fast'))
  const fastClock = createClockFile(join(folder, 'fast'), startsAt)
  const profile = join(folder, 'profile-fast')
  mkdirSync(profile)
  const fastTablet = await startTablet(profile, server, fastClock)
  const fast = handOf({ tablet: fastTablet, clock: fastClock })
  try {
    await fastTablet.open()
    await joinShop(fast, '周敏')
    await arrive(fast, '陈先生')
    await toStart(fast, /^5 号房/)
    await expectAllSent(pageOf(fast))

    await fastTablet.loseWifi()
    await fastClock.set(clock.now() + 60 * MINUTE_MS)
    const aheadMs = fastClock.now() - clock.now()
    await startSteam(fast, '1', 30)
    const trueStart = (await startedAt(fast)) - aheadMs
    expect(Math.abs(clock.now() - trueStart), 'dated by its own clock').toBeLessThan(MINUTE_MS)
    await clock.advance(8)
    await fastClock.advance(8)
    await fastTablet.findWifi()
    await expectAllSent(pageOf(fast))
    await strip(right).getByRole('link', { name: /陈/ }).click()
    await expect(dial(right)).toBeVisible()
    // Until the tablet has told when the guest really came in, the others count from when the start arrived.
    await expect
      .poll(async () => trueStart + HALF_HOUR_MS - clock.now() - (await shownLeft(right)), {
        timeout: 40_000,
      })
      .toBeGreaterThan(-SLACK_MS)
    await expect
      .poll(async () => Math.abs((await shownLeft(fast)) - (await shownLeft(right))), {
        message: 'its own dial is not set back, and says the same',
      })
      .toBeLessThan(SLACK_MS)
    await goToPlace(right, 'rooms')
    await lookAt(tablet, 'rooms-steaming')

    await clock.advance(22)
    await fastClock.advance(22)
    await confirmOff(fast)
    await expectAllSent(pageOf(fast))
    await goToPlace(fast, 'today')
    // Half an hour and some minutes past ten, by the server.
    await expect(pageOf(fast).getByRole('main')).toContainText(/10:[34]\d/)
  } finally {
    expect(fastTablet.complaints.list(), 'the console stays clean').toEqual([])
    await fastTablet.kill().catch(() => undefined)
  }
})
