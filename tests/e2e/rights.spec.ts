/** Rights between three people on two tablets: who is masked for whom, what the front desk sees, and work that a right was withdrawn from. */

import { SAMPLE_PIN } from '../../src/domain/people/pin.ts'
import { lock } from '../../src/ui/strings/zh-cn/lock.ts'
import { rights } from '../../src/ui/strings/zh-cn/rights.ts'
import { button, type Hand, handOf, option, pageOf, sheet, typeInto } from './drive/hand.ts'
import { connectShop } from './drive/join.ts'
import { goAnew, lockScreen, typePin, unlock } from './drive/lock.ts'
import { changeWho, goToPlace, takeSampleShop } from './drive/shop.ts'
import { exchangeNow, expectAllSent, joinShop, openedRecords, openPanel } from './drive/sync.ts'
import { toToday, walkIn } from './drive/today.ts'
import { words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

const MANAGER = '陈国华'
const NEW_GUEST = '林小满'
const { guests, shop, sync } = words

const guestRow = (hand: Hand, name: RegExp) =>
  pageOf(hand).getByRole('list', { name: guests.list }).getByRole('button', { name })

async function changePresence(hand: Hand, name: RegExp, presence: string): Promise<void> {
  await goToPlace(hand, 'shop')
  await pageOf(hand).getByRole('region', { name: shop.staff.title }).getByRole('button', { name }).click()
  await option(sheet(hand), shop.staff.presence, presence).click()
  await sheet(hand).getByRole('button', { name: shop.save, exact: true }).click()
  await expect(sheet(hand)).toBeHidden()
}

test('[SEC8] a guest is masked until their visit, and the front desk sees nothing of their health', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const [one, two] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  await tablet.open()
  await takeSampleShop(one, MANAGER)
  await connectShop(one, server)
  await colleague.open()
  await joinShop(two, '周敏')

  await goToPlace(two, 'guests')
  await expect(guestRow(two, /李\*\*/)).toBeVisible()
  await expect(pageOf(two).getByRole('main')).not.toContainText(/李大成|2275/)
  await guestRow(two, /李\*\*/).click()
  await expect(sheet(two)).toContainText(rights.masked.title)
  await sheet(two).getByRole('button', { name: guests.page.close, exact: true }).click()

  await toToday(one)
  await walkIn(one, '2275', /李先生/)
  const visit = new URL(pageOf(one).url()).pathname
  await expectAllSent(pageOf(one))
  await expect(guestRow(two, /李大成.*2275/)).toBeVisible({ timeout: 60_000 })

  await changeWho(two, '吴静')
  await goAnew(two, visit)
  await expect(pageOf(two).getByText(rights.health.panel)).toBeVisible()
  await expect(pageOf(two).getByText(rights.health.row).first()).toBeVisible()
})

test('[SEC7] [S2] what was done before a right was withdrawn is parked, and counts once the manager has accepted it', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const [one, two] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  await tablet.open()
  await takeSampleShop(one, MANAGER)
  await connectShop(one, server)
  await colleague.open()
  await joinShop(two, '周敏')
  await expectAllSent(pageOf(two))

  await colleague.readyOffline()
  await colleague.loseWifi()
  await goToPlace(two, 'guests')
  await button(two, guests.add).click()
  await typeInto(two, guests.form.name, NEW_GUEST)
  await sheet(two).getByRole('button', { name: guests.form.save, exact: true }).click()
  await expect(sheet(two)).toContainText(NEW_GUEST)
  await sheet(two).getByRole('button', { name: guests.page.close, exact: true }).click()

  await clock.advance(1)
  await changePresence(one, /周敏/, shop.staff.away)
  await expectAllSent(pageOf(one))
  await colleague.findWifi()
  // The tablet hears that she is on leave, and is locked.
  await expect(lockScreen(two)).toBeVisible({ timeout: 60_000 })
  await expect(
    lockScreen(two).getByRole('button', { name: new RegExp(`周敏.*${lock.onLeave}`) }),
  ).toBeDisabled()
  await unlock(two, '林晓芸')
  const named = async () =>
    [...(await openedRecords(server.origin, pageOf(one))).values()].filter(
      ({ table, fields }) => table === 'guests' && fields.name === NEW_GUEST,
    )

  await exchangeNow(one)
  const panel = await openPanel(one)
  const parked = panel.getByRole('region', { name: sync.parked.title })
  await expect(parked).toContainText(NEW_GUEST, { timeout: 60_000 })
  await expect(parked).toContainText('周敏')
  expect(await named()).toEqual([])
  await parked
    .getByRole('listitem')
    .filter({ hasText: NEW_GUEST })
    .getByRole('button', { name: /^采用/ })
    .click()
  await parked.getByRole('radio', { name: sync.parked.whys.accepted[0] ?? '' }).click()
  await parked.getByRole('button', { name: sync.parked.confirm.accepted, exact: true }).click()
  await expect(sheet(one, lock.ask.title)).toContainText(sync.parked.sign)
  await typePin(one, SAMPLE_PIN)
  await expect(parked.getByRole('listitem').filter({ hasText: NEW_GUEST })).toContainText(
    sync.parked.state.applied,
    { timeout: 60_000 },
  )
  expect(await named()).toHaveLength(1)
  await exchangeNow(two)
  const own = (await openPanel(two)).getByRole('region', { name: sync.unapplied.title })
  await expect(own).toContainText(sync.unapplied.since.applied, { timeout: 60_000 })
})
