/** How tablets come to the shop: the server's code, a manager's code, codes that are no longer good, and a server that has forgotten. */
import { joinKeyFrom } from '../../src/db/join-code.ts'
import { parseCode } from '../../src/sync/code.ts'
import { TABLET_PATHS } from '../../src/sync/wire-tablets.ts'
import { button, type Hand, handOf, pageOf, sheet } from './drive/hand.ts'
import { ask, codeFrom, connectShop, typeCode } from './drive/join.ts'
import { lockScreen, neverLock, reload, typePin } from './drive/lock.ts'
import { lookAt } from './drive/look-at.ts'
import { rowsIn } from './drive/rows.ts'
import { putRows } from './drive/seed.ts'
import { goToPlace, pickWho, takeSampleShop } from './drive/shop.ts'
import { expectAllSent, expectSameEverywhere, expectTrouble, openPanel } from './drive/sync.ts'
import { arrive, strip, toToday } from './drive/today.ts'
import { words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

const { tablets } = words
const MANAGER = '陈国华'
/** What Chromium writes into the console for an answer that is a refusal. */
const REFUSED = /status of 4\d\d/

/** The manager's tablet shows a code; it is read as a person reads it. */
async function codeOnShow(hand: Hand): Promise<string> {
  await button(hand, tablets.add.button).click()
  await typePin(hand)
  const shown = sheet(hand, tablets.add.title)
  await expect(shown.getByRole('img', { name: tablets.add.qr })).toBeVisible({ timeout: 30_000 })
  const text = await shown.getByText(/^[0-9][0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()
  return text ?? ''
}

test('[SEC11] a shop begun without its server is claimed by the printed code; another tablet joins by a code that is good once, for ten minutes', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const [one, two] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  for (const each of [tablet, colleague]) each.complaints.allow(REFUSED)
  await tablet.open()
  await takeSampleShop(one, MANAGER)
  await arrive(one, '刘女士')
  expect((await rowsIn(pageOf(one), 'outbox')).length, 'all of it is kept here alone').toBeGreaterThan(5)
  await toToday(one)
  await goToPlace(one, 'shop')
  await expect(pageOf(one).getByText(tablets.alone)).toBeVisible()
  await lookAt(tablet, 'tablets-alone')
  await openPanel(one)
  await typeCode(
    one,
    `${server.setUpCode().slice(0, -1)}${server.setUpCode().endsWith('Z') ? 'Y' : 'Z'}`,
    '前台',
  )
  await expect(pageOf(one).getByRole('alert')).toHaveText(tablets.problem.badCode)
  await lookAt(tablet, 'tablets-connect')
  await pageOf(one).keyboard.press('Escape')
  await connectShop(one, server)

  await colleague.open()
  await expect(button(two, tablets.join.open)).toBeVisible()
  await lookAt(colleague, 'tablets-welcome')
  const stale = await codeOnShow(one)
  await lookAt(tablet, 'tablets-code')
  await clock.advance(11)
  await expect(sheet(one, tablets.add.title)).toContainText(tablets.add.over)
  await button(two, tablets.join.open).click()
  await typeCode(two, stale, '3 号房')
  await expect(pageOf(two).getByRole('alert')).toHaveText(tablets.problem.badCode)

  await button(one, tablets.add.again).click()
  const fresh = sheet(one, tablets.add.title).getByText(/^[0-9][0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  const code = (await fresh.textContent({ timeout: 30_000 })) ?? ''
  await colleague.open(`/join#${code}`)
  await expect(pageOf(two).getByLabel(tablets.code, { exact: true })).toHaveValue(code)
  await expect.poll(() => new URL(pageOf(two).url()).hash).toBe('')
  await lookAt(colleague, 'tablets-join')
  await pageOf(two).getByLabel(tablets.name, { exact: true }).fill('3 号房')
  await button(two, tablets.go).click()
  const said = pageOf(two).getByRole('status', { name: words.shell.notice.label, exact: true })
  await expect(said).not.toBeEmpty()
  const [notice, people] = [await said.boundingBox(), await lockScreen(two).boundingBox()]
  expect((notice?.y ?? 0) + (notice?.height ?? 0), 'it lies over nobody').toBeLessThanOrEqual(people?.y ?? 0)
  await expect(said, 'it goes by itself').toBeEmpty()
  await pickWho(two, '林晓芸')
  await neverLock(two)
  await expect(strip(two).getByRole('link', { name: /刘/ })).toHaveCount(1)
  await expectSameEverywhere(server.origin, [pageOf(one), pageOf(two)])

  const { id } = await joinKeyFrom(parseCode(code)?.code ?? '')
  const again = ask(server.origin, TABLET_PATHS.join, {
    body: { id, inc: 'eeeeeeee', name: 'x', shop: null },
  })
  await expect(again, 'used once, it is no code any more').rejects.toThrow('answered 403')
  await sheet(one, tablets.add.title)
    .getByRole('button', { name: words.kit.close, exact: true })
    .first()
    .click()
  const listed = pageOf(one).getByRole('region', { name: tablets.title })
  await expect(listed.getByText('3 号房', { exact: true })).toBeVisible()
  await lookAt(tablet, 'tablets-list')
})

test('[SEC9] a tablet that the server does not know keeps everything, says so, and is joined again by a code', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const [one, two] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  for (const each of [tablet, colleague]) each.complaints.allow(REFUSED)
  await tablet.open()
  await takeSampleShop(one, MANAGER)
  await connectShop(one, server)
  await colleague.open()
  const code = await codeFrom(one)
  await button(two, tablets.join.open).click()
  await typeCode(two, code, '3 号房')
  await pickWho(two, '林晓芸')
  await neverLock(two)
  await expectAllSent(pageOf(two))

  await putRows(pageOf(two), 'device', [{ name: 'tokens', value: [`${'0'.repeat(32)}.${'1'.repeat(64)}`] }])
  await reload(two)
  await arrive(two, '刘女士')
  await expectTrouble(two, 'notJoined')
  expect((await rowsIn(pageOf(two), 'outbox')).length).toBeGreaterThan(0)
  const panel = await openPanel(two)
  await lookAt(colleague, 'tablets-not-joined')
  await typeCode(two, await codeFrom(one), '3 号房')
  await expect(panel.getByText(words.sync.state.synced.title)).toBeVisible({ timeout: 30_000 })
  await expectSameEverywhere(server.origin, [pageOf(one), pageOf(two)])
})
