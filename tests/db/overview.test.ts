import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { changeSync, syncOverview } from '../../src/db/sync-state.ts'
import { closeTablets, handClock, inside, NOON, openTablet, put, tick } from './tablet.ts'

afterEach(closeTablets)

test('[C9] what is held is shown as such, and neither counts as waiting nor ages it', async () => {
  const clock = handClock()
  const store = await openTablet({ clock })
  await put(store, tick({ a: 1 }))
  clock.at = NOON + 60_000
  await put(store, tick({ b: 2 }))
  expect(await syncOverview(store)).toMatchObject({ waiting: 2, oldestAt: NOON, unapplied: [] })
  const first = (await inside(store)).outbox[0]
  if (first === undefined) throw new Error('nothing waits')
  await changeSync(store, (row) => ({ ...row, held: { [first.uid]: 'tooLarge' } }))
  expect(await syncOverview(store)).toMatchObject({
    waiting: 1,
    oldestAt: NOON + 60_000,
    unapplied: [{ uid: first.uid, where: 'held', reason: 'tooLarge', madeAt: NOON }],
  })
})
