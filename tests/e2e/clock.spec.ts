import { startFromList } from './drive/challenge.ts'
import { button, type Hand, handOf, option, pageOf, sheet, told } from './drive/hand.ts'
import { reload, typePin } from './drive/lock.ts'
import { idOnScreen, recordOf, recordsOf, visitOnScreen } from './drive/records.ts'
import { takeSampleShop } from './drive/shop.ts'
import { noContraindication, toStart } from './drive/stages.ts'
import {
  check,
  confirmOff,
  dial,
  expectDialTrue,
  HALF_HOUR_MS,
  shownLeft,
  startedAt,
  startSteam,
} from './drive/steam.ts'
import {
  choose,
  confirmGuest,
  count,
  fillReading,
  goTo,
  next,
  read,
  row,
  sign,
  takePlace,
} from './drive/steps.ts'
import { arrive, strip, toToday, walkIn } from './drive/today.ts'
import { missingOf, optionOf, stageOf, words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

const { visit, today, shell } = words
const MINUTE_MS = 60_000
/** What taps and redrawing may take in real time. */
const SLACK_MS = 30_000
/** The tablet keeps the time every five seconds while somebody steams. */
const KEPT_MS = 6_500

async function steaming(hand: Hand) {
  await hand.tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  await toStart(hand, /^6 号房/)
  await startSteam(hand, '1', 30)
  return { startAt: await startedAt(hand), id: idOnScreen(pageOf(hand)) }
}

test('[D13] past the deadline it counts up and demands "off"; the true time is recorded, with an incident', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  const { startAt, id } = await steaming(hand)
  await clock.set(startAt + 33 * MINUTE_MS)
  await told(hand)
  await expectDialTrue(hand, startAt)
  expect(await shownLeft(hand), 'it counts up').toBeLessThan(0)
  const main = pageOf(hand).getByRole('main')
  await expect(main.getByRole('alert')).toContainText(visit.steam.offTitle)
  await expect(main.getByRole('alert')).toContainText(/超时 3:/)
  await expect(strip(hand).getByRole('link', { name: /刘女士/ })).toContainText('+4')
  await expect(strip(hand).getByRole('img', { name: new RegExp(shell.strip.off) })).toHaveCount(1)
  for (const gone of [visit.steam.allNormal, visit.steam.goOn])
    await expect(button(hand, gone)).toHaveCount(0)

  await toToday(hand)
  await expect(pageOf(hand).getByRole('heading', { name: /刘女士已超 30 分钟/ })).toBeVisible()
  await button(hand, today.now.goOff).click()
  const { fields: before } = await recordOf(pageOf(hand), 'visits', id)
  expect(before['A6.6-off#1'], 'nobody has invented an "off"').toBeUndefined()
  await confirmOff(hand)

  const { fields } = await recordOf(pageOf(hand), 'visits', id)
  const off = fields['A6.6-off#1']
  expect(off.at - startAt).toBeGreaterThanOrEqual(33 * MINUTE_MS)
  expect(off.at - startAt).toBeLessThan(33 * MINUTE_MS + SLACK_MS)
  const [incident, ...others] = await recordsOf(pageOf(hand), 'attention')
  expect(others).toEqual([])
  expect(incident?.fields).toMatchObject({ kind: 'overrun', visitId: id, deadlineAt: startAt + HALF_HOUR_MS })
  expect(incident?.fields.overMs).toBe(off.at - startAt - HALF_HOUR_MS)
})

test('[D13] an urn that was off earlier than it was confirmed is entered with its own time, and the incident stays', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  const { startAt, id } = await steaming(hand)
  await clock.set(startAt + 36 * MINUTE_MS)
  await told(hand)
  await button(hand, visit.steam.offEarlier).click()
  const at = sheet(hand, visit.steam.offAtTitle)
  await option(at, visit.when.title, visit.when.ago(10)).click()
  await at.getByRole('button', { name: visit.steam.off, exact: true }).click()
  await expect(at).toBeHidden()
  const off = (await recordOf(pageOf(hand), 'visits', id)).fields['A6.6-off#1']
  expect(Math.abs(off.at - startAt - 26 * MINUTE_MS)).toBeLessThan(SLACK_MS)
  expect(Math.abs(off.enteredAt - startAt - 36 * MINUTE_MS)).toBeLessThan(SLACK_MS)
  const [incident] = await recordsOf(pageOf(hand), 'attention')
  expect(incident?.fields).toMatchObject({ kind: 'overrun', visitId: id, overMs: 0 })
})

test('[D13] a wall clock that jumps an hour or a day, either way, with a reload in between, moves no deadline', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  const { startAt } = await steaming(hand)
  await clock.set(startAt + 5 * MINUTE_MS)
  await check(hand, 5)
  await clock.set(startAt + 8 * MINUTE_MS)
  await told(hand)
  await pageOf(hand).waitForTimeout(KEPT_MS)
  const jump = async (hours: number) => {
    await clock.set(startAt + 8 * MINUTE_MS + hours * 60 * MINUTE_MS)
    await reload(hand)
    await expect(dial(hand)).toBeVisible()
    expect(await startedAt(hand), `after ${hours} h`).toBe(startAt)
    return shownLeft(hand)
  }
  for (const hours of [-1, -24])
    expect(await jump(hours), `after ${hours} h no minute was won`).toBeLessThanOrEqual(22 * MINUTE_MS)
  for (const hours of [1, 24]) {
    expect(await jump(hours)).toBeLessThan(0)
    await expect(pageOf(hand).getByRole('main').getByRole('alert')).toContainText(visit.steam.offTitle)
  }
  // Set right again: while somebody steams, time that was once believed is not given back.
  expect(await jump(0)).toBeLessThan(0)
  await confirmOff(hand)
  await expect(pageOf(hand).getByText(visit.steam.overrunKept)).toBeVisible()
  const [incident] = await recordsOf(pageOf(hand), 'attention')
  expect(incident?.fields).toMatchObject({ kind: 'overrun', deadlineAt: startAt + HALF_HOUR_MS })
})

test('[A5.11] steam cannot be started until every gate holds, and the button says in words what is missing', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await walkIn(hand, '3047', /王阿姨/)
  await next(hand, 'A3')
  await next(hand, 'A4')
  const main = pageOf(hand).getByRole('main')
  const toA5 = button(hand, visit.next(stageOf('A5').short))
  await toA5.click()
  await expect(pageOf(hand).getByRole('heading', { level: 1 })).toHaveText(stageOf('A4').name)
  await expect(main).toContainText(visit.moreCount(4))
  await noContraindication(hand)
  await confirmGuest(hand, 'A4.3-identity')
  await read(hand, 'A4.3-bp', { systolic: 121, diastolic: 78 })
  await expect(main).toContainText(missingOf('A4.2-consent'))
  await sign(hand, 'A4.2-consent')
  await next(hand, 'A5')

  const start = button(hand, visit.steam.start)
  const blocked = button(hand, visit.next(stageOf('A6').short))
  await expect(start).toHaveCount(0)
  await expect(blocked).toBeVisible()
  await count(hand, 'A5.7-water', 2)
  await choose(hand, 'A5.7-balance', 'steady')
  await choose(hand, 'A5.8-locker', 'locked')
  await confirmGuest(hand, 'A5.9-identity')
  await expect(start).toHaveCount(0)
  await blocked.click()
  await sheet(hand, visit.place.title).getByRole('button', { name: words.kit.close, exact: true }).click()
  await takePlace(hand, /^6 号房/)
  await expect(main).toContainText(missingOf('A5.2-clean'))
  await blocked.click()
  await expect(pageOf(hand).getByRole('heading', { level: 1 })).toHaveText(stageOf('A5R').name)
  await choose(hand, 'A5.2-clean', 'clean')
  await goTo(hand, 'A5')
  await startFromList(hand)
  await expect(main).toContainText(
    visit.missing(`${visit.steam.startNeedSetting}${visit.and}${visit.steam.startNeedMinutes}`),
  )
  await start.click()
  await expect(dial(hand)).toHaveCount(0)
  await startSteam(hand, '3', 25)
})

test('[A4.3] a blood pressure that cannot be true is asked again; an unusual one wants the manager and a reason', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  await next(hand, 'A3')
  await next(hand, 'A4')
  await confirmGuest(hand, 'A4.3-identity')
  const asked = await fillReading(hand, 'A4.3-bp', { systolic: 12, diastolic: 80 })
  const label = optionOf('A4.3-bp', 'systolic')
  await expect(asked.getByRole('alert').first()).toContainText(visit.reading.implausible(label, '60', '260'))
  await expect(asked.getByRole('button', { name: visit.saveKind.reading, exact: true })).toHaveCount(0)
  await pageOf(hand).keyboard.press('Escape')
  await expect(row(hand, 'A4.3-bp')).toContainText(visit.state.open)

  const high = await fillReading(hand, 'A4.3-bp', { systolic: 156, diastolic: 88 })
  await high.getByRole('button', { name: visit.approval.needWho, exact: true }).click()
  await option(high, visit.approval.who, '陈国华').click()
  await typePin(hand)
  await expect(option(high, visit.approval.who, '陈国华')).toBeChecked()
  await high.getByLabel(visit.approval.why).fill('复测后 148，顾客无不适')
  await high.getByRole('button', { name: visit.saveKind.reading, exact: true }).click()
  await expect(row(hand, 'A4.3-bp')).toContainText('陈国华')
  await expect(row(hand, 'A4.3-bp')).toContainText(visit.state.done)
  const { fields } = await visitOnScreen(pageOf(hand))
  expect(fields['A4.3-bp']).toMatchObject({
    value: { systolic: 156, diastolic: 88 },
    approvedBy: 'sample-staff-chen',
    note: '复测后 148，顾客无不适',
  })
})
