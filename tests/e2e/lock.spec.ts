import { words as sampleWords } from '../../src/domain/shop/sample-words-zh-cn.ts'
import { alarms } from './drive/alarms.ts'
import { button, type Hand, handOf, pageOf, pass, sheet, told } from './drive/hand.ts'
import { lockScreen, startAgain, typePin, unlock } from './drive/lock.ts'
import { lookAt } from './drive/look-at.ts'
import { idOnScreen, visitOnScreen } from './drive/records.ts'
import { putRows } from './drive/seed.ts'
import { pickWho, takeSampleShop } from './drive/shop.ts'
import { toStart } from './drive/stages.ts'
import { dial, startedAt, startSteam } from './drive/steam.ts'
import { row } from './drive/steps.ts'
import { arrive, register } from './drive/today.ts'
import { labelOf, words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

const { lock, alarm, shell } = words
const { emergency } = shell
const MINUTE_MS = 60_000
/** Whatever a guest of the sample shop is called. */
const NAMES = Object.values(sampleWords.guests).flatMap(({ name, address }) => [name, address])

async function lockNow(hand: Hand): Promise<void> {
  await pageOf(hand)
    .getByRole('banner')
    .getByRole('button', { name: /现在操作的是/ })
    .click()
  await sheet(hand, shell.who.title).getByRole('button', { name: lock.lockNow, exact: true }).click()
  await expect(lockScreen(hand)).toBeVisible()
}

/** Nothing in the page says who a guest is: no text, no label, nothing that is hidden. */
async function expectNameless(hand: Hand): Promise<void> {
  const html = await pageOf(hand).evaluate(() => document.documentElement.outerHTML + document.title)
  expect(NAMES.filter((name) => html.includes(name))).toEqual([])
}

test('[SEC6] [D13] a locked tablet with an urn running: its alarm calls by room, anybody says "off", and a colleague goes on at the same step', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  await toStart(hand, /^6 号房/)
  await startSteam(hand, '1', 30)
  const [startAt, id] = [await startedAt(hand), idOnScreen(pageOf(hand))]
  await lockNow(hand)
  const urns = pageOf(hand).getByRole('region', { name: lock.urns.title })
  await expect(urns).toContainText('6 号房')
  await expectNameless(hand)
  await lookAt(tablet, 'lock-urn')

  await clock.set(startAt + 30 * MINUTE_MS + 20_000)
  await told(hand)
  await expect(alarms(hand).getByRole('alert').first()).toContainText(alarm.over('6 号房', 30))
  await expectNameless(hand)
  await lookAt(tablet, 'lock-alarm')
  await button(hand, lock.urns.offWhere('6 号房')).click()
  await expect(sheet(hand)).toContainText(lock.urns.confirmOffLine)
  await lookAt(tablet, 'lock-confirm-off')
  await button(hand, lock.urns.yes).click()
  await expect(button(hand, lock.urns.outWhere('6 号房'))).toBeVisible()
  await button(hand, emergency).click()
  await expect(sheet(hand, emergency)).toBeVisible()
  await expectNameless(hand)
  await pageOf(hand).keyboard.press('Escape')

  await pickWho(hand, '周敏')
  expect(idOnScreen(pageOf(hand)), 'the same visit').toBe(id)
  const { fields } = await visitOnScreen(pageOf(hand))
  expect(fields['A6.6-off#1']).toMatchObject({ by: 'setup', value: { how: 'off' } })
})

test('[SEC5] [SEC2] first thing in the morning without any network: wrong PINs wait over a restart and a clock set back, the right one opens', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await tablet.readyOffline()
  await takeSampleShop(hand)
  await tablet.goOffline()
  await tablet.kill()
  await clock.advance(11 * 60)
  await tablet.restart()
  const screen = () => lockScreen(hand)
  const wait = () => screen().getByText(/^输错的次数多了，(1:00|0:\d\d) 后才能再试。$/)
  await expect(screen()).toBeVisible()
  await expectNameless(hand)
  await lookAt(tablet, 'lock-morning')
  await screen().getByRole('button', { name: /周敏/ }).click()
  for (let n = 1; n <= 5; n += 1) {
    await typePin(hand, '135790')
    if (n === 1) await expect(screen()).toContainText(lock.pin.wrong)
  }
  await expect(wait()).toBeVisible()
  await lookAt(tablet, 'lock-wait')
  await expect(button(hand, lock.pin.erase)).toBeDisabled()

  await tablet.kill()
  await clock.advance(-30)
  await tablet.restart()
  await screen().getByRole('button', { name: /周敏/ }).click()
  await expect(wait(), 'half an hour was taken back').toBeVisible()
  await expect(button(hand, lock.pin.erase)).toBeDisabled()
  await screen()
    .getByRole('button', { name: /林晓芸/ })
    .click()
  await expect(button(hand, lock.pin.erase), 'nobody else waits').toBeEnabled()
  await clock.advance(32)
  await told(hand)
  await unlock(hand, '周敏')
  await expect(register(hand)).toContainText('吴女士')
})

test('[SEC6] a tablet that nobody touches locks by itself, each of its pages by itself, and leads back to the same step and what was half typed', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  const id = idOnScreen(pageOf(hand))
  await putRows(pageOf(hand), 'device', [{ name: 'lockAfterMin', value: 2 }])
  const other = await tablet.context.newPage()
  await other.goto(pageOf(hand).url())
  await expect(other.getByRole('main', { name: lock.screen }), 'another page has no key').toBeVisible()
  expect(await pageOf(hand).getByRole('navigation', { name: words.visit.stages }).isVisible()).toBe(true)
  await other.close()
  const note = () => sheet(hand, labelOf('A2.2-features')).getByRole('textbox')
  await row(hand, 'A2.2-features').getByRole('button').first().click()
  await note().fill('怕热，喜欢靠窗')
  await pass(hand, 1)
  await pageOf(hand).waitForTimeout(6_000)
  await expect(lockScreen(hand)).toHaveCount(0)
  await pass(hand, 2)
  await expect(lockScreen(hand)).toBeVisible()
  await expectNameless(hand)
  await unlock(hand)
  expect(idOnScreen(pageOf(hand))).toBe(id)
  await expect(note()).toHaveValue('怕热，喜欢靠窗')
  await tablet.kill()
  await startAgain(hand, `/visit/${id}`)
  await expect(dial(hand)).toHaveCount(0)
  await expect(pageOf(hand).getByRole('navigation', { name: words.visit.stages })).toBeVisible()
})
