import { correctReading, expectAbout, handOver, notDone, undo, writeLate } from './drive/exceptions.ts'
import { button, handOf, option, pageOf, pass } from './drive/hand.ts'
import { recordsOf, visitOnScreen } from './drive/records.ts'
import { changeWho, takeSampleShop } from './drive/shop.ts'
import {
  type About,
  afterSteam,
  beginPreheat,
  farewell,
  file,
  followUp,
  massageAndLeave,
  noContraindication,
  prepare,
  readyRoom,
} from './drive/stages.ts'
import { check, dial, startedAt, startSteam, stop } from './drive/steam.ts'
import { choose, confirmGuest, goTo, groupRow, next, read, row, sign, tick, together } from './drive/steps.ts'
import { arrive, strip } from './drive/today.ts'
import { optionOf, stageOf, words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

test.use({ startsAt: '2026-07-10T10:00:00+08:00' })

const { visit } = words
const GUEST: About = { gender: 'male', hasCard: true, isTrial: false, isWinter: false, place: /^5 号房/ }
const MINUTE_MS = 60_000

test('[D16] [D8] [A8.1] a summer visit of a man with a card, stopped at twelve minutes, with everything that can go differently', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await tablet.readyOffline()
  await tablet.goOffline()
  await takeSampleShop(hand, '周敏')
  await arrive(hand, '陈先生')
  await expectAbout(hand, visit.seasonSummer)

  await together(hand, 'A2-greet', ['A2.2-learn'])
  await next(hand, 'A3')
  await together(hand, 'A3-register')
  await choose(hand, 'A3.2-seat', 'lounge')
  await undo(hand, 'A3.2-seat')
  await choose(hand, 'A3.2-seat', 'consultationRoom')
  await next(hand, 'A4')

  await beginPreheat(hand, GUEST)
  await together(hand, 'A4-welcome', ['A4.2-first'])
  await choose(hand, 'A4.2-condition', 'kidneys')
  await noContraindication(hand)
  await confirmGuest(hand, 'A4.3-identity')
  await read(hand, 'A4.3-bp', { systolic: 113, diastolic: 82 })
  await notDone(hand, 'A4.4-cct', 'notPossible')
  await sign(hand, 'A4.2-consent')
  await expect(row(hand, 'A4.7-warm'), 'nobody is kept warm in summer').toHaveCount(0)
  await tick(hand, 'A4.6-sit')
  await next(hand, 'A5')
  await pass(hand, 5)
  await goTo(hand, 'A4')
  await correctReading(hand, 'A4.3-bp', { systolic: 131 }, 'mistyped')
  await goTo(hand, 'A5')

  await readyRoom(hand, GUEST)
  await prepare(hand, { ...GUEST, organ: 'kidneys' })
  await startSteam(hand, '1', 20)
  const startAt = await startedAt(hand)
  await pass(hand, 5)
  await check(hand, 5)
  await pass(hand, 5)
  await check(hand, 10, 'dizzy')
  await pass(hand, 2)
  await stop(hand, 'tooHot')
  await expect(pageOf(hand).getByText(visit.steam.subEnded(12)).first()).toBeVisible()
  await goTo(hand, 'A2')
  await writeLate(hand, 'A2.2-features', '右膝不便，走慢些', 30)
  await button(hand, visit.backToNow(stageOf('A6').short)).click()
  await next(hand, 'A7')

  await handOver(hand, '何丽', 'shiftEnds')
  await expect(pageOf(hand).getByRole('complementary', { name: visit.guestPanel })).toContainText('何丽')
  await changeWho(hand, '何丽')
  await afterSteam(hand, GUEST, 'right')
  await expect(row(hand, 'A8.1-massage'), 'the course takes the place of the massage').toHaveCount(0)
  await massageAndLeave(hand, GUEST)
  await expect(row(hand, 'A10.5-plan'), 'nobody with a card is asked to open one').toHaveCount(0)
  await followUp(hand, GUEST)
  await farewell(hand, GUEST)
  await file(hand)
  await expect(strip(hand)).toHaveCount(0)
  await expect(dial(hand)).toHaveCount(0)

  const { fields } = await visitOnScreen(pageOf(hand))
  expect(Object.fromEntries([...hand.tapped.keys()].map((field) => [field, fields[field]?.value]))).toEqual(
    Object.fromEntries(hand.tapped),
  )
  expect(fields.winter).toBe(false)
  expect(fields['A4.3-bp'].was).toEqual({ systolic: 113, diastolic: 82 })
  expect(fields['A4.3-bp'].why).toBe('mistyped')
  const late = fields['A2.2-features']
  expect(late.enteredAt - late.at).toBeGreaterThan(29 * MINUTE_MS)
  expect(fields['A6.6-off#1'].at - startAt).toBeLessThan(13 * MINUTE_MS)
  expect(fields['A6.5-continue'], 'nobody was asked before the urn was off').toBeUndefined()
  expect(fields['A10.1-bp'].by).toBe('sample-staff-he')
  expect(fields['A4.3-bp'].by).toBe('sample-staff-zhou')
  expect(fields.consultant).toMatchObject({
    value: 'sample-staff-he',
    by: 'sample-staff-zhou',
    why: 'shiftEnds',
  })
  expect(fields.filed.missing, 'nothing is missing').toEqual([])
  expect(await recordsOf(pageOf(hand), 'attention')).toEqual([])
})

test('[D17] a guest who answers that they are pregnant is declined kindly, and nothing can be started', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  await next(hand, 'A3')
  await next(hand, 'A4')
  await row(hand, 'A4.2-contraindications')
    .getByRole('button', { name: visit.someChosen, exact: true })
    .click()
  const asked = pageOf(hand).getByRole('dialog')
  await asked
    .getByRole('button', { name: optionOf('A4.2-contraindications', 'pregnant'), exact: true })
    .click()
  await asked.getByRole('button', { name: visit.saveKind.choose, exact: true }).click()
  await expect(row(hand, 'A4.2-contraindications')).toContainText(visit.mustDecline)
  await button(hand, visit.menu.decline).click()
  const ending = pageOf(hand).getByRole('dialog', { name: visit.end.title })
  await option(ending, visit.end.why, '今天不宜蒸').click()
  await ending.getByRole('button', { name: visit.end.save, exact: true }).click()
  await expect(ending).toBeHidden()
  await expect(pageOf(hand).getByText(new RegExp(visit.end.ended.declined))).toBeVisible()
  await expect(button(hand, visit.steam.start)).toHaveCount(0)
  await expect(groupRow(hand, 'A5-ready')).toHaveCount(0)
  const { fields } = await visitOnScreen(pageOf(hand))
  expect(fields.ended).toMatchObject({ outcome: 'declined', reason: 'unfit' })
})
