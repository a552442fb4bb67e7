import { sync as english } from '../../src/ui/strings/en/sync.ts'
import { button, handOf, pageOf } from './drive/hand.ts'
import { goAnew, unlock } from './drive/lock.ts'
import { lookAt } from './drive/look-at.ts'
import { putRows, silence, syncRow, takeAll, viewRow } from './drive/seed.ts'
import { takeSampleShop } from './drive/shop.ts'
import { strip, toToday } from './drive/today.ts'
import { structure, words } from './drive/words.ts'
import type { Tablet } from './support/tablet.ts'
import { expect, test } from './support/test.ts'

const { shell, sync, setup } = words
const MIN = 60_000
const [LIN, ZHOU] = ['sample-staff-lin', 'sample-staff-zhou']

/** Opens the panel from the bar. */
async function openPanel(tablet: Tablet) {
  await tablet.page
    .getByRole('banner')
    .getByRole('button', { name: /已存本机|已全部同步|正在取资料/ })
    .click()
  await expect(tablet.page.getByRole('dialog', { name: shell.saving.title })).toBeVisible()
}
const closePanel = (tablet: Tablet) => tablet.page.keyboard.press('Escape')

/** Puts the rows in and shows what the app makes of them. */
async function become(tablet: Tablet, row: object, path = '/', isShop = true) {
  await putRows(tablet.page, 'sync', [row as never])
  await tablet.page.goto(new URL(path, tablet.page.url()).href)
  if (isShop) await unlock({ tablet })
}

const side = (value: unknown, actor: string, at: number) => ({
  value,
  clock: `${at.toString(16).padStart(12, '0')}-0000-9f31c07a`,
  uid: `u-${actor}`,
  actor,
})

/** A visit that another tablet began. */
function visitRow(id: string, guestId: string, room: number, at: number, fields: object = {}) {
  return viewRow(
    'visits',
    id,
    {
      procedureId: structure.id,
      guestId,
      place: { roomId: `sample-room-${room}`, urnId: `sample-urn-${room}-1` },
      begun: { at, by: ZHOU },
      consultant: { value: ZHOU, at, by: ZHOU },
      kind: 'member',
      winter: true,
      ...fields,
    },
    { day: '2026-11-23', person: guestId, open: 1 },
  )
}

test('the bar and the panel in every state, and the clock’s line', async ({ tablet, clock }) => {
  const hand = handOf({ tablet, clock })
  await silence(tablet.context)
  await tablet.open()
  await takeSampleShop(hand)
  const now = clock.now()
  await become(tablet, syncRow(now, { trouble: { code: 'unreachable', since: now - 12 * MIN } }))
  await expect(pageOf(hand).getByRole('banner')).toContainText(shell.saving.offline)
  await lookAt(tablet, 'sync-bar-offline')
  await openPanel(tablet)
  await lookAt(tablet, 'sync-panel-offline')
  await closePanel(tablet)
  for (const code of ['notOurServer', 'otherShop', 'loopbackOnly', 'version'] as const) {
    await become(tablet, syncRow(now, { trouble: { code, since: now - 5 * MIN } }))
    await expect(pageOf(hand).getByRole('banner')).toContainText(shell.saving.trouble[code])
    await openPanel(tablet)
    await lookAt(tablet, `sync-panel-${code}`)
    await closePanel(tablet)
  }
  await takeAll(pageOf(hand), now)
  await become(tablet, syncRow(now - MIN))
  await expect(pageOf(hand).getByRole('banner')).toContainText(shell.saving.synced)
  await lookAt(tablet, 'sync-bar-synced')
  await openPanel(tablet)
  await lookAt(tablet, 'sync-panel-synced')
  await closePanel(tablet)
  await become(
    tablet,
    syncRow(now, { cursor: null, snapshot: { head: null, next: 'x', done: 1240, total: 3500 } }),
  )
  await openPanel(tablet)
  await expect(pageOf(hand).getByRole('progressbar')).toBeVisible()
  await lookAt(tablet, 'sync-panel-fetching')
  await closePanel(tablet)
  await become(tablet, syncRow(now, { offsetMs: -23 * MIN }))
  await expect(pageOf(hand).getByText(shell.clock.span(23))).toBeVisible()
  await lookAt(tablet, 'sync-clock')
  await openPanel(tablet)
  await lookAt(tablet, 'sync-panel-clock')
})

test('conflicts, what the server has not taken, what it noted, and what Today asks to look at', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await silence(tablet.context)
  await tablet.open()
  await takeSampleShop(hand)
  const now = clock.now()
  const answer = (value: unknown, by: string, ago: number) => ({ value, at: now - ago * MIN, by })
  const bp = answer({ systolic: 108, diastolic: 68, pulse: 72 }, ZHOU, 9)
  const media = answer('film', ZHOU, 4)
  const conflict = (
    field: string,
    won: unknown,
    lost: unknown,
    id: string,
    of = 'seen-1',
    table = 'visits',
  ) =>
    viewRow(
      'conflicts',
      id,
      {
        of: { table, id: of, field },
        won: side(won, ZHOU, now - 4 * MIN),
        lost: side(lost, LIN, now - 6 * MIN),
      },
      // As the server writes it: about whom the record is.
      { person: 'sample-guest-ouyang' },
    )
  await takeAll(pageOf(hand), now, 2)
  await putRows(pageOf(hand), 'view', [
    visitRow('seen-1', 'sample-guest-ouyang', 3, now - 20 * MIN, { 'A4.3-bp': bp, 'A5.5-media': media }),
    visitRow('seen-2', 'sample-guest-chen', 3, now - 8 * MIN),
    visitRow('seen-3', 'sample-guest-chen', 5, now - 3 * MIN),
    conflict('A4.3-bp', bp, answer({ systolic: 128, diastolic: 78, pulse: 70 }, LIN, 12), 'c1'),
    conflict('A5.5-media', media, answer('music', LIN, 6), 'c2'),
    conflict(
      'preferences',
      ['怕热', '喜 1 档'],
      ['怕热', '喜欢靠窗、安静的房间，不要音乐', '温水'],
      'c3',
      'sample-guest-ouyang',
      'guests',
    ),
    viewRow('attention', 'holes-9f31c07a', {
      kind: 'holes',
      inc: '9f31c07a',
      missing: [[3, 5]],
      at: now - 50 * MIN,
    }),
    viewRow('attention', 'clone-77bb77bb', { kind: 'clone', inc: '77bb77bb', n: 4, at: now - 90 * MIN }),
  ])
  await become(tablet, syncRow(now))
  const section = pageOf(hand).getByRole('region', { name: sync.attention.title })
  await expect(section).toContainText(sync.attention.conflicts(3))
  await lookAt(tablet, 'sync-today')
  await section.getByRole('button', { name: new RegExp(`^${sync.attention.toConflicts}`) }).click()
  await expect(pageOf(hand).getByRole('region', { name: sync.conflicts.title })).toBeVisible()
  await lookAt(tablet, 'sync-panel-conflicts')
  await pageOf(hand).getByRole('region', { name: sync.unapplied.title }).scrollIntoViewIfNeeded()
  await lookAt(tablet, 'sync-panel-lists')
  await pageOf(hand)
    .getByRole('button', { name: new RegExp(`^${sync.conflicts.take}：林晓芸，轻音乐`) })
    .click()
  await expect(pageOf(hand).getByRole('heading', { name: sync.conflicts.settledTitle })).toBeVisible()
  await pageOf(hand).getByRole('heading', { name: sync.conflicts.settledTitle }).scrollIntoViewIfNeeded()
  await lookAt(tablet, 'sync-panel-settled')
  await closePanel(tablet)
  await strip(hand).getByRole('link').first().click()
  await expect(pageOf(hand).getByRole('navigation', { name: words.visit.stages })).toBeVisible()
  await lookAt(tablet, 'sync-visit-place')
  await toToday(hand)
  await goAnew(hand, '/shop')
  await expect(button(hand, words.shop.data.open)).toBeVisible()
  await lookAt(tablet, 'sync-shop')
  await pageOf(hand).getByRole('radio', { name: words.kit.languages.en }).click()
  await expect(pageOf(hand).getByRole('heading', { level: 1, name: 'Shop' })).toBeVisible()
  await goAnew(hand, '/')
  const inEnglish = pageOf(hand).getByRole('region', { name: english.attention.title })
  await expect(inEnglish).toBeVisible()
  await lookAt(tablet, 'sync-today-en')
  await inEnglish.getByRole('button', { name: new RegExp(`^${english.attention.toConflicts}`) }).click()
  await expect(pageOf(hand).getByRole('region', { name: english.conflicts.title })).toBeVisible()
  await lookAt(tablet, 'sync-panel-en')
})

test('joining: the offer, how far it is, what stands in the way', async ({ tablet, clock }) => {
  const hand = handOf({ tablet, clock })
  await silence(tablet.context)
  await tablet.open()
  await expect(button(hand, setup.takeSample)).toBeVisible()
  const now = clock.now()
  const empty = { shop: null, cursor: null, seen: null, lastPullAt: null }
  await become(
    tablet,
    syncRow(now, { ...empty, joinable: '0199a3f2-b4c1-7000-8000-000000000001' }),
    '/',
    false,
  )
  await expect(button(hand, sync.join.join)).toBeVisible()
  await lookAt(tablet, 'sync-join-offer')
  await button(hand, sync.join.join).click()
  await expect(pageOf(hand).getByRole('heading', { name: sync.join.pageTitle })).toBeVisible()
  await lookAt(tablet, 'sync-join-begins')
  const snapshot = { head: null, next: 'x', done: 1240, total: 3500 }
  await become(tablet, syncRow(now, { cursor: null, snapshot }), '/', false)
  await expect(pageOf(hand).getByText(sync.progress.of(1240, 3500))).toBeVisible()
  await lookAt(tablet, 'sync-join-under-way')
  await become(
    tablet,
    syncRow(now, { cursor: null, snapshot, trouble: { code: 'notOurServer', since: now - 5 * MIN } }),
    '/',
    false,
  )
  await expect(button(hand, sync.join.retry)).toBeVisible()
  await lookAt(tablet, 'sync-join-trouble')
  await become(tablet, syncRow(now, { ...empty, trouble: { code: 'loopbackOnly', since: now } }), '/', false)
  await expect(pageOf(hand).getByText(sync.state.loopbackOnly.title)).toBeVisible()
  await lookAt(tablet, 'sync-setup-trouble')
})
