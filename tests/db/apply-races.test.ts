/** Answers that meet with commits, other tabs and failing writes. */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test } from 'vitest'
import { applyReset } from '../../src/db/apply.ts'
import type { Sealer } from '../../src/db/seal.ts'
import type { Store } from '../../src/db/store.ts'
import { readSync } from '../../src/db/sync-state.ts'
import { acked, caughtUp, fieldsOf, page, place, record } from './answers.ts'
import { expectFolded, sentRows } from './exchange.ts'
import { failWrites, loseAnswers, mend } from './faults.ts'
import { headAt } from './shop-server.ts'
import { closeTablets, inside, NOON, openTablet, put, tick } from './tablet.ts'

afterEach(() => {
  mend()
  closeTablets()
})

describe('an answer that breaks in the middle', () => {
  /** An acknowledgement writes sent, base, view and the sync row. */
  const points = (['throw', 'abort', 'quota'] as const).flatMap((fault) =>
    [1, 2, 3, 4].map((from) => ({ fault, from })),
  )

  test.each(points)(
    '[C2] the set is still in the outbox when write $from fails by $fault',
    async ({ fault, from }) => {
      const store = await caughtUp(3)
      await put(store, tick({ a: 1 }))
      const before = [await inside(store), await readSync(store), await sentRows(store)]
      failWrites(fault, { from })
      await expect(acked(store, 4)).rejects.toMatchObject({ name: 'StoreError' })
      mend()
      expect([await inside(store), await readSync(store), await sentRows(store)]).toEqual(before)
      await acked(store, 4)
      expect((await sentRows(store)).map(({ over }) => over)).toEqual([1])
    },
  )

  test.each([1, 2, 3, 4])(
    '[C5] neither the records nor the cursor are kept when write %i fails',
    async (from) => {
      const store = await caughtUp(3)
      await put(store, tick({ a: 1 }))
      await acked(store, 4)
      const before = [await inside(store), await readSync(store), await sentRows(store)]
      const records = [record('v1', { a: 1 }, 4), record('v2', { a: 1 }, 5)]
      failWrites('abort', { from })
      await expect(page(store, 3, 5, records)).rejects.toMatchObject({ code: 'notSaved' })
      mend()
      expect([await inside(store), await readSync(store), await sentRows(store)]).toEqual(before)
      expect(await page(store, 3, 5, records)).toBe(true)
      expect((await inside(store)).base).toEqual([])
    },
  )

  test('[C2] an acknowledgement that was kept while the page heard that it failed is not made twice', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 1 }))
    loseAnswers(1)
    await acked(store, 4)
    expect((await inside(store)).view.map(({ rev }) => rev)).toEqual([2])
    expect(await sentRows(store)).toHaveLength(1)
    await expectFolded(store)
  })
})

describe('races', () => {
  /** The same store, where opening a value of what comes down first lets something else happen, once. */
  function meanwhile(store: Store, other: () => Promise<unknown>): Store {
    let pending: (() => Promise<unknown>) | null = other
    const open: Sealer['open'] = async (_key, fields) => {
      const now = pending
      pending = null
      await now?.()
      return fields
    }
    return { ...store, options: { ...store.options, sealer: { ...store.options.sealer, open } } }
  }

  test('[C8] a page that a commit has overtaken is planned again, and nothing of either is lost', async () => {
    const store = await caughtUp(3)
    await page(store, 3, 4, [record('v1', { a: 1, b: 1 }, 4)])
    const slow = meanwhile(store, () => put(store, tick({ a: 2 })))
    expect(await page(slow, 4, 5, [record('v1', { a: 1, b: 5 }, 5)])).toBe(true)
    expect(await fieldsOf(store)).toEqual({ a: 2, b: 5 })
    expect((await place(store))?.place).toBe('here')
    expect((await inside(store)).base).toMatchObject([{ fields: { a: 1, b: 5 } }])
    await expectFolded(store)
  })

  test('[C8] a page that an acknowledgement has overtaken is planned again', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 2 }))
    const slow = meanwhile(store, () => acked(store, 4))
    expect(await page(slow, 3, 4, [record('v1', { a: 2, b: 1 }, 4)])).toBe(true)
    expect((await sentRows(store)).map(({ over }) => over)).toEqual([0])
    await expectFolded(store)
  })

  test('[C8] a page that another tab has applied meanwhile does nothing', async () => {
    const store = await caughtUp(3)
    const news = [record('v1', { a: 5 }, 4)]
    const slow = meanwhile(store, () => page(store, 3, 4, news))
    expect(await page(slow, 3, 4, news)).toBe(false)
    expect((await inside(store)).view.map(({ rev }) => rev)).toEqual([1])
  })

  test('[C8] a page that a reset, or a further page of other records, has overtaken does nothing', async () => {
    const store = await caughtUp(3)
    const further = meanwhile(store, () => page(store, 3, 5, [record('v2', { a: 5 }, 5)]))
    expect(await page(further, 3, 4, [record('v1', { a: 4 }, 4)])).toBe(false)
    expect((await readSync(store)).cursor).toEqual(headAt(5))
    const reset = meanwhile(store, () => applyReset(store, NOON))
    expect(await page(reset, 5, 6, [record('v1', { a: 6 }, 6)])).toBe(false)
    expect(await readSync(store)).toMatchObject({ cursor: null, reoffer: { after: '' } })
    expect((await inside(store)).view.map(({ id }) => id)).toEqual(['v2'])
  })

  test('[C8] two tabs that apply the same answers at once leave what one would have', async () => {
    const one = await caughtUp(3)
    const two = await openTablet({ name: one.name })
    await put(one, tick({ a: 1 }))
    await Promise.all([acked(one, 4), acked(two, 4), put(two, tick({ b: 1 }))])
    const news = [record('v2', { a: 5 }, 4)]
    const applied = await Promise.all([page(one, 3, 4, news), page(two, 3, 4, news)])
    expect(applied.filter((isApplied) => isApplied)).toHaveLength(1)
    expect(await fieldsOf(two)).toMatchObject({ b: 1 })
    await expectFolded(two)
  })

  test('[C8] records that never rest end in a clear error instead of a loop', async () => {
    const store = await caughtUp(3)
    let written = 0
    const open: Sealer['open'] = async (_key, fields) => {
      written += 1
      if (written < 20) await put(store, tick({ a: written }))
      return fields
    }
    const restless = { ...store, options: { ...store.options, sealer: { ...store.options.sealer, open } } }
    await expect(page(restless, 3, 4, [record('v1', { b: 1 }, 4)])).rejects.toMatchObject({
      code: 'notSaved',
    })
    expect((await readSync(store)).cursor).toEqual(headAt(3))
    await expectFolded(store)
  })
})
