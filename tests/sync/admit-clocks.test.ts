/** Effective clocks: what the server makes of clocks that run ahead, fall back or stand in 2015. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChangeSet, Op } from '../../src/sync/change-set.ts'
import { FUTURE_MS } from '../../src/sync/effective.ts'
import { HLC_MAX_MS, nextHlc, packHlc, parseHlc, seenHlc } from '../../src/sync/hlc.ts'
import { NOON, op, tablet, uidOf } from '../contracts/storage/sets.ts'
import { desk, only } from './desk.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const room = (name: number, saw: string | null = null) => op('rooms', 'r1', { name: [name, saw] })
const msOf = (clock: string) => parseHlc(clock)?.ms ?? Number.NaN

describe('one set', () => {
  test.each([
    { what: 'now', at: NOON },
    { what: 'a minute ahead', at: NOON + FUTURE_MS },
    { what: 'weeks ago', at: NOON - 40 * DAY },
    { what: 'in 2015', at: Date.UTC(2015, 0, 1) },
    { what: 'at the beginning of time', at: 0 },
  ])('[HLC3] a clock that stands $what counts as it is', ({ at }) => {
    const { push, shop } = desk()
    const set = tablet('a').set([room(1)], { at })
    const { eff } = only(push([set]))
    expect(eff).toBe(set.hlc)
    expect(shop.entry(set.uid)).toMatchObject({ hlc: set.hlc, eff: set.hlc })
  })

  test.each([
    { what: 'a millisecond over a minute', at: NOON + FUTURE_MS + 1 },
    { what: 'a day', at: NOON + DAY },
    { what: 'for ever', at: HLC_MAX_MS },
  ])('[HLC3] a clock that is ahead by $what counts as now; the log keeps the original', ({ at }) => {
    const { push, shop, record } = desk()
    const set = tablet('a').set([room(1)], { at })
    const { eff, status } = only(push([set]))
    expect(status).toBe('applied')
    expect(eff).toBe(packHlc({ ms: NOON, counter: 0, inc: 'aaaaaaaa' }))
    expect(shop.entry(set.uid)).toMatchObject({ hlc: set.hlc, eff, body: set })
    expect(record('rooms', 'r1')?.clocks).toEqual({ name: eff })
  })

  test('[HLC3] a clock from the future counts above all that its author had seen', () => {
    const { push, record } = desk()
    const seen = only(push([tablet('b').set([room(1)], { at: NOON + FUTURE_MS })])).eff
    const { eff } = only(push([tablet('a').set([room(2, seen)], { at: NOON + DAY })]))
    expect(eff > seen).toBe(true)
    expect(msOf(eff)).toBe(msOf(seen))
    expect(record('rooms', 'r1')?.fields).toEqual({ name: 2 })
  })

  test('[HLC3] a clock that nobody was given does not let the future in as one that was seen', () => {
    const { push } = desk()
    const invented = packHlc({ ms: NOON + DAY, counter: 0, inc: 'cccccccc' })
    expect(msOf(only(push([tablet('a').set([room(1, invented)], { at: NOON + DAY + 1 })])).eff)).toBe(NOON)
  })
})

describe('the row of one tablet', () => {
  test('[HLC3] effective clocks never fall, in whatever pieces the row arrives', () => {
    const walls = fc.array(
      fc.tuple(fc.integer({ min: -DAY, max: DAY }), fc.integer({ min: 0, max: 90_000 }), fc.boolean()),
      {
        minLength: 2,
        maxLength: 25,
      },
    )
    fc.assert(
      fc.property(walls, (steps) => {
        const { push, shop } = desk()
        const a = tablet('a')
        let now = NOON
        let waiting: ChangeSet[] = []
        for (const [ahead, passed, isSent] of steps) {
          now += passed
          waiting.push(a.set([room(1)], { at: now + ahead }))
          if (isSent) push(waiting.splice(0), { now })
        }
        push(waiting.splice(0), { now })
        const effs = shop.log.map(({ eff }) => eff)
        expect(effs).toHaveLength(steps.length)
        expect(effs).toEqual([...new Set(effs)].sort())
        waiting = []
      }),
    )
  })

  test('[HLC3] a clock that was put right goes on above what it was given before', () => {
    const { push } = desk()
    const a = tablet('a')
    const [first, second] = push([
      a.set([room(1)], { at: NOON + FUTURE_MS }),
      a.set([room(2)], { at: NOON + DAY }),
    ])
    const third = only(
      push([{ ...a.set([room(3)]), hlc: packHlc({ ms: NOON + 1, counter: 0, inc: 'aaaaaaaa' }) }]),
    )
    expect([first?.eff, second?.eff, third.eff]).toEqual([first?.eff, second?.eff, third.eff].sort())
    expect(msOf(third.eff)).toBe(NOON + FUTURE_MS)
  })

  test('[HLC3] what a tablet saw under its own wrong clock is read as the effective one', () => {
    const { push, record } = desk()
    const a = tablet('a')
    const before = a.set([room(1)], { at: NOON + DAY })
    const given = only(push([before])).eff
    const b = only(push([tablet('b').set([room(2, given)], { at: NOON + 1_000 })], { now: NOON + 1_000 }))
    // Written before the acknowledgement came: it had seen its own first set, and not the other tablet's.
    push([a.set([room(3, before.hlc)], { at: NOON + DAY })], { now: NOON + 2_000 })
    expect(record('rooms', 'r1')?.authors.name).toEqual({ actor: 'u-a', saw: given })
    expect(record('rooms', 'r1')?.clocks.name).not.toBe(b.eff)
  })

  test('[HLC3] within one push too', () => {
    const { push, record } = desk()
    const a = tablet('a')
    const first = a.set([room(1)], { at: NOON + DAY })
    const [given] = push([first, a.set([room(2, first.hlc)], { at: NOON + DAY })])
    expect(record('rooms', 'r1')).toMatchObject({
      fields: { name: 2 },
      authors: { name: { saw: given?.eff } },
    })
  })

  test('[HLC3] but what another tablet saw was effective already, though the first once wrote under the same clock', () => {
    const { push, record, conflicts } = desk()
    const at = (counter: number) => packHlc({ ms: NOON, counter, inc: 'aaaaaaaa' })
    const a = tablet('a')
    const write = (name: number, saw: string | null, counter: number) => ({
      ...a.set([room(name, saw)]),
      hlc: at(counter),
    })
    push([write(1, null, 0)])
    // The server's clock was set back: the tablet's is ahead of it now.
    const back = { now: NOON - HOUR }
    const [second, third] = push([write(2, at(0), 2), write(3, at(2), 3)], back)
    expect([second?.eff, third?.eff]).toEqual([at(1), at(2)])
    push([tablet('b').set([room(4, at(2))])], back)
    expect(record('rooms', 'r1')).toMatchObject({ fields: { name: 4 }, authors: { name: { saw: at(2) } } })
    expect(conflicts()).toEqual([])
  })

  test('[HLC3] nor do they fall after a set that could not be read', () => {
    const { push } = desk()
    const a = tablet('a')
    const ahead = a.set([room(1)], { at: NOON + FUTURE_MS })
    const { uid, inc, n } = a.set([])
    const results = push([ahead, { uid, inc, n }, a.set([room(2)], { at: NOON + DAY })])
    expect(results.map(({ status }) => status)).toEqual(['applied', 'parked', 'applied'])
    expect((results[2]?.eff ?? '') > ahead.hlc).toBe(true)
  })

  test('[HLC3] nor does such a set lift those that were written after it, hours before they arrive', () => {
    const { push } = desk()
    const a = tablet('a')
    const { uid, inc, n } = a.set([])
    const after = a.set([room(1)])
    expect(push([{ uid, inc, n }, after], { now: NOON + 9 * HOUR })[1]?.eff).toBe(after.hlc)
  })

  test('[HLC3] a set that fills a hole is not lifted above those that were written after it', () => {
    const { push, record } = desk()
    const a = tablet('a')
    const early = a.set([room(1)])
    const late = a.set([room(2, early.hlc)], { at: NOON + 9_000 })
    push([late], { now: NOON + 9_000 })
    expect(only(push([early], { now: NOON + 10_000 })).eff).toBe(early.hlc)
    expect(record('rooms', 'r1')?.fields).toEqual({ name: 2 })
  })
})

describe('a set that is offered again after a restore', () => {
  const set = () => tablet('a').set([room(1)], { at: NOON + DAY })
  const later = { now: NOON + HOUR }

  test('[HLC3] keeps the effective clock that it was given', () => {
    const once = set()
    const { eff } = only(desk().push([once]))
    const { push, record, shop } = desk()
    expect(only(push([once], { ...later, effs: { [once.uid]: eff } }))).toMatchObject({
      eff,
      status: 'applied',
    })
    expect(shop.entry(once.uid)).toMatchObject({ hlc: once.hlc, eff })
    expect(record('rooms', 'r1')?.clocks).toEqual({ name: eff })
  })

  test('[HLC3] and what was written over it, before it was acknowledged, still counts as having seen it', () => {
    const a = tablet('a')
    const once = a.set([room(1)], { at: NOON + DAY })
    const over = a.set([room(2, once.hlc)], { at: NOON + DAY })
    const { eff } = only(desk().push([once]))
    const { push, record, conflicts } = desk()
    push([once, over], { ...later, effs: { [once.uid]: eff } })
    expect(record('rooms', 'r1')).toMatchObject({ fields: { name: 2 }, authors: { name: { saw: eff } } })
    expect(conflicts()).toEqual([])
  })

  test.each([
    { what: 'another tablet’s', eff: packHlc({ ms: NOON, counter: 0, inc: 'bbbbbbbb' }) },
    { what: 'one from the future', eff: packHlc({ ms: NOON + DAY, counter: 0, inc: 'aaaaaaaa' }) },
    { what: 'no clock', eff: 'yesterday' },
  ])('[HLC3] but not a clock that no answer can have given: $what', ({ eff }) => {
    const { push } = desk()
    const once = set()
    const result = only(push([once], { ...later, effs: { [once.uid]: eff } }))
    expect(result.eff).toBe(packHlc({ ms: NOON + HOUR, counter: 0, inc: 'aaaaaaaa' }))
  })
})

describe('seen before written', () => {
  /** Tablets that write as the real ones do: above their last clock, and above every clock of the record. */
  function writers(record: () => { readonly clocks: { readonly [name: string]: string } } | undefined) {
    const last = new Map<string, string>()
    let n = 0
    return (digit: string, wall: number, of: Partial<Op>): ChangeSet => {
      const inc = digit.repeat(8)
      const clocks = record()?.clocks ?? {}
      const hlc = nextHlc(seenHlc(last.get(inc) ?? null, Object.values(clocks)), wall, inc)
      last.set(inc, hlc)
      n += 1
      const ops = [{ ...room(n, clocks.name ?? null), ...of }]
      const more = { actor: `u-${digit}`, session: 's', schema: 1, intent: 'test' }
      return { uid: uidOf(inc, n), ...{ inc, n, hlc, ...more }, device: { wall, offset: 0 }, ops }
    }
  }
  const step = fc.record({
    digit: fc.constantFrom('a', 'b', 'c'),
    /** How wrong the tablet's clock is, and how far the server's moves before the set arrives. */
    wrong: fc.oneof(
      fc.integer({ min: -DAY, max: DAY }),
      fc.constantFrom(0, FUTURE_MS, FUTURE_MS - 1, FUTURE_MS + 1),
    ),
    passed: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120_000 })),
  })

  test('[HLC4] whoever saw a value and wrote another wins, whatever anybody’s clock says', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        const { push, record, conflicts } = desk()
        const write = writers(() => record('rooms', 'r1'))
        let now = NOON
        for (const { digit, wrong, passed } of steps) {
          now += passed
          const set = write(digit, now + wrong, {})
          push([set], { now })
          expect(record('rooms', 'r1')?.uids.name).toBe(set.uid)
        }
        expect(conflicts()).toEqual([])
      }),
    )
  })

  test('[HLC4] also when the server’s own clock is set back', () => {
    const back = fc.record({
      digit: fc.constantFrom('a', 'b', 'c'),
      passed: fc.integer({ min: -DAY, max: DAY }),
    })
    fc.assert(
      fc.property(fc.array(back, { minLength: 1, maxLength: 20 }), (steps) => {
        const { push, record } = desk()
        const write = writers(() => record('rooms', 'r1'))
        let now = NOON
        for (const { digit, passed } of steps) {
          now += passed
          const set = write(digit, now, {})
          push([set], { now })
          expect(record('rooms', 'r1')?.uids.name).toBe(set.uid)
        }
      }),
    )
  })

  test('[HLC4] and the same for a visit’s day and person', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        const { push, record } = desk()
        const write = writers(() => record('rooms', 'r1'))
        let now = NOON
        for (const [at, { digit, wrong, passed }] of steps.entries()) {
          now += passed
          const person = `g${at}`
          push([write(digit, now + wrong, { fields: {}, day: `2026-11-${10 + at}`, person })], { now })
          expect(record('rooms', 'r1')).toMatchObject({ day: `2026-11-${10 + at}`, person })
        }
      }),
    )
  })
})
