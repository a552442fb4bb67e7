import { agree } from './drive/consent.ts'
import { button, handOf, pageOf, pass } from './drive/hand.ts'
import { goAnew, reload, startAgain } from './drive/lock.ts'
import { recordOf, recordsOf, setsOf, visitOnScreen } from './drive/records.ts'
import { changeWho, makeOwnShop } from './drive/shop.ts'
import {
  type About,
  afterSteam,
  beginPreheat,
  consult,
  farewell,
  file,
  followUp,
  massageAndLeave,
  prepare,
  readyRoom,
  turnOver,
  welcome,
} from './drive/stages.ts'
import {
  answerAsk,
  check,
  confirmOff,
  cups,
  dial,
  expectDialTrue,
  HALF_HOUR_MS,
  startedAt,
  startSteam,
} from './drive/steam.ts'
import { next } from './drive/steps.ts'
import { register, strip, toToday, walkIn } from './drive/today.ts'
import { words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

test.use({ startsAt: '2026-12-14T10:00:00+08:00' })

const SHOP = {
  name: '瓮养 · 试用店',
  rooms: 2,
  staff: [
    { name: '方晴', role: 'consultant' },
    { name: '唐悦', role: 'consultant' },
    { name: '秦岚', role: 'manager' },
  ],
  guests: [{ name: '苏晓晴', gender: 'female', phone: '10000007315' }],
} as const
const GUEST: About = {
  gender: 'female',
  hasCard: false,
  isTrial: true,
  isWinter: true,
  place: /^1 号房/,
}

test('[A0.1] [A13.1] [D13] a winter visit of a woman without a card, without any network, with every machine dying on the way', async ({
  tablet,
  server,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await tablet.readyOffline()
  await tablet.goOffline()
  await makeOwnShop(hand, SHOP)
  await walkIn(hand, '苏晓晴', /苏女士|苏晓晴/)
  await agree(hand)

  await welcome(hand, GUEST)
  await beginPreheat(hand, GUEST)
  await pass(hand, 6)
  await consult(hand, GUEST)
  await pass(hand, 6)
  await readyRoom(hand, GUEST)
  await prepare(hand, GUEST)
  await startSteam(hand, '2', 30)
  const startAt = await startedAt(hand)
  const visit = (await visitOnScreen(pageOf(hand))).id
  const stillThere = async () => {
    await expectDialTrue(hand, startAt)
    expect(await startedAt(hand), 'the stored start is the same instant').toBe(startAt)
    await expect(strip(hand).getByRole('link', { name: /苏/ })).toHaveCount(1)
  }
  await stillThere()

  await pass(hand, 5)
  await check(hand, 5)
  await pass(hand, 5)
  await check(hand, 10, 'thirsty')
  await pass(hand, 2)

  await reload(hand)
  await stillThere()
  await pass(hand, 1)
  await server.start()
  await server.kill()
  await stillThere()
  await tablet.kill()
  await clock.advance(1)
  await startAgain(hand, `/visit/${visit}`)
  await stillThere()
  await toToday(hand)
  await strip(hand).getByRole('link', { name: /苏/ }).click()
  await stillThere()

  await clock.set(startAt + 15 * 60_000)
  await check(hand, 15)
  await cups(hand, 3)
  await pass(hand, 5)
  await answerAsk(hand, true)
  await pass(hand, 5)
  await check(hand, 25)
  await clock.set(startAt + HALF_HOUR_MS)
  await confirmOff(hand)
  await next(hand, 'A7')

  await afterSteam(hand, GUEST, 'left')
  await massageAndLeave(hand, GUEST)
  await followUp(hand, GUEST)
  await farewell(hand, GUEST)
  await file(hand)

  await toToday(hand)
  await changeWho(hand, '唐悦')
  await button(hand, words.today.unfinished.turnOver).click()
  await expect(pageOf(hand).getByText(words.visit.turnover.mine('唐悦'))).toBeVisible()
  await turnOver(hand)
  await expect(pageOf(hand).getByText(/唐悦翻好，房间可用/)).toBeVisible()

  await toToday(hand)
  await expect(register(hand)).toContainText(words.today.register.state.filed)
  await goAnew(hand, `/visit/${visit}`)
  await expect(pageOf(hand).getByText(/方晴已归档/)).toBeVisible()
  await expect(button(hand, words.visit.file.back)).toBeVisible()
  await expect(dial(hand)).toHaveCount(0)

  const { fields } = await recordOf(pageOf(hand), 'visits', visit)
  const turnover = await recordOf(pageOf(hand), 'turnovers', `t-${visit}`)
  const kept = Object.fromEntries(
    [...hand.tapped.keys()].map((field) => [field, (fields[field] ?? turnover.fields[field])?.value]),
  )
  expect(kept).toEqual(Object.fromEntries(hand.tapped))
  expect(fields.filed.missing, 'nothing is missing').toEqual([])
  expect(fields['A6.6-off#1'].at - startAt).toBeLessThanOrEqual(HALF_HOUR_MS + 15_000)
  expect(turnover.fields.consultant.value).not.toBe(fields.consultant.value)
  expect(await recordsOf(pageOf(hand), 'attention'), 'switched off in time').toEqual([])

  const sets = await setsOf(pageOf(hand))
  expect(sets.map(({ n }) => n)).toEqual(sets.map((_, at) => at + 1))
  expect(new Set(sets.map(({ inc }) => inc)).size).toBe(1)
  expect(new Set(sets.map(({ uid }) => uid)).size).toBe(sets.length)
  await expect(pageOf(hand).getByRole('banner')).toContainText(words.shell.saving.waiting(sets.length))
})
