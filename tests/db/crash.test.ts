import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test } from 'vitest'
import { commit } from '../../src/db/commit.ts'
import { setDeviceSetting } from '../../src/db/device-settings.ts'
import { readRecord } from '../../src/db/queries.ts'
import { type Fault, failWrites, killHandles, loseAnswers, mend } from './faults.ts'
import { closeTablets, inside, intent, openTablet, put, tick, VISIT } from './tablet.ts'

afterEach(() => {
  mend()
  closeTablets()
})

/** A commit of two records writes base twice, view twice, outbox and profile. */
const WRITES = 6
const both = [tick({ a: 2 }), { table: 'rooms', id: 'r1', fields: { b: 2 } }]

describe('a commit that breaks in the middle', () => {
  const everyPoint = (['throw', 'abort', 'quota'] as const).flatMap((fault) =>
    Array.from({ length: WRITES }, (_, at) => ({ fault, from: at + 1 })),
  )

  test.each(everyPoint)(
    '[C1] nothing of it is kept when write $from fails by $fault',
    async ({ fault, from }) => {
      const store = await openTablet()
      await put(store, { table: 'guests', id: 'g1', fields: { a: 1 } })
      const before = await inside(store)
      failWrites(fault, { from })
      const code = fault === 'quota' ? 'quota' : 'notSaved'
      await expect(put(store, ...both)).rejects.toMatchObject({ name: 'StoreError', code })
      mend()
      expect(await inside(store)).toEqual(before)
      await put(store, ...both)
      expect((await inside(store)).outbox.map((set) => set.n)).toEqual([1, 2])
    },
  )

  test.each(everyPoint)(
    '[C7] it is tried again and kept once when write $from fails once by $fault',
    async (point) => {
      const store = await openTablet()
      failWrites(point.fault, { from: point.from, times: 1 })
      await put(store, ...both)
      const { outbox, view } = await inside(store)
      expect(outbox.map((set) => set.n)).toEqual([1])
      expect(view.map((row) => row.rev)).toEqual([1, 1])
    },
  )
})

test('[C2] a tablet that stops between plan and transaction has kept nothing, and starts again without a hole', async () => {
  const store = await openTablet()
  await put(store, tick({ a: 1 }))
  const stopping = {
    ...store.options.sealer,
    seal: async () => {
      store.close()
      return { a: 'never' }
    },
  }
  const doomed = { ...store, options: { ...store.options, sealer: stopping } }
  await expect(put(doomed, tick({ a: 2 }))).rejects.toMatchObject({ code: 'notSaved' })
  const again = await openTablet({ name: store.name })
  expect((await readRecord(again, VISIT))?.fields).toEqual({ a: 1 })
  await put(again, tick({ a: 3 }))
  expect((await inside(again)).outbox.map((set) => set.n)).toEqual([1, 2])
})

test('[C2] a tablet that stops right after "kept" has the set in its outbox when it starts again', async () => {
  const store = await openTablet()
  const kept = await put(store, tick({ a: 1 }))
  store.close()
  const again = await openTablet({ name: store.name })
  const { outbox } = await inside(again)
  expect(outbox.map(({ uid, hlc }) => ({ uid, hlc }))).toEqual([kept])
  expect((await readRecord(again, VISIT))?.fields).toEqual({ a: 1 })
})

test('[C2] a commit that was kept while the page heard that it failed is not written a second time', async () => {
  const store = await openTablet()
  let planned = 0
  loseAnswers(1)
  const kept = await commit(
    store,
    intent({
      keys: [VISIT],
      plan: (records) => {
        planned += 1
        return { changes: [tick({ cups: Number(records.get('visits/v1')?.fields.cups ?? 0) + 1 })] }
      },
    }),
  )
  const { outbox } = await inside(store)
  expect(planned).toBe(1)
  expect(outbox).toHaveLength(1)
  expect(kept).toEqual({ uid: outbox[0]?.uid, hlc: outbox[0]?.hlc })
  expect((await readRecord(store, VISIT))?.fields.cups).toBe(1)
})

test('[C3] no failure takes away what waited before it', async () => {
  const store = await openTablet()
  await put(store, tick({ a: 1 }))
  const before = (await inside(store)).outbox
  for (const fault of ['throw', 'abort', 'quota'] satisfies Fault[]) {
    failWrites(fault)
    await expect(put(store, tick({ a: 2 }))).rejects.toThrow()
    mend()
  }
  killHandles(9, 'UnknownError')
  await expect(put(store, tick({ a: 2 }))).rejects.toThrow()
  mend()
  store.close()
  expect((await inside(await openTablet({ name: store.name }))).outbox).toEqual(before)
})

test('[C7] a setting that cannot be kept says so', async () => {
  const store = await openTablet()
  failWrites('quota')
  await expect(setDeviceSetting(store, 'theme', 'dark')).rejects.toMatchObject({ code: 'quota' })
})
