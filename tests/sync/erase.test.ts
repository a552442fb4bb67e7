/** Erasing where it meets what is parked: a right that is missing, a manager who accepts, a backup that comes back. */
import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import { looseOps, mentions, personsOf, redactSet } from '../../src/sync/erase.ts'
import type { MayWrite } from '../../src/sync/judge.ts'
import { erasing } from '../contracts/storage/erasing.ts'
import { NOON, offersOf, op, SHOP, tablet } from '../contracts/storage/sets.ts'
import { MemoryShop } from '../sim/memory-shop.ts'

const PERSON = 'g-7f3a'
const MARK = { erased: { at: NOON, receipt: '7K2M-9QXD' } }
/** u-b may not erase. */
const mayWrite: MayWrite = ({ actor }, { table }) => actor !== 'u-b' || table !== 'erasures'

function shopWith() {
  const shop = new MemoryShop(() => '5f0c11aa22bb33cc', null, mayWrite)
  const push = (sets: readonly unknown[]) => {
    const offers = offersOf(sets as readonly Json[])
    const done = shop.push({ shop: SHOP, inc: offers[0]?.inc ?? '', seen: null, offers, now: NOON })
    if (done === 'otherShop') throw new Error(done)
    return done.results
  }
  const guest = op('guests', PERSON, { name: ['王秀兰', null] }, { create: true, person: PERSON })
  return { shop, push, guest, fields: () => shop.records.get(`guests/${PERSON}`)?.fields }
}

describe('[S10] [S2] an erasure that its author had no right to', () => {
  test('erases nobody while it is parked, and does so once a manager has accepted it; a restore does it again', () => {
    const { shop, push, guest, fields } = shopWith()
    const [a, b] = [tablet('a'), tablet('b')]
    push([a.set([guest])])
    const backup = shop.copy()
    const erase = erasing(b)
    expect(push([erase])).toMatchObject([{ status: 'parked' }])
    expect(fields()).toEqual({ name: '王秀兰' })
    const accepted = { at: NOON, by: 'u-a' }
    expect(
      push([a.set([op('attention', `parked-${erase.uid}`, { accepted: [accepted, null] })])]),
    ).toMatchObject([{ status: 'applied' }])
    expect(fields()).toEqual(MARK)
    shop.become(backup, '00112233445566aa')
    expect(fields()).toEqual(MARK)
  })

  test('what is set free about somebody who was erased meanwhile says nothing of them any more', () => {
    const { shop, push, guest } = shopWith()
    const [a, b] = [tablet('a'), tablet('b')]
    push([a.set([guest])])
    const parked = b.set([
      op('visits', 'v1', { note: ['王秀兰', null] }, { create: true, person: PERSON }),
      op('rooms', 'r1', { name: ['2', null] }),
      op('erasures', 'nobody-known', { at: [1, null] }, { create: true }),
    ])
    push([parked])
    push([erasing(a)])
    push([a.set([op('attention', `parked-${parked.uid}`, { accepted: [{ at: NOON, by: 'u-a' }, null] })])])
    expect(shop.records.get('rooms/r1')?.fields).toEqual({ name: '2' })
    expect(shop.records.get('visits/v1')?.fields).toEqual(MARK)
    expect(JSON.stringify([[...shop.records.values()], shop.log])).not.toContain('王秀兰')
  })
})

describe('[S10] what a set says of somebody', () => {
  const about = op('visits', 'v1', { a: [1, null] }, { person: 'g1' })

  test('is told by whom it names, whose the record is, and whose own record it is; an erasure is about nobody', () => {
    expect(personsOf(about, 'g2')).toEqual(['v1', 'g1', 'g2'])
    expect(personsOf(op('erasures', 'g1', {}), 'g1')).toEqual([])
    const named = op('visits', 'v1', { guestId: ['g3', null] }, { person: 'g1' })
    expect(personsOf(named, 'g2'), 'and whom it names in the clear').toEqual(['v1', 'g1', 'g2', 'g3'])
    const record = { table: 'visits', id: 'v1', person: 'g1', fields: { guestId: 'g3' } }
    expect(personsOf(record, undefined)).toEqual(['v1', 'g1', 'g3'])
    for (const guestId of [null, 7, ['g3'], { of: 'g3' }])
      expect(personsOf({ ...record, fields: { guestId } }, undefined).slice(2)).not.toContain('g4')
    expect(personsOf({ ...record, table: 'bookings' }, undefined), 'sealed there').toEqual(['v1', 'g1'])
  })

  test('loses its values and keeps names and clocks; a set without any is the same one', () => {
    const set = tablet('a').set([about, op('rooms', 'r1', { b: [2, null] })])
    const redacted = redactSet(set, ({ id }) => id === 'v1')
    expect(redacted.ops).toEqual([{ ...about, fields: { a: [null, null] }, erased: true }, set.ops[1]])
    expect(redactSet(redacted, () => false)).toBe(redacted)
    expect(redactSet(set, () => false)).toBe(set)
  })

  test('a set that only pretends to be redacted is redacted', () => {
    const set = tablet('a').set([{ ...about, erased: true }])
    expect(redactSet(set, () => false).ops[0]?.fields).toEqual({ a: [null, null] })
  })

  test('is looked for in what cannot be read, by its ids; odd shapes trip nobody', () => {
    expect(
      looseOps({ ops: [{ table: 'visits', id: 'v1', person: 'g1' }, null, 7, { table: 'x y', id: 'v' }] }),
    ).toEqual([{ table: 'visits', id: 'v1', person: 'g1' }])
    for (const odd of [null, 3, 'ops', [], { ops: 'none' }, { ops: null }]) expect(looseOps(odd)).toEqual([])
    expect(mentions({ deep: [{ g: 'g1' }] }, ['g1'])).toBe(true)
    expect(mentions({ deep: ['g12'] }, ['g1'])).toBe(false)
  })
})
