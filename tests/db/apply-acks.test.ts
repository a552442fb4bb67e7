/** What the server's acknowledgements do to the tablet's database. */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test } from 'vitest'
import { applyAcks, applyMissing, applyReset } from '../../src/db/apply.ts'
import { changeSync, readSync } from '../../src/db/sync-state.ts'
import { packHlc, parseHlc } from '../../src/sync/hlc.ts'
import type { WireResult } from '../../src/sync/wire.ts'
import { acked, caughtUp, clockOf, fieldsOf, page, place, record, resultOf } from './answers.ts'
import { expectFolded, sentRows } from './exchange.ts'
import { mend, watchTransactions } from './faults.ts'
import { headAt } from './shop-server.ts'
import { closeTablets, handClock, inside, NOON, put, tick } from './tablet.ts'

afterEach(() => {
  mend()
  closeTablets()
})

describe('acknowledgements', () => {
  test('[C2] an acknowledged set leaves the outbox and lies in sent, with what the server said of it', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 1 }))
    const [set] = (await inside(store)).outbox
    await acked(store, 4)
    expect((await inside(store)).outbox).toEqual([])
    expect(await sentRows(store)).toEqual([
      {
        ...set,
        ...{ eff: set?.hlc, verdict: 'applied', reason: null, ackedAt: NOON },
        ...{ at: { epoch: headAt(4).epoch, seq: 4 }, over: 1, again: 0 },
      },
    ])
  })

  test('[C4] the record stays as it was shown, and says that its newest change was sent', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 1 }))
    expect(await place(store)).toEqual({ place: 'here', at: NOON })
    const { view, base } = await inside(store)
    await applyAcks(store, {
      results: (await inside(store)).outbox.map((set) => resultOf(set, 4)),
      ...{ head: headAt(4), known: true, offsetMs: 0, at: NOON + 7_000 },
    })
    const after = await inside(store)
    expect(after.view).toEqual(
      view.map((row) => ({ ...row, rev: row.rev + 1, place: 'sent', placeAt: NOON + 7_000 })),
    )
    expect(after.base).toEqual(base)
    expect(await place(store)).toEqual({ place: 'sent', at: NOON + 7_000 })
  })

  test('[C4] a record over which another set still waits is kept here', async () => {
    const clock = handClock()
    const store = await caughtUp(3, { clock })
    await put(store, tick({ a: 1 }))
    const first = (await inside(store)).outbox
    clock.at += 5_000
    await put(store, tick({ b: 1 }))
    const results = first.map((set) => resultOf(set, 4))
    await applyAcks(store, { results, head: headAt(4), known: true, offsetMs: 0, at: NOON + 9_000 })
    expect(await place(store)).toEqual({ place: 'here', at: NOON + 5_000 })
    await expectFolded(store)
  })

  test('[HLC3] a set lies over the base under the clock that it was given, and may lose by it', async () => {
    const clock = handClock(NOON + 86_400_000)
    const store = await caughtUp(3, { clock })
    await page(store, 3, 4, [record('v1', { a: 1 }, 4)])
    await put(store, tick({ a: 2 }))
    expect(await fieldsOf(store)).toEqual({ a: 2 })
    // Somebody wrote the field later by the right time, and that came down before the answer.
    await page(store, 4, 5, [record('v1', { a: 3 }, 5, NOON + 60_000)])
    expect(await fieldsOf(store)).toEqual({ a: 2 })
    await acked(store, 6, { eff: packHlc({ ms: NOON, counter: 0, inc: (await inside(store)).profile.inc }) })
    expect(await fieldsOf(store)).toEqual({ a: 3 })
    await expectFolded(store)
  })

  test('[S2] a parked set leaves what is shown with the pull that follows, and stays in sent with its reason', async () => {
    const store = await caughtUp(3, { isOpen: () => false })
    await page(store, 3, 4, [record('v1', { a: 1 }, 4)])
    await put(store, tick({ a: 2 }), { table: 'visits', id: 'v2', create: true, fields: { a: 1 } })
    await acked(store, 5, { status: 'parked', reason: 'creatorParked' })
    await expectFolded(store)
    await page(store, 4, 5, [])
    expect(await fieldsOf(store)).toEqual({ a: 1 })
    expect(await fieldsOf(store, 'v2')).toBeUndefined()
    expect((await inside(store)).base).toEqual([])
    expect(await sentRows(store)).toMatchObject([{ verdict: 'parked', reason: 'creatorParked', over: 0 }])
    expect((await place(store))?.place).toBe('synced')
    expect(await place(store, 'v2')).toBeNull()
  })

  test('[S2] sets over a parked one go on lying there', async () => {
    const store = await caughtUp(3, { isOpen: () => false })
    await put(store, tick({ a: 1, b: 1 }))
    const results = (await inside(store)).outbox.map((set) => resultOf(set, 4, { status: 'parked' }))
    await put(store, tick({ b: 2 }))
    await applyAcks(store, { results, head: headAt(4), known: true, offsetMs: 0, at: NOON })
    await page(store, 3, 4, [])
    expect(await fieldsOf(store)).toEqual({ b: 2 })
    await expectFolded(store)
  })

  test('[C3] `later` and answers about sets that are not here move nothing', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 1 }))
    const before = await inside(store)
    const stranger = '0199a3f2-b4c1-7e02-9a11-3c5d7e9f1b20'
    const results: WireResult[] = [
      { uid: before.outbox[0]?.uid ?? '', status: 'later' },
      { uid: stranger, status: 'applied', seq: 4, eff: clockOf(NOON) },
    ]
    await applyAcks(store, { results, head: headAt(4), known: true, offsetMs: 0, at: NOON })
    expect(await inside(store)).toEqual(before)
    expect(await sentRows(store)).toEqual([])
  })

  test('[CS3] the same answer again changes no set and no record', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 1 }))
    const results = (await inside(store)).outbox.map((set) => resultOf(set, 4))
    const answer = { results, head: headAt(4), known: true, offsetMs: 0, at: NOON }
    await applyAcks(store, answer)
    const before = [await inside(store), await sentRows(store)]
    await applyAcks(store, { ...answer, at: NOON + 5_000 })
    expect([await inside(store), await sentRows(store)]).toEqual(before)
  })

  test('[S4] the head of an answer is remembered, but not from a server that did not know the one before', async () => {
    const store = await caughtUp(3)
    const answer = { results: [], offsetMs: 1_840, at: NOON }
    await changeSync(store, (row) => ({ ...row, trouble: { code: 'unreachable', since: 1 } }))
    await applyAcks(store, { ...answer, head: headAt(2), known: false })
    expect(await readSync(store)).toMatchObject({ seen: headAt(3), offsetMs: 1_840, trouble: null })
    await applyAcks(store, { ...answer, head: headAt(5), known: true })
    expect(await readSync(store)).toMatchObject({ seen: headAt(5), cursor: headAt(3), lastContactAt: NOON })
  })

  test('[C1] every answer is one strict transaction', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 1 }))
    const seen = watchTransactions()
    await acked(store, 4)
    await page(store, 3, 4, [])
    await applyReset(store, NOON)
    await applyMissing(store, { asked: [], missing: [], last: null, head: null })
    const writing = seen.filter(({ mode }) => mode === 'readwrite')
    expect(writing).toEqual(Array.from({ length: 3 }, () => ({ mode: 'readwrite', durability: 'strict' })))
  })
})

describe('the clock', () => {
  test('[HLC1] a set is stamped with the tablet’s clock and the offset learnt, and says both', async () => {
    const store = await caughtUp(3)
    await applyAcks(store, { results: [], head: headAt(3), known: true, offsetMs: 90_000, at: NOON })
    await put(store, tick({ a: 1 }))
    const [set] = (await inside(store)).outbox
    expect(set?.device).toEqual({ wall: NOON, offset: 90_000 })
    expect(parseHlc(set?.hlc ?? '')).toMatchObject({ ms: NOON + 90_000, counter: 0 })
    expect(await place(store)).toEqual({ place: 'here', at: NOON })
  })

  test('[HLC2] an offset back in time does not make the clock fall', async () => {
    const store = await caughtUp(3)
    await put(store, tick({ a: 1 }))
    await applyAcks(store, { results: [], head: headAt(3), known: true, offsetMs: -86_400_000, at: NOON })
    await put(store, tick({ a: 2 }))
    const hlcs = (await inside(store)).outbox.map(({ hlc }) => hlc)
    expect([...hlcs].sort()).toEqual(hlcs)
    expect(await fieldsOf(store)).toEqual({ a: 2 })
  })
})
