import { handOf, pageOf } from './drive/hand.ts'
import { setsOf } from './drive/records.ts'
import { takeSampleShop } from './drive/shop.ts'
import { choose, next } from './drive/steps.ts'
import { arrive } from './drive/today.ts'
import { expect, test } from './support/test.ts'

type Transaction = { readonly durability: string; readonly stores: readonly string[] }
declare global {
  interface Window {
    writes?: Transaction[]
  }
}

test('[C1] every commit of the app is a strict transaction, and one intent is one change set', async ({
  tablet,
  clock,
}) => {
  const hand = handOf({ tablet, clock })
  await tablet.context.addInitScript(() => {
    const own = IDBDatabase.prototype.transaction
    window.writes = []
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof own>) {
      const transaction = own.apply(this, args)
      if (transaction.mode === 'readwrite') {
        window.writes?.push({ durability: transaction.durability, stores: [...transaction.objectStoreNames] })
      }
      return transaction
    }
  })
  await tablet.open()
  await takeSampleShop(hand)
  await arrive(hand, '刘女士')
  await next(hand, 'A3')
  const before = (await setsOf(pageOf(hand))).length
  await choose(hand, 'A3.2-seat', 'lounge')
  expect((await setsOf(pageOf(hand))).length).toBe(before + 1)

  const writes = await pageOf(hand).evaluate(() => window.writes ?? [])
  // Acknowledgements take sets out of the outbox too; only a commit hands out n and hlc.
  const commits = writes.filter(({ stores }) => stores.includes('outbox') && stores.includes('meta'))
  expect(commits.length).toBeGreaterThanOrEqual(before + 1)
  expect(writes.filter(({ durability }) => durability !== 'strict')).toEqual([])
  for (const { stores } of commits) {
    expect(stores).toEqual(expect.arrayContaining(['base', 'meta', 'outbox', 'view']))
  }
})
