import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { guestRights } from '../../src/ui/strings/zh-cn/guest-rights.ts'
import { lock } from '../../src/ui/strings/zh-cn/lock.ts'
import { button, type Hand, handOf, pageOf, sheet } from './drive/hand.ts'
import { connectShop } from './drive/join.ts'
import { typePin } from './drive/lock.ts'
import { recordOf, setsOf } from './drive/records.ts'
import { goToPlace, takeSampleShop } from './drive/shop.ts'
import { exchangeNow, expectAllSent, expectSameEverywhere, joinShop, openedRecords } from './drive/sync.ts'
import { words } from './drive/words.ts'
import { expect, test } from './support/test.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** What Chromium writes into the console for an answer that is a refusal. */
const REFUSED = /status of 4\d\d/
const MANAGER = '陈国华'
const GUEST = { name: '李大成', id: 'sample-guest-li' }
const LATE = '晚到的一句话'

async function openGuest(hand: Hand): Promise<void> {
  await goToPlace(hand, 'guests')
  await pageOf(hand)
    .getByRole('list', { name: words.guests.list })
    .getByRole('button', { name: new RegExp(GUEST.name) })
    .click()
}

/** Somebody who does not know of the erasure writes something down about the guest. */
async function writeAbout(hand: Hand): Promise<void> {
  await openGuest(hand)
  await sheet(hand).getByRole('button', { name: words.guests.page.edit, exact: true }).click()
  await sheet(hand).getByLabel(words.guests.form.preferences, { exact: true }).fill(LATE)
  await sheet(hand).getByRole('button', { name: words.guests.form.save, exact: true }).click()
  await expect(sheet(hand)).toContainText(LATE)
  await sheet(hand).getByRole('button', { name: words.guests.page.close, exact: true }).click()
}

/** The whole way of a manager, to the receipt; resolves to its number. */
async function erase(hand: Hand): Promise<string> {
  await openGuest(hand)
  await button(hand, guestRights.erase).click()
  const { phone } = (await recordOf(pageOf(hand), 'guests', GUEST.id)).fields
  const { eraseSheet, receipt } = guestRights
  await pageOf(hand).getByLabel(eraseSheet.typePhone, { exact: true }).fill(String(phone).slice(-4))
  await button(hand, eraseSheet.go).click()
  await expect(sheet(hand, lock.ask.title)).toContainText(eraseSheet.sign)
  await typePin(hand, '246810')
  const paper = sheet(hand, receipt.title)
  await expect(paper).toBeVisible({ timeout: 30_000 })
  await expect(paper).not.toContainText(GUEST.name)
  const number = /[0-9A-F]{4}-[0-9A-F]{4}/.exec((await paper.textContent()) ?? '')?.[0] ?? ''
  await paper.getByRole('button', { name: receipt.close, exact: true }).last().click()
  return number
}

test('[S10] [SEC17] an erasure reaches a tablet that was away and wrote about the guest, and outlives a restored backup', async ({
  tablet,
  colleague,
  server,
  clock,
  folder,
}) => {
  const [one, two] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  for (const each of [tablet, colleague]) each.complaints.allow(REFUSED)
  const tool = (...args: string[]) =>
    execFileSync(process.execPath, [join(ROOT, 'tests/setup/backup.mjs'), ...args], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: join(folder, 'data'), DATABASE_URL: '' },
      encoding: 'utf8',
    })
  const backup = join(folder, 'before.gz')
  await tablet.open()
  await takeSampleShop(one, MANAGER)
  await connectShop(one, server)
  await colleague.open()
  await joinShop(two, '吴静')
  await colleague.readyOffline()
  await expectSameEverywhere(server.origin, [pageOf(one), pageOf(two)])
  tool('backup', backup)

  await colleague.loseWifi()
  await writeAbout(two)
  const number = await erase(one)
  expect(number).not.toBe('')
  await expectAllSent(pageOf(one))
  await expect(button(one, guestRights.erased.open(1))).toBeVisible()
  await expect(pageOf(one).getByRole('list', { name: words.guests.list })).not.toContainText(GUEST.name)

  await server.kill()
  tool('restore', backup, '--replace')
  await server.start()
  const restored = await openedRecords(server.origin, pageOf(one))
  expect(restored.get(`guests/${GUEST.id}`)?.fields, 'not even for an instant').toEqual({
    erased: { at: expect.any(Number), receipt: number },
  })

  await colleague.findWifi()
  for (const hand of [one, two]) await exchangeNow(hand)
  await expectSameEverywhere(server.origin, [pageOf(one), pageOf(two)])
  for (const hand of [one, two]) {
    expect(Object.keys((await recordOf(pageOf(hand), 'guests', GUEST.id)).fields)).toEqual(['erased'])
    const about = (await setsOf(pageOf(hand))).flatMap(({ ops }) => ops).filter(({ id }) => id === GUEST.id)
    const values = about
      .filter(({ table }) => table !== 'erasures')
      .flatMap(({ fields }) => Object.values(fields).map(([value]) => value))
    expect(values.filter((value) => value !== null)).toEqual([])
  }
  await expect(pageOf(two).getByRole('list', { name: words.guests.list })).not.toContainText(GUEST.name)
})
