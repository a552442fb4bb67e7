/** The alarm of one room reaches a person elsewhere, over the server and without it: two tablets, two profiles. */
import { alarms, counted, listen, standAtDesk, standInRoom } from './drive/alarms.ts'
import { button, type Hand, handOf, pageOf, pass, told } from './drive/hand.ts'
import { connectShop } from './drive/join.ts'
import { unlock } from './drive/lock.ts'
import { lookAt } from './drive/look-at.ts'
import { goToPlace, takeSampleShop } from './drive/shop.ts'
import { toStart } from './drive/stages.ts'
import { answerAsk, confirmOff, HALF_HOUR_MS, startedAt, startSteam } from './drive/steam.ts'
import { expectAllSent, joinShop } from './drive/sync.ts'
import { arrive, toToday } from './drive/today.ts'
import { words } from './drive/words.ts'
import type { ServerApp } from './support/server-app.ts'
import type { Tablet } from './support/tablet.ts'
import { expect, test } from './support/test.ts'

const { alarm, readiness } = words
const MINUTE_MS = 60_000
const SECOND = 1 / 60

type Two = { readonly room: Hand; readonly desk: Hand }

async function told2({ room, desk }: Two) {
  await told(room)
  await told(desk)
}

/** A guest in the urn of room 6, whose tablet stands there; a colleague's at the desk. */
async function steaming(machines: {
  readonly tablet: Tablet
  readonly colleague: Tablet
  readonly clock: Hand['clock']
  readonly server: ServerApp
}): Promise<Two & { readonly startAt: number }> {
  const { tablet, colleague, clock, server } = machines
  const [room, desk] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  await Promise.all([listen(tablet), listen(colleague)])
  await tablet.open()
  await tablet.readyOffline()
  await takeSampleShop(room)
  await connectShop(room, server)
  await colleague.open()
  await joinShop(desk, '周敏')
  await colleague.readyOffline()
  await goToPlace(desk, 'shop')
  await standAtDesk(desk)
  await arrive(room, '刘女士')
  await toStart(room, /^6 号房/)
  await standInRoom(room, '6 号房')
  await lookAt(room.tablet, 'alarm-before')
  await startSteam(room, '1', 30)
  await expectAllSent(pageOf(room))
  await expect(pageOf(desk).getByRole('link', { name: /刘女士/ })).toBeVisible()
  return { room, desk, startAt: await startedAt(room) }
}

/** It is felt again, and only felt, in the room. */
async function expectFeltOnly(room: Hand) {
  const before = await counted(room)
  await expect.poll(async () => (await counted(room)).felt, { timeout: 15_000 }).toBeGreaterThan(before.felt)
  expect((await counted(room)).rung, 'a room stays silent').toBe(0)
}

/** Nothing more is felt or heard. */
async function expectQuiet(hand: Hand) {
  const before = await counted(hand)
  await pageOf(hand).waitForTimeout(11_000)
  expect(await counted(hand)).toEqual(before)
}

test('[A6.5] [A6.1] the question reaches the desk with sound, is answered there by name, and the room falls silent', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const two = await steaming({ tablet, colleague, clock, server })
  const { room, desk, startAt } = two
  await clock.set(startAt + 20 * MINUTE_MS + 2_000)
  await told2(two)
  await expectFeltOnly(room)
  expect((await counted(desk)).rung, 'the room has it for itself at first').toBe(0)
  await pass(desk, 15 * SECOND)
  await told2(two)
  await expect(alarms(desk)).toHaveAttribute('data-rings', 'soft')
  await expect.poll(async () => (await counted(desk)).rung).toBeGreaterThan(0)
  await expect(alarms(desk).getByRole('alert')).toContainText(/刘女士.*6 号房.*20 分到了/)
  await lookAt(desk.tablet, 'alarm-asks')

  await alarms(desk)
    .getByRole('button', { name: new RegExp(`^${alarm.iGo('周敏').replace(/[（）]/g, '.')}`) })
    .click()
  await expect(alarms(desk).getByRole('status')).toContainText(alarm.goes('周敏'))
  await expect(alarms(room).getByRole('status')).toContainText(alarm.goes('周敏'))
  await expect(alarms(desk)).not.toHaveAttribute('data-rings')
  await Promise.all([expectQuiet(room), expectQuiet(desk)])

  await pass(desk, 1)
  await told2(two)
  await expect(alarms(desk).getByRole('alert')).toContainText(alarm.saidSo('周敏'))
  await expectFeltOnly(room)
  await answerAsk(room, true)
  await expect(alarms(desk).getByText(/20 分到了/)).toHaveCount(0)
  await expect(alarms(desk)).not.toHaveAttribute('data-rings')
})

test('[A6.6] [D13] with the server dead each tablet alarms by itself, and says how old its knowledge is', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const two = await steaming({ tablet, colleague, clock, server })
  const { room, desk, startAt } = two
  await server.kill()
  await clock.set(startAt + HALF_HOUR_MS + 20_000)
  await told2(two)
  await expectFeltOnly(room)
  await expect(alarms(desk)).toHaveAttribute('data-rings', 'urgent')
  await expect.poll(async () => (await counted(desk)).rung).toBeGreaterThan(0)
  await expect(alarms(desk).getByRole('alert').first()).toContainText(/已超过 30 分/)
  await expect(alarms(desk)).toContainText(/最后同步 \d+ 分钟前/)
  await lookAt(desk.tablet, 'alarm-alone')

  await button(desk, `${alarm.iGo('周敏')} ${(await titleOf(desk)) ?? ''}`).click()
  await expect(alarms(desk).getByRole('status')).toContainText(alarm.goes('周敏'))
  await expect(alarms(desk)).not.toHaveAttribute('data-rings')
  await expectFeltOnly(room)
  await pass(desk, 1.1)
  await told2(two)
  await expect(alarms(desk), 'past the half hour nobody’s word is enough').toHaveAttribute(
    'data-rings',
    'loud',
  )

  await confirmOff(room)
  await server.start()
  await expect(alarms(desk)).not.toHaveAttribute('data-rings', { timeout: 60_000 })
  await expect(alarms(desk).getByRole('alert')).toHaveCount(0)
  await toToday(desk)
})

/** What the first alarm says, without its time. */
async function titleOf(hand: Hand): Promise<string | null> {
  const name = await alarms(hand).getByRole('button').first().getAttribute('aria-label')
  return name?.replace(alarm.iGo('周敏'), '').trim() ?? null
}

test('[A6.1] the try is real, a notice names the room alone, and a desk that was restarted says that its chime is locked', async ({
  tablet,
  server,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await listen(tablet)
  await allowNotices(tablet, server.origin)
  await tablet.open()
  await tablet.readyOffline()
  await takeSampleShop(hand)
  await goToPlace(hand, 'shop')
  await standAtDesk(hand)
  await expect.poll(() => pageOf(hand).evaluate(() => Notification.permission)).toBe('granted')
  // The notice of a try goes by itself after some seconds, and a busy machine may take them for the rest.
  await Promise.all([
    expect.poll(() => notices(hand), { timeout: 20_000 }).toEqual([readiness.testNotice]),
    button(hand, readiness.test).click(),
  ])
  await expect(pageOf(hand).getByText(readiness.testedLoud, { exact: true })).toBeVisible()
  await expect.poll(async () => (await counted(hand)).rung).toBeGreaterThan(0)
  expect((await counted(hand)).felt).toBeGreaterThan(0)
  await expect.poll(() => notices(hand), { timeout: 15_000 }).toEqual([])

  await toToday(hand)
  await arrive(hand, '刘女士')
  await toStart(hand, /^6 号房/)
  await startSteam(hand, '1', 30)
  const startAt = await startedAt(hand)
  await tablet.kill()
  await tablet.restart('/rooms')
  await allowNotices(tablet, server.origin)
  await expect(alarms(hand).getByRole('status')).toContainText(alarm.locked.muted)
  await lookAt(hand.tablet, 'alarm-locked')
  await unlock(hand)
  await expect(alarms(hand).getByRole('status')).toHaveCount(0)

  await lookAway(hand)
  await clock.set(startAt + HALF_HOUR_MS + 20_000)
  await told(hand)
  await expect.poll(() => notices(hand)).toEqual([alarm.over('6 号房', 30)])
})

/** What the system shows of this app now. */
function notices(hand: Hand): Promise<readonly string[]> {
  return pageOf(hand).evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    return (await registration.getNotifications()).map(({ body }) => body)
  })
}

/** Another app comes to the front; headless Chromium has none, so the page is told so. */
async function lookAway(hand: Hand) {
  await pageOf(hand).evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  })
}

/** As a person does when asked; what else was granted to the app stays. */
async function allowNotices({ context }: Tablet, origin: string) {
  const session = await context.browser()?.newBrowserCDPSession()
  await session?.send('Browser.setPermission', {
    origin,
    permission: { name: 'notifications' },
    setting: 'granted',
  })
}
