/** An erasure reaches a tablet: what it shows, what waits on it, what it has sent, and whoever is in an urn. */
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test } from 'vitest'
import { applyPage } from '../../src/db/apply.ts'
import { briefRecords } from '../../src/db/brief-records.ts'
import { allAbout, openRecords, readRecord, recordsOf } from '../../src/db/queries.ts'
import { identitySealer } from '../../src/db/seal.ts'
import type { Store } from '../../src/db/store.ts'
import { readSync } from '../../src/db/sync-state.ts'
import type { StaffId } from '../../src/domain/ids.ts'
import { isOpenRecord } from '../../src/domain/open-record.ts'
import { planErasure } from '../../src/domain/people/erasing.ts'
import type { Change } from '../../src/sync/change-set.ts'
import { exchange, expectFolded, link, sentRows, settle } from './exchange.ts'
import { ShopServer } from './shop-server.ts'
import { closeTablets, handClock, inside, NOON, openTablet, put } from './tablet.ts'

afterEach(closeTablets)

const PLANTED = '王秀兰'
const GUEST = 'g-7f3a'
const own = (table: string, id: string, fields: Change['fields'] = { note: PLANTED }): Change => ({
  ...{ table, id, create: true, person: GUEST, day: '2026-11-23', fields },
})
const erase: Change = {
  ...{ table: 'erasures', id: GUEST, create: true },
  fields: { at: NOON, by: 'u1', receipt: '7K2M-9QXD' },
}
const MARK = { erased: { at: NOON, receipt: '7K2M-9QXD' } }

async function linked(forgotten: number[] = []): Promise<Store> {
  const sealer = { ...identitySealer, forget: () => void forgotten.push(1) }
  const store = await openTablet({ isOpen: isOpenRecord, clock: handClock(), sealer })
  await link(store)
  return store
}
const everything = async (store: Store) => JSON.stringify([await inside(store), await sentRows(store)])

describe('an erasure that comes down', () => {
  test('[S10] empties what is shown and what was sent, on the tablet that said so and on every other', async () => {
    const server = new ShopServer()
    const forgotten: number[] = []
    const [one, other] = [await linked(), await linked(forgotten)]
    await put(one, own('guests', GUEST, { name: PLANTED }), own('visits', 'v1'))
    await settle(one, server, NOON)
    await settle(other, server, NOON)
    await put(other, { table: 'visits', id: 'v1', fields: { more: PLANTED } })
    await settle(other, server, NOON)
    await put(one, erase)
    // It waits like any other set, and takes nothing away before the server has said so.
    expect((await readRecord(one, { table: 'guests', id: GUEST }))?.fields).toEqual({ name: PLANTED })
    await settle(one, server, NOON)
    await settle(other, server, NOON)
    for (const store of [one, other]) {
      expect((await readRecord(store, { table: 'visits', id: 'v1' }))?.fields).toEqual(MARK)
      expect(await recordsOf(store, 'guests')).toEqual([])
      expect(await briefRecords(store, 'guests', ['name'])).toEqual([])
      expect(await recordsOf(store, 'visits')).toEqual([])
      expect(await everything(store)).not.toContain(PLANTED)
      await expectFolded(store)
    }
    expect(forgotten.length).toBeGreaterThan(0)
  })

  test('[S10] takes the visit along whose envelope somebody has given to another, while it names the guest still', async () => {
    const server = new ShopServer()
    const [one, other] = [await linked(), await linked()]
    await put(one, own('guests', GUEST, { name: PLANTED }))
    await put(one, own('visits', 'v1', { guestId: GUEST, note: PLANTED }), own('visits', 'v2'))
    await put(one, { table: 'visits', id: 'v1', person: 'g-other', fields: {} })
    await put(one, { table: 'visits', id: 'v2', person: 'g-other', fields: { guestId: 'g-other' } })
    await settle(one, server, NOON)
    await settle(other, server, NOON)
    const about = await allAbout(other, GUEST)
    expect(about.map(({ id }) => id)).toEqual([GUEST, 'v1'])
    const made = { by: 'u1' as StaffId, now: NOON, receipt: '7K2M-9QXD', why: 'asked' } as const
    const plan = planErasure(GUEST, { about, erasure: undefined }, made)
    if ('refused' in plan) throw new Error(plan.refused)
    await put(other, ...plan.changes)
    await settle(other, server, NOON)
    await settle(one, server, NOON)
    for (const store of [one, other]) {
      expect((await readRecord(store, { table: 'visits', id: 'v1' }))?.fields).toEqual(MARK)
      expect((await readRecord(store, { table: 'visits', id: 'v2' }))?.fields.guestId).toBe('g-other')
      await expectFolded(store)
    }
  })

  test('[S10] so it does where the tablet that erases never had that visit, from what was sent and what waits; not from what was given to another', async () => {
    const server = new ShopServer()
    const [one, other] = [await linked(), await linked()]
    const others: Change = {
      table: 'visits',
      id: 'v2',
      create: true,
      person: GUEST,
      fields: { guestId: GUEST },
    }
    await put(one, own('guests', GUEST, { name: PLANTED }))
    await settle(one, server, NOON)
    await settle(other, server, NOON)
    await put(other, erase)
    await put(one, own('visits', 'v1', { guestId: GUEST, note: PLANTED }))
    await put(one, { table: 'visits', id: 'v1', person: 'g-other', fields: {} })
    await put(one, { ...others, fields: { ...others.fields, note: 'of another' } })
    await put(one, { table: 'visits', id: 'v2', person: 'g-other', fields: { guestId: 'g-other' } })
    await settle(one, server, NOON)
    await put(one, { table: 'visits', id: 'v1', fields: { more: PLANTED } })
    await put(one, {
      ...{ table: 'visits', id: 'v3', create: true, person: 'g-other' },
      fields: { guestId: GUEST, filed: { at: NOON, by: 'u1' }, note: PLANTED },
    })
    for (const store of [other, one, other]) await settle(store, server, NOON)
    for (const store of [one, other]) {
      for (const id of ['v1', 'v3'])
        expect((await readRecord(store, { table: 'visits', id }))?.fields, id).toEqual(MARK)
      expect((await readRecord(store, { table: 'visits', id: 'v2' }))?.fields.note).toBe('of another')
      expect(await everything(store)).not.toContain(PLANTED)
      await expectFolded(store)
    }
    expect(JSON.stringify(await sentRows(one)), 'what the server took is offered again whole').toContain(
      'of another',
    )
  })

  test('[S10] what was written to a record whose beginning came after the erasure leaves the sets that wrote it', async () => {
    const server = new ShopServer()
    const [one, other] = [await linked(), await linked()]
    await put(other, erase)
    await put(other, { table: 'forms', id: 'f1', fields: { more: PLANTED } })
    await settle(other, server, NOON)
    expect(await everything(other), 'nobody knows yet whose it is').toContain(PLANTED)
    await put(one, own('forms', 'f1'))
    for (const store of [one, other]) await settle(store, server, NOON)
    for (const store of [one, other]) {
      expect((await readRecord(store, { table: 'forms', id: 'f1' }))?.fields).toEqual(MARK)
      expect(await everything(store)).not.toContain(PLANTED)
      await expectFolded(store)
    }
  })

  test('[S10] [S4] so it does where the emptied record was on the screen, and a restored server did not know whose it is', async () => {
    const server = new ShopServer()
    const [one, other] = [await linked(), await linked()]
    await put(other, erase)
    await settle(other, server, NOON)
    const backup = server.copy()
    await put(one, own('forms', 'f1'))
    for (const store of [one, other]) await settle(store, server, NOON)
    server.restore(backup, true)
    await put(other, { table: 'forms', id: 'f1', fields: { more: PLANTED } })
    while ((await inside(other)).outbox.length > 0) await exchange(other, server, { now: NOON })
    expect(await everything(other), 'taken for nobody’s').toContain(PLANTED)
    for (const store of [one, other]) {
      await settle(store, server, NOON)
      expect((await readRecord(store, { table: 'forms', id: 'f1' }))?.fields).toEqual(MARK)
      expect(await everything(store)).not.toContain(PLANTED)
      await expectFolded(store)
    }
  })

  test('[S10] a number that is no guest’s empties nothing: neither the shop nor a room goes by it', async () => {
    const server = new ShopServer()
    const one = await linked()
    await put(one, { table: 'shop', id: 'shop', create: true, fields: { name: '瓮' } })
    await put(one, { ...erase, id: 'shop' })
    await settle(one, server, NOON)
    expect((await readRecord(one, { table: 'shop', id: 'shop' }))?.fields).toEqual({ name: '瓮' })
  })

  test('[S10] [C3] what still waits here loses what it says of them, and stays: it is sent, acknowledged as erased, and the rest of it counts', async () => {
    const server = new ShopServer()
    const [one, late] = [await linked(), await linked()]
    await put(one, own('guests', GUEST, { name: PLANTED }))
    await settle(one, server, NOON)
    await settle(late, server, NOON)
    await put(one, erase)
    await settle(one, server, NOON)
    await put(late, own('bookings', 'b1'), { table: 'rooms', id: 'r1', create: true, fields: { name: '1' } })
    await put(late, { table: 'guests', id: GUEST, fields: { phone: PLANTED } })
    await settle(late, server, NOON)
    await settle(one, server, NOON)
    expect((await sentRows(late)).map(({ verdict }) => verdict)).toEqual(['erased', 'erased'])
    for (const store of [one, late]) {
      expect((await readRecord(store, { table: 'rooms', id: 'r1' }))?.fields).toEqual({ name: '1' })
      expect((await readRecord(store, { table: 'bookings', id: 'b1' }))?.fields).toEqual(MARK)
      expect(await everything(store)).not.toContain(PLANTED)
      await expectFolded(store)
    }
    expect(JSON.stringify(server.copy().log)).not.toContain(PLANTED)
  })

  test('[S10] an answer that comes before the push takes the values from what waits, and leaves it waiting', async () => {
    const server = new ShopServer()
    const [one, late] = [await linked(), await linked()]
    await put(one, own('guests', GUEST, { name: PLANTED }), own('visits', 'v1'))
    await settle(one, server, NOON)
    await settle(late, server, NOON)
    await put(late, { table: 'visits', id: 'v1', fields: { more: PLANTED } })
    await put(one, erase)
    await settle(one, server, NOON)
    const { cursor } = await readSync(late)
    if (cursor === null) throw new Error('never pulled')
    const page = server.pull(cursor, null, 99)
    if (page === 'reset') throw new Error('reset')
    expect(await applyPage(late, { ...page, from: cursor, at: NOON })).toBe(true)
    expect((await inside(late)).outbox).toHaveLength(1)
    expect(await everything(late)).not.toContain(PLANTED)
    await expectFolded(late)
    await settle(late, server, NOON)
    expect((await readRecord(late, { table: 'visits', id: 'v1' }))?.fields).toEqual(MARK)
  })

  test('[S10] [S4] after a restore a redacted set is offered again: its place in the row, and what it says of others', async () => {
    const server = new ShopServer()
    const one = await linked()
    await put(one, own('guests', GUEST, { name: PLANTED }))
    await settle(one, server, NOON)
    const backup = server.copy()
    await put(one, own('visits', 'v1'), { table: 'rooms', id: 'r1', create: true, fields: { name: '1' } })
    await put(one, erase)
    await settle(one, server, NOON)
    server.restore(backup, true)
    await settle(one, server, NOON)
    expect(server.records().find(({ table }) => table === 'rooms')?.fields).toEqual({ name: '1' })
    expect(server.records().some(({ id }) => id.startsWith('holes-'))).toBe(false)
    expect(JSON.stringify([server.records(), server.copy().log])).not.toContain(PLANTED)
    expect(await everything(one)).not.toContain(PLANTED)
  })

  test('[S10] [D13] a guest whose visit is under way here alone does not vanish from the screen; once it is over it is emptied', async () => {
    const server = new ShopServer()
    const [one, late] = [await linked(), await linked()]
    await put(one, own('guests', GUEST, { name: PLANTED }))
    await settle(one, server, NOON)
    await settle(late, server, NOON)
    await put(late, own('visits', 'v1', { begun: { at: NOON, by: 'u2' }, note: PLANTED }))
    await put(one, erase)
    await settle(one, server, NOON)
    await settle(late, server, NOON)
    expect((await openRecords(late, 'visits')).map(({ fields }) => fields.note)).toEqual([PLANTED])
    await put(late, {
      table: 'visits',
      id: 'v1',
      fields: { 'A5.11-start#1': { value: 1, at: NOON, by: 'u2' } },
    })
    await settle(late, server, NOON)
    expect(await openRecords(late, 'visits')).toHaveLength(1)
    await expectFolded(late)
    await put(late, { table: 'visits', id: 'v1', fields: { filed: { at: NOON, by: 'u2' } } })
    await settle(late, server, NOON)
    expect((await readRecord(late, { table: 'visits', id: 'v1' }))?.fields).toEqual(MARK)
    expect(await everything(late)).not.toContain(PLANTED)
    await expectFolded(late)
  })

  test('[S10] a guest whose visit is not over is not erased: the set is parked and nothing is emptied', async () => {
    const server = new ShopServer()
    const one = await linked()
    await put(
      one,
      own('guests', GUEST, { name: PLANTED }),
      own('visits', 'v1', { begun: { at: NOON, by: 'u2' } }),
    )
    await put(one, erase)
    await settle(one, server, NOON)
    expect((await sentRows(one)).map(({ verdict, reason }) => reason ?? verdict)).toEqual([
      'applied',
      'guestInVisit',
    ])
    expect((await readRecord(one, { table: 'guests', id: GUEST }))?.fields).toEqual({ name: PLANTED })
    expect(await readRecord(one, { table: 'erasures', id: GUEST })).toBeNull()
  })
})
