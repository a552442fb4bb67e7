import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AdmitState, admit } from '../../src/sync/admit.ts'
import { firstHead } from '../../src/sync/head.ts'
import { parseOffers } from '../../src/sync/offers.ts'
import { everybody } from '../contracts/storage/sets.ts'

const UID = '0199a3f2-b4c1-7e02-9a11-3c5d7e9f1b20'
const INC = '9f31c07a'
const GOOD = {
  ...{ uid: UID, inc: INC, n: 1, hlc: `0199a3f2b4c1-0003-${INC}` },
  ...{ actor: 'u17', session: 's1', schema: 1, intent: 'visit.tick', device: { wall: 1, offset: 0 } },
  ops: [{ table: 'visits', id: 'v1', create: true, fields: { room: ['r1', null] } }],
}
const op = GOOD.ops[0]

/** As it arrives: written as JSON and read again. */
const arrived = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
function offerOf(set: unknown, effs?: { [uid: string]: string }) {
  const parsed = parseOffers([arrived(set)], effs)
  if ('namelessAt' in parsed) throw new Error('has no name')
  return parsed.offers[0]
}

describe('a set of the right shape', () => {
  test('[CS2] is taken as it came, under its own name and place', () => {
    expect(offerOf(GOOD)).toEqual({ uid: UID, inc: INC, n: 1, set: GOOD })
  })

  test('[M7] keeps what a newer version has added to it, at every level', () => {
    const newer = {
      ...GOOD,
      mood: 'calm',
      device: { ...GOOD.device, battery: 80 },
      ops: [{ ...op, hint: [1, 2], table: 'stars', fields: { room: [{ wall: 3 }, null] } }],
    }
    expect(offerOf(newer)?.set).toEqual(newer)
  })

  test('[S4] brings the clock that an earlier answer gave it, and only its own', () => {
    const eff = `0199a3f2b4c1-0009-${INC}`
    expect(offerOf(GOOD, { [UID]: eff })).toMatchObject({ eff })
    expect(offerOf(GOOD, { [UID.replace('0', '1')]: eff })).not.toHaveProperty('eff')
  })
})

describe('[S2] a set whose shape is broken is taken by its name, to be parked with all it holds', () => {
  test.each([
    { what: 'ops that are no list', set: { ...GOOD, ops: 'none' } },
    { what: 'no ops', set: { uid: UID, inc: INC, n: 1 } },
    { what: 'a clock of another shape', set: { ...GOOD, hlc: '2026-11-25T12:00' } },
    { what: 'the clock of another tablet', set: { ...GOOD, hlc: '0199a3f2b4c1-0003-00000000' } },
    { what: 'a table that is a path', set: { ...GOOD, ops: [{ ...op, table: '../visits' }] } },
    { what: 'an id with a NUL in it', set: { ...GOOD, ops: [{ ...op, id: 'v\u00001' }] } },
    { what: 'a day that is no day', set: { ...GOOD, ops: [{ ...op, day: 'today' }] } },
    { what: 'a field without its clock', set: { ...GOOD, ops: [{ ...op, fields: { room: ['r1'] } }] } },
    { what: 'a field that is no pair', set: { ...GOOD, ops: [{ ...op, fields: { room: 'r1' } }] } },
    { what: 'create: false', set: { ...GOOD, ops: [{ ...op, create: false }] } },
    { what: 'nobody as its author', set: { ...GOOD, actor: '' } },
  ])('$what', ({ set }) => {
    expect(offerOf(set)).toEqual({ uid: UID, inc: INC, n: 1, set: null, raw: set })
  })

  test('a number larger than JSON carries', () => {
    const raw = JSON.parse(JSON.stringify({ ...GOOD, hlc: 1 }).replace('"u17"', '1e999'))
    const parsed = parseOffers([raw])
    expect('offers' in parsed && parsed.offers[0]).toMatchObject({
      set: null,
      raw: { actor: null, uid: UID },
    })
  })

  test('a depth that would end the stack; of that only the name is kept', () => {
    for (const levels of [250, 10_000, 300_000]) {
      const deep = `${'['.repeat(levels)}1${']'.repeat(levels)}`
      const raw = JSON.parse(JSON.stringify(GOOD).replace('"r1"', deep))
      const parsed = parseOffers([raw])
      expect('offers' in parsed && parsed.offers).toEqual([
        { uid: UID, inc: INC, n: 1, set: null, raw: null },
      ])
    }
  })

  test('a value that is only deeper than it may be is kept whole, for its limit to be named', () => {
    const deep = `${'['.repeat(100)}1${']'.repeat(100)}`
    const raw = JSON.parse(JSON.stringify(GOOD).replace('"r1"', deep))
    const parsed = parseOffers([raw])
    expect('offers' in parsed && parsed.offers[0]?.set).toEqual(raw)
  })
})

test('[S2] a name that every object has in JavaScript is a field like any other, and pollutes nothing', () => {
  const text = JSON.stringify(GOOD).replace(
    '"room":',
    '"__proto__":["p",null],"constructor":["c",null],"room":',
  )
  const parsed = parseOffers([JSON.parse(text)])
  if ('namelessAt' in parsed) throw new Error('has no name')
  expect(parsed.offers[0]?.set).not.toBe(null)
  const state: AdmitState = {
    ...{ head: firstHead('e'.repeat(16)), now: 1_763_791_200_000, parkedCreates: new Set() },
    ...{ known: new Map(), records: new Map(), devices: new Map(), places: new Map(), clamped: new Map() },
    ...{ roles: new Map(), procedures: new Map(), waiting: [], parkedAt: new Map(), claims: new Map() },
    ...{ erased: new Set(), isInVisit: () => false, urns: { isOn: () => false, isOf: () => false } },
  }
  const { results, log } = admit(state, parsed.offers, (text) => text.slice(-64).padStart(64, '0'), everybody)
  expect(results).toMatchObject([{ status: 'parked', reason: 'limit' }])
  expect(JSON.stringify(log[0]?.body)).toContain('__proto__')
  expect(Object.hasOwn(Object.prototype, 'p')).toBe(false)
  expect(({} as { room?: unknown }).room).toBeUndefined()
})

test('[S2] what is no value and clock under such a name is a broken shape, and trips nobody', () => {
  const clock = `["${GOOD.hlc}"]`
  const values = [
    '5',
    'null',
    '{"a":1}',
    '["p"]',
    '["p","no clock"]',
    `["p",${clock}]`,
    '["p",{"toString":1}]',
  ]
  for (const value of values) {
    const raw = JSON.parse(JSON.stringify(GOOD).replace('"room":', `"__proto__":${value},"room":`))
    const parsed = parseOffers([raw])
    expect('offers' in parsed && parsed.offers[0]?.set, value).toBe(null)
  }
})

describe('[S2] a set that cannot even be named is refused, with its place in the batch', () => {
  test.each([
    null,
    1,
    'set',
    [],
    {},
    { ...GOOD, uid: undefined },
    { ...GOOD, uid: UID.toUpperCase() },
    { ...GOOD, uid: `${UID}'` },
    { ...GOOD, inc: '9f31c07' },
    { ...GOOD, inc: 9 },
    { ...GOOD, n: 0 },
    { ...GOOD, n: 1.5 },
    { ...GOOD, n: '1' },
    { ...GOOD, n: 2 ** 53 },
  ])('%o', (nameless) => {
    expect(parseOffers([GOOD, arrived(nameless ?? null), GOOD])).toEqual({ namelessAt: 1 })
  })
})

test('[S2] whatever JSON a batch holds, it is read or refused by place, and never throws', () => {
  const json = fc.jsonValue({ maxDepth: 6 })
  const bent = fc.record(
    {
      uid: fc.oneof(fc.constant(UID), json),
      inc: fc.oneof(fc.constant(INC), json),
      n: fc.oneof(fc.constant(1), json),
      hlc: fc.oneof(fc.constant(GOOD.hlc), json),
      ops: fc.oneof(fc.constant(GOOD.ops), json),
      device: fc.oneof(fc.constant(GOOD.device), json),
      actor: json,
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(json, bent), { maxLength: 5 }), (sets) => {
      const parsed = parseOffers(arrived(sets) as unknown[])
      if ('namelessAt' in parsed) expect(parsed.namelessAt).toBeLessThan(sets.length)
      else expect(parsed.offers).toHaveLength(sets.length)
    }),
  )
})
