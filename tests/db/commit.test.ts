import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test } from 'vitest'
import { commit } from '../../src/db/commit.ts'
import { readRecord } from '../../src/db/queries.ts'
import type { Sealer } from '../../src/db/seal.ts'
import { lastKnownTime, type Store } from '../../src/db/store.ts'
import { parseHlc } from '../../src/sync/hlc.ts'
import { mergeSets } from '../../src/sync/merge.ts'
import { uidFrom } from '../../src/sync/uid.ts'
import { mend, watchTransactions } from './faults.ts'
import {
  closeTablets,
  countUp,
  fromServer,
  handClock,
  inside,
  intent,
  NOON,
  openTablet,
  put,
  tick,
  VISIT,
} from './tablet.ts'

afterEach(() => {
  mend()
  closeTablets()
})

/** The same store, where sealing lasts until something else is done. */
function sealingAfter(store: Store, other: () => Promise<unknown> | undefined): Store {
  const seal: Sealer['seal'] = async (_key, fields) => {
    await other()
    return fields
  }
  return { ...store, options: { ...store.options, sealer: { ...store.options.sealer, seal } } }
}

/** View = base with pending, worked out afresh from what lies in IndexedDB. */
async function expectViewIsBaseWithPending(store: Store) {
  const { view, base, outbox } = await inside(store)
  for (const from of base) {
    const merged = mergeSets({ ...from, uids: {} }, from, outbox)
    const row = view.find((candidate) => candidate.table === from.table && candidate.id === from.id)
    expect(row).toMatchObject({ fields: merged.fields, clocks: merged.clocks })
    expect([row?.day, row?.person]).toEqual([merged.day, merged.person])
  }
}

test('[CS1] one intent is one change set with all its records', async () => {
  const store = await openTablet()
  const visit = { ...VISIT, create: true as const, day: '2026-11-23', person: 'g1', fields: { roomId: 'r1' } }
  const room = { table: 'rooms', id: 'r1', fields: { busy: true } }
  const kept = await put(store, visit, room)
  const { outbox } = await inside(store)
  expect(outbox).toHaveLength(1)
  expect(kept).toEqual({ uid: outbox[0]?.uid, hlc: outbox[0]?.hlc })
  expect(outbox[0]).toMatchObject({
    n: 1,
    actor: 'u17',
    session: 's1',
    intent: 'visit.tick',
    schema: 1,
    device: { wall: NOON, offset: 0 },
    ops: [
      { ...VISIT, create: true, day: '2026-11-23', person: 'g1', fields: { roomId: ['r1', null] } },
      { table: 'rooms', id: 'r1', fields: { busy: [true, null] } },
    ],
  })
})

test('[CS1] several changes of one record in one plan become one op', async () => {
  const store = await openTablet()
  await put(store, tick({ a: 1, b: 1 }), tick({ b: 2 }))
  const { outbox } = await inside(store)
  expect(outbox[0]?.ops).toEqual([{ ...VISIT, fields: { a: [1, null], b: [2, null] } }])
})

test('[CS1] what a later change of the same plan leaves undefined takes nothing from an earlier one', async () => {
  const store = await openTablet()
  await put(
    store,
    { ...VISIT, create: true, day: '2026-11-23', fields: {} },
    { ...tick({ a: 1 }), day: undefined },
  )
  const { outbox } = await inside(store)
  expect(outbox[0]?.ops).toEqual([{ ...VISIT, create: true, day: '2026-11-23', fields: { a: [1, null] } }])
})

test('[CS1] a plan that refuses writes nothing and its reason is handed back', async () => {
  const store = await openTablet()
  const answer = await commit(store, intent({ plan: () => ({ refused: 'gate', stepId: 'A5.7-water' }) }))
  expect(answer).toEqual({ refused: 'gate', stepId: 'A5.7-water' })
  expect((await inside(store)).outbox).toEqual([])
})

test('[CS1] a plan that changes nothing makes no change set', async () => {
  const store = await openTablet()
  expect(await put(store, tick({}))).toEqual({ uid: null, hlc: null })
  expect((await inside(store)).profile.n).toBe(0)
})

test('[CS2] n has no hole and begins at 1, and the incarnation stays over a restart', async () => {
  const store = await openTablet()
  await put(store, tick({ a: 1 }))
  await put(store, tick({ a: 2 }))
  store.close()
  const again = await openTablet({ name: store.name })
  await put(again, tick({ a: 3 }))
  const { outbox, profile } = await inside(again)
  expect(outbox.map((set) => set.n)).toEqual([1, 2, 3])
  expect(new Set(outbox.map((set) => set.inc))).toEqual(new Set([profile.inc]))
  expect(profile.inc).toMatch(/^[0-9a-f]{8}$/)
})

test('[CS2] uids and the incarnation are drawn from the bytes that come in', async () => {
  const store = await openTablet({ random: (bytes) => new Uint8Array(bytes).fill(0xab) })
  await put(store, tick({ a: 1 }))
  const { outbox, profile } = await inside(store)
  expect(profile.inc).toBe('abababab')
  expect(outbox[0]?.uid).toBe(uidFrom(NOON, new Uint8Array(10).fill(0xab)))
})

test('[CS5] each value carries the clock of the value that stood there, null where none did', async () => {
  const store = await openTablet()
  const first = await put(store, tick({ roomId: 'r1' }))
  await put(store, tick({ roomId: 'r2', note: 'x' }))
  const { outbox } = await inside(store)
  expect(outbox[1]?.ops[0]?.fields).toEqual({
    roomId: ['r2', 'hlc' in first ? first.hlc : undefined],
    note: ['x', null],
  })
})

test('[CS5] a field with the name of something that every object has was seen by nobody', async () => {
  const store = await openTablet()
  await put(store, tick({ a: 1 }))
  await put(store, tick({ constructor: 2 }))
  expect((await inside(store)).outbox[1]?.ops[0]?.fields).toEqual({ constructor: [2, null] })
})

test('[CS6] undefined and NaN are refused before anything is written', async () => {
  const store = await openTablet()
  for (const value of [undefined, Number.NaN, () => 1]) {
    const change = { ...VISIT, fields: { note: value as never } }
    await expect(put(store, change)).rejects.toMatchObject({
      code: 'limit',
      breach: { limit: 'notJson', table: 'visits', id: 'v1', field: 'note' },
    })
  }
  expect(await inside(store)).toMatchObject({ outbox: [], view: [], base: [], profile: { n: 0 } })
})

test('[CS7] what is too large is refused with its place, and the next change has no hole before it', async () => {
  const store = await openTablet()
  await expect(put(store, tick({ note: 'x'.repeat(40_000) }))).rejects.toMatchObject({
    code: 'limit',
    breach: { limit: 'valueTooLarge', field: 'note' },
  })
  const many = Array.from({ length: 201 }, (_, at) => ({ table: 'rooms', id: `r${at}`, fields: { a: 1 } }))
  await expect(put(store, ...many)).rejects.toMatchObject({ breach: { limit: 'tooManyOps' } })
  const wide = Array.from({ length: 9 }, (_, at) => ({
    ...VISIT,
    id: `v${at}`,
    fields: { a: 'x'.repeat(30_000) },
  }))
  await expect(put(store, ...wide)).rejects.toMatchObject({ breach: { limit: 'setTooLarge' } })
  await put(store, tick({ note: 'x' }))
  expect((await inside(store)).outbox.map((set) => set.n)).toEqual([1])
})

describe('[C1] what one transaction holds', () => {
  test('[C1] n, hlc, outbox row, base copy and view are written together', async () => {
    const store = await openTablet()
    const kept = await put(store, tick({ a: 1 }))
    const { view, base, outbox, profile } = await inside(store)
    const hlc = 'hlc' in kept ? kept.hlc : null
    expect(profile).toMatchObject({ n: 1, hlc, knownAt: NOON })
    expect(outbox.map((set) => [set.n, set.hlc])).toEqual([[1, hlc]])
    expect(base).toEqual([{ ...VISIT, fields: {}, clocks: {}, onServer: false }])
    const local = { rev: 1, open: 1, keptAt: NOON, place: 'here', placeAt: NOON }
    expect(view).toEqual([{ ...VISIT, fields: { a: 1 }, clocks: { a: hlc }, ...local }])
  })

  test('[C1] every transaction that writes is strict', async () => {
    const store = await openTablet()
    const seen = watchTransactions()
    await put(store, tick({ a: 1 }))
    await put(store, tick({ a: 2 }))
    const writing = seen.filter(({ mode }) => mode === 'readwrite')
    expect(writing).toEqual([
      { mode: 'readwrite', durability: 'strict' },
      { mode: 'readwrite', durability: 'strict' },
    ])
  })

  test('[C1] commit answers after the transaction is complete, not before', async () => {
    const store = await openTablet()
    const events: string[] = []
    watchTransactions(() => events.push('complete'))
    await put(store, tick({ a: 1 }))
    events.push('kept')
    expect(events).toEqual(['complete', 'kept'])
  })
})

test('[C4] the first pending change of a record copies what the server had to base', async () => {
  const store = await openTablet()
  const clocks = { roomId: '0199a3f2b4c1-0003-11111111' }
  await fromServer(store, { ...VISIT, day: '2026-11-23', person: 'g1', fields: { roomId: 'r1' }, clocks })
  await put(store, tick({ roomId: 'r2' }))
  await put(store, tick({ roomId: 'r3' }))
  const { base, view } = await inside(store)
  expect(base).toEqual([
    { ...VISIT, day: '2026-11-23', person: 'g1', fields: { roomId: 'r1' }, clocks, onServer: true },
  ])
  expect(view[0]?.fields).toEqual({ roomId: 'r3' })
  await expectViewIsBaseWithPending(store)
})

test('[C4] the view is base with pending after every commit, through a whole day of changes', async () => {
  const clock = handClock()
  const store = await openTablet({ clock })
  await fromServer(store, {
    ...VISIT,
    fields: { roomId: 'r1' },
    clocks: { roomId: '0199a3f2b4c1-0003-11111111' },
  })
  for (let at = 0; at < 12; at += 1) {
    clock.at += at % 3 === 0 ? -5_000 : 2_000
    await put(store, tick({ [`f${at % 5}`]: at, roomId: at % 4 === 0 ? null : `r${at}` }), {
      table: 'guests',
      id: `g${at % 2}`,
      person: `g${at % 2}`,
      fields: { seen: at },
    })
    await expectViewIsBaseWithPending(store)
  }
})

test('[C4] a guest that a visit is moved to is the person of the view', async () => {
  const store = await openTablet()
  await put(store, { ...VISIT, create: true, person: 'g1', day: '2026-11-23', fields: {} })
  await put(store, { ...VISIT, person: 'g2', fields: { guestId: 'g2' } })
  expect(await readRecord(store, VISIT)).toMatchObject({ person: 'g2', day: '2026-11-23' })
  await expectViewIsBaseWithPending(store)
})

test('[C8] a plan whose record has moved meanwhile is made again with what stands there now', async () => {
  const store = await openTablet()
  await countUp(store)
  const seen: unknown[] = []
  let other: Promise<unknown> | undefined
  const slowStore = sealingAfter(store, () => other)
  await commit(
    slowStore,
    intent({
      keys: [VISIT],
      plan: (records) => {
        const cups = Number(records.get('visits/v1')?.fields.cups)
        seen.push(cups)
        other ??= countUp(store)
        return { changes: [tick({ cups: cups + 10 })] }
      },
    }),
  )
  expect(seen).toEqual([1, 2])
  expect((await readRecord(store, VISIT))?.fields.cups).toBe(12)
  expect((await inside(store)).outbox.map((set) => set.n)).toEqual([1, 2, 3])
})

test('[C8] a record that never rests ends in a clear error instead of a loop', async () => {
  const store = await openTablet()
  let planned = 0
  let other: Promise<unknown> | undefined
  const slowStore = sealingAfter(store, () => other)
  const restless = commit(
    slowStore,
    intent({
      keys: [VISIT],
      plan: () => {
        planned += 1
        other = countUp(store)
        return { changes: [tick({ mine: true })] }
      },
    }),
  )
  await expect(restless).rejects.toMatchObject({ name: 'StoreError', code: 'notSaved' })
  expect(planned).toBe(8)
  expect((await readRecord(store, VISIT))?.fields).toEqual({ cups: 8 })
})

test('[HLC1] the last hlc is stored with the set and is gone on from after a restart', async () => {
  const clock = handClock(NOON)
  const store = await openTablet({ clock })
  await put(store, tick({ a: 1 }))
  store.close()
  const again = await openTablet({ name: store.name, clock: handClock(NOON - 3_600_000) })
  await put(again, tick({ a: 2 }))
  const { outbox } = await inside(again)
  expect(outbox.map((set) => parseHlc(set.hlc))).toMatchObject([
    { ms: NOON, counter: 0 },
    { ms: NOON, counter: 1 },
  ])
})

test('[HLC2] no clock weather stops a commit, and hlc rises strictly through all of it', async () => {
  const clock = handClock()
  const store = await openTablet({ clock })
  const walls = [NOON, NOON, NOON - 3_600_000, Date.UTC(2015, 0, 1), NOON + 86_400_000, NOON, 0]
  for (const [at, wall] of walls.entries()) {
    clock.at = wall
    await put(store, tick({ at }))
  }
  const hlcs = (await inside(store)).outbox.map((set) => set.hlc)
  expect(hlcs).toHaveLength(walls.length)
  expect([...hlcs].sort()).toEqual(hlcs)
  expect(new Set(hlcs).size).toBe(hlcs.length)
  expect((await readRecord(store, VISIT))?.fields.at).toBe(walls.length - 1)
})

test('[HLC2] the latest known time is kept with every commit and never falls', async () => {
  const clock = handClock()
  const store = await openTablet({ clock })
  expect(await lastKnownTime(store)).toBe(0)
  await put(store, tick({ a: 1 }))
  clock.at = Date.UTC(2015, 0, 1)
  await put(store, tick({ a: 2 }))
  expect(await lastKnownTime(store)).toBe(NOON)
})

test('[HLC4] a value from a tablet far ahead loses to the one that was put in its place', async () => {
  const store = await openTablet()
  const ahead = {
    ms: NOON + 86_400_000,
    clock: `${(NOON + 86_400_000).toString(16).padStart(12, '0')}-0000-11111111`,
  }
  await fromServer(store, { ...VISIT, fields: { roomId: 'r1' }, clocks: { roomId: ahead.clock } })
  const kept = await put(store, tick({ roomId: 'r2' }))
  expect((await readRecord(store, VISIT))?.fields.roomId).toBe('r2')
  expect('hlc' in kept && kept.hlc !== null && kept.hlc > ahead.clock).toBe(true)
})

test('[M7] a table that this version does not know is kept like any other', async () => {
  const store = await openTablet()
  const key = { table: 'holograms', id: 'h1' }
  await put(store, { ...key, fields: { beam: { of: [1, null, 'x'] } } })
  expect((await readRecord(store, key))?.fields).toEqual({ beam: { of: [1, null, 'x'] } })
})
