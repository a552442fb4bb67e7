/** What a guest never wanted kept leaves the log and whatever follows from it, and is not taken when it comes late (S11). */
import { describe, expect, test } from 'vitest'
import { forgetIn, forgetsMore } from '../../src/sync/forget.ts'
import { forgotten, isForgotten, mergeOp, NOTHING } from '../../src/sync/merge.ts'
import { NOON, op, tablet } from '../contracts/storage/sets.ts'
import { desk, only } from './desk.ts'

const BP = '168/94'
const MIN = 60_000
const begin = op('visits', 'v1', { guestId: ['g1', null], bp: [BP, null] }, { create: true, person: 'g1' })
const number = op(
  'visits',
  'v1',
  { guestId: ['n7', null], bp: ['pass', null] },
  { person: 'n7', forgets: ['@person', 'guestId', 'bp'] },
)
const everything = ({ shop }: ReturnType<typeof desk>) =>
  JSON.stringify([[...shop.records.values()], shop.log])

describe('[S11] an op that forgets', () => {
  test('takes what stood in its fields from the log, and whose the record was', () => {
    const at = desk()
    const a = tablet('a')
    at.push([a.set([begin])])
    const kept = a.set([op('visits', 'v1', { urn: ['on', null], bp: [`${BP}!`, null] })])
    at.push([kept])
    expect(only(at.push([a.set([number])])).status).toBe('applied')
    expect(at.record('visits', 'v1')).toMatchObject({
      person: 'n7',
      fields: { guestId: 'n7', bp: 'pass', urn: 'on' },
    })
    expect(everything(at)).not.toContain(BP)
    expect(everything(at)).not.toContain('"g1"')
    const left = { ops: [{ fields: { urn: ['on', null], bp: [null, null] } }] }
    expect(at.shop.entry(kept.uid)?.body).toMatchObject(left)
  })

  test('leaves what comes after it, and what is of other fields and other records', () => {
    const at = desk()
    const a = tablet('a')
    at.push([a.set([begin, op('visits', 'v2', { bp: [BP, null] }, { create: true, person: 'g2' })])])
    at.push([a.set([number]), a.set([op('visits', 'v1', { bp: ['later', null], note: ['later', null] })])])
    expect(at.record('visits', 'v1')?.fields).toMatchObject({ bp: 'later', note: 'later' })
    expect(at.record('visits', 'v2')).toMatchObject({ person: 'g2', fields: { bp: BP } })
  })

  test('holds for fields that its author had not heard of, come before it or after', () => {
    for (const isFirst of [true, false]) {
      const at = desk()
      const [a, b] = [tablet('a'), tablet('b')]
      at.push([a.set([begin])])
      const unheard = b.set([op('visits', 'v1', { cct: ['64', null], urn: ['off', null] })], {
        at: NOON + MIN,
      })
      const forgets = [...(number.forgets ?? []), 'cct']
      const no = a.set([{ ...number, forgets }], { at: NOON + 2 * MIN })
      for (const set of isFirst ? [unheard, no] : [no, unheard]) at.push([set], { now: NOON + 3 * MIN })
      expect(at.record('visits', 'v1')?.fields).toEqual({ guestId: 'n7', bp: 'pass', cct: null, urn: 'off' })
      expect(everything(at)).not.toContain('"64"')
    }
  })

  test('holds for what was written before it and comes later: no value of it is taken, all else is', () => {
    const at = desk()
    const [a, b] = [tablet('a'), tablet('b')]
    at.push([a.set([begin])])
    const late = b.set([op('visits', 'v1', { bp: ['171/99', null], urn: ['off', null] }, { person: 'g1' })], {
      at: NOON + MIN,
    })
    at.push([a.set([number], { at: NOON + 2 * MIN })], { now: NOON + 2 * MIN })
    expect(only(at.push([late], { now: NOON + 3 * MIN }))).toMatchObject({ status: 'applied' })
    expect(at.record('visits', 'v1')).toMatchObject({ person: 'n7', fields: { bp: 'pass', urn: 'off' } })
    expect(everything(at)).not.toContain('171/99')
    expect(everything(at)).not.toContain('"g1"')
    expect(at.conflicts()).toEqual([])
  })

  test('a visit that came late is not emptied with the guest whom it names no more', () => {
    const at = desk()
    const [a, b] = [tablet('a'), tablet('b')]
    at.push([a.set([begin, op('guests', 'g1', { name: ['样本', null] }, { create: true, person: 'g1' })])])
    const late = b.set([op('visits', 'v1', { urn: ['off', null] }, { person: 'g1' })], { at: NOON + MIN })
    at.push([a.set([number], { at: NOON + 2 * MIN })], { now: NOON + 2 * MIN })
    const erase = op('erasures', 'g1', { receipt: ['7K2M-9QXD', null] }, { create: true })
    expect(only(at.push([a.set([erase], { at: NOON + 3 * MIN })], { now: NOON + 3 * MIN })).status).toBe(
      'applied',
    )
    at.push([late], { now: NOON + 4 * MIN })
    expect(at.record('visits', 'v1')).toMatchObject({ person: 'n7', fields: { urn: 'off' } })
  })

  test('ends the conflicts that hold what is forgotten, and gives the others to whom the record is of', () => {
    const at = desk()
    const [a, b] = [tablet('a'), tablet('b')]
    at.push([a.set([begin, op('visits', 'v1', { room: ['1', null] })])])
    at.push([b.set([op('visits', 'v1', { bp: ['142/88', null], room: ['2', null] })], { at: NOON + MIN })], {
      now: NOON + MIN,
    })
    expect(at.conflicts()).toHaveLength(2)
    at.push([a.set([number], { at: NOON + 2 * MIN })], { now: NOON + 2 * MIN })
    expect(everything(at)).not.toContain('142/88')
    const [first, second] = [...at.shop.records.values()].filter(({ table }) => table === 'conflicts')
    expect([first, second].map((one) => one?.person)).toEqual(['n7', 'n7'])
    expect([first, second].map((one) => Object.keys(one?.fields ?? {}).length).sort()).toEqual([1, 3])
  })

  test('takes it from what is parked, and from the note about it', () => {
    const at = desk()
    const [a, b] = [tablet('a'), tablet('b')]
    at.push([a.set([begin])])
    at.push([b.set([op('rooms', 'r9', { a: ['x'.repeat(33_000), null] }, { create: true })])])
    const orphan = b.set([op('visits', 'v1', { bp: ['171/99', null] }), op('rooms', 'r9', { a: [1, null] })])
    expect(only(at.push([orphan])).status).toBe('parked')
    at.push([a.set([number], { at: NOON + MIN })], { now: NOON + MIN })
    expect(at.note(`parked-${orphan.uid}`)).toMatchObject({ kind: 'parked' })
    expect(everything(at)).not.toContain('171/99')
  })

  test('in whatever order sets come, the record is the same', () => {
    const [a, b] = [tablet('a'), tablet('b')]
    const unheard = b.set([op('visits', 'v1', { bp: ['171/99', null], cct: ['64', null] })])
    const forgets = [...(number.forgets ?? []), 'cct']
    const sets = [a.set([begin]), unheard, a.set([{ ...number, forgets }])]
    const fold = (order: readonly number[]) =>
      order.reduce((record, at) => {
        const set = sets[at]
        return set?.ops[0] ? mergeOp(record, set.ops[0], set.hlc, set.uid) : record
      }, NOTHING)
    const { uids: _, ...all } = fold([0, 1, 2])
    for (const order of [
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ])
      expect(fold(order)).toMatchObject(all)
  })
})

describe('[S11] what is forgotten', () => {
  const record = { person: 'n7', clocks: { [forgotten('bp')]: '5', [forgotten('@person')]: '5' } }

  test('is told by the clock, and more of it by a later one', () => {
    expect([isForgotten(record, 'bp', '4'), isForgotten(record, 'bp', '5')]).toEqual([true, false])
    expect(isForgotten(record, 'note', '4')).toBe(false)
    expect(isForgotten({ clocks: {} }, 'constructor', '4')).toBe(false)
    expect([forgetsMore(record, undefined), forgetsMore(record, record)]).toEqual([true, false])
    expect(forgetsMore(record, { clocks: { ...record.clocks, [forgotten('bp')]: '4' } })).toBe(true)
    expect(forgetsMore({ clocks: { bp: '5' } }, undefined)).toBe(false)
  })

  test('leaves a set that holds none of it the very same', () => {
    const set = tablet('a').set([op('visits', 'v1', { bp: ['x', null] }, { person: 'g1' })])
    expect(forgetIn(set, '6', () => record)).toBe(set)
    expect(forgetIn(set, '4', () => null)).toBe(set)
    const left = forgetIn(set, '4', () => record)
    expect(left.ops).toEqual([op('visits', 'v1', { bp: [null, null] }, { person: 'n7' })])
    expect(forgetIn(left, '4', () => record)).toBe(left)
  })
})
