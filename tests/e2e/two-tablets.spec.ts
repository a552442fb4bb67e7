import { agree } from './drive/consent.ts'
import { type Hand, handOf, pageOf, pass } from './drive/hand.ts'
import { connectShop } from './drive/join.ts'
import { goAnew, startAgain } from './drive/lock.ts'
import { idOnScreen, recordsIn } from './drive/records.ts'
import { rowsIn } from './drive/rows.ts'
import { makeOwnShop, takeSampleShop } from './drive/shop.ts'
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
  HALF_HOUR_MS,
  startedAt,
  startSteam,
} from './drive/steam.ts'
import { choose, goTo, next } from './drive/steps.ts'
import { expectAllSent, expectSameEverywhere, joinShop, openedRecords, settleConflict } from './drive/sync.ts'
import { arrive, strip, switchTo, walkIn } from './drive/today.ts'
import { optionOf } from './drive/words.ts'
import type { ServerApp } from './support/server-app.ts'
import type { Tablet } from './support/tablet.ts'
import { expect, test } from './support/test.ts'

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

type Plan = {
  readonly title: string
  readonly startsAt: string
  readonly setUp: (hand: Hand) => Promise<void>
  readonly begin: (hand: Hand) => Promise<void>
  readonly colleague: string
  readonly guest: RegExp
  readonly about: About
}
const PLANS: readonly Plan[] = [
  {
    title: 'a winter visit of a woman without a card',
    startsAt: '2026-12-14T10:00:00+08:00',
    setUp: (hand) => makeOwnShop(hand, SHOP),
    begin: async (hand) => {
      await walkIn(hand, '苏晓晴', /苏女士|苏晓晴/)
      await agree(hand)
    },
    colleague: '唐悦',
    guest: /苏/,
    about: { gender: 'female', hasCard: false, isTrial: true, isWinter: true, place: /^1 号房/ },
  },
  {
    title: 'a summer visit of a man with a card',
    startsAt: '2026-07-10T10:00:00+08:00',
    setUp: (hand) => takeSampleShop(hand, '周敏'),
    begin: (hand) => arrive(hand, '陈先生'),
    colleague: '林晓芸',
    guest: /陈/,
    about: { gender: 'male', hasCard: true, isTrial: false, isWinter: false, place: /^5 号房/ },
  },
]
const MINUTE_MS = 60_000

type Row = {
  readonly table: string
  readonly id: string
  readonly clocks: Record<string, string>
  readonly keptAt: number
  readonly placeAt: number
}

/** How long the visit's last tick took from "kept" on one tablet into the other's own database, in ms of the one clock. */
async function crossing(from: Hand, to: Hand, visit: string): Promise<number> {
  const rowOn = async (hand: Hand) =>
    (await recordsIn<Row>(pageOf(hand))).find(({ table, id }) => table === 'visits' && id === visit)
  await expect
    .poll(
      async () => {
        const [own, other] = [await rowOn(from), await rowOn(to)]
        return own !== undefined && JSON.stringify(other?.clocks) === JSON.stringify(own.clocks)
      },
      { intervals: [20], message: 'the tick reaches the other tablet' },
    )
    .toBe(true)
  return ((await rowOn(to))?.placeAt ?? 0) - ((await rowOn(from))?.keptAt ?? 0)
}

type Machines = Pick<Hand, 'tablet' | 'clock'> & { readonly colleague: Tablet; readonly server: ServerApp }

/**
 * Minutes pass once nothing is on its way: a clock that jumps while a request is, would be told as a difference between
 * the two clocks, and the tablet would from then on run ahead by it while the guest steams.
 */
async function passWhenSent(hand: Hand, minutes: number, ...others: readonly Hand[]): Promise<void> {
  for (const one of [hand, ...others]) await atRest(one)
  await pass(hand, minutes)
}

/** All is sent, and the last answer came a while ago: what a page that was just opened asks is answered too. */
async function atRest(hand: Hand): Promise<void> {
  await expectAllSent(pageOf(hand))
  await expect(async () => {
    const before = await lastContact(hand)
    await pageOf(hand).waitForTimeout(1_500)
    expect(await lastContact(hand)).toBe(before)
  }).toPass({ timeout: 60_000 })
}

async function lastContact(hand: Hand): Promise<number | null> {
  const [row] = await rowsIn<{ readonly lastContactAt: number | null }>(pageOf(hand), 'sync')
  return row?.lastContactAt ?? null
}

async function wholeVisit(plan: Plan, { tablet, colleague, server, clock }: Machines) {
  const { about, guest } = plan
  const [fang, tang] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  const same = () => expectSameEverywhere(server.origin, [pageOf(fang), pageOf(tang)])
  await tablet.open()
  await tablet.readyOffline()
  await plan.setUp(fang)
  await connectShop(fang, server)
  await colleague.open()
  await joinShop(tang, plan.colleague)
  await colleague.readyOffline()
  expect(await same(), 'the second tablet has everything').toBeGreaterThan(7)

  await plan.begin(fang)
  const visit = idOnScreen(pageOf(fang))
  const open = async (hand: Hand) => {
    await same()
    const before = await lastContact(hand)
    await goAnew(hand, `/visit/${visit}`)
    await expect.poll(() => lastContact(hand), { timeout: 60_000 }).not.toBe(before)
  }
  await expect(strip(tang).getByRole('link', { name: guest })).toHaveCount(1)
  await welcome(fang, about)
  const ticks = [await crossing(fang, tang, visit)]
  await beginPreheat(fang, about)
  await pass(fang, 6)
  await consult(fang, about)
  ticks.push(await crossing(fang, tang, visit))
  await pass(fang, 6)
  await same()

  await colleague.loseWifi()
  await server.kill()
  await switchTo(tang, guest)
  await readyRoom(tang, about)
  await prepare(fang, about)
  await goTo(fang, 'A5R')
  await choose(fang, 'A5.5-media', 'film')
  await server.start()
  await expectAllSent(pageOf(fang))
  await colleague.findWifi()
  await same()

  const media = ['music', 'film'].map((id) => optionOf('A5.5-media', id)) as [string, string]
  await settleConflict(tang, media, media[1])
  tang.tapped.set('A5.5-media', 'film')
  await same()

  await goAnew(fang, `/visit/${visit}`)
  await goTo(fang, 'A5')
  await startSteam(fang, '2', 30)
  const startAt = await startedAt(fang)
  await open(tang)
  await expect(dial(tang)).toBeVisible()
  await passWhenSent(fang, 5, tang)
  await check(tang, 5)
  ticks.push(await crossing(tang, fang, visit))
  expect(await server.stop(), 'a graceful stop').toBe(0)
  await pass(fang, 5)
  await check(tang, 10, 'thirsty')
  await server.start()
  await open(fang)
  for (const hand of [fang, tang]) await atRest(hand)
  await clock.set(startAt + 15 * MINUTE_MS)
  await check(fang, 15)
  await cups(fang, 3)
  await colleague.loseWifi()
  await passWhenSent(fang, 5)
  await answerAsk(fang, true)
  await colleague.kill()
  await passWhenSent(fang, 5)
  await check(fang, 25)
  await startAgain(tang, `/visit/${visit}`)
  await colleague.findWifi()
  await same()
  for (const hand of [fang, tang]) await atRest(hand)
  await clock.set(startAt + HALF_HOUR_MS)
  await confirmOff(tang)
  await next(tang, 'A7')
  await afterSteam(tang, about, 'left')
  await open(fang)
  await massageAndLeave(fang, about)
  await open(tang)
  await followUp(tang, about)
  await open(fang)
  await farewell(fang, about)
  await file(fang)
  await same()
  await goAnew(tang, `/turnover/t-${visit}`)
  await turnOver(tang)

  await server.kill()
  await server.start()
  const records = await same()
  const kept = await openedRecords(server.origin, pageOf(fang))
  const fields = { ...kept.get(`visits/${visit}`)?.fields, ...kept.get(`turnovers/t-${visit}`)?.fields }
  const tapped = { ...Object.fromEntries(tang.tapped), ...Object.fromEntries(fang.tapped) }
  const answers = Object.keys(tapped).map((field) => [
    field,
    (fields[field] as { readonly value?: unknown } | undefined)?.value,
  ])
  expect(Object.fromEntries(answers), 'the server holds what was tapped on either tablet').toEqual(tapped)
  console.log(
    `ticks crossed in ${ticks.map((ms) => `${Math.round(ms)} ms`).join(', ')}; ${records} records the same on the server and both tablets`,
  )
}

/** Two minutes on a quiet machine: a whole visit on two tablets and a server that is started three times. */
test.describe.configure({ timeout: 360_000 })

for (const plan of PLANS) {
  test.describe(plan.title, () => {
    test.use({ startsAt: plan.startsAt })
    test('[S1] [C4] [M3] on two tablets: the server dies, one tablet loses the wifi for stages, both go on, and in the end all hold the same', ({
      tablet,
      colleague,
      server,
      clock,
    }) => wholeVisit(plan, { tablet, colleague, server, clock }))
  })
}
