import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { commit } from '../../src/db/commit.ts'
import { openRecords, readRecord, recordsOf } from '../../src/db/queries.ts'
import { identitySealer, type Sealer } from '../../src/db/seal.ts'
import { closeTablets, inside, intent, openTablet, put, tick, toySealer, VISIT } from './tablet.ts'

afterEach(closeTablets)

const NAME = '王秀兰'

test('[C1] sealed values, and nothing else, lie in view, base and outbox, and open again', async () => {
  const store = await openTablet({ sealer: toySealer })
  await put(store, {
    ...VISIT,
    create: true,
    day: '2026-11-23',
    person: 'g1',
    fields: { name: NAME, cups: 2 },
  })
  // What the server had is copied to base as it lies there, so make this record one of the server's.
  await store.database.base.clear()
  await put(store, tick({ cups: 3 }))
  const { view, base, outbox } = await inside(store)
  const values = [
    ...view.flatMap((row) => Object.values(row.fields)),
    ...base.flatMap((row) => Object.values(row.fields)),
    ...outbox.flatMap((set) => set.ops.flatMap((op) => Object.values(op.fields).map(([value]) => value))),
  ]
  expect(values).toHaveLength(7)
  for (const value of values) expect(value).toMatch(/^toy:/)
  expect(JSON.stringify([view, base, outbox])).not.toContain(NAME)
  expect((await readRecord(store, VISIT))?.fields).toEqual({ name: NAME, cups: 3 })
})

test('[C1] the envelope stays clear: table, id, day, person, clocks, n and hlc', async () => {
  const store = await openTablet({ sealer: toySealer })
  await put(store, { ...VISIT, create: true, day: '2026-11-23', person: 'g1', fields: { name: NAME } })
  const { view, outbox } = await inside(store)
  const hlc = outbox[0]?.hlc
  expect(view[0]).toMatchObject({ ...VISIT, day: '2026-11-23', person: 'g1', clocks: { name: hlc }, open: 1 })
  expect(outbox[0]).toMatchObject({
    n: 1,
    ops: [{ ...VISIT, create: true, day: '2026-11-23', person: 'g1' }],
  })
})

test('[C4] sealed values merge field by field: base with pending opens to what was written', async () => {
  const store = await openTablet({ sealer: toySealer })
  await put(store, tick({ a: 1, b: { at: 1, by: 'u17' } }))
  await put(store, tick({ b: null, c: ['瓮', true] }))
  expect((await readRecord(store, VISIT))?.fields).toEqual({ a: 1, b: null, c: ['瓮', true] })
})

test('[C1] plans and the question whether a record is open see opened values', async () => {
  const store = await openTablet({ sealer: toySealer, isOpen: (record) => record.fields.state !== 'done' })
  await put(store, tick({ state: 'begun' }))
  expect(await openRecords(store, 'visits')).toHaveLength(1)
  const seen: unknown[] = []
  await commit(
    store,
    intent({
      keys: [VISIT],
      plan: (records) => {
        seen.push(records.get('visits/v1')?.fields.state)
        return { changes: [tick({ state: 'done' })] }
      },
    }),
  )
  expect(seen).toEqual(['begun'])
  expect(await openRecords(store, 'visits')).toEqual([])
  expect(await recordsOf(store, 'visits')).toHaveLength(1)
})

test('[C1] nothing is sealed or opened while a transaction is open', async () => {
  const { Dexie } = await import('dexie')
  const inTransaction: boolean[] = []
  const watching: Sealer = {
    seal: async (_key, fields) => {
      inTransaction.push(Dexie.currentTransaction !== null)
      return fields
    },
    open: async (_key, sealed) => {
      inTransaction.push(Dexie.currentTransaction !== null)
      return sealed
    },
  }
  const store = await openTablet({ sealer: watching })
  await put(store, tick({ a: 1 }))
  await put(store, tick({ a: 2 }))
  await readRecord(store, VISIT)
  expect(inTransaction.length).toBeGreaterThan(3)
  expect(inTransaction).not.toContain(true)
})

test('[CS7] limits hold for what is stored: a value that sealing makes too large is refused', async () => {
  const store = await openTablet({ sealer: toySealer })
  await expect(put(store, tick({ note: 'x'.repeat(30_000) }))).rejects.toMatchObject({
    code: 'limit',
    breach: { limit: 'valueTooLarge', field: 'note' },
  })
  expect((await inside(store)).outbox).toEqual([])
})

test('the identity sealer hands on what it gets', async () => {
  const fields = { a: 1, b: null }
  expect(await identitySealer.seal(VISIT, fields)).toEqual(fields)
  expect(await identitySealer.open(VISIT, fields)).toEqual(fields)
})
