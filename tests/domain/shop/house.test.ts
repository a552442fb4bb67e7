import { describe, expect, test } from 'vitest'
import {
  type HousePlan,
  planRoom,
  planRoomWithUrns,
  planShop,
  planStaff,
  planUrn,
} from '../../../src/domain/shop/plan-house.ts'
import { isNewer, planProcedureInForce, versionOf } from '../../../src/domain/shop/procedure-in-force.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'

const record = (table: string, id: string, fields: SyncRecord['fields']): SyncRecord => ({
  table,
  id,
  rev: 1,
  clocks: {},
  fields,
})
const LAN = record('rooms', 'r1', { name: '兰', order: 0 })
const ZHU = record('rooms', 'r2', { name: '竹', order: 1 })
const LEFT = record('urns', 'u1', { name: '左瓮', roomId: 'r1' })
const RIGHT = record('urns', 'u2', { name: '右瓮', roomId: 'r1' })
const HOUSE = [LAN, ZHU, LEFT, RIGHT]
const changesOf = (plan: HousePlan) => ('changes' in plan ? plan.changes : plan)

describe('rooms', () => {
  test('a new one stands last', () => {
    expect(changesOf(planRoom(HOUSE, { id: 'r3', name: ' 梅 ', outOfOrder: false }))).toEqual([
      { table: 'rooms', id: 'r3', create: true, fields: { name: '梅', outOfOrder: false, order: 2 } },
    ])
  })

  test('the very first one has the order 0', () => {
    expect(changesOf(planRoom([], { id: 'r1', name: '兰', outOfOrder: false }))).toMatchObject([
      { fields: { order: 0 } },
    ])
  })

  test('an empty name and one that is taken are refused', () => {
    expect(planRoom(HOUSE, { id: 'r3', name: ' ', outOfOrder: false })).toEqual({ refused: 'nameMissing' })
    expect(planRoom(HOUSE, { id: 'r3', name: '竹 ', outOfOrder: false })).toEqual({ refused: 'nameTwice' })
  })

  test('out of order is one field; saving unchanged writes nothing', () => {
    expect(changesOf(planRoom(HOUSE, { id: 'r1', name: '兰', outOfOrder: true }))).toEqual([
      { table: 'rooms', id: 'r1', fields: { outOfOrder: true } },
    ])
    expect(changesOf(planRoom(HOUSE, { id: 'r1', name: '兰', outOfOrder: false }))).toEqual([])
  })
})

describe('urns', () => {
  test('[D15] a name is taken only within its room', () => {
    const urn = { id: 'u9', name: '左瓮', order: 2, outOfOrder: false }
    expect(planUrn(HOUSE, { ...urn, roomId: 'r1' })).toEqual({ refused: 'nameTwice' })
    expect(changesOf(planUrn(HOUSE, { ...urn, roomId: 'r2' }))).toHaveLength(1)
  })

  test('of one room may exchange their names in one intent', () => {
    const plan = planRoomWithUrns(HOUSE, { id: 'r1', name: '兰', outOfOrder: false }, [
      { id: 'u1', name: '右瓮', outOfOrder: false },
      { id: 'u2', name: '左瓮', outOfOrder: false },
    ])
    expect(changesOf(plan)).toEqual([
      { table: 'urns', id: 'u1', fields: { name: '右瓮', order: 0 } },
      { table: 'urns', id: 'u2', fields: { name: '左瓮', order: 1 } },
    ])
  })

  test('typed with the same name are refused, and so is a room whose own name is', () => {
    const twice = [
      { id: 'u1', name: '瓮', outOfOrder: false },
      { id: 'u2', name: '瓮 ', outOfOrder: false },
    ]
    expect(planRoomWithUrns(HOUSE, { id: 'r1', name: '兰', outOfOrder: false }, twice)).toEqual({
      refused: 'nameTwice',
    })
    expect(planRoomWithUrns(HOUSE, { id: 'r1', name: '竹', outOfOrder: false }, [])).toEqual({
      refused: 'nameTwice',
    })
  })
})

test('staff: two of the same name are refused, a role changes alone', () => {
  const staff = [
    record('staff', 's1', { name: '周敏', role: 'consultant' }),
    record('staff', 's2', { name: '何丽', role: 'consultant' }),
  ]
  expect(planStaff(staff, { id: 's2', name: '周敏', role: 'consultant', away: false })).toEqual({
    refused: 'nameTwice',
  })
  expect(changesOf(planStaff(staff, { id: 's2', name: '何丽', role: 'manager', away: false }))).toEqual([
    { table: 'staff', id: 's2', fields: { role: 'manager' } },
  ])
})

test('[A4.7] the shop keeps its name and its winter', () => {
  const shop = record('shop', 'shop', { name: '南门店', winterMonths: [11, 12, 1, 2, 3] })
  expect(planShop([shop], { name: '', winterMonths: [] })).toEqual({ refused: 'nameMissing' })
  expect(changesOf(planShop([shop], { name: '南门店', winterMonths: [12, 1] }))).toEqual([
    { table: 'shop', id: 'shop', fields: { winterMonths: [12, 1] } },
  ])
})

describe('the procedure in force', () => {
  const publish = { table: 'procedures', id: 'NIC-01/A@2', create: true, fields: { head: {} } } as const
  const bundled = { id: 'NIC-01/A@2', changes: [publish] }
  const shopWith = (procedureId: string) => record('shop', 'shop', { name: '南门店', procedureId })
  const move = { table: 'shop', id: 'shop', fields: { procedureId: 'NIC-01/A@2' } }

  test('is read from its id', () => {
    expect(versionOf('NIC-01/A@12')).toEqual({ document: 'NIC-01/A', version: 12 })
    expect(versionOf('NIC-01/A')).toBeNull()
    expect(versionOf(undefined)).toBeNull()
  })

  test.each([
    ['NIC-01/A@2', 'NIC-01/A@1', true],
    ['NIC-01/A@10', 'NIC-01/A@9', true],
    ['NIC-01/A@2', 'NIC-01/A@2', false],
    ['NIC-01/A@1', 'NIC-01/A@2', false],
    ['NIC-01/A@3', 'NIC-02/B@1', false],
    ['NIC-01/A@1', undefined, true],
  ])('%s over %s: %s', (ours, shops, newer) => {
    expect(isNewer(ours, shops)).toBe(newer)
  })

  test('a newer one is published and the shop moved to it, in one intent', () => {
    expect(planProcedureInForce(bundled, shopWith('NIC-01/A@1'), undefined)).toEqual([publish, move])
  })

  test('one that is published already only moves the shop: a published version is never rewritten', () => {
    const there = record('procedures', 'NIC-01/A@2', {})
    expect(planProcedureInForce(bundled, shopWith('NIC-01/A@1'), there)).toEqual([move])
  })

  test('an older tablet never moves the shop back, and nothing happens before there is a shop', () => {
    expect(planProcedureInForce(bundled, shopWith('NIC-01/A@3'), undefined)).toEqual([])
    expect(planProcedureInForce(bundled, undefined, undefined)).toEqual([])
  })
})
