/** The three moments of challenge and response, and a break in mid-steam, in the built app: the answers are the record's own. */
import { expect } from '@playwright/test'
import { guide } from '../../src/ui/strings/zh-cn/guide.ts'
import { expectQuestion, respond } from './drive/challenge.ts'
import { button, handOf, option, pageOf, pass, sheet, told } from './drive/hand.ts'
import { reload } from './drive/lock.ts'
import { lookAt } from './drive/look-at.ts'
import { visitOnScreen } from './drive/records.ts'
import { takeSampleShop } from './drive/shop.ts'
import { toStart } from './drive/stages.ts'
import { dial, startedAt } from './drive/steam.ts'
import { next, startTime } from './drive/steps.ts'
import { arrive } from './drive/today.ts'
import { optionOf, stageOf, words } from './drive/words.ts'
import { test } from './support/test.ts'

const { visit, readiness } = words
const { question } = guide

test('[A5.9] [A7.3] [A9.1] asked aloud before the urn, on leaving it and on leaving the room, one large answer each', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '王女士')
  await toStart(hand, /^3 号房/)

  await button(hand, guide.moment.enter).click()
  await expectQuestion(hand, question.dizzy.ask)
  await lookAt(tablet, 'ask-dizzy')
  await respond(hand, 'dizzy')
  await expectQuestion(hand, question.feet.ask)
  await respond(hand, 'feet')
  await expectQuestion(hand, guide.choosePlan)
  const main = pageOf(hand).getByRole('main')
  await expect(button(hand, readiness.place.unsaid), 'what the tablet lacks is one line').toBeVisible()
  for (const size of ['small', 'narrow', 'wide'] as const) {
    await tablet.resize(size)
    for (const at of [
      option(main, visit.steam.planned, visit.steam.plannedMin(30)),
      button(hand, visit.steam.start),
    ])
      await expect(at, `without scrolling at ${size}`).toBeInViewport({ ratio: 1 })
  }
  await option(main, visit.steam.setting, visit.steam.settingName('1')).click()
  await option(main, visit.steam.planned, visit.steam.plannedMin(25)).click()
  await expectQuestion(hand, `${guide.readPlan(visit.steam.settingName('1'), 25)} ${guide.ready}`)
  await lookAt(tablet, 'ask-ready')
  await button(hand, visit.steam.start).click()
  await expect(dial(hand)).toBeVisible()
  const startAt = await startedAt(hand)

  for (const size of ['wide', 'small', 'narrow'] as const) {
    await tablet.resize(size)
    const box = await dial(hand).boundingBox()
    expect((box?.width ?? 0) * 0.25, `the running clock at ${size}, in px`).toBeGreaterThanOrEqual(96)
  }
  await tablet.resize('wide')
  await pass(hand, 3)
  await button(hand, optionOf('A6.1-check', 'toilet')).click()
  await lookAt(tablet, 'break-out')
  await button(hand, guide.away.side.left).click()
  await expect(pageOf(hand).getByRole('region', { name: guide.away.title })).toBeVisible()
  await lookAt(tablet, 'break-away')
  await pass(hand, 2)
  await button(hand, guide.away.back).click()
  for (const [group, name] of [
    [guide.away.dizzy, guide.away.dizzyNo],
    [guide.away.water, guide.away.waterYes],
    [guide.away.support, guide.away.side.right],
  ] as const)
    await option(sheet(hand, guide.away.backTitle), group, name).click()
  await lookAt(tablet, 'break-back')
  await button(hand, guide.away.keep).click()
  await expect(pageOf(hand).getByRole('region', { name: guide.away.title })).toBeHidden()
  const away = (await visitOnScreen(pageOf(hand))).fields['A6.1-away#1']
  expect(away?.value).toMatchObject({ outSupport: 'left', inSupport: 'right', dizzy: false, water: true })

  await clock.set(startAt + 30 * 60_000)
  await told(hand)
  await button(hand, visit.steam.off).click()
  await expectQuestion(hand, question.support.ask)
  await lookAt(tablet, 'ask-support')
  await respond(hand, 'support', optionOf('A7.2-support', 'left'))
  await expectQuestion(hand, guide.footFirst.right)
  await lookAt(tablet, 'ask-foot')
  await reload(hand)
  await next(hand, 'A7')
  const { fields } = await visitOnScreen(pageOf(hand))
  expect(fields['A5.9-call']?.value).toBe(true)
  expect(fields['A5.9-feet']?.value).toBe(true)
  expect(fields['A5.10-ready']?.value).toBe(true)
  expect(fields['A7.2-support']?.value).toBe('left')
  expect(fields['A7.3-right-foot']).toBeUndefined()

  await startTime(hand, 'A7.6-rest')
  await lookAt(tablet, 'rest-begun')
  await pass(hand, 22)
  await lookAt(tablet, 'rest-due')
  await next(hand, 'A8')
  await button(hand, visit.next(stageOf('A9').short)).click()
  await expectQuestion(hand, question.steady.ask)
  await respond(hand, 'steady', optionOf('A9.1-steady', 'steady'))
  await expectQuestion(hand, question.belongingsBack.ask)
  await lookAt(tablet, 'ask-belongings')
  await respond(hand, 'belongingsBack')
  await respond(hand, 'leftBehind')
  await next(hand, 'A10')
  const after = (await visitOnScreen(pageOf(hand))).fields
  expect(after['A9.1-remind']?.value).toBe(true)
  expect(after['A9.1-locker']?.value).toBe(true)
})
