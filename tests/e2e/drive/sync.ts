/** What the server holds, asked as a tablet asks, and whether every tablet has the same, field by field. */
import { expect, type Locator, type Page } from '@playwright/test'
import {
  type HelloAnswer,
  PATHS,
  SHOP_HEADER,
  type SnapshotAnswer,
  type WireRecord,
} from '../../../src/sync/wire.ts'
import { type Hand, pageOf, sheet } from './hand.ts'
import { ask, joinByCode, observerAt } from './join.ts'
import { neverLock } from './lock.ts'
import { opened } from './opened.ts'
import { recordsIn } from './records.ts'
import { rowsIn } from './rows.ts'
import { pickWho } from './shop.ts'
import { words } from './words.ts'

type State = { readonly shop: string | null; readonly cursor: { readonly seq: number } | null }
type Kept = Pick<WireRecord, 'table' | 'id' | 'day' | 'person' | 'fields' | 'clocks'>

/** A greeting that changes nothing. */
const HELLO = {
  inc: 'ffffffff',
  top: null,
  cursor: null,
  seen: null,
  pending: 0,
  app: 'test',
  schema: 1,
}

/** The shop that the server holds; null before a tablet has given it one. */
export async function shopOf(origin: string): Promise<string | null> {
  return (await ask<HelloAnswer>(origin, PATHS.hello, { token: observerAt(origin), body: HELLO })).shop
}

/** Every record of the server, by `table/id`. */
export async function serverRecords(origin: string): Promise<ReadonlyMap<string, Kept>> {
  const shop = await shopOf(origin)
  if (shop === null) throw new Error('the server holds no shop')
  const found: WireRecord[] = []
  let page: string | null = null
  let head = ''
  do {
    const query: string = page === null ? '' : `?${new URLSearchParams({ page, head })}`
    const of = { token: observerAt(origin), headers: { [SHOP_HEADER]: shop } }
    const answer: SnapshotAnswer = await ask<SnapshotAnswer>(origin, `${PATHS.snapshot}${query}`, of)
    found.push(...answer.records)
    page = answer.next
    head = answer.head
  } while (page !== null)
  return byKey(found)
}

/** The same, opened by a tablet's key: the server has none. */
export async function openedRecords(origin: string, page: Page): Promise<ReadonlyMap<string, Kept>> {
  return byKey(await opened(page, [...(await serverRecords(origin)).values()]))
}

function byKey(records: readonly Kept[]): ReadonlyMap<string, Kept> {
  return new Map(
    records.map(({ table, id, day, person, fields, clocks }) => [
      `${table}/${id}`,
      {
        ...{ table, id, fields, clocks },
        ...(day === undefined ? {} : { day }),
        ...(person === undefined ? {} : { person }),
      },
    ]),
  )
}

/** Nothing of this tablet waits, and it has pulled what it sent. */
export async function expectAllSent(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const [state] = await rowsIn<State>(page, 'sync')
        const over = (await rowsIn<{ readonly over: number }>(page, 'sent')).filter((row) => row.over === 1)
        return {
          waiting: (await rowsIn(page, 'outbox')).length,
          over: over.length,
          linked: state?.shop != null,
        }
      },
      { message: 'everything is at the server', timeout: 30_000 },
    )
    .toEqual({ waiting: 0, over: 0, linked: true })
}

/** Server and tablets hold the same records, field by field and clock by clock. Resolves to how many there are. */
export async function expectSameEverywhere(origin: string, pages: readonly Page[]): Promise<number> {
  for (const page of pages) await expectAllSent(page)
  for (const [at, page] of pages.entries()) {
    await expect(async () => {
      const server = await serverRecords(origin)
      const tablet = byKey(await recordsIn<Kept>(page))
      expect(Object.fromEntries(tablet), `tablet ${at + 1} holds what the server holds`).toEqual(
        Object.fromEntries(server),
      )
    }).toPass({ timeout: 30_000 })
  }
  return (await serverRecords(origin)).size
}

/** An empty tablet joins the shop of the first by a code, and somebody begins to work on it. */
export async function joinShop(hand: Hand, who: string): Promise<void> {
  await joinByCode(hand)
  await pickWho(hand, who)
  await neverLock(hand)
}

/** Opens the panel by the line in the bar. */
export async function openPanel(hand: Hand): Promise<Locator> {
  await pageOf(hand)
    .getByRole('banner')
    .getByRole('button', { name: /本机|同步|资料/ })
    .first()
    .click()
  const panel = sheet(hand, words.shell.saving.title)
  await expect(panel).toBeVisible()
  return panel
}

async function closePanel(panel: Locator): Promise<void> {
  await panel.getByRole('button', { name: words.shell.saving.understood, exact: true }).click()
  await expect(panel).toBeHidden()
}

/** Asks for an exchange, and closes the panel again. */
export async function exchangeNow(hand: Hand): Promise<void> {
  const panel = await openPanel(hand)
  await panel.getByRole('button', { name: words.sync.now.ask, exact: true }).click()
  await closePanel(panel)
}

/** The panel says what keeps the tablet from exchanging; it is closed again. */
export async function expectTrouble(
  hand: Hand,
  code: 'otherShop' | 'notOurServer' | 'notJoined',
): Promise<void> {
  const panel = await openPanel(hand)
  await expect(panel).toContainText(words.sync.state[code].title)
  await closePanel(panel)
}

/** The one open conflict is shown with both values; one tap takes the one whose button says `value`. */
export async function settleConflict(
  hand: Hand,
  values: readonly [string, string],
  take: string,
): Promise<void> {
  const panel = await openPanel(hand)
  for (const value of values) await expect(panel.getByText(value, { exact: true }).first()).toBeVisible()
  await panel.getByRole('button', { name: new RegExp(`${take}$`) }).click()
  await expect(panel.getByText(words.sync.conflicts.settledTitle)).toBeVisible()
  await closePanel(panel)
}
