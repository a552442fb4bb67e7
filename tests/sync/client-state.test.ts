import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterMissing,
  afterPull,
  afterReset,
  afterSnapshotPage,
  BACKOFF_MS,
  backoffMs,
  batchOf,
  covers,
  hasMet,
  isStale,
  linkedTo,
  type Next,
  nextStep,
  pollMs,
  type SyncState,
  UNLINKED,
  withHead,
} from '../../src/sync/client-state.ts'
import type { Head } from '../../src/sync/head.ts'

const EPOCH = '5f0c11aa22bb33cc'
/** A head of one log; the mark tells the chains of two histories apart. */
const head = (seq: number, mark = 'a', epoch = EPOCH): Head => ({
  ...{ epoch, seq },
  chain: `${seq}${mark}`.padStart(32, '0'),
})
const joined: SyncState = { ...UNLINKED, shop: 'shop' }
const caughtUp: SyncState = { ...joined, cursor: head(9), seen: head(12) }
const page = (of: Partial<Parameters<typeof afterSnapshotPage>[1]>) => ({
  ...{ after: null, head: head(9), next: null, count: 5, total: 12 },
  ...of,
})

describe('what comes next', () => {
  const idle = { hasSaidHello: true, waiting: 0, isBehind: false }
  const cases: readonly (readonly [string, SyncState, Partial<typeof idle>, Next])[] = [
    ['a new start', caughtUp, { hasSaidHello: false, waiting: 3, isBehind: true }, 'hello'],
    ['no shop yet', UNLINKED, { waiting: 3, isBehind: true }, 'rest'],
    ['a restored server', afterReset(caughtUp), { waiting: 3, isBehind: true }, 'missing'],
    ['unsent sets', caughtUp, { waiting: 1, isBehind: true }, 'push'],
    ['unsent sets before the first snapshot', joined, { waiting: 1 }, 'push'],
    ['no snapshot yet', joined, {}, 'snapshot'],
    [
      'a snapshot that was cut off',
      { ...joined, snapshot: { head: head(9), next: 'a/b', done: 5, total: 9 } },
      {},
      'snapshot',
    ],
    ['news', caughtUp, { isBehind: true }, 'pull'],
    ['nothing to do', caughtUp, {}, 'rest'],
  ]
  test.each(cases)('[C10] %s', (_when, state, of, next) => {
    expect(nextStep(state, { ...idle, ...of })).toBe(next)
  })

  test('[C3] a tablet that is linked changes nothing else', () => {
    expect(linkedTo({ ...UNLINKED, seen: head(1) }, 'shop')).toEqual({ ...joined, seen: head(1) })
  })
})

describe('pages', () => {
  test('[C5] a page that begins at the cursor moves it', () => {
    expect(afterPull(caughtUp, head(9), head(12))).toEqual({ ...caughtUp, cursor: head(12) })
  })

  test.each([
    ['an older place', head(8)],
    ['a later place', head(10)],
    ['another history', head(9, 'b')],
    ['another epoch', head(9, 'a', 'ffff0000ffff0000')],
  ])('[C5] a page that begins at %s is not to be applied', (_where, from) => {
    expect(afterPull(caughtUp, from, head(12))).toBeNull()
  })

  test('[C5] without a cursor no page is applied', () => {
    expect(afterPull(joined, head(9), head(12))).toBeNull()
  })

  test('[S6] the first page is remembered with its head, the last one gives that head as the cursor', () => {
    const begun = afterSnapshotPage(joined, page({ next: 'rooms/r5' }))
    expect(begun).toEqual({
      ...joined,
      snapshot: { head: head(9), next: 'rooms/r5', done: 5, total: 12 },
    })
    const more = afterSnapshotPage(
      begun ?? UNLINKED,
      page({ after: 'rooms/r5', next: 'visits/v1', total: 13 }),
    )
    expect(more?.snapshot).toEqual({ head: head(9), next: 'visits/v1', done: 10, total: 13 })
    expect(afterSnapshotPage(more ?? UNLINKED, page({ after: 'visits/v1', count: 2 }))).toEqual({
      ...joined,
      cursor: head(9),
    })
  })

  test('[S6] a page that comes when the shop was let go of is not kept', () => {
    expect(afterSnapshotPage(UNLINKED, page({}))).toBeNull()
  })

  test('[S6] a snapshot of one page is a snapshot', () => {
    expect(afterSnapshotPage(joined, page({}))).toEqual({ ...joined, cursor: head(9) })
  })

  const begun: SyncState = { ...joined, snapshot: { head: head(9), next: 'rooms/r5', done: 5, total: 12 } }
  test.each([
    ['repeats the first', begun, page({})],
    ['comes later', begun, page({ after: 'visits/v1' })],
    ['belongs to a snapshot that a reset has ended', begun, page({ after: 'rooms/r5', head: head(9, 'b') })],
    ['comes after the last', caughtUp, page({ after: 'rooms/r5' })],
    ['begins anew once there is a cursor', caughtUp, page({})],
    ['was asked for before a reset', afterReset(joined), page({})],
    ['is the first, older than what was seen', { ...joined, seen: head(11) }, page({})],
  ])('[C5] a page of a snapshot that %s is not to be applied', (_which, state, stray) => {
    expect(afterSnapshotPage(state, stray)).toBeNull()
  })

  test('[S6] pages go on while pushes make the seen head grow', () => {
    expect(afterSnapshotPage(withHead(begun, head(11)), page({ after: 'rooms/r5' }))?.cursor).toEqual(head(9))
  })
})

describe('a restored server', () => {
  test('[S4] heads are forgotten and the question what is missing begins; the shop stays', () => {
    const snapshot = { head: head(9), next: 'a/b', done: 1, total: 2 }
    expect(afterReset({ ...caughtUp, snapshot })).toEqual({ ...joined, reoffer: { after: '' } })
  })

  test('[S4] the question goes on page by page, and ends', () => {
    const asked = afterMissing(afterReset(caughtUp), 'u5', head(4, 'b'))
    expect(asked).toEqual({ ...joined, seen: head(4, 'b'), reoffer: { after: 'u5' } })
    expect(afterMissing(asked, null, head(4, 'b'))).toEqual({ ...joined, seen: head(4, 'b') })
  })

  test('[S4] the head of the first answer is kept, so that a restore between two pages shows', () => {
    const asked = afterMissing(afterReset(caughtUp), 'u5', head(4, 'b'))
    expect(afterMissing(asked, null, head(6, 'c')).seen).toEqual(head(4, 'b'))
  })

  test('[S4] a server that holds nothing has no head to remember', () => {
    expect(afterMissing(afterReset(caughtUp), null, null)).toEqual(joined)
  })

  test('[S4] an answer older than what was seen since is stale; the newest is not', () => {
    expect(isStale(caughtUp, head(11))).toBe(true)
    expect(isStale(caughtUp, head(12, 'b'))).toBe(true)
    expect(isStale(caughtUp, head(20, 'a', 'ffff0000ffff0000'))).toBe(true)
    expect(isStale(caughtUp, head(12))).toBe(false)
    expect(isStale(caughtUp, head(13))).toBe(false)
    expect(isStale(joined, head(1))).toBe(false)
  })

  test('[S4] only a tablet that has met the log of a server can find it lost', () => {
    expect([UNLINKED, joined, afterReset(caughtUp)].map(hasMet)).toEqual([false, false, false])
    const begun = { head: head(9), next: 'a/b', done: 1, total: 2 }
    const met = [{ cursor: head(1) }, { seen: head(1) }, { snapshot: begun }]
    expect(met.map((of) => hasMet({ ...joined, ...of }))).toEqual([true, true, true])
  })

  test('[S4] the furthest head of the answers is kept', () => {
    expect(withHead(caughtUp, head(11)).seen).toEqual(head(12))
    expect(withHead(caughtUp, head(13)).seen).toEqual(head(13))
    expect(withHead(joined, head(1)).seen).toEqual(head(1))
  })
})

describe('what the base contains', () => {
  const at = (seq: number, epoch = EPOCH) => ({ epoch, seq })

  test('[C4] what was acknowledged up to the cursor', () => {
    expect(covers(head(9), at(9), false)).toBe(true)
    expect(covers(head(9), at(1), false)).toBe(true)
    expect(covers(head(9), at(10), false)).toBe(false)
  })

  test('[C4] nothing that was acknowledged in another log', () => {
    expect(covers(head(9), at(3, 'ffff0000ffff0000'), false)).toBe(false)
    expect(covers(head(9), at(3, 'ffff0000ffff0000'), true)).toBe(false)
  })

  test('[S4] what a restored server was found to have, once the new snapshot is kept and not before', () => {
    expect(covers(head(9), null, false)).toBe(false)
    expect(covers(head(9), null, true)).toBe(true)
  })
})

describe('waiting', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true })

  test('[C10] the backoff doubles from the first failure and is bounded, with jitter', () => {
    const whole = [1, 2, 3, 4, 5, 6, 7, 100].map((failures) => backoffMs(failures, 1))
    expect(whole).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), chance, (failures, random) => {
        const ms = backoffMs(failures, random)
        expect(ms).toBeGreaterThanOrEqual(BACKOFF_MS.first / 2)
        expect(ms).toBeLessThanOrEqual(BACKOFF_MS.longest)
      }),
    )
    expect(new Set([0, 0.3, 0.7, 1].map((random) => backoffMs(4, random))).size).toBe(4)
  })

  test('[C10] the poll comes after 30 to 60 seconds, never at the same time everywhere', () => {
    fc.assert(
      fc.property(chance, (random) => {
        expect(pollMs(random)).toBeGreaterThanOrEqual(30_000)
        expect(pollMs(random)).toBeLessThanOrEqual(60_000)
      }),
    )
    expect(new Set([0, 0.3, 0.7, 1].map(pollMs)).size).toBe(4)
  })
})

describe('one push', () => {
  const size = (bytes: number) => bytes

  test('[CS7] takes as many sets as fit, in their order', () => {
    expect(batchOf([10, 10, 10, 10], size, { sets: 3, bytes: 1_000 })).toEqual([10, 10, 10])
    expect(batchOf([10, 20, 30], size, { sets: 9, bytes: 33 })).toEqual([10, 20])
    expect(batchOf([10, 20], size, { sets: 9, bytes: 1_000 })).toEqual([10, 20])
    expect(batchOf([], size, { sets: 9, bytes: 1_000 })).toEqual([])
  })

  test('[CS7] takes at least one, so that one large set stops nothing', () => {
    expect(batchOf([5_000, 10], size, { sets: 9, bytes: 100 })).toEqual([5_000])
  })

  test('[CS1] never leaves a set out of the row', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 40 })
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 900 }),
        (all, sets, bytes) => {
          const sent: number[] = []
          while (sent.length < all.length) {
            const batch = batchOf(all.slice(sent.length), size, { sets, bytes })
            expect(batch.length).toBeGreaterThan(0)
            expect(batch.length).toBeLessThanOrEqual(sets)
            if (batch.length > 1)
              expect(batch.reduce((sum, one) => sum + one + 1, 0)).toBeLessThanOrEqual(bytes)
            sent.push(...batch)
          }
          expect(sent).toEqual(all)
        },
      ),
    )
  })
})
