/** Two people wrote the same field without knowing of each other: nobody's value is dropped in silence (M3). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import type { ChangeSet } from '../../src/sync/change-set.ts'
import { nextHlc, seenHlc } from '../../src/sync/hlc.ts'
import { NOON, op, tablet, uidOf } from '../contracts/storage/sets.ts'
import { desk, only } from './desk.ts'

const visit = (room: Json, saw: string | null, more = {}) => op('visits', 'v1', { room: [room, saw] }, more)
const at = (seconds: number) => ({ at: NOON + seconds * 1_000 })
const side = (set: ChangeSet, value: Json) => ({ uid: set.uid, value, clock: set.hlc, actor: set.actor })

/** A visit that two tablets have on their screens, and what each of them then writes, the second one later. */
function twoWriters() {
  const a = tablet('a')
  const b = tablet('b')
  const begun = a.set([visit('r1', null, { create: true, day: '2026-11-25', person: 'g1' })], at(0))
  const mine = a.set([visit('r2', begun.hlc)], at(1))
  const hers = b.set([visit('r3', begun.hlc)], at(2))
  return { a, b, begun, mine, hers }
}

describe('a conflict', () => {
  test.each([['first'], ['second']])('[M3] the loser is kept with both authors when it comes %s', (place) => {
    const { begun, mine, hers } = twoWriters()
    const { push, record, conflicts } = desk()
    push([begun])
    push(place === 'first' ? [mine] : [hers])
    push(place === 'first' ? [hers] : [mine])
    expect(record('visits', 'v1')?.fields).toEqual({ room: 'r3' })
    expect(conflicts()).toEqual([
      {
        of: { table: 'visits', id: 'v1', field: 'room' },
        won: side(hers, 'r3'),
        lost: side(mine, 'r2'),
      },
    ])
  })

  test('[M3] is found within one push, and carries the day and person of its record', () => {
    const { begun, mine, hers } = twoWriters()
    const { push, shop } = desk()
    push([begun, mine, hers])
    expect(shop.records.get(`conflicts/${hers.uid}.0.0`)).toMatchObject({
      day: '2026-11-25',
      person: 'g1',
      seq: 3,
    })
  })

  test('[M3] every field of a set has its own', () => {
    const { push, conflicts } = desk()
    const both = (value: number) =>
      op('visits', 'v1', { room: [value, null], urn: [value, null], only: [1, null] })
    push([tablet('a').set([both(1)]), tablet('b').set([both(2)], at(1))])
    expect(conflicts().map(({ of }) => of.field)).toEqual(['room', 'urn'])
  })

  test('[M3] of two equal clocks the loser by uid is kept', () => {
    const { push, record, conflicts } = desk()
    const [one, clone] = [tablet('a'), tablet('a')]
    const mine = one.set([visit('r1', null)])
    const twin = clone.set([visit('r2', null)], { uid: uidOf('bbbbbbbb', 1) })
    expect(twin.hlc).toBe(mine.hlc)
    push([twin])
    push([mine])
    expect(record('visits', 'v1')?.fields).toEqual({ room: 'r2' })
    expect(conflicts()).toMatchObject([{ won: { value: 'r2' }, lost: { value: 'r1' } }])
  })

  test('[M3] between a tablet and its clone too, from the first place that both claim', () => {
    const { push, conflicts } = desk()
    const [one, clone] = [tablet('a'), tablet('a')]
    push([one.set([visit('r1', null)], at(1))])
    push([clone.set([visit('r2', null)], { ...at(2), uid: uidOf('bbbbbbbb', 1) })])
    expect(conflicts()).toMatchObject([{ won: { value: 'r2' }, lost: { value: 'r1' } }])
  })

  test('[M3] what was written offline is kept, also where the others have gone on writing since', () => {
    const { begun, mine, hers, b } = twoWriters()
    const { push, record, conflicts } = desk()
    const again = b.set([visit('r4', hers.hlc)], at(3))
    const third = tablet('c').set([visit('r5', again.hlc)], at(4))
    push([begun, hers, again, third])
    expect(conflicts()).toEqual([])
    push([mine])
    expect(record('visits', 'v1')?.fields).toEqual({ room: 'r5' })
    expect(conflicts()).toMatchObject([{ won: { value: 'r5', actor: 'u-c' }, lost: side(mine, 'r2') }])
  })

  test('[M3] in a tablet’s incident as in any record', () => {
    const { push, conflicts } = desk()
    const incident = (text: string) => op('attention', 'i1', { text: [text, null] })
    push([tablet('a').set([incident('slipped')]), tablet('b').set([incident('fell')], at(1))])
    expect(conflicts()).toMatchObject([{ of: { table: 'attention', id: 'i1', field: 'text' } }])
  })
})

describe('no conflict', () => {
  test('[CS5] a knowing overwrite', () => {
    const { begun, mine, b } = twoWriters()
    const { push, record, conflicts } = desk()
    push([begun, mine, b.set([visit('r3', mine.hlc)], at(3))])
    expect(record('visits', 'v1')).toMatchObject({
      fields: { room: 'r3' },
      authors: { room: { saw: mine.hlc } },
    })
    expect(conflicts()).toEqual([])
  })

  test('[M3] the same tablet twice, in either order', () => {
    const a = tablet('a')
    const sets = [
      a.set([visit('r1', null)]),
      a.set([visit('r2', null)], at(1)),
      a.set([visit('r3', null)], at(2)),
    ]
    for (const order of [sets, [...sets].reverse()]) {
      const { push, conflicts } = desk()
      for (const set of order) push([set])
      expect(conflicts()).toEqual([])
    }
  })

  test('[M3] two who wrote the same value', () => {
    const { push, conflicts } = desk()
    push([
      tablet('a').set([visit({ room: 'r2' }, null)]),
      tablet('b').set([visit({ room: 'r2' }, null)], at(1)),
    ])
    expect(conflicts()).toEqual([])
  })

  test('[M3] sets that a restore brought in another order: whoever wrote last had seen the others', () => {
    const [a, b, c] = [tablet('a'), tablet('b'), tablet('c')]
    const first = a.set([visit('r1', null)], at(0))
    const second = b.set([visit('r2', first.hlc)], at(1))
    const third = c.set([visit('r3', second.hlc)], at(2))
    const sets = [first, second, third]
    const effs = Object.fromEntries(sets.map(({ uid, hlc }) => [uid, hlc]))
    for (const order of orders(sets)) {
      const { push, record, conflicts } = desk()
      for (const set of order) push([set], { effs })
      expect(record('visits', 'v1')?.fields).toEqual({ room: 'r3' })
      expect(conflicts()).toEqual([])
    }
  })

  test('[M3] the server’s own records: people may add to them, and what they added stays', () => {
    const { begun, mine, hers } = twoWriters()
    const { push, shop, conflicts } = desk()
    const id = `${hers.uid}.0.0`
    const settle = (digit: string, seconds: number) =>
      tablet(digit).set(
        [op('conflicts', id, { settled: [{ by: digit, at: seconds, kept: 'won' }, null] })],
        at(seconds),
      )
    push([begun, mine, settle('c', 9)])
    push([hers, settle('d', 10)])
    expect(shop.records.get(`conflicts/${id}`)?.fields).toMatchObject({
      settled: { by: 'd', at: 10, kept: 'won' },
      lost: { value: 'r2' },
    })
    expect(conflicts()).toHaveLength(1)
  })
})

describe('whatever three tablets do', () => {
  type Do = { readonly on: 0 | 1 | 2; readonly what: 'write' | 'push' | 'pull'; readonly wrong: number }
  const step: fc.Arbitrary<Do> = fc.record({
    on: fc.constantFrom(0 as const, 1 as const, 2 as const),
    what: fc.constantFrom('write' as const, 'write' as const, 'push' as const, 'pull' as const),
    wrong: fc.constantFrom(0, 0, 0, 86_400_000, -86_400_000),
  })
  type Shown = { readonly uid: string; readonly clock: string } | null

  /** One field on three tablets that write, send and fetch when they like; what each write put another one in place of. */
  function play(steps: readonly Do[]) {
    const { push, record, conflicts } = desk()
    const tablets = ['a', 'b', 'c'].map((digit) => ({
      ...{ inc: digit.repeat(8), digit, n: 0, last: null as string | null },
      outbox: [] as ChangeSet[],
      shown: null as Shown,
    }))
    const over = new Map<string, string | null>()
    let now = NOON
    const pushAll = (t: (typeof tablets)[number]) => {
      const sets = t.outbox.splice(0)
      const effs = new Map(push(sets, { now }).map(({ uid, eff }) => [uid, eff]))
      const clock = effs.get(t.shown?.uid ?? '')
      if (t.shown !== null && clock !== undefined) t.shown = { ...t.shown, clock }
    }
    const pull = (t: (typeof tablets)[number]) => {
      const standing = record('visits', 'v1')
      if (t.outbox.length > 0 || standing === undefined) return
      t.shown = { uid: standing.uids.room ?? '', clock: standing.clocks.room ?? '' }
    }
    const write = (t: (typeof tablets)[number], wrong: number) => {
      const saw = t.shown?.clock ?? null
      t.last = nextHlc(seenHlc(t.last, saw === null ? [] : [saw]), now + wrong, t.inc)
      t.n += 1
      const uid = uidOf(t.inc, t.n)
      const more = {
        actor: t.digit,
        session: 's',
        schema: 1,
        intent: 'test',
        device: { wall: now, offset: 0 },
      }
      t.outbox.push({ uid, inc: t.inc, n: t.n, hlc: t.last, ...more, ops: [visit(uid, saw)] })
      over.set(uid, t.shown?.uid ?? null)
      t.shown = { uid, clock: t.last }
    }
    for (const { on, what, wrong } of steps) {
      const t = tablets[on]
      now += 1_000
      if (t === undefined) continue
      if (what === 'write') write(t, wrong)
      else if (what === 'push') pushAll(t)
      else pull(t)
    }
    for (const t of tablets) pushAll(t)
    return { over, standing: record('visits', 'v1')?.uids.room ?? null, conflicts: conflicts() }
  }

  test('[M3] each value stands, was knowingly put aside, or is in the journal', () => {
    let journaled = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { over, standing, conflicts } = play(steps)
        const accounted = new Set(conflicts.flatMap(({ won, lost }) => [won.uid, lost.uid]))
        // Whoever is put aside by one who is accounted for had their value on that one's screen.
        for (const uid of [standing, ...accounted])
          for (let put: string | null = uid; put !== null; put = over.get(put) ?? null) accounted.add(put)
        expect([...over.keys()].filter((uid) => !accounted.has(uid))).toEqual([])
        journaled += conflicts.length
      }),
      { numRuns: 300 },
    )
    expect(journaled).toBeGreaterThan(100)
  })

  test('[M3] and who takes turns, each on what the other wrote, has none', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const turns = steps.flatMap(({ on, wrong }): Do[] => [
          { on, what: 'pull', wrong },
          { on, what: 'write', wrong },
          { on, what: 'push', wrong },
        ])
        expect(play(turns).conflicts).toEqual([])
      }),
    )
  })
})

test('[M3] a conflict is told under the clocks that count, not under those that were written', () => {
  const { push, conflicts } = desk()
  push([tablet('b').set([visit('r3', null)])])
  const ahead = tablet('a').set([visit('r2', null)], { at: NOON + 86_400_000 })
  const { eff } = only(push([ahead], { now: NOON + 5_000 }))
  expect(conflicts()).toMatchObject([{ won: { uid: ahead.uid, clock: eff } }])
})

function orders<T>(of: readonly T[]): readonly (readonly T[])[] {
  if (of.length < 2) return [of]
  return of.flatMap((one, place) => orders(of.toSpliced(place, 1)).map((rest) => [one, ...rest]))
}
