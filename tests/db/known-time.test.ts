/** The time that a restart may not fall below: kept with every change, and by itself while somebody is in an urn. */
import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../src/base/clock.ts'
import { keepKnownTime, lastKnownTime, resetKnownTime } from '../../src/db/store.ts'
import { closeTablets, handClock, inside, NOON, openTablet, put, tick } from './tablet.ts'

afterEach(closeTablets)

test('[D13] the known time goes on between two changes, and a restart finds it', async () => {
  const clock = handClock()
  const { name, ...store } = await openTablet({ clock })
  await put(store, tick({ cups: 1 }))
  clock.at = NOON + 9 * MINUTE_MS
  await keepKnownTime(store)
  store.close()
  const again = await openTablet({ name, clock: handClock(NOON - DAY_MS) })
  expect(await lastKnownTime(again)).toBe(NOON + 9 * MINUTE_MS)
})

test('[C1] keeping the time leaves n, hlc, the outbox and the records alone', async () => {
  const clock = handClock()
  const store = await openTablet({ clock })
  await put(store, tick({ cups: 1 }))
  const before = await inside(store)
  clock.at = NOON + MINUTE_MS
  await Promise.all([keepKnownTime(store), put(store, tick({ cups: 2 })), keepKnownTime(store)])
  const after = await inside(store)
  expect(after.profile).toMatchObject({ n: 2, inc: before.profile.inc, knownAt: NOON + MINUTE_MS })
  expect(after.outbox.map(({ n }) => n)).toEqual([1, 2])
  expect(after.profile.hlc).toBe(after.outbox[1]?.hlc)
})

test('[D13] the known time never falls to a clock that is behind by less than a day', async () => {
  const clock = handClock()
  const store = await openTablet({ clock })
  await put(store, tick({ cups: 1 }))
  clock.at = NOON - 60 * MINUTE_MS
  await keepKnownTime(store)
  await put(store, tick({ cups: 2 }))
  expect(await lastKnownTime(store)).toBe(NOON)
})

test('[HLC2] a time years ahead that is not believed is put back to the right one', async () => {
  const clock = handClock(Date.UTC(2030, 0, 1))
  const store = await openTablet({ clock })
  await put(store, tick({ cups: 1 }))
  clock.at = NOON
  await put(store, tick({ cups: 2 }))
  expect(await lastKnownTime(store)).toBe(Date.UTC(2030, 0, 1))
  await resetKnownTime(store)
  expect(await lastKnownTime(store)).toBe(NOON)
  expect((await inside(store)).profile.n).toBe(2)
})
