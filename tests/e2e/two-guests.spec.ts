import { fromMenu, moveTo } from './drive/exceptions.ts'
import { button, type Hand, handOf, pageOf, pass, sheet } from './drive/hand.ts'
import { idOnScreen, recordOf, visitOnScreen } from './drive/records.ts'
import { takeSampleShop } from './drive/shop.ts'
import { noContraindication, readyForStart, toStart, turnOver } from './drive/stages.ts'
import { answerAsk, confirmOff, dial, startSteam } from './drive/steam.ts'
import { choose, confirmGuest, count, goTo, next, read, row, sign, takePlace } from './drive/steps.ts'
import { arrive, openNew, register, strip, switchTo, toToday, walkIn } from './drive/today.ts'
import { labelOf, missingOf, optionOf, stageOf, words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

const { visit, today } = words
/** Two guests called 王秀兰; the end of the phone number tells them apart. */
const FIRST = { called: '王女士', tail: '6218' }
const SECOND = { called: '王阿姨', tail: '3047' }
const ROOM_3 = /^3 号房/

const bothGuests = (hand: Hand) => strip(hand).getByRole('link', { name: /王女士|王阿姨/ })

test('two guests of the same name are told apart everywhere, and one tap switches between them', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, FIRST.called)
  await next(hand, 'A3')
  await toToday(hand)
  await openNew(hand, '王秀兰', new RegExp(SECOND.tail))
  await expect(sheet(hand, today.sheet.newTitle)).toContainText(today.sheet.sameNameWarning('王秀兰', 2))
  await button(hand, today.sheet.saveNow).click()
  await next(hand, 'A3')

  await expect(bothGuests(hand)).toHaveCount(2)
  for (const { called, tail } of [FIRST, SECOND]) {
    await expect(strip(hand).getByRole('link', { name: new RegExp(`${called}.*${tail}`) })).toHaveCount(1)
  }
  const second = idOnScreen(pageOf(hand))
  await switchTo(hand, new RegExp(FIRST.tail))
  expect(idOnScreen(pageOf(hand))).not.toBe(second)
  await expect(pageOf(hand).getByRole('complementary', { name: visit.guestPanel })).toContainText(FIRST.tail)

  await next(hand, 'A4')
  const card = pageOf(hand).getByRole('region', { name: labelOf('A4.3-identity') })
  await expect(card).toContainText(FIRST.tail)
  await expect(card.getByRole('alert')).toContainText(SECOND.tail)
  await expect(button(hand, visit.next(stageOf('A5').short))).toBeVisible()
  await row(hand, 'A4.3-bp').getByRole('button').first().click()
  await pageOf(hand).keyboard.press('Escape')
  await confirmGuest(hand, 'A4.3-identity')
  await read(hand, 'A4.3-bp', { systolic: 121, diastolic: 79 })

  await toToday(hand)
  for (const { called, tail } of [FIRST, SECOND]) {
    await expect(register(hand).getByRole('button', { name: new RegExp(`${called}.*${tail}`) })).toHaveCount(
      1,
    )
  }
  await switchTo(hand, new RegExp(SECOND.tail))
  await expect(row(hand, 'A3.2-seat')).toContainText(visit.state.open)
})

test('a visit begun for the wrong guest is moved: steps stay, the signature is void, contraindications are asked again', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await walkIn(hand, SECOND.tail, /王阿姨/)
  await next(hand, 'A3')
  await choose(hand, 'A3.2-seat', 'lounge')
  await next(hand, 'A4')
  await noContraindication(hand)
  await confirmGuest(hand, 'A4.3-identity')
  await read(hand, 'A4.3-bp', { systolic: 126, diastolic: 81 })
  await sign(hand, 'A4.2-consent')
  await next(hand, 'A5')
  await readyForStart(hand, ROOM_3)

  await fromMenu(hand, visit.bar.move)
  await moveTo(hand, '王秀兰', new RegExp(FIRST.tail), '名字一样，选错了人')
  await expect(strip(hand).getByRole('link', { name: /王女士/ })).toHaveCount(1)
  await expect(strip(hand).getByRole('link', { name: /王阿姨/ })).toHaveCount(0)
  const { fields } = await visitOnScreen(pageOf(hand))
  expect(fields.moved).toMatchObject({ from: 'sample-guest-wangB', why: '名字一样，选错了人' })
  expect(fields.guestId).toBe('sample-guest-wangA')
  expect(fields['A4.3-bp'].value).toEqual({ systolic: 126, diastolic: 81 })
  expect(fields['A3.2-seat'].value).toBe('lounge')
  for (const stepId of ['A4.2-consent', 'A4.2-contraindications', 'A4.3-identity', 'A5.9-identity']) {
    expect(fields[stepId], stepId).toBeNull()
    expect(fields[`void:${stepId}`], stepId).toMatchObject({ value: expect.anything() })
  }

  const start = button(hand, visit.next(stageOf('A6').short)).or(button(hand, visit.steam.start))
  const main = pageOf(hand).getByRole('main')
  await expect(main).toContainText(labelOf('A4.2-contraindications'))
  await start.click()
  await expect(pageOf(hand).getByRole('heading', { level: 1 })).toHaveText(stageOf('A4').name)
  await noContraindication(hand)
  await confirmGuest(hand, 'A4.3-identity')
  await sign(hand, 'A4.2-consent')
  await goTo(hand, 'A5')
  await confirmGuest(hand, 'A5.9-identity')
  await startSteam(hand, '1', 30)
  expect((await visitOnScreen(pageOf(hand))).fields['A5.11-start#1'].value).toEqual({
    setting: '1',
    plannedMin: 30,
  })
})

test('[D5] an urn that is in use is said to be, and one that is not clean starts nobody until its turnover is done', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, FIRST.called)
  await toStart(hand, ROOM_3)
  await startSteam(hand, '2', 30)
  await toToday(hand)
  await walkIn(hand, SECOND.tail, /王阿姨/)
  const second = idOnScreen(pageOf(hand))

  await fromMenu(hand, visit.bar.place)
  const places = sheet(hand, visit.place.title)
  const third = places.getByRole('button', { name: ROOM_3 })
  await expect(third).toContainText(visit.place.occupied(FIRST.called))
  await third.click()
  await expect(places).toContainText(visit.place.occupiedWarn)
  await places.getByRole('button', { name: words.kit.close, exact: true }).click()

  await pass(hand, 20)
  await switchTo(hand, new RegExp(FIRST.tail))
  await answerAsk(hand, false)
  await confirmOff(hand)
  await next(hand, 'A7')
  await choose(hand, 'A7.2-support', 'left')
  await next(hand, 'A8')
  await next(hand, 'A9')
  await next(hand, 'A10')

  await switchTo(hand, new RegExp(SECOND.tail))
  await next(hand, 'A3')
  await next(hand, 'A4')
  await noContraindication(hand)
  await confirmGuest(hand, 'A4.3-identity')
  await read(hand, 'A4.3-bp', { systolic: 118, diastolic: 74 })
  await sign(hand, 'A4.2-consent')
  await next(hand, 'A5')
  await count(hand, 'A5.7-water', 2)
  await choose(hand, 'A5.7-balance', 'steady')
  await choose(hand, 'A5.8-locker', 'nothing')
  await confirmGuest(hand, 'A5.9-identity')
  await takePlace(hand, ROOM_3)
  await expect(pageOf(hand).getByRole('main')).toContainText(visit.refused.roomNotClean)
  await expect(button(hand, visit.steam.start)).toHaveCount(0)
  await goTo(hand, 'A5R')
  await row(hand, 'A5.2-clean')
    .getByRole('radio', { name: optionOf('A5.2-clean', 'clean'), exact: true })
    .click()
  await expect(pageOf(hand).getByRole('status').filter({ hasText: visit.refused.roomNotClean })).toBeVisible()
  expect((await recordOf(pageOf(hand), 'visits', second)).fields['A5.2-clean']).toBeUndefined()

  await toToday(hand)
  await button(hand, today.unfinished.turnOver).click()
  await turnOver(hand)
  await expect(pageOf(hand).getByText(/翻好，房间可用/)).toBeVisible()

  await switchTo(hand, SECOND.called)
  await goTo(hand, 'A5R')
  await choose(hand, 'A5.2-clean', 'clean')
  await goTo(hand, 'A5')
  await expect(pageOf(hand).getByRole('main')).not.toContainText(missingOf('A5.2-clean'))
  await startSteam(hand, '1', 30)
  await expect(dial(hand)).toBeVisible()
})
