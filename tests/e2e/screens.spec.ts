import { fromMenu } from './drive/exceptions.ts'
import { button, handOf, option, pageOf, pass, sheet, told, typeInto } from './drive/hand.ts'
import { goAnew, OWN_PIN, typePin } from './drive/lock.ts'
import { keepForManifest, lookAt } from './drive/look-at.ts'
import { goToPlace, takeSampleShop } from './drive/shop.ts'
import { noContraindication, toStart, turnOver } from './drive/stages.ts'
import { answerAsk, check, confirmOff, cups, dial, startedAt, startSteam } from './drive/steam.ts'
import {
  choose,
  confirmGuest,
  count,
  goTo,
  next,
  read,
  row,
  startTime,
  tick,
  together,
} from './drive/steps.ts'
import { arrive, openNew, register, strip, toToday, walkIn } from './drive/today.ts'
import { groupOf, labelOf, stageOf, words } from './drive/words.ts'
import { SIZES } from './support/tablet.ts'
import { expect, test } from './support/test.ts'

const { visit, today, setup, shell, kit, guests, shop, rooms, lock } = words
const MINUTE_MS = 60_000
const LONG_NAME = '欧阳上官若曦·阿依古丽'

test('the first run, each step of it, and an empty Today', async ({ tablet, clock }) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await expect(button(hand, setup.beginOwn)).toBeVisible()
  await lookAt(tablet, 'setup-1-welcome')
  await button(hand, setup.beginOwn).click()
  await lookAt(tablet, 'setup-2-shop')
  await typeInto(hand, setup.shop.name, '瓮养 · 长安街南口总店')
  await button(hand, setup.next).click()
  await pageOf(hand)
    .getByRole('group', { name: setup.rooms.count, exact: true })
    .getByRole('button', { name: `${setup.rooms.count} ${kit.more}` })
    .click()
  await lookAt(tablet, 'setup-3-rooms')
  await button(hand, setup.next).click()
  await lookAt(tablet, 'setup-4-staff-empty')
  await typeInto(hand, setup.staff.name, LONG_NAME)
  await option(pageOf(hand).getByRole('main'), setup.staff.role, shell.role.manager).click()
  await button(hand, setup.staff.add).click()
  await lookAt(tablet, 'setup-5-staff')
  await button(hand, setup.next).click()
  await lookAt(tablet, 'setup-6-pins')
  await button(hand, setup.pins.choose(LONG_NAME)).click()
  await typePin(hand, '123456')
  await expect(sheet(hand)).toContainText(lock.newPin.weak)
  await lookAt(tablet, 'setup-7-pin-weak')
  await typePin(hand, OWN_PIN)
  await typePin(hand, OWN_PIN)
  await expect(sheet(hand)).toHaveCount(0)
  await button(hand, setup.next).click()
  await lookAt(tablet, 'setup-8-guests')
  await button(hand, setup.skip).click()
  await expect(button(hand, lock.recovery.written)).toBeVisible({ timeout: 30_000 })
  await lookAt(tablet, 'setup-9-recovery')
  await button(hand, lock.recovery.written).click()
  await expect(register(hand)).toContainText(today.register.emptyTitle)
  await lookAt(tablet, 'today-empty')
  await goToPlace(hand, 'guests')
  await lookAt(tablet, 'guests-empty')
})

test('Today with its sheets, rooms, guests and the shop', async ({ tablet, clock }) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await lookAt(tablet, 'today-full')
  await openNew(hand, '王秀兰', /3047/)
  await lookAt(tablet, 'today-sheet-now')
  await option(sheet(hand), today.sheet.kind, today.sheet.kindLater).click()
  await lookAt(tablet, 'today-sheet-later')
  await pageOf(hand).keyboard.press('Escape')
  await register(hand)
    .getByRole('button', { name: /陈先生/ })
    .first()
    .click()
  await lookAt(tablet, 'today-sheet-line')
  await sheet(hand).getByRole('button', { name: today.rebook, exact: true }).click()
  await lookAt(tablet, 'today-sheet-rebook')
  await pageOf(hand).keyboard.press('Escape')
  await pageOf(hand)
    .getByRole('banner')
    .getByRole('button', { name: /已存本机|已全部同步/ })
    .click()
  await lookAt(tablet, 'shell-sheet-kept')
  await button(hand, shell.saving.understood).click()
  await goToPlace(hand, 'rooms')
  await lookAt(tablet, 'rooms')
  await pageOf(hand)
    .getByRole('button', { name: `${rooms.go.ready} 1 号房` })
    .first()
    .click()
  await lookAt(tablet, 'rooms-sheet-choose')
  await pageOf(hand).keyboard.press('Escape')
  await goToPlace(hand, 'guests')
  await lookAt(tablet, 'guests')
  await pageOf(hand).getByRole('list', { name: guests.list }).getByRole('button').first().click()
  await lookAt(tablet, 'guests-page')
  await button(hand, guests.page.edit).click()
  await lookAt(tablet, 'guests-form')
  await goAnew(hand, '/shop')
  await expect(pageOf(hand).getByRole('heading', { level: 1, name: shop.title })).toBeVisible()
  await lookAt(tablet, 'shop')
  await goAnew(hand, '/nowhere')
  await expect(pageOf(hand).getByText(shell.error.missingTitle)).toBeVisible()
  await lookAt(tablet, 'missing-page')
})

test('a visit up to the urn, stage by stage, with its sheets', async ({ tablet, clock }) => {
  const hand = handOf({ tablet, clock })
  const close = () => pageOf(hand).keyboard.press('Escape')
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  await lookAt(tablet, 'visit-a2')
  await button(hand, visit.more(groupOf('A2-greet'))).click()
  await lookAt(tablet, 'visit-sheet-group')
  await close()
  await next(hand, 'A3')
  await lookAt(tablet, 'visit-a3')
  await next(hand, 'A4')
  await lookAt(tablet, 'visit-a4-open')
  await row(hand, 'A4.2-contraindications').getByRole('button', { name: visit.someChosen }).click()
  await lookAt(tablet, 'visit-sheet-contraindications')
  await close()
  await noContraindication(hand)
  await confirmGuest(hand, 'A4.3-identity')
  await row(hand, 'A4.3-bp').getByRole('button').first().click()
  await lookAt(tablet, 'visit-sheet-reading')
  await sheet(hand).getByRole('group', { name: '高压', exact: true }).getByRole('button').nth(1).click()
  await lookAt(tablet, 'visit-sheet-number-pad')
  await close()
  await expect(sheet(hand, '高压')).toHaveCount(0)
  await close()
  await read(hand, 'A4.3-bp', { systolic: 108, diastolic: 68, pulse: 72 })
  await row(hand, 'A4.2-consent').getByRole('button').first().click()
  await lookAt(tablet, 'visit-sheet-signature')
  await close()
  await button(hand, visit.more(labelOf('A4.4-cct'))).click()
  await lookAt(tablet, 'visit-sheet-more')
  await button(hand, visit.menu.notDone).click()
  await lookAt(tablet, 'visit-sheet-not-done')
  await close()
  await lookAt(tablet, 'visit-a4-half')
  for (const [name, entry] of [
    ['place', visit.bar.place],
    ['hand-over', visit.bar.handOver],
    ['move', visit.bar.move],
    ['end', visit.bar.end],
    ['void', visit.bar.void],
  ] as const) {
    await fromMenu(hand, entry)
    await lookAt(tablet, `visit-sheet-${name}`)
    await close()
  }
  await goTo(hand, 'A4R')
  await lookAt(tablet, 'visit-a4r')
  await goTo(hand, 'A5R')
  await lookAt(tablet, 'visit-a5r')
  await row(hand, 'A5.1-supplies').getByRole('button', { name: visit.supplyList }).click()
  await lookAt(tablet, 'visit-sheet-supplies')
})

test('the urn: waiting, due, late, asked, off, over time, stopped', async ({ tablet, clock }) => {
  const hand = handOf({ tablet, clock })
  const close = () => pageOf(hand).keyboard.press('Escape')
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '王女士')
  await toStart(hand, /^3 号房/)
  await lookAt(tablet, 'visit-a5-start')
  await startSteam(hand, '1', 30)
  const startAt = await startedAt(hand)
  const at = async (minute: number) => {
    await clock.set(startAt + minute * MINUTE_MS)
    await told(hand)
  }
  await at(2)
  await lookAt(tablet, 'steam-02-waiting')
  await at(5)
  await expect(pageOf(hand).getByText(visit.steam.checkDue(5), { exact: true })).toBeVisible()
  await lookAt(tablet, 'steam-05-due')
  await check(hand, 5)
  await at(10)
  await check(hand, 10, 'thirsty')
  await cups(hand, 2)
  await at(12.4)
  await keepForManifest(tablet, 'steam-narrow', 'narrow')
  await toToday(hand)
  await walkIn(hand, '3047', /王阿姨/)
  await toToday(hand)
  await lookAt(tablet, 'today-two-under-way')
  await keepForManifest(tablet, 'today-wide', 'wide')
  await goToPlace(hand, 'rooms')
  await lookAt(tablet, 'rooms-steaming')
  await strip(hand).getByRole('link', { name: /6218/ }).click()
  await at(17)
  await expect(pageOf(hand).getByText(/^迟了/)).toBeVisible()
  await lookAt(tablet, 'steam-17-late')
  for (const [name, opener] of [
    ['stop', visit.steam.stop],
    ['change', '调档'],
    ['colleague', '叫同事'],
  ] as const) {
    await button(hand, opener).click()
    await lookAt(tablet, `steam-sheet-${name}`)
    await close()
  }
  await at(20.5)
  await expect(pageOf(hand).getByText(labelOf('A6.5-continue'), { exact: true })).toBeVisible()
  await lookAt(tablet, 'steam-20-asked')
  await answerAsk(hand, true)
  await at(30)
  await expect(pageOf(hand).getByText(visit.steam.offTitle, { exact: true }).first()).toBeVisible()
  await lookAt(tablet, 'steam-30-off')
  await at(32.2)
  await expect(pageOf(hand).getByText(/超时 2:/)).toBeVisible()
  await lookAt(tablet, 'steam-32-over')
  await button(hand, visit.steam.offEarlier).click()
  await lookAt(tablet, 'steam-sheet-off-earlier')
  await close()
  await toToday(hand)
  await lookAt(tablet, 'today-over')
  await button(hand, today.now.goOff).click()
  await confirmOff(hand)
  await expect(dial(hand)).toBeVisible()
  await lookAt(tablet, 'steam-ended')
})

test('after the urn: rest to filing, the turnover, and what is filed', async ({ tablet, clock }) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '王女士')
  await toStart(hand, /^3 号房/)
  await startSteam(hand, '1', 30)
  await pass(hand, 30)
  await confirmOff(hand)
  await next(hand, 'A7')
  await lookAt(tablet, 'visit-a7-open')
  await choose(hand, 'A7.2-support', 'left')
  await choose(hand, 'A7.8-colour', 'paleYellow')
  await count(hand, 'A7.5-water', 2)
  await startTime(hand, 'A7.6-rest')
  await pass(hand, 13)
  await lookAt(tablet, 'visit-a7-resting')
  await next(hand, 'A8')
  await lookAt(tablet, 'visit-a8')
  await next(hand, 'A9')
  await together(hand, 'A9-leave')
  await lookAt(tablet, 'visit-a9')
  await next(hand, 'A10')
  await lookAt(tablet, 'visit-a10')
  await next(hand, 'A11')
  await tick(hand, 'A11.3-farewell')
  await lookAt(tablet, 'visit-a11')
  await next(hand, 'A13')
  await lookAt(tablet, 'visit-a13')
  await goTo(hand, 'A4')
  await lookAt(tablet, 'visit-a4-left')
  await button(hand, visit.backToNow(stageOf('A13').short)).click()
  await button(hand, visit.finish).click()
  await lookAt(tablet, 'visit-sheet-file')
  await button(hand, visit.file.anyway).click()
  await expect(
    pageOf(hand)
      .getByText(/已归档/)
      .first(),
  ).toBeVisible()
  await lookAt(tablet, 'visit-filed')
  await toToday(hand)
  await lookAt(tablet, 'today-filed')
  await button(hand, today.unfinished.turnOver).click()
  await lookAt(tablet, 'turnover')
  await turnOver(hand)
  await lookAt(tablet, 'turnover-done')
})

test('on a tablet held upright the guests’ row has the whole width, and the register shows lines of the day below what is to be done', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  for (const guest of ['刘女士', '王女士', '陈先生', '孙先生']) {
    await arrive(hand, guest)
    await toToday(hand)
  }
  await tablet.resize('narrow')
  const row = await strip(hand).boundingBox()
  expect([row?.x, row?.width]).toEqual([0, SIZES.narrow.width])
  const lines = register(hand).getByRole('listitem')
  for (const n of [0, 1, 2]) await expect(lines.nth(n)).toBeInViewport({ ratio: 1 })
  await expect(button(hand, today.register.add)).toBeInViewport({ ratio: 1 })
})

test('while the stages and the steps of a visit scroll by themselves, the screen around them does not', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  await next(hand, 'A3')
  await next(hand, 'A4')
  for (const size of ['small', 'narrow', 'wide'] as const) {
    await tablet.resize(size)
    const over = await pageOf(hand).evaluate(() => {
      const around = document.querySelector('main')?.closest('[class*="_frame_"] > [class*="_screen_"]')
      return around ? around.scrollHeight - around.clientHeight : null
    })
    expect(over, size).toBe(0)
  }
})
