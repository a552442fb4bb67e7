import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { readRecord } from '../../src/db/queries.ts'
import type { Store } from '../../src/db/store.ts'
import { closeTablets, countUp, handClock, inside, openTablet, put, VISIT } from './tablet.ts'

afterEach(closeTablets)

/** Two tabs on one database whose clocks differ by a minute. */
async function twoTabs(): Promise<[Store, Store]> {
  const one = await openTablet({ clock: handClock() })
  const clock = handClock()
  clock.at -= 60_000
  return [one, await openTablet({ name: one.name, clock })]
}

test('[C8] two tabs that write at once leave no hole in n and no n twice, and hlc rises strictly', async () => {
  const tabs = await twoTabs()
  const writes = Array.from({ length: 40 }, (_, at) =>
    put(tabs[at % 2] ?? tabs[0], { table: 'guests', id: `g${at}`, fields: { at } }),
  )
  await Promise.all(writes)
  const { outbox, profile } = await inside(tabs[0])
  expect(outbox.map((set) => set.n)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
  const hlcs = outbox.map((set) => set.hlc)
  expect([...new Set(hlcs)].sort()).toEqual(hlcs)
  expect(new Set(outbox.map((set) => set.inc))).toEqual(new Set([profile.inc]))
  expect(profile).toMatchObject({ n: 40, hlc: hlcs.at(-1) })
})

test('[C8] two tabs that change one record at once lose neither change', async () => {
  const [one, two] = await twoTabs()
  for (let round = 0; round < 10; round += 1) await Promise.all([countUp(one), countUp(two), countUp(one)])
  expect((await readRecord(two, VISIT))?.fields.cups).toBe(30)
  const { outbox, view } = await inside(one)
  expect(outbox.map((set) => set.n)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1))
  expect(view.map((row) => row.rev)).toEqual([30])
})

test('[C8] two tabs at the very first start agree on one incarnation', async () => {
  const name = 'first-start'
  const [one, two] = await Promise.all([openTablet({ name }), openTablet({ name })])
  await Promise.all([countUp(one), countUp(two)])
  const { outbox, profile } = await inside(one)
  expect(outbox.map((set) => [set.inc, set.n])).toEqual([
    [profile.inc, 1],
    [profile.inc, 2],
  ])
})
