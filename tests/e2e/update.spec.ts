import { button, handOf, pageOf } from './drive/hand.ts'
import { goAnew, reload, unlock } from './drive/lock.ts'
import { idOnScreen, visitOnScreen } from './drive/records.ts'
import { goToPlace, takeSampleShop } from './drive/shop.ts'
import { toStart } from './drive/stages.ts'
import { dial, startedAt, startSteam, stop } from './drive/steam.ts'
import { choose, goTo } from './drive/steps.ts'
import { arrive, strip } from './drive/today.ts'
import { words } from './drive/words.ts'
import { copySite, type Site } from './support/site.ts'
import { expect, test } from './support/test.ts'

const { shell, shop, visit } = words
const deploying = test.extend<{ site: Site }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  site: async ({}, use) => {
    const site = copySite()
    await use(site)
    site.remove()
  },
  siteFolder: ({ site }, use) => use(site.folder),
})

deploying(
  'a new version waits while somebody steams and says so, activates on a tap afterwards, and proves that it did',
  async ({ tablet, clock, site }) => {
    const hand = handOf({ tablet, clock })
    await tablet.open()
    await tablet.readyOffline()
    await takeSampleShop(hand)
    await arrive(hand, '刘女士')
    await toStart(hand, /^6 号房/)
    await startSteam(hand, '1', 30)
    const startAt = await startedAt(hand)
    const id = idOnScreen(pageOf(hand))
    const running = () => pageOf(hand).locator('meta[name=version]').getAttribute('content')

    const next = site.deploy()
    await goToPlace(hand, 'shop')
    await expect(pageOf(hand).getByRole('main')).toContainText(site.version)
    await button(hand, shop.version.check).click()
    const banner = pageOf(hand).getByRole('status')
    await expect(banner.filter({ hasText: shell.update.waits(1) })).toBeVisible()
    await expect(button(hand, shell.update.activate)).toHaveCount(0)
    await reload(hand)
    await expect(banner.filter({ hasText: shell.update.waits(1) })).toBeVisible()
    expect(await running(), 'a reload does not activate it').toBe(site.version)

    await strip(hand)
      .getByRole('link', { name: /刘女士/ })
      .click()
    await expect(dial(hand)).toBeVisible()
    await stop(hand, 'guestWish')
    await expect(
      banner.filter({ hasText: shell.update.waits(1) }),
      'nobody has led the guest out',
    ).toBeVisible()
    await goTo(hand, 'A7')
    await choose(hand, 'A7.2-support', 'left')
    await expect(banner.filter({ hasText: shell.update.ready(next) })).toBeVisible()
    await button(hand, shell.update.activate).click()
    await unlock(hand)
    await expect(banner.filter({ hasText: shell.update.done(next) })).toBeVisible({ timeout: 20_000 })
    expect(await running()).toBe(next)
    await expect(pageOf(hand)).toHaveURL(new RegExp(id))
    expect((await visitOnScreen(pageOf(hand))).fields['A5.11-start#1'].at).toBe(startAt)
    await goToPlace(hand, 'shop')
    await expect(pageOf(hand).getByRole('main')).toContainText(next)
    await button(hand, shell.update.dismiss).click()
    await expect(banner.filter({ hasText: shell.update.done(next) })).toHaveCount(0)

    await tablet.goOffline()
    await goAnew(hand, `/visit/${id}`)
    await expect(pageOf(hand).getByRole('navigation', { name: visit.stages })).toBeVisible()
    expect(await running()).toBe(next)
  },
)
