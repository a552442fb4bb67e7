/** A tablet leaves the shop: taken out it sends what it has and empties itself; stolen, what it has waits for the manager. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { button, type Hand, handOf, pageOf, sheet } from './drive/hand.ts'
import { connectShop } from './drive/join.ts'
import { typePin } from './drive/lock.ts'
import { lookAt } from './drive/look-at.ts'
import { visitOnScreen } from './drive/records.ts'
import { rowsIn } from './drive/rows.ts'
import { goToPlace, takeSampleShop } from './drive/shop.ts'
import { expectAllSent, expectSameEverywhere, joinShop, openPanel, serverRecords } from './drive/sync.ts'
import { arrive } from './drive/today.ts'
import { words } from './drive/words.ts'
import { createClockFile } from './support/clock-file.ts'
import { startTablet } from './support/tablet.ts'
import { expect, test } from './support/test.ts'

const { tablets } = words
const MANAGER = '陈国华'
const OTHER = '另一台'
const REFUSED = /status of 4\d\d/
const HOUR_MS = 3_600_000

/** The manager does something about the other tablet, and is asked once more. */
async function about(hand: Hand, deed: 'retire' | 'stolen'): Promise<void> {
  await goToPlace(hand, 'shop')
  await pageOf(hand)
    .getByRole('button', { name: new RegExp(`^${OTHER}`) })
    .click()
  const opened = sheet(hand, OTHER)
  await opened.getByRole('button', { name: tablets.one[deed], exact: true }).click()
  await opened.getByRole('button', { name: new RegExp(`${tablets.one.sure}$`) }).click()
  await typePin(hand)
  await expect(opened).toBeHidden()
}

/** What the manager's list says of the other tablet. */
const line = (hand: Hand) => pageOf(hand).getByRole('listitem').filter({ hasText: OTHER })

/** Asks the list anew. */
async function lookAgain(hand: Hand): Promise<void> {
  await goToPlace(hand, 'today')
  await goToPlace(hand, 'shop')
}

/** Nothing of the shop lies on the tablet, and it says why. */
async function expectWiped(page: Page): Promise<void> {
  await expect(page.getByText(tablets.wiped)).toBeVisible({ timeout: 60_000 })
  for (const store of ['view', 'base', 'outbox', 'sent', 'device'] as const)
    expect(
      (await rowsIn<{ name?: string }>(page, store)).filter(
        ({ name }) => name !== 'language' && name !== 'setupDraft',
      ),
      store,
    ).toEqual([])
}

test('[SEC10] a tablet that is taken out sends what it had not sent, then it is empty and says so', async ({
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
  await joinShop(two, '林晓芸')
  await colleague.readyOffline()
  await expectAllSent(pageOf(two))
  await colleague.loseWifi()
  await arrive(two, '刘女士')
  const visits = async () =>
    [...(await serverRecords(server.origin)).keys()].filter((key) => key.startsWith('visits/'))
  const before = (await visits()).length
  await about(one, 'retire')
  await lookAgain(one)
  await expect(line(one)).toContainText(tablets.list.state.retired)
  // This one, and the one that reads along for the tests.
  await expect(pageOf(one).getByText(tablets.count(2), { exact: true })).toBeVisible()
  await colleague.findWifi()
  await expectWiped(pageOf(two))
  expect((await visits()).length, 'what it had not sent is there').toBe(before + 1)
  await lookAt(colleague, 'tablets-wiped')
  await lookAgain(one)
  await expect(line(one)).toContainText(tablets.list.state.wiped)
})

test('[CS3] work on a tablet that cannot reach the server goes by file through another, and counts once', async ({
  folder,
  tablet,
  colleague,
  server,
  clock,
}) => {
  const [one, two] = [handOf({ tablet, clock }), handOf({ tablet: colleague, clock })]
  await tablet.open()
  await takeSampleShop(one, MANAGER)
  await connectShop(one, server)
  await colleague.open()
  await joinShop(two, '林晓芸')
  await colleague.readyOffline()
  await expectAllSent(pageOf(two))
  await colleague.loseWifi()
  await arrive(two, '刘女士')
  const { id } = await visitOnScreen(pageOf(two))
  const unsent = (await rowsIn(pageOf(two), 'outbox')).length
  // The browser keeps what it downloads to itself; what is handed to it is read on the way.
  await pageOf(two).evaluate(() => {
    const hand = URL.createObjectURL
    URL.createObjectURL = (blob) => {
      void (blob as Blob).text().then((text) => Reflect.set(window, 'handed', text))
      return hand(blob)
    }
  })
  await openPanel(two)
  await button(two, tablets.file.save).click()
  await expect(pageOf(two).getByText(tablets.file.saved)).toBeVisible()
  const text = await pageOf(two).evaluate(() => String(Reflect.get(window, 'handed')))
  for (const name of ['刘', '13800', '怕热']) expect(text).not.toContain(name)
  const file = join(folder, 'unsent.json')
  writeFileSync(file, text)

  await goToPlace(one, 'shop')
  await pageOf(one).locator('input[type=file]').setInputFiles(file)
  await expect(
    pageOf(one).getByText(tablets.file.taken({ taken: unsent, known: 0, parked: 0 })),
  ).toBeVisible()
  await lookAt(tablet, 'tablets-file')
  expect((await serverRecords(server.origin)).has(`visits/${id}`)).toBe(true)
  await colleague.findWifi()
  await expectSameEverywhere(server.origin, [pageOf(one), pageOf(two)])
  expect(
    [...(await serverRecords(server.origin)).keys()].filter((key) => key.startsWith('conflicts/')),
  ).toEqual([])
})

test('[SEC10] a tablet stolen while offline, an hour ahead: its work is set aside, it is emptied, and the manager is told how much', async ({
  folder,
  tablet,
  server,
  clock,
  startsAt,
}) => {
  const one = handOf({ tablet, clock })
  tablet.complaints.allow(REFUSED)
  await tablet.open()
  await takeSampleShop(one, MANAGER)
  await connectShop(one, server)
  mkdirSync(join(folder, 'fast'))
  const fastClock = createClockFile(join(folder, 'fast'), startsAt)
  const profile = join(folder, 'profile-fast')
  mkdirSync(profile)
  const fastTablet = await startTablet(profile, server, fastClock)
  fastTablet.complaints.allow(REFUSED)
  const fast = handOf({ tablet: fastTablet, clock: fastClock })
  try {
    await fastTablet.open()
    await joinShop(fast, '林晓芸')
    await fastTablet.readyOffline()
    await expectAllSent(pageOf(fast))
    await fastTablet.loseWifi()
    await fastClock.set(clock.now() + HOUR_MS)
    await arrive(fast, '刘女士')
    const unsent = (await rowsIn(pageOf(fast), 'outbox')).length
    expect(unsent).toBeGreaterThan(0)
    const before = new Set((await serverRecords(server.origin)).keys())

    await about(one, 'stolen')
    await lookAgain(one)
    await expect(line(one)).toContainText(tablets.list.state.stolen)
    await lookAt(tablet, 'tablets-stolen')
    await fastTablet.findWifi()
    await expectWiped(pageOf(fast))
    await lookAgain(one)
    await expect(line(one)).toContainText(tablets.list.state.wiped)
    await expect(line(one)).toContainText(tablets.list.parked(unsent))
    const added = [...(await serverRecords(server.origin)).keys()].filter((key) => !before.has(key))
    expect(added.filter((key) => key.startsWith('attention/parked-'))).toHaveLength(unsent)
    expect(
      added.filter((key) => !key.startsWith('attention/')),
      'none of it counts',
    ).toEqual([])
    expect(fastTablet.complaints.list()).toEqual([])
  } finally {
    await fastTablet.kill()
  }
})
