/** What must hold while guests are in urns: a tablet that dies, a break, checks that nobody can have walked to (A6.1, D13). */
import { guide } from '../../src/ui/strings/zh-cn/guide.ts'
import { alarms, standAtDesk } from './drive/alarms.ts'
import { handOver } from './drive/exceptions.ts'
import { button, handOf, pageOf, pass, told } from './drive/hand.ts'
import { connectShop } from './drive/join.ts'
import { startAgain } from './drive/lock.ts'
import { lookAt } from './drive/look-at.ts'
import { idOnScreen, visitOnScreen } from './drive/records.ts'
import { changeWho, goToPlace, takeSampleShop } from './drive/shop.ts'
import { toStart } from './drive/stages.ts'
import { check, dial, expectDialTrue, HALF_HOUR_MS, startedAt, startSteam } from './drive/steam.ts'
import { expectAllSent, joinShop } from './drive/sync.ts'
import { arrive, strip, switchTo, toToday } from './drive/today.ts'
import { optionOf, words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

const { visit, rooms, sync } = words
const MINUTE_MS = 60_000

test('[D13] [A6.1] two guests in urns: quick checks are marked for the manager, a killed tablet moves no deadline, a break that lasts too long ends the session', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await tablet.readyOffline()
  await takeSampleShop(hand)
  for (const [guest, place] of [
    ['王女士', /^3 号房/],
    ['刘女士', /^6 号房/],
  ] as const) {
    if (guest === '刘女士') await toToday(hand)
    await arrive(hand, guest)
    await toStart(hand, place)
    await startSteam(hand, '1', 30)
  }
  const startAt = await startedAt(hand)

  await pass(hand, 5)
  await check(hand, 5)
  await switchTo(hand, /王女士/)
  await check(hand, 5)
  await toToday(hand)
  const marked = pageOf(hand).getByText(sync.attention.quickChecks('林晓芸'), { exact: true })
  await expect(pageOf(hand).getByText(sync.attention.title, { exact: true })).toHaveCount(0)
  await changeWho(hand, '陈国华')
  await expect(marked).toBeVisible()
  await changeWho(hand, '林晓芸')
  await expect(marked, 'it is for the manager alone').toHaveCount(0)

  await switchTo(hand, /刘女士/)
  const here = new URL(pageOf(hand).url()).pathname
  await tablet.kill()
  await clock.advance(4)
  await startAgain(hand, here)
  expect(await startedAt(hand)).toBe(startAt)
  await expectDialTrue(hand, startAt)

  await button(hand, optionOf('A6.1-check', 'toilet')).click()
  await button(hand, guide.away.side.left).click()
  await expect(strip(hand).getByRole('link', { name: /刘女士.*如厕/ })).toContainText('5')
  await goToPlace(hand, 'rooms')
  await expect(pageOf(hand).getByText(rooms.state.away, { exact: true })).toBeVisible()
  await tablet.kill()
  await clock.advance(3)
  await startAgain(hand, '/')
  await expect(strip(hand).getByRole('link', { name: /刘女士.*如厕/ })).toContainText('2')
  await expect(pageOf(hand).getByRole('heading', { name: /刘女士如厕，还有 1:/ })).toBeVisible()
  await lookAt(tablet, 'break-today')
  await pass(hand, 2.2)
  await switchTo(hand, /刘女士/)
  const over = pageOf(hand).getByRole('main').getByRole('alert')
  await expect(over).toContainText(guide.away.over(5))
  await expect(dial(hand)).toContainText(/^\+0:|\+0:/)
  await button(hand, visit.steam.off).click()
  await expect
    .poll(async () => (await visitOnScreen(pageOf(hand))).fields['A6.6-off#1']?.value)
    .toMatchObject({ how: 'stop', reason: 'awayTooLong' })
})

test('[D13] another tablet takes the visit over while the first is dead: without the server too the deadline stands, and the alarm comes there', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const [room, desk] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  await tablet.open()
  await takeSampleShop(room)
  await connectShop(room, server)
  await colleague.open()
  await joinShop(desk, '周敏')
  await colleague.readyOffline()
  await goToPlace(desk, 'shop')
  await standAtDesk(desk)
  await arrive(room, '刘女士')
  await toStart(room, /^6 号房/)
  await startSteam(room, '1', 30)
  await expectAllSent(pageOf(room))
  const [startAt, id] = [await startedAt(room), idOnScreen(pageOf(room))]
  await tablet.kill()
  await clock.advance(6)

  await switchTo(desk, /刘女士/)
  expect(idOnScreen(pageOf(desk))).toBe(id)
  await handOver(desk, '周敏', 'neededElsewhere')
  await expectAllSent(pageOf(desk))
  await server.kill()
  expect(await startedAt(desk)).toBe(startAt)
  await expectDialTrue(desk, startAt)
  await check(desk, 5)
  await toToday(desk)
  await clock.set(startAt + 20 * MINUTE_MS + 20_000)
  await told(desk)
  await expect(alarms(desk).getByRole('alert')).toContainText(/刘女士.*20 分到了/)
  await expect(alarms(desk)).toHaveAttribute('data-rings', 'soft')
  await clock.set(startAt + HALF_HOUR_MS + 20_000)
  await told(desk)
  await expect(alarms(desk).getByRole('alert').first()).toContainText(/刘女士.*已超过 30 分/)
  await expect(alarms(desk)).toHaveAttribute('data-rings', 'urgent')
  await switchTo(desk, /刘女士/)
  await expectDialTrue(desk, startAt)
})
