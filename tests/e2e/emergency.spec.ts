import { emergency as en } from '../../src/ui/strings/en/emergency.ts'
import { setup as setupEn } from '../../src/ui/strings/en/setup.ts'
import { shell as shellEn } from '../../src/ui/strings/en/shell.ts'
import { emergency } from '../../src/ui/strings/zh-cn/emergency.ts'
import { summons } from '../../src/ui/strings/zh-cn/summons.ts'
import { counted, listen, standAtDesk } from './drive/alarms.ts'
import { toList } from './drive/challenge.ts'
import { button, type Hand, handOf, option, pageOf, pass, sheet } from './drive/hand.ts'
import { connectShop } from './drive/join.ts'
import { lockScreen, reload, typePin } from './drive/lock.ts'
import { lookAt } from './drive/look-at.ts'
import { idOnScreen, recordOf, recordsOf } from './drive/records.ts'
import { changeWho, goToPlace, takeSampleShop } from './drive/shop.ts'
import { toStart } from './drive/stages.ts'
import { check, startSteam } from './drive/steam.ts'
import { expectAllSent, joinShop } from './drive/sync.ts'
import { arrive, toToday, walkIn } from './drive/today.ts'
import { optionOf, stageOf, words } from './drive/words.ts'
import type { ServerApp } from './support/server-app.ts'
import { expect, test } from './support/test.ts'

const { shell, visit } = words
const card = (hand: Hand) => sheet(hand, shell.emergency)
const incidents = async (hand: Hand) =>
  (await recordsOf(pageOf(hand), 'attention')).filter(({ fields }) => fields.kind === 'emergency')

test('[A6.6] from the urn, one tap: the card, the urn stopped, the record on Today, and back at the same step', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await expect(button(hand, words.setup.takeSample)).toBeVisible()
  await lookAt(tablet, 'emergency-0-setup')
  await button(hand, shell.emergency).click()
  await expect(card(hand)).toContainText(emergency.choose.unrecorded)
  await pageOf(hand).keyboard.press('Escape')
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  await toStart(hand, /^6 号房/)
  await startSteam(hand, '1', 30)
  const id = idOnScreen(pageOf(hand))
  await pass(hand, 5)
  await check(hand, 5)
  await pass(hand, 2)
  await lookAt(tablet, 'emergency-1-button')

  await button(hand, visit.steam.stop).click()
  await expect(sheet(hand, visit.steam.stopTitle)).toBeVisible()
  await lookAt(tablet, 'emergency-2-above-a-sheet')
  await button(hand, shell.emergency).click()
  await expect(card(hand).getByRole('listitem')).toHaveCount(9)
  await lookAt(tablet, 'emergency-3-choice')
  await button(hand, emergency.cards.fainting.name).click()
  await expect(pageOf(hand).getByRole('heading', { name: emergency.cards.fainting.name })).toBeVisible()
  await expect(
    card(hand).getByRole('link', { name: emergency.calls.call(emergency.calls.names.ambulance, '120') }),
  ).toHaveAttribute('href', 'tel:120')
  const stop = card(hand).getByRole('button', { name: new RegExp(emergency.urn.stop('刘女士')) })
  await lookAt(tablet, 'emergency-4-card')
  const asked = await stop.boundingBox()
  await stop.click()
  const confirm = button(hand, emergency.urn.confirm('刘女士'))
  const confirmed = await confirm.boundingBox()
  await lookAt(tablet, 'emergency-5-confirm')
  expect(asked && confirmed && overlaps(asked, confirmed), 'confirmed elsewhere than it was asked').toBe(
    false,
  )
  await confirm.click()
  await expect(confirm).toHaveCount(0)
  await expect(card(hand)).toContainText(emergency.urn.none)
  await expect(card(hand).getByRole('region', { name: emergency.urn.isOut })).toContainText('刘女士')
  await lookAt(tablet, 'emergency-6-is-she-out')

  const { fields } = await recordOf(pageOf(hand), 'visits', id)
  expect(fields['A6.6-off#1'].value).toEqual({ how: 'stop', reason: 'emergency' })
  const [incident, ...others] = await incidents(hand)
  expect(others).toEqual([])
  expect(incident?.fields).toMatchObject({ what: 'fainting', visitId: id, by: fields['A6.6-off#1'].by })
  expect(incident?.fields['step:stop'].at).toBeGreaterThanOrEqual(incident?.fields.openedAt)

  await pageOf(hand).goBack()
  await expect(card(hand)).toHaveCount(0)
  await expect(sheet(hand, visit.steam.stopTitle), 'what it asked has no meaning left').toHaveCount(0)
  expect(idOnScreen(pageOf(hand))).toBe(id)
  await toList(hand, 'leaveUrn')
  await expect(pageOf(hand).getByRole('heading', { level: 1, name: stageOf('A6').name })).toBeVisible()

  await toToday(hand)
  await expect(
    pageOf(hand).getByRole('heading', { name: new RegExp(`${emergency.cards.fainting.name}.*刘女士`) }),
  ).toBeVisible()
  await expect(pageOf(hand).getByRole('region', { name: emergency.line.label })).toContainText('刘女士')
  await lookAt(tablet, 'emergency-7-today')
  await reload(hand)
  await pageOf(hand).getByRole('region', { name: emergency.line.label }).getByRole('button').click()
  await button(hand, emergency.close.button).click()
  const ending = sheet(hand, emergency.close.title)
  await option(ending, emergency.close.outcome, emergency.close.outcomes.better).click()
  await lookAt(tablet, 'emergency-8-close')
  await ending.getByRole('button', { name: emergency.close.save, exact: true }).click()
  await expect(pageOf(hand).getByRole('region', { name: emergency.line.label })).toHaveCount(0)
  expect((await incidents(hand))[0]?.fields.closed).toMatchObject({ outcome: 'better' })
})

test('[D13] a power cut, without a server: everybody out by name in their order, each urn off', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  await toStart(hand, /^6 号房/)
  await startSteam(hand, '1', 30)
  const first = idOnScreen(pageOf(hand))
  await pass(hand, 5)
  await check(hand, 5)
  await toToday(hand)
  await walkIn(hand, '3047', /王阿姨/)
  await toStart(hand, /^3 号房/)
  await startSteam(hand, '1', 30)
  const second = idOnScreen(pageOf(hand))
  await pass(hand, 3)
  await tablet.readyOffline()
  await tablet.goOffline()

  await button(hand, shell.emergency).click()
  await button(hand, emergency.cards.powerCut.name).dblclick()
  const list = card(hand).getByRole('region', { name: emergency.evacuation.title })
  await expect(list).toContainText(emergency.evacuation.left(2))
  await expect(list.getByRole('listitem').first()).toContainText('刘女士')
  await lookAt(tablet, 'emergency-8-power-cut')
  await button(hand, emergency.evacuation.out('刘女士')).dblclick()
  await expect(list).toContainText(emergency.evacuation.left(1))
  await lookAt(tablet, 'emergency-9-power-cut-one-out')
  await button(hand, emergency.evacuation.out('王阿姨')).click()
  await expect(list).toContainText(emergency.evacuation.allOut)

  for (const id of [first, second]) {
    const { fields } = await recordOf(pageOf(hand), 'visits', id)
    expect(fields['A6.6-off#1'].value).toEqual({ how: 'stop', reason: 'emergency' })
  }
  const [incident] = await incidents(hand)
  expect(incident?.fields).toMatchObject({ what: 'powerCut', visitId: null, order: [first, second] })
  const ticked = Object.keys(incident?.fields ?? {}).filter((name) => name.startsWith('step:'))
  expect(ticked, 'the second tap of a shaking hand ticks nothing').toEqual([])
  expect(incident?.fields[`out:${first}`].at).toBeLessThanOrEqual(incident?.fields[`out:${second}`].at)
  await button(hand, emergency.back).click()
  await toList(hand, 'leaveUrn')
  await expect(pageOf(hand).getByRole('heading', { level: 1, name: stageOf('A6').name })).toBeVisible()
})

/** The region of those who call for people. */
const calls = (hand: Hand) => pageOf(hand).getByRole('region', { name: summons.label, exact: true })
const iGo = (who: string) => new RegExp(`^${words.alarm.iGo(who).replace(/[（）]/g, '.')}`)

/** Two tablets of one shop: a guest is in the urn of room 6, a colleague stands at the desk. */
async function roomAndDesk(machines: {
  readonly tablet: Hand['tablet']
  readonly colleague: Hand['tablet']
  readonly clock: Hand['clock']
  readonly server: ServerApp
}): Promise<{ readonly room: Hand; readonly desk: Hand }> {
  const { tablet, colleague, clock, server } = machines
  const [room, desk] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  await Promise.all([listen(tablet), listen(colleague)])
  await tablet.open()
  await takeSampleShop(room)
  await connectShop(room, server)
  await colleague.open()
  await joinShop(desk, '周敏')
  await goToPlace(desk, 'shop')
  await standAtDesk(desk)
  await arrive(room, '刘女士')
  await toStart(room, /^6 号房/)
  await startSteam(room, '1', 30)
  await expectAllSent(pageOf(room))
  await expect(pageOf(desk).getByRole('link', { name: /刘女士/ })).toBeVisible()
  return { room, desk }
}

test('[A6.1] an emergency begun in a room rings at the desk at once, is answered there by name, and the room sees who comes', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const { room, desk } = await roomAndDesk({ tablet, colleague, clock, server })
  const before = await counted(desk)
  await button(room, shell.emergency).click()
  await button(room, emergency.cards.fainting.name).click()
  await expect(calls(desk).getByRole('alert')).toContainText(/紧急：晕倒 · 刘女士 · 6 号房/)
  await expect(calls(desk)).toHaveAttribute('data-rings', /urgent|loud/)
  await expect.poll(async () => (await counted(desk)).rung).toBeGreaterThan(before.rung)
  await expect.poll(async () => (await counted(desk)).felt).toBeGreaterThan(before.felt)
  await expect(card(room)).toContainText(summons.nobodyYet)
  await lookAt(desk.tablet, 'emergency-calls-1-desk')
  await lookAt(room.tablet, 'emergency-calls-2-card')

  await button(desk, shell.emergency).click()
  await expect(calls(desk).getByRole('button', { name: iGo('周敏') })).toBeVisible()
  await lookAt(desk.tablet, 'emergency-calls-3-above-the-cards')
  await calls(desk)
    .getByRole('button', { name: iGo('周敏') })
    .click()
  await expect(calls(desk)).toHaveCount(0)
  await expect(card(room)).toContainText(words.alarm.goes('周敏'))
  await lookAt(room.tablet, 'emergency-calls-4-who-comes')
  const quiet = await counted(desk)
  await pageOf(desk).waitForTimeout(9_000)
  expect(await counted(desk), 'one answer by name quiets the shop').toEqual(quiet)
  expect((await counted(room)).rung, 'it does not ring where it was begun').toBe(0)
  await button(desk, emergency.back).click()
  const line = pageOf(desk).getByRole('region', { name: emergency.line.label })
  await expect(line).toContainText(words.alarm.goes('周敏'))
  // Whoever was to come has not: the same desk is called once more, and answers again.
  await button(room, summons.again).click()
  await expect(calls(desk).getByRole('alert')).toContainText(/紧急：晕倒/)
  await expect(card(room)).toContainText(summons.nobodyYet)
  await lookAt(room.tablet, 'emergency-calls-5-called-again')
  await calls(desk)
    .getByRole('button', { name: iGo('周敏') })
    .click()
  await expect(calls(desk)).toHaveCount(0)
  await expect(card(room)).toContainText(words.alarm.goes('周敏'))
  // Somebody is with it: it ends with how it ended, no more by one tap.
  await expect(button(room, emergency.mistaken.button)).toHaveCount(0)
  await button(room, emergency.close.button).click()
  const ending = sheet(room, emergency.close.title)
  await option(ending, emergency.close.outcome, emergency.close.outcomes.better).click()
  await ending.getByRole('button', { name: emergency.close.save, exact: true }).click()
  await expect(line).toHaveCount(0)
})

test('[A6.1] a tablet that is the only one of the shop says so, and does not claim that others were called', async ({
  tablet,
  clock,
  server,
}) => {
  const room = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(room, '陈国华')
  await connectShop(room, server)
  // The one other that is enrolled, to read along, is taken out.
  await goToPlace(room, 'shop')
  await pageOf(room).getByRole('button', { name: /^观察/ }).click()
  await button(room, words.tablets.one.retire).click()
  await pageOf(room)
    .getByRole('button', { name: new RegExp(`${words.tablets.one.sure}$`) })
    .click()
  await typePin(room)
  await expect(pageOf(room).getByRole('listitem').filter({ hasText: '观察' })).toContainText(
    words.tablets.list.state.retired,
  )
  await goToPlace(room, 'today')
  await button(room, shell.emergency).click()
  await button(room, emergency.cards.fainting.name).click()
  await expect(card(room)).toContainText(summons.alone)
  await expect(button(room, emergency.mistaken.button)).toBeVisible()
  // What was read out of the button that took it out is put away a few seconds later.
  await expect(pageOf(room).locator('[role=img][aria-labelledby]')).toHaveCount(0)
  await lookAt(tablet, 'emergency-calls-0-alone')
})

test('[A6.1] a colleague is called from the urn: the desk rings by the room alone, and who comes is seen in the room', async ({
  tablet,
  colleague,
  server,
  clock,
}) => {
  const { room, desk } = await roomAndDesk({ tablet, colleague, clock, server })
  const before = await counted(desk)
  await button(room, optionOf('A6.1-check', 'colleague')).click()
  await expect(calls(desk).getByRole('alert')).toContainText('6 号房要一位同事过去')
  await expect(calls(desk)).not.toContainText('刘')
  await expect.poll(async () => (await counted(desk)).rung).toBeGreaterThan(before.rung)
  await expect(sheet(room, summons.sheet.title)).toContainText(summons.nobodyYet)
  await lookAt(desk.tablet, 'colleague-1-desk')
  await lookAt(room.tablet, 'colleague-2-sheet')
  await calls(desk)
    .getByRole('button', { name: iGo('周敏') })
    .click()
  await expect(calls(desk)).not.toHaveAttribute('data-rings')
  await expect(sheet(room, summons.sheet.title)).toContainText(words.alarm.goes('周敏'))
  await lookAt(room.tablet, 'colleague-3-who-comes')
  await sheet(room, summons.sheet.title).getByRole('button', { name: words.kit.close, exact: true }).click()
  await lookAt(room.tablet, 'colleague-4-line')
  await calls(room)
    .getByRole('button', { name: new RegExp(`^${summons.back}`) })
    .click()
  await expect(calls(room)).toHaveCount(0)
  await expect(calls(desk)).toHaveCount(0)
})

test('[C7] where the database does not open, the cards are one tap away all the same', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Internal error opening backing store', 'UnknownError')
    }
  })
  await tablet.open()
  await expect(pageOf(hand).getByRole('alert')).toContainText(shell.error.title.unavailable)
  await lookAt(tablet, 'storeless-1-error')
  await button(hand, shell.emergency).click()
  await expect(card(hand).getByRole('listitem')).toHaveCount(9)
  await expect(card(hand)).toContainText(emergency.choose.noStore)
  await lookAt(tablet, 'storeless-2-choice')
  await button(hand, emergency.cards.fire.name).click()
  await expect(card(hand)).toContainText(emergency.choose.noStore)
  await expect(
    card(hand).getByRole('link', { name: emergency.calls.call(emergency.calls.names.fire, '119') }),
  ).toHaveAttribute('href', 'tel:119')
  await lookAt(tablet, 'storeless-3-card')
  await expectOnTop(hand, button(hand, emergency.back))
  await button(hand, emergency.back).click()
  await expect(card(hand)).toHaveCount(0)
  await expect(pageOf(hand).getByRole('alert')).toBeVisible()
})

test('[C7] while the database opens, and takes its time, the cards are there, and stay open when it gives up', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.context.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest
  })
  await tablet.open()
  await button(hand, shell.emergency).click()
  await expect(pageOf(hand).getByText(shell.opening, { exact: true })).toBeAttached()
  await button(hand, emergency.cards.fainting.name).click()
  await expect(card(hand)).toContainText(emergency.choose.noStore)
  await expect(pageOf(hand).getByText(shell.error.title.unavailable)).toBeAttached({ timeout: 20_000 })
  await expect(card(hand)).toContainText(emergency.cards.fainting.name)
})

/** Whatever lies at the middle of it is the card's own. */
async function expectOnTop(hand: Hand, what: ReturnType<typeof button>) {
  const box = await what.boundingBox()
  if (!box) throw new Error('it is not there')
  const isCards = await pageOf(hand).evaluate(
    ([x, y]) => document.elementFromPoint(x, y)?.closest('[role="dialog"]') !== null,
    [box.x + box.width / 2, box.y + box.height / 2] as const,
  )
  expect(isCards, 'nothing lies over the card').toBe(true)
}

test('a notice lies under the cards, at every size', async ({ tablet, clock }) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await takeSampleShop(hand)
  // The numbers are the manager's to change.
  await changeWho(hand, '陈国华')
  await goToPlace(hand, 'shop')
  const section = pageOf(hand).getByRole('region', { name: emergency.phones.title })
  for (const size of ['wide', 'narrow', 'small'] as const) {
    await tablet.resize(size)
    await section.getByRole('button', { name: emergency.phones.edit }).click()
    await pageOf(hand)
      .getByRole('textbox', { name: emergency.calls.names.manager })
      .fill(`138 0000 000${size.length}`)
    await button(hand, words.shop.save).click()
    const notice = pageOf(hand).getByRole('status', { name: shell.notice.label })
    await expect(notice).toContainText(words.shop.saved)
    await button(hand, shell.emergency).click()
    await expect(card(hand).getByRole('listitem')).toHaveCount(9)
    await expectOnTop(hand, notice.locator('> *'))
    await button(hand, emergency.back).click()
    await button(hand, shell.notice.close).click()
  }
})

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
const overlaps = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

test('the emergency cards are wholly in English too', async ({ tablet, clock }) => {
  const hand = handOf({ tablet, clock })
  await tablet.open()
  await pageOf(hand).getByRole('radio', { name: 'English' }).click()
  await lookAt(tablet, 'emergency-en-0-setup')
  await pageOf(hand).getByRole('button', { name: setupEn.takeSample }).click()
  await lockScreen(hand).getByRole('listitem').first().getByRole('button').click()
  await typePin(hand)
  await expect(lockScreen(hand)).toBeHidden()
  const sos = pageOf(hand).getByRole('button', { name: shellEn.emergency, exact: true })
  for (const what of ['chestPain', 'fall', 'fire'] as const) {
    await sos.click()
    if (what === 'chestPain') await lookAt(tablet, 'emergency-en-1-choice')
    await pageOf(hand).getByRole('button', { name: en.cards[what].name, exact: true }).click()
    await expect(
      pageOf(hand).getByRole('heading', { level: 1, name: en.cards[what].name, exact: true }),
    ).toBeVisible()
    await expect(sheet(hand, shellEn.emergency)).not.toContainText(/\p{Script=Han}/u)
    await lookAt(tablet, `emergency-en-2-${what}`)
    await pageOf(hand).getByRole('button', { name: en.mistaken.button, exact: true }).click()
    await expect(sheet(hand, shellEn.emergency)).toHaveCount(0)
  }
  await pageOf(hand).getByRole('link', { name: shellEn.shop, exact: true }).click()
  await expect(pageOf(hand).getByRole('region', { name: en.phones.title })).toBeVisible()
  await lookAt(tablet, 'emergency-en-3-shop')
})
