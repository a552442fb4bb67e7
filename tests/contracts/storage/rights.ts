/** Rights at the effective time and now, and what a parked set waits for (S2), judged by the shop's own table of rights. */
import { describe, expect, test } from 'vitest'
import type { Op } from '../../../src/sync/change-set.ts'
import type { Bench } from './bench.ts'
import { NOON, op, SHOP, tablet } from './sets.ts'

const MINUTE = 60_000

export function rights(bench: Bench): void {
  const { one, push } = bench

  /** A shop with a manager and a consultant, set up by one tablet; each further tablet works for one person. */
  async function shop() {
    const first = tablet('a')
    const by = (actor: string, digit: string) => {
      const own = tablet(digit)
      return (ops: readonly Op[], at: number, uid?: string) => ({
        ...own.set(ops, { at, ...(uid === undefined ? {} : { uid }) }),
        actor,
      })
    }
    const person = (id: string, role: string) => op('staff', id, { role: [role, null] }, { create: true })
    await push([
      { ...first.set([person('u-man', 'manager'), person('u-con', 'consultant')]), actor: 'setup' },
      {
        ...first.set([op('shop', 'shop', { name: ['瓮', null] }, { create: true })]),
        actor: 'setup',
      },
    ])
    return { person, manager: by('u-man', 'b'), consultant: by('u-con', 'c'), by }
  }
  const visit = (id: string) => op('visits', id, { room: ['r1', null] }, { create: true, person: 'g1' })
  const away = (isAway: boolean, seen: string | null = null) => op('staff', 'u-con', { away: [isAway, seen] })
  const word = (uid: string, what: 'accepted' | 'dismissed') =>
    op('attention', `parked-${uid}`, { [what]: [{ at: NOON, by: 'u-man' }, null] })
  const note = async (uid: string) => (await one('attention', `parked-${uid}`))?.fields
  const at = (minutes: number) => NOON + minutes * MINUTE

  describe('rights', () => {
    test('[S2] what its author may write is applied; what they may not is kept, acknowledged and noted', async () => {
      const { consultant } = await shop()
      const good = consultant([visit('v1')], at(1))
      const bad = consultant([op('rooms', 'r1', { name: ['1', null] }, { create: true })], at(2))
      const { results } = await push([good, bad], { now: at(3) })
      expect(results).toMatchObject([{ status: 'applied' }, { status: 'parked', reason: 'right' }])
      expect(await one('visits', 'v1')).toBeDefined()
      expect(await one('rooms', 'r1')).toBeUndefined()
      expect(await note(bad.uid)).toMatchObject({
        ...{ kind: 'parked', reason: 'right', actor: 'u-con', intent: 'test' },
        about: [{ table: 'rooms', id: 'r1', create: true, fields: { name: '1' } }],
      })
      expect((await push([bad], { now: at(4) })).results).toMatchObject([{ status: 'parked', dup: true }])
    })

    test('[S2] one op that its author may not write parks the whole set', async () => {
      const { consultant } = await shop()
      const mixed = consultant([visit('v1'), op('rooms', 'r1', { name: ['1', null] })], at(1))
      expect((await push([mixed], { now: at(2) })).results).toMatchObject([{ reason: 'right' }])
      expect(await one('visits', 'v1')).toBeUndefined()
    })

    test('[S2] a right that was withdrawn parks what was made before, and what was made after', async () => {
      const { consultant, manager } = await shop()
      const before = consultant([visit('v1')], at(10))
      const after = consultant([visit('v2')], at(30))
      await push([manager([away(true)], at(20))], { now: at(40) })
      const { results } = await push([before, after], { now: at(50) })
      expect(results).toMatchObject([
        { status: 'parked', reason: 'withdrawn' },
        { status: 'parked', reason: 'right' },
      ])
    })

    test('[S2] a manager’s word applies it under its own clock, for all; another’s word does not', async () => {
      const { consultant, manager, by } = await shop()
      const before = consultant([visit('v1')], at(10))
      await push([manager([away(true), op('staff', 'u-x', { role: ['consultant', null] })], at(20))], {
        now: at(40),
      })
      await push([before], { now: at(50) })
      const stranger = by('u-x', 'd')([word(before.uid, 'accepted')], at(51))
      expect((await push([stranger], { now: at(52) })).results).toMatchObject([{ reason: 'right' }])
      expect(await one('visits', 'v1')).toBeUndefined()
      const accepted = manager([word(before.uid, 'accepted')], at(55))
      const { head } = await push([accepted], { now: at(56) })
      expect(await one('visits', 'v1')).toMatchObject({
        ...{ fields: { room: 'r1' }, clocks: { room: before.hlc }, person: 'g1', seq: head.seq },
      })
      expect(await note(before.uid)).toMatchObject({ appliedAt: at(56), accepted: { by: 'u-man' } })
      expect((await push([before], { now: at(57) })).results).toMatchObject([{ dup: true }])
    })

    test('[S2] what is dismissed stays in the log and changes nothing; accepted later it is applied', async () => {
      const { consultant, manager } = await shop()
      const bad = consultant([op('rooms', 'r1', { name: ['1', null] }, { create: true })], at(1))
      await push([bad, manager([word(bad.uid, 'dismissed')], at(2))], { now: at(3) })
      expect(await one('rooms', 'r1')).toBeUndefined()
      expect(await bench.store.missing(SHOP, [bad.uid])).toEqual([])
      await push([manager([word(bad.uid, 'accepted')], at(4))], { now: at(5) })
      expect((await one('rooms', 'r1'))?.fields).toEqual({ name: '1' })
    })

    test('[S2] accepting what made a record applies all that waited for it, in its order', async () => {
      const { consultant, manager } = await shop()
      await push([manager([away(true)], at(20))], { now: at(21) })
      const made = consultant([visit('v1')], at(10))
      const moved = consultant(
        [
          op('visits', 'v1', { room: ['r2', null] }),
          op('turnovers', 't-v1', { urn: ['e', null] }, { create: true }),
        ],
        at(11),
      )
      const last = consultant([op('turnovers', 't-v1', { done: [true, null] })], at(12))
      const { results } = await push([made, moved, last], { now: at(30) })
      expect(results.map(({ reason }) => reason)).toEqual(['withdrawn', 'creatorParked', 'creatorParked'])
      // Freed from their creator they are judged as any other set, and their author is still away.
      await push([manager([word(made.uid, 'accepted')], at(31))], { now: at(32) })
      expect((await one('visits', 'v1'))?.fields).toEqual({ room: 'r1' })
      expect(await note(moved.uid)).toMatchObject({ reason: 'withdrawn' })
      await push([manager([word(last.uid, 'accepted'), word(moved.uid, 'accepted')], at(33))], {
        now: at(34),
      })
      expect((await one('visits', 'v1'))?.fields).toEqual({ room: 'r2' })
      expect((await one('turnovers', 't-v1'))?.fields).toEqual({ urn: 'e', done: true })
      expect(await note(last.uid)).toMatchObject({ appliedAt: at(34) })
    })

    test('[S2] somebody new and what they do may come in one push, in either order', async () => {
      const { manager, person, by } = await shop()
      const news = by('u-new', 'd')
      const hired = manager([person('u-new', 'consultant')], at(1))
      const [early, late] = [news([visit('v1')], at(2)), news([visit('v2')], at(3))]
      const { results } = await push([early, hired, late], { now: at(4) })
      expect(results).toMatchObject([{ reason: 'actor' }, { status: 'applied' }, { status: 'applied' }])
      expect(await one('visits', 'v1')).toBeDefined()
      expect(await note(early.uid)).toMatchObject({ appliedAt: at(4) })
    })

    test('[S2] whoever turns out to be known, or to have had the right, waits for nobody’s word', async () => {
      const { manager, person, by } = await shop()
      const work = by('u-new', 'd')([visit('v1')], at(2))
      expect((await push([work], { now: at(3) })).results).toMatchObject([{ reason: 'actor' }])
      await push([manager([person('u-new', 'inspector')], at(0))], { now: at(4) })
      expect(await note(work.uid)).toMatchObject({ reason: 'right' })
      expect(await one('visits', 'v1')).toBeUndefined()
      // From another tablet of the manager's, which was offline since.
      const promoted = by('u-man', 'e')([op('staff', 'u-new', { role: ['consultant', null] })], at(1))
      await push([promoted], { now: at(5) })
      expect((await one('visits', 'v1'))?.clocks).toEqual({ room: work.hlc, '@person': work.hlc })
      expect(await note(work.uid)).toMatchObject({ appliedAt: at(5) })
    })

    test('[S2] [S4] the manager’s word may come back before what it is about', async () => {
      const { consultant, manager } = await shop()
      const work = consultant([visit('v1')], at(10))
      await push([manager([word(work.uid, 'accepted'), away(true)], at(20))], { now: at(21) })
      expect((await push([work], { now: at(22) })).results).toMatchObject([{ status: 'applied' }])
      expect(await one('visits', 'v1')).toBeDefined()
    })

    test('[S2] nobody signed in may set the shop up, then work the urn’s clock, alarms and emergencies', async () => {
      await shop()
      const locked = tablet('f')
      const nobodys = (ops: readonly Op[]) => ({ ...locked.set(ops), actor: 'setup' })
      const sets = [
        nobodys([
          op('procedures', 'P@2', { head: [{ clock: { off: 'A6-off' } }, null] }, { create: true }),
          op('shop', 'shop', { procedureId: ['P@2', null] }),
        ]),
        nobodys([op('visits', 'v1', { 'A6-off#1': [{ at: 1, by: 'setup' }, null] })]),
        nobodys([op('attention', 'i1', { kind: ['emergency', null] }, { create: true })]),
        nobodys([op('visits', 'v1', { 'A5-note': ['x', null] })]),
        nobodys([op('guests', 'g1', { name: ['x', null] }, { create: true })]),
        nobodys([op('shop', 'shop', { name: ['x', null] })]),
      ]
      const { results } = await push(sets)
      expect(results.map(({ reason }) => reason)).toEqual([
        ...[undefined, undefined, undefined],
        ...['actor', 'actor', 'actor'],
      ])
    })

    describe('a guest in an urn', () => {
      const steam = (id: string, at: number, more: readonly Op[] = []) => [
        op('visits', id, {
          'A5.11-start#1': [{ value: { setting: '2', plannedMin: 30 }, at, by: 'u-con' }, null],
        }),
        ...more,
      ]
      const begin = (id: string) =>
        op('visits', id, { begun: [{ at: at(10), by: 'u-con' }, null] }, { create: true, person: 'g1' })
      const off = (id: string, when: number) =>
        op('visits', id, {
          'A6.6-off#1': [{ value: { how: 'done' }, at: when, by: 'u-con' }, null],
          room: ['r2', null],
        })
      const sentAway = async () => {
        const { manager, consultant, by } = await shop()
        await push([manager([away(true)], at(20))], { now: at(21) })
        return { manager, consultant, by }
      }

      test('[S2] reaches every tablet with all that was parked of the visit, and the manager is told', async () => {
        const { consultant } = await sentAway()
        const made = consultant([begin('v1')], at(10))
        const ticked = consultant([op('visits', 'v1', { note: ['x', null] })], at(11))
        expect((await push([made, ticked], { now: at(22) })).results.map(({ reason }) => reason)).toEqual([
          ...['withdrawn', 'creatorParked'],
        ])
        const started = consultant(steam('v1', at(12)), at(12))
        expect((await push([started], { now: at(23) })).results).toMatchObject([{ status: 'applied' }])
        const visit = await one('visits', 'v1')
        expect(Object.keys(visit?.fields ?? {}).sort()).toEqual(['A5.11-start#1', 'begun', 'note'])
        expect(visit?.clocks.begun).toBe(made.hlc)
        for (const { uid } of [made, ticked, started])
          expect(await note(uid)).toMatchObject({ kind: 'parked', appliedAt: at(23), urn: true })
        const over = consultant([off('v1', at(40))], at(40))
        const out = consultant(
          [op('visits', 'v1', { 'A7.2-out': [{ value: true, at: at(41), by: 'u-con' }, null] })],
          at(41),
        )
        const later = consultant([op('visits', 'v1', { note: ['y', null] })], at(42))
        const { results } = await push([over, out, later], { now: at(43) })
        expect(results.map(({ reason }) => reason)).toEqual([undefined, undefined, 'right'])
      })

      test('[S2] reaches them in one push too, and by whoever the shop does not know', async () => {
        const { by } = await sentAway()
        const unknown = by('u-gone', 'd')
        const { results } = await push([unknown([begin('v2')], at(1)), unknown(steam('v2', at(2)), at(2))], {
          now: at(22),
        })
        expect(results).toMatchObject([{ reason: 'actor' }, { status: 'applied' }])
        expect(Object.keys((await one('visits', 'v2'))?.fields ?? {})).toContain('begun')
      })

      test('[S2] [SEC10] a tablet that was reported stolen says so too, and does not say that an urn is off', async () => {
        const { consultant } = await sentAway()
        const sets = [
          consultant([begin('v3')], at(10)),
          consultant(steam('v3', at(12)), at(12)),
          consultant([off('v3', at(14))], at(14)),
        ]
        const { results } = await push(sets, { now: at(22), isStolen: true })
        expect(results.map(({ status }) => status)).toEqual(['parked', 'applied', 'parked'])
        expect(Object.keys((await one('visits', 'v3'))?.fields ?? {}).sort()).toEqual([
          'A5.11-start#1',
          'begun',
        ])
      })

      test('[S2] carries nothing in that is not of the floor', async () => {
        const { consultant } = await sentAway()
        const role = op('staff', 'u-con', { role: ['manager', null] })
        const { results } = await push(
          [consultant([begin('v4')], at(10)), consultant(steam('v4', at(12), [role]), at(12))],
          { now: at(22) },
        )
        expect(results.map(({ status }) => status)).toEqual(['parked', 'parked'])
      })
    })

    test('[S2] [M3] whoever wrote over a value of their own that was parked has not seen what stands', async () => {
      const { consultant, manager } = await shop()
      const room = (value: string, seen: string | null) => op('visits', 'v1', { room: [value, seen] })
      await push([manager([visit('v1')], at(1))], { now: at(2) })
      const [base] = [(await one('visits', 'v1'))?.clocks.room ?? null]
      const mixed = consultant([room('r2', base), op('rooms', 'r1', { name: ['1', null] })], at(12))
      const again = consultant([room('r3', mixed.hlc)], at(13))
      await push([manager([room('r9', base)], at(10))], { now: at(11) })
      const { results } = await push([mixed, again], { now: at(20) })
      expect(results).toMatchObject([{ reason: 'right' }, { status: 'applied' }])
      expect((await one('visits', 'v1'))?.fields.room).toBe('r3')
      expect((await one('conflicts', `${again.uid}.0.0`))?.fields).toMatchObject({
        ...{ won: { value: 'r3', actor: 'u-con' }, lost: { value: 'r9', actor: 'u-man' } },
      })
    })

    test('[S2] what is said of several people in one note names no values', async () => {
      const { consultant } = await shop()
      const about = (id: string) => op('guests', id, { name: ['王', null] }, { create: true, person: id })
      const bad = consultant([about('g1'), about('g2'), op('rooms', 'r1', { name: ['1', null] })], at(1))
      await push([bad])
      expect(JSON.stringify(await note(bad.uid))).not.toContain('王')
    })
  })
}
