/** Erasing a person: what goes, what stays, and what happens to whatever comes too late. */
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/base/json.ts'
import { foldAudit, UNTOUCHED } from '../../../src/sync/audit.ts'
import type { ChangeSet, Op } from '../../../src/sync/change-set.ts'
import type { Bench } from './bench.ts'
import { allPulled, allSnapped, NOON, op, SHOP, tablet } from './sets.ts'

/** Stands in every value that is about the guest. */
const PLANTED = '王秀兰-13800002222'
const PERSON = 'g-7f3a'

/** The set by which somebody is erased. */
export function erasing(from: ReturnType<typeof tablet>, at = NOON, person = PERSON): ChangeSet {
  const fields: Op['fields'] = { at: [at, null], by: ['u-a', null], receipt: ['7K2M-9QXD', null] }
  return from.set([op('erasures', person, fields, { create: true })], { at })
}
const about = (table: string, id: string, fields: Op['fields'], more: Partial<Op> = {}) =>
  op(table, id, fields, { create: true, person: PERSON, ...more })
const planted: Op['fields'] = { note: [PLANTED, null] }

export function erasure(bench: Bench): void {
  const { one, push } = bench
  /** Everything that tablets, audit and answers can get of the store. */
  const everything = async () => {
    const records = await allSnapped(bench.store)
    const logs = await Promise.all(
      records.map(({ table, id }) => bench.store.audit(SHOP, { key: { table, id }, after: 0, limit: 200 })),
    )
    return JSON.stringify([records, logs])
  }
  const mark = { erased: { at: NOON, receipt: '7K2M-9QXD' } }

  describe('erasing a person', () => {
    test('[S10] empties their records down to a mark, takes their values from the log, and leaves what is of others', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      await push([
        a.set([about('guests', PERSON, { name: [PLANTED, null] })]),
        a.set([
          about('visits', 'v1', planted, { day: '2026-11-25' }),
          op('rooms', 'r1', { name: ['1', null] }),
        ]),
        b.set([op('visits', 'v1', { more: [{ value: PLANTED, at: 1 }, null] })]),
        b.set([op('visits', 'v2', { note: ['of another', null] }, { person: 'g-other' })]),
      ])
      const before = await bench.headNow()
      expect(await everything()).toContain(PLANTED)
      const { head, results } = await push([erasing(a)])
      expect(results).toMatchObject([{ status: 'applied', seq: 5 }])
      const records = await allSnapped(bench.store)
      expect(records.find(({ table }) => table === 'guests')).toMatchObject({
        seq: 5,
        person: PERSON,
        fields: mark,
      })
      expect(await one('visits', 'v1')).toEqual({
        ...{ table: 'visits', id: 'v1', seq: 5, day: '2026-11-25', person: PERSON, fields: mark },
        clocks: { erased: expect.any(String) },
      })
      expect((await one('visits', 'v2'))?.fields).toEqual({ note: 'of another' })
      expect((await one('rooms', 'r1'))?.fields).toEqual({ name: '1' })
      expect(await everything()).not.toContain(PLANTED)
      // It comes down to whoever has pulled all that was before, and the chain is the one they know.
      const news = await allPulled(bench.store, before, 100)
      expect(news.map(({ table, id }) => `${table}/${id}`).sort()).toEqual([
        'erasures/g-7f3a',
        'guests/g-7f3a',
        'visits/v1',
      ])
      expect(await bench.store.knows(SHOP, [before, head])).toBe(true)
    })

    test('[S10] empties what the erasing set itself gives back to them, the log from before included', async () => {
      const a = tablet('a')
      await push([
        a.set([about('visits', 'v1', planted)]),
        a.set([op('visits', 'v1', {}, { person: 'g-other' })]),
      ])
      const back = op('visits', 'v1', {}, { person: PERSON })
      const { results } = await push([a.set([back, ...erasing(a).ops])])
      expect(results).toMatchObject([{ status: 'applied' }])
      expect(await one('visits', 'v1')).toMatchObject({ person: PERSON, fields: mark })
      expect(await everything()).not.toContain(PLANTED)
    })

    test('[S10] empties a visit that names them under the envelope of another, which the tablet that erases never had', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      const whose = (guest: string): Op['fields'] => ({ guestId: [guest, null] })
      await push([
        a.set([about('visits', 'v1', { ...planted, ...whose(PERSON) }, { day: '2026-11-25' })]),
        a.set([op('visits', 'v1', { more: [PLANTED, null] }, { person: 'g-other' })]),
        a.set([op('visits', 'v2', { ...planted, ...whose(PERSON) }, { create: true })]),
        // An id that differs by one sign where a pattern would take any.
        a.set([op('visits', 'v3', { ...planted, ...whose(PERSON) }, { create: true, person: 'g_7f3a' })]),
        a.set([
          op(
            'visits',
            'v4',
            { note: ['of another', null], ...whose('g-other') },
            { create: true, person: 'g-other' },
          ),
        ]),
        // Given to another, as a mistaken guest is put right: both say so.
        a.set([about('visits', 'v5', { note: ['of another', null], ...whose(PERSON) })]),
        a.set([op('visits', 'v5', whose('g-other'), { person: 'g-other' })]),
      ])
      await push([erasing(b)])
      for (const id of ['v1', 'v2', 'v3'])
        expect(await one('visits', id), id).toMatchObject({ person: PERSON, fields: mark })
      for (const id of ['v4', 'v5'])
        expect((await one('visits', id))?.fields).toHaveProperty('note', 'of another')
      expect(await everything()).not.toContain(PLANTED)
      // What comes later of them is known by that.
      const late = [
        b.set([op('visits', 'v1', planted)]),
        b.set([op('visits', 'v9', { ...planted, ...whose(PERSON) }, { create: true, person: 'g-other' })]),
      ]
      expect((await push(late)).results.map(({ status }) => status)).toEqual(['erased', 'erased'])
      expect(await one('visits', 'v9')).toMatchObject({ person: PERSON, fields: mark })
      expect((await push([b.set([op('visits', 'v9', planted)])])).results).toMatchObject([
        { status: 'erased' },
      ])
      expect(await everything()).not.toContain(PLANTED)
    })

    test('[S10] [D13] whoever is named by a visit that is not over is not erased either, whatever its envelope says', async () => {
      const a = tablet('a')
      const open: Op['fields'] = { guestId: [PERSON, null], begun: [{ at: NOON, by: 'u-a' }, null] }
      await push([a.set([op('visits', 'v1', open, { create: true, person: 'g-other' })])])
      const { results } = await push([erasing(a)])
      expect(results).toMatchObject([{ status: 'parked', reason: 'guestInVisit' }])
      expect((await one('visits', 'v1'))?.fields).not.toHaveProperty('erased')
    })

    test('[S10] the history still says who, when and which field, and not what', async () => {
      const a = tablet('a')
      await push([a.set([about('visits', 'v1', planted)]), erasing(a)])
      const key = { table: 'visits', id: 'v1' }
      const { entries } = await bench.store.audit(SHOP, { key, after: 0, limit: 9 })
      const { entries: told } = foldAudit(UNTOUCHED, key, entries)
      expect(told).toMatchObject([
        {
          seq: 1,
          actor: 'u-a',
          changes: [{ field: 'note', from: null, to: null, won: false }, { field: '@person' }],
        },
      ])
    })

    test('[S10] what arrives later about them is acknowledged as erased and kept nowhere; what it says of others counts', async () => {
      const [a, late] = [tablet('a'), tablet('b')]
      await push([a.set([about('guests', PERSON, planted), about('visits', 'v1', planted)]), erasing(a)])
      const sets = [
        late.set([op('visits', 'v1', { 'A4.2-talk': [PLANTED, null] })], { at: NOON - 5_000 }),
        late.set([op('guests', PERSON, { phone: [PLANTED, null] })]),
        late.set([about('visits', 'v9', planted), op('rooms', 'r1', { name: ['2', null] })]),
        late.set([op('rooms', 'r2', { name: ['3', null] })]),
      ]
      const { results } = await push(sets)
      expect(results.map(({ status }) => status)).toEqual(['erased', 'erased', 'erased', 'applied'])
      expect(results.map(({ seq }) => seq)).toEqual([3, 4, 5, 6])
      expect((await one('visits', 'v1'))?.fields).toEqual(mark)
      // The next set of that visit does not say whose it is.
      const tick = late.set([op('visits', 'v9', planted)])
      expect((await push([tick])).results).toMatchObject([{ status: 'erased' }])
      expect((await one('visits', 'v9'))?.fields).toEqual(mark)
      expect((await one('rooms', 'r1'))?.fields).toEqual({ name: '2' })
      expect(await everything()).not.toContain(PLANTED)
      const again = await push(sets)
      expect(again.results.map(({ status, dup }) => [status, dup])).toEqual([
        ['erased', true],
        ['erased', true],
        ['erased', true],
        ['applied', true],
      ])
    })

    test('[S10] in one batch too: what is before it is emptied, what is after it is not kept', async () => {
      const a = tablet('a')
      const { results } = await push([
        a.set([about('visits', 'v1', planted)]),
        erasing(a),
        a.set([op('visits', 'v1', planted), op('rooms', 'r1', { name: ['1', null] })]),
      ])
      expect(results.map(({ status }) => status)).toEqual(['applied', 'applied', 'erased'])
      expect((await one('visits', 'v1'))?.fields).toEqual(mark)
      expect(await everything()).not.toContain(PLANTED)
    })

    test('[S10] the journal of conflicts about them is emptied, also where the record was nobody’s yet', async () => {
      const [a, b, c] = [tablet('a'), tablet('b'), tablet('c')]
      await push([b.set([op('visits', 'v1', { note: [`${PLANTED} b`, null] })], { at: NOON + 2_000 })])
      await push([a.set([op('visits', 'v1', { note: [`${PLANTED} a`, null] })], { at: NOON + 1_000 })])
      await push([c.set([about('visits', 'v1', {})])])
      expect((await allSnapped(bench.store)).map(({ table }) => table)).toEqual(['conflicts', 'visits'])
      await push([erasing(a)])
      expect(await everything()).not.toContain(PLANTED)
    })

    test('[S10] what was parked about them goes too, readable or not, before it and after', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      const shapeless = (id: string) =>
        ({
          ...b.set([]),
          actor: 7,
          ops: [{ table: 'visits', id, fields: { note: PLANTED } }],
        }) as unknown as Json
      const large = () => b.set([about('visits', 'v5', { ...planted, big: ['x'.repeat(40_000), null] })])
      await push([a.set([about('visits', 'v1', planted)])])
      await push([shapeless('v1'), large(), b.set([op('visits', 'v5', planted)])])
      await push([erasing(a)])
      const late = await push([shapeless('v1'), large(), b.set([op('visits', 'v5', planted)])])
      expect(late.results.map(({ status, reason }) => reason ?? status)).toEqual([
        'shape',
        'erased',
        'erased',
      ])
      expect(await everything()).not.toContain(PLANTED)
    })

    test('[S10] of a parked set that would have begun a record of theirs the empty one is left, so that what follows it is known', async () => {
      const [a, thief] = [tablet('a'), tablet('b')]
      await push([erasing(a)])
      const sets = [
        thief.set([about('forms', 'f1', planted)]),
        thief.set([op('forms', 'f1', { more: [PLANTED, null] })]),
      ]
      const { results } = await push(sets, { isStolen: true })
      expect(results).toMatchObject([{ status: 'parked' }, { status: 'parked' }])
      expect(await one('forms', 'f1')).toMatchObject({ person: PERSON, fields: mark })
      expect(await everything()).not.toContain(PLANTED)
    })

    /** A set that cannot be read, but for what it would have begun, and whose. */
    const unreadable = (from: ReturnType<typeof tablet>, id: string, more: Op['fields'] = planted) =>
      ({ ...from.set([about('visits', id, more)]), actor: 7 }) as unknown as Json

    test('[S10] what was written to a record that only a parked set would have begun goes with whom that one names', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      await push([
        unreadable(a, 'v1'),
        b.set([op('visits', 'v1', { more: [PLANTED, null] }), op('rooms', 'r1', { name: ['1', null] })]),
        b.set([op('visits', 'v2', { note: ['of nobody', null] }, { create: true })]),
        b.set([op('visits', 'v3', { note: ['of another', null] }, { person: 'g-other' })]),
      ])
      await push([unreadable(a, 'v2'), unreadable(a, 'v3')])
      expect(await everything()).toContain(PLANTED)
      const before = await bench.headNow()
      await push([erasing(b)])
      expect(await one('visits', 'v1')).toMatchObject({ person: PERSON, fields: mark })
      expect((await allPulled(bench.store, before, 100)).map(({ id }) => id)).toContain('v1')
      expect((await one('visits', 'v2'))?.fields, 'begun by another').toEqual({ note: 'of nobody' })
      expect((await one('visits', 'v3'))?.fields).toEqual({ note: 'of another' })
      expect((await one('rooms', 'r1'))?.fields).toEqual({ name: '1' })
      expect(await everything()).not.toContain(PLANTED)
      expect((await push([b.set([op('visits', 'v1', planted)])])).results).toMatchObject([
        { status: 'erased' },
      ])
    })

    test('[S10] [D13] whoever a parked set names that would have begun a visit under way is not erased', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      const begun: Op['fields'] = { begun: [{ at: NOON, by: 'u-a' }, null] }
      await push([unreadable(a, 'v1', begun), b.set([op('visits', 'v1', begun)])])
      const parked = { status: 'parked', reason: 'guestInVisit' }
      expect((await push([erasing(b)])).results).toMatchObject([parked])
      expect((await one('visits', 'v1'))?.fields).not.toHaveProperty('erased')
      // In one batch with what says so, too.
      await push([b.set([op('visits', 'v2', begun)])])
      const { results } = await push([
        { ...a.set([about('visits', 'v2', begun, { person: 'g-2' })]), actor: 7 } as unknown as Json,
        erasing(b, NOON, 'g-2'),
      ])
      expect(results).toMatchObject([{ reason: 'shape' }, parked])
    })

    test('[S10] what came before the set that says whose it is goes when that one comes, however late', async () => {
      const [a, b, thief] = [tablet('a'), tablet('b'), tablet('c')]
      const conflicting = [
        b.set([op('visits', 'v1', { note: [`${PLANTED} b`, null] })], { at: NOON + 2_000 }),
        a.set([op('visits', 'v1', { note: [`${PLANTED} a`, null] })], { at: NOON + 1_000 }),
      ]
      await push([erasing(a)])
      for (const set of conflicting) await push([set])
      await push([b.set([op('visits', 'v2', { more: [PLANTED, null] }), op('visits', 'v4', planted)])])
      await push([thief.set([op('visits', 'v3', { more: [PLANTED, null] })])], { isStolen: true })
      await push([b.set([op('visits', 'v5', { note: ['of nobody', null] }, { create: true })])])
      const before = await bench.headNow()
      const late = await push([
        a.set([about('visits', 'v1', planted)]),
        a.set([about('visits', 'v3', planted)]),
        unreadable(a, 'v4'),
        unreadable(a, 'v5'),
      ])
      await push([thief.set([about('visits', 'v2', planted)])], { isStolen: true })
      expect(late.results.map(({ status }) => status)).toEqual(['erased', 'erased', 'parked', 'parked'])
      for (const id of ['v1', 'v2', 'v3', 'v4'])
        expect(await one('visits', id), id).toMatchObject({ person: PERSON, fields: mark })
      expect((await one('visits', 'v5'))?.fields, 'begun by another').toEqual({ note: 'of nobody' })
      expect(await everything()).not.toContain(PLANTED)
      const news = await allPulled(bench.store, before, 100)
      for (const id of ['v1', 'v2', 'v3', 'v4']) expect(news.map((record) => record.id)).toContain(id)
    })

    test('[S10] [D13] a visit under way does not go because a late set says that it is about somebody erased', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      const begun: Op['fields'] = { begun: [{ at: NOON, by: 'u-a' }, null] }
      await push([erasing(a), b.set([op('visits', 'v1', begun, { create: true })])])
      const { results } = await push([a.set([op('visits', 'v1', planted, { person: PERSON })])])
      expect(results).toMatchObject([{ status: 'erased' }])
      expect((await one('visits', 'v1'))?.fields).toEqual({ begun: { at: NOON, by: 'u-a' } })
      expect(await everything()).not.toContain(PLANTED)
    })

    test('[S10] whoever has a visit that is not over is not erased: the set is parked, and says so', async () => {
      const a = tablet('a')
      await push([a.set([about('visits', 'v1', { begun: [{ at: NOON, by: 'u-a' }, null] })])])
      expect((await push([erasing(a)])).results).toMatchObject([{ status: 'parked', reason: 'guestInVisit' }])
      expect((await one('visits', 'v1'))?.fields).toMatchObject({ begun: { at: NOON } })
      expect(await one('erasures', PERSON)).toBeUndefined()
      await push([a.set([op('visits', 'v1', { filed: [{ at: NOON, by: 'u-a' }, null] })])])
      expect((await push([erasing(a)])).results).toMatchObject([{ status: 'applied' }])
      expect((await one('visits', 'v1'))?.fields).toEqual(mark)
    })

    test('[S10] [SEC18] one record is erased by its own id, with its part of the log; what else is about the guest stays', async () => {
      const a = tablet('a')
      await push([
        a.set([about('visits', 'v1', planted), about('visits', 'v2', { note: ['stays', null] })]),
        a.set([op('visits', 'v1', { more: [PLANTED, null] })]),
        a.set([about('visits', 'v3', { begun: [{ at: NOON, by: 'u-a' }, null] })]),
      ])
      const { results } = await push([erasing(a, NOON, 'v1'), erasing(a, NOON, 'v3')])
      expect(results).toMatchObject([{ status: 'applied' }, { status: 'parked', reason: 'guestInVisit' }])
      expect((await one('visits', 'v1'))?.fields).toEqual(mark)
      expect((await one('visits', 'v2'))?.fields).toEqual({ note: 'stays' })
      expect((await one('visits', 'v3'))?.fields).toMatchObject({ begun: { at: NOON } })
      expect(await everything()).not.toContain(PLANTED)
      const late = a.set([op('visits', 'v1', planted), op('visits', 'v2', { note: ['changed', null] })])
      expect((await push([late])).results).toMatchObject([{ status: 'erased' }])
      expect((await one('visits', 'v2'))?.fields).toEqual({ note: 'changed' })
    })

    test('[S10] two who erase the same guest unseen are in no conflict', async () => {
      const [a, b] = [tablet('a'), tablet('b')]
      await push([a.set([about('visits', 'v1', planted)]), erasing(a), erasing(b, NOON + 1_000)])
      expect((await allSnapped(bench.store)).map(({ table }) => table).sort()).toEqual(['erasures', 'visits'])
    })
  })
}
