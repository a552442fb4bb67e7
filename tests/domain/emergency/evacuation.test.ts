import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  evacuationOrder,
  evacuationRows,
  FRAGILE_LEAD_MS,
  guestsInUrns,
  guestsSaidOut,
  type InUrn,
} from '../../../src/domain/emergency/evacuation.ts'
import type { StaffId, VisitId } from '../../../src/domain/ids.ts'
import { answer, type Deed, MIN, play, playAll, steaming, T0 } from '../procedure/play.ts'

const at = (minute: number) => T0 + minute * MIN
const guest = (visitId: string, startMin: number, isFragile = false): InUrn => ({
  visitId: visitId as VisitId,
  startAt: at(startMin),
  deadlineAt: at(startMin + 30),
  isFragile,
  isOn: true,
})
const ids = (guests: readonly InUrn[], now: number) =>
  evacuationOrder(guests, now).map(({ visitId }) => visitId)

describe('who leaves the urn first', () => {
  test('[D13] whoever is past the deadline, also before a weak guest', () => {
    expect(ids([guest('weak', 4, true), guest('over', 0)], at(31))).toEqual(['over', 'weak'])
    expect(ids([guest('weak', 4, true), guest('soon', 0)], at(29))).toEqual(['weak', 'soon'])
  })

  test('then whoever has been in longest; a weak or dizzy guest before others of similar time', () => {
    expect(ids([guest('b', 8), guest('a', 2)], at(10))).toEqual(['a', 'b'])
    expect(ids([guest('b', 2), guest('weak', 6, true)], at(10))).toEqual(['weak', 'b'])
    expect(ids([guest('b', 2), guest('weak', 8, true)], at(10))).toEqual(['b', 'weak'])
    expect(ids([guest('b', 2), guest('a', 2)], at(10))).toEqual(['a', 'b'])
  })

  describe('[D13] as the evacuation goes on', () => {
    const now = at(12)
    const rows = (
      guests: readonly InUrn[],
      order: readonly string[],
      out: { readonly [id: string]: number } = {},
      said: { readonly [id: string]: number } = {},
    ) => {
      const of = <Value>(minutes: { readonly [id: string]: number }, value: (at: number) => Value) =>
        new Map(Object.entries(minutes).map(([id, min]) => [id as VisitId, value(at(min))] as const))
      const incident = {
        order: order as readonly VisitId[],
        openedAt: at(9),
        out: of(out, (when) => ({ at: when, by: 'u1' as StaffId })),
      }
      const found = evacuationRows(
        evacuationOrder(guests, now),
        incident,
        of(said, (when) => ({ at: when, saidAt: when })),
      )
      return {
        inside: found.inside,
        out: found.out.map(({ visitId, isElsewhere }) => (isElsewhere ? `${visitId} elsewhere` : visitId)),
      }
    }

    test('a guest of whom this tablet learns later stands where the order of now puts them', () => {
      expect(rows([guest('a', 2), guest('late', 0), guest('b', 4)], ['a', 'b']).inside).toEqual([
        'late',
        'a',
        'b',
      ])
    })

    test('whoever bears waiting less by now goes before those who were first', () => {
      expect(rows([guest('a', 2), guest('b', 4, true)], ['a', 'b']).inside).toEqual(['b', 'a'])
    })

    test('an urn that is off brings nobody out: they stay until confirmed, after those whose urn is on', () => {
      expect(rows([guest('b', 4)], ['a', 'b'])).toEqual({ inside: ['b', 'a'], out: [] })
    })

    test('those out come last, in the order in which they came; a new start counts again', () => {
      expect(rows([guest('b', 4)], ['a', 'b', 'c'], { c: 10, a: 11 })).toEqual({
        inside: ['b'],
        out: ['c', 'a'],
      })
      expect(rows([guest('a', 11)], ['a'], { a: 10 })).toEqual({ inside: ['a'], out: [] })
    })

    test('whoever was confirmed out and whose visit holds them in the urn, on or off, stands inside', () => {
      expect(rows([guest('a', 2)], ['a'], { a: 10 })).toEqual({ inside: ['a'], out: [] })
      expect(rows([{ ...guest('a', 2), isOn: false }], ['a'], { a: 10 })).toEqual({ inside: ['a'], out: [] })
    })

    test('whoever the visit says is out, by its step or by another tablet’s card, is out here too', () => {
      expect(rows([guest('b', 4)], ['a', 'b'], {}, { a: 11 })).toEqual({
        inside: ['b'],
        out: ['a elsewhere'],
      })
      expect(rows([guest('b', 4)], ['a', 'b'], { a: 10 }, { a: 11 }).out).toEqual(['a'])
      // Said before it began: only of one who stood in its order; others have been elsewhere all along.
      expect(rows([], ['a'], {}, { a: 8, c: 8, d: 10 })).toEqual({
        inside: [],
        out: ['a elsewhere', 'd elsewhere'],
      })
    })
  })

  const guests = fc.uniqueArray(
    fc.record({
      visitId: fc.stringMatching(/^[a-z]{1,4}$/).map((id) => id as VisitId),
      startAt: fc.integer({ min: 0, max: 60 }).map(at),
      deadlineAt: fc.integer({ min: 10, max: 80 }).map(at),
      isFragile: fc.boolean(),
      isOn: fc.boolean(),
    }),
    { selector: ({ visitId }) => visitId, maxLength: 12 },
  )
  const shuffled = guests.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  )
  const when = fc.integer({ min: 0, max: 90 }).map(at)

  test('[D13] everybody once, the same order from whatever order, nobody overdue behind anybody who is not', () => {
    fc.assert(
      fc.property(shuffled, when, ([list, other], now) => {
        const order = evacuationOrder(list, now)
        expect([...order].sort((a, b) => (a.visitId < b.visitId ? -1 : 1))).toEqual(
          [...list].sort((a, b) => (a.visitId < b.visitId ? -1 : 1)),
        )
        expect(evacuationOrder(other, now)).toEqual(order)
        const overdue = order.map(({ deadlineAt }) => now >= deadlineAt)
        expect(overdue.lastIndexOf(true)).toBeLessThan(
          overdue.includes(false) ? overdue.indexOf(false) : Infinity,
        )
      }),
    )
  })

  test('nobody waits behind somebody who came more than the lead later', () => {
    fc.assert(
      fc.property(guests, when, (list, now) => {
        const order = evacuationOrder(list, now)
        order.forEach((one, i) => {
          for (const after of order.slice(i + 1)) {
            const isSame = now >= one.deadlineAt === now >= after.deadlineAt
            if (isSame) expect(one.startAt - after.startAt).toBeLessThanOrEqual(FRAGILE_LEAD_MS)
            if (isSame && one.isFragile === after.isFragile)
              expect(one.startAt).toBeLessThanOrEqual(after.startAt)
          }
        })
      }),
    )
  })
})

describe('who is in an urn', () => {
  test('[D13] the visit says who is out: by its step, or by name; an "off" alone does not', () => {
    const off = play(steaming(), { type: 'off' }, at(12))
    expect(guestsSaidOut([steaming().run, off.run]).size).toBe(0)
    const said = { at: at(13), saidAt: at(13) }
    expect([...guestsSaidOut([play(off, answer('after-out', 'left'), at(13)).run])]).toEqual([['v1', said]])
    expect([...guestsSaidOut([play(off, { type: 'ledOut' }, at(13)).run])]).toEqual([['v1', said]])
  })

  const check = (minute: number, found: readonly string[]): Deed => ({ type: 'check', minute, found })

  test('[D13] everybody who was started and not said to be out, whether the urn is on or off, also past the end', () => {
    const off = play(steaming(), { type: 'off' }, at(12))
    const out = play(off, answer('after-out', 'left'), at(13)).run
    const both = { visitId: 'v1', startAt: T0, deadlineAt: at(30), isFragile: false, isAway: false }
    expect(guestsInUrns([out, off.run, steaming().run], at(40))).toEqual([
      { ...both, isOn: false },
      { ...both, isOn: true },
    ])
  })

  test('the weak, those of low blood sugar and those who were dizzy are marked', () => {
    const fragile = (table: ReturnType<typeof steaming>) => guestsInUrns([table.run], at(12))[0]?.isFragile
    expect(fragile(steaming({ guest: { weak: true } }))).toBe(true)
    expect(fragile(steaming({ guest: { lowSugar: true } }))).toBe(true)
    expect(fragile(playAll(steaming(), [[check(5, ['dizzy']), at(5)]]))).toBe(true)
    expect(fragile(playAll(steaming(), [[check(5, []), at(5)]]))).toBe(false)
  })

  test('[A6.1] a guest on a break is marked as being elsewhere, and one who came back dizzy as weak', () => {
    const out = play(steaming(), { type: 'breakOut', support: 'left' }, at(7))
    expect(guestsInUrns([out.run], at(8))).toMatchObject([{ isAway: true, isFragile: false }])
    const back = play(out, { type: 'breakBack', support: 'right', dizzy: true, water: true }, at(10))
    expect(guestsInUrns([back.run], at(11))).toMatchObject([{ isAway: false, isFragile: true }])
  })
})
