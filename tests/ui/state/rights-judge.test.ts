import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test } from 'vitest'
import { rightsJudge } from '../../../src/ui/state/rights-judge.ts'
import { closeTablets, fromServer, openTablet, put } from '../../db/tablet.ts'

afterEach(closeTablets)

const person = (id: string, role: string) => ({ table: 'staff', id, clocks: {}, fields: { role } })
const change = (id: string, fields: { [name: string]: string | boolean }) => ({ table: 'staff', id, fields })
const SLOT = { slot: 'wrapped' }

describe('[SEC7] who may change the staff on a tablet', () => {
  test('is told by the roles that the server has confirmed, not by what was written here meanwhile', async () => {
    const store = await openTablet()
    await fromServer(store, person('u1', 'consultant'))
    await fromServer(store, person('u2', 'manager'))
    const [own, boss] = [await rightsJudge(store, 'u1'), await rightsJudge(store, 'u2')]
    expect(own([change('u1', { role: 'manager' })])).toBe(false)
    expect(own([change('u2', SLOT)])).toBe(false)
    expect(own([change('u1', SLOT)])).toBe(true)
    expect(own([{ table: 'staff', id: 'u9', create: true, fields: { role: 'manager' } }])).toBe(false)
    expect(boss([change('u1', { role: 'manager' }), change('u1', SLOT)])).toBe(true)
    // However it came into the outbox, it is this tablet's word alone.
    await put(store, change('u1', { role: 'manager' }), change('u2', { role: 'consultant' }))
    await put(store, { table: 'staff', id: 'u9', create: true, fields: { role: 'manager' } })
    expect((await rightsJudge(store, 'u1'))([change('u2', SLOT)])).toBe(false)
    expect((await rightsJudge(store, 'u9'))([change('u2', SLOT)])).toBe(false)
    expect((await rightsJudge(store, 'u2'))([change('u1', { away: true })])).toBe(true)
  })

  test('in a shop without a server is told by what stands here', async () => {
    const store = await openTablet()
    await put(store, { table: 'staff', id: 'u1', create: true, fields: { role: 'manager' } })
    await put(store, { table: 'staff', id: 'u2', create: true, fields: { role: 'consultant' } })
    expect((await rightsJudge(store, 'u1'))([change('u2', SLOT)])).toBe(true)
    expect((await rightsJudge(store, 'u2'))([change('u1', SLOT)])).toBe(false)
  })
})
