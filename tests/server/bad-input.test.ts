/**
 * [S2] Bad input of every kind against the real app over the real store: whatever comes, the answer is 200 or a 4xx with a
 * stable code and one sentence, and afterwards the shop's records are there and a good set applies.
 */
import fc from 'fast-check'
import type { InjectOptions } from 'light-my-request'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PATHS, pushAnswer, SHOP_HEADER, WIRE_HEADER } from '../../src/sync/wire.ts'
import { op, tablet, uidOf } from '../contracts/storage/sets.ts'
import { type Asked, codeOf, type DataApp, dataApp, good, helloBody } from './data-app.ts'

let data: DataApp
let shop: Awaited<ReturnType<DataApp['begin']>>
beforeEach(async () => {
  data = await dataApp()
  shop = await data.begin()
  await data.push([shop.tablet.set([op('guests', 'g1', { name: ['王小明', null] })])])
})
/** What was there is there, and the next good set applies. */
afterEach(async () => {
  const { results } = await data.push([shop.tablet.set([op('guests', 'g2', { name: ['good', null] })])])
  expect(results).toMatchObject([{ status: 'applied' }])
  const { records } = await data.pullAll(shop.head)
  const names = records.filter(({ table }) => table === 'guests').map(({ id, fields }) => [id, fields.name])
  expect(names).toEqual(
    expect.arrayContaining([
      ['g1', '王小明'],
      ['g2', 'good'],
    ]),
  )
  await data.close()
})

const TABLET = 'b'
const INC = TABLET.repeat(8)
const goodSet = () => tablet(TABLET).set([op('visits', 'v1', { room: ['r1', null] }, { create: true })])

/** 200, or a refusal whose code, status and sentence fit together. */
function fine(answer: Asked): void {
  if (answer.status === 200) return
  codeOf(answer)
  expect(answer.status).toBeLessThan(500)
  const { message } = answer.body as { readonly message: string }
  expect(message).toMatch(/^[A-Z][^\n]{10,150}[.]$/)
}

const raw = (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
  data.ask(url, { method: 'POST', payload, headers: { 'content-type': 'application/json', ...headers } })
const pushRaw = (sets: string) => raw(PATHS.push, `{"inc":"${INC}","seen":null,"sets":${sets}}`)
const textOf = (set: unknown) => JSON.stringify(set)
const POSTS = [PATHS.hello, PATHS.push, PATHS.missing]
const GETS = [PATHS.pull, PATHS.snapshot, PATHS.records, PATHS.events, `${PATHS.audit}/visits/v1`]

describe('a body', () => {
  test.each([
    { what: 'nothing', body: '' },
    { what: 'no JSON', body: '<html>sign in to the wifi</html>' },
    { what: 'JSON cut off', body: '{"inc":"9f31' },
    { what: 'JSON twice', body: '{}{}' },
    { what: 'a bare word', body: 'null' },
    { what: 'a list', body: '[]' },
    { what: 'a number beyond all numbers', body: '1e999' },
    { what: 'half of a UTF-8 letter', body: Buffer.from([0x22, 0xe7, 0x93, 0x22]) },
    { what: 'UTF-16', body: Buffer.from('﻿{}', 'utf16le') },
    { what: 'zeros', body: Buffer.alloc(1000) },
    { what: 'a depth of 10,000', body: '['.repeat(10_000) + ']'.repeat(10_000) },
    { what: 'a depth of 500,000', body: '['.repeat(500_000) + ']'.repeat(500_000) },
    {
      what: 'names from JavaScript',
      body: '{"__proto__":{"sets":[]},"constructor":{"prototype":{"sets":1}}}',
    },
  ])('that is $what is malformed', async ({ body }) => {
    for (const url of POSTS) expect(codeOf(await raw(url, body))).toBe('malformed')
    expect(({} as { sets?: unknown }).sets).toBeUndefined()
  })

  test.each([
    'text/plain',
    'text/html',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'x',
    '',
    'application/json/x',
    '\u00ff',
  ])('of the type “%s” is not JSON', async (type) => {
    for (const url of POSTS) {
      const answer = await raw(url, '{}', { 'content-type': type })
      expect(['notJson', 'malformed']).toContain(codeOf(answer))
    }
  })

  test('that is encoded is not taken, however it is called', async () => {
    for (const encoding of ['gzip', 'br', 'deflate', 'identity, gzip', 'x'])
      expect(codeOf(await raw(PATHS.push, '{}', { 'content-encoding': encoding }))).toBe('notJson')
  })

  test('[CS7] of 1.3 MB is too large', async () => {
    for (const url of POSTS) expect(codeOf(await raw(url, `"${'x'.repeat(1_300_000)}"`))).toBe('tooLarge')
  })
})

describe('a set', () => {
  const withFields = (fields: string) => textOf(goodSet()).replace('"room":', `${fields},"room":`)

  test.each([
    {
      what: 'a value of 33 KB',
      set: () => withFields(`"note":["${'x'.repeat(33 * 1024)}",null]`),
      reason: 'limit',
    },
    {
      what: 'a signature of 25 KB',
      set: () => withFields(`"sign":["data:image/png;base64,${'A'.repeat(25 * 1024)}",null]`),
      reason: 'limit',
    },
    {
      what: '300 KB',
      set: () =>
        withFields(
          Array.from({ length: 10 }, (_, at) => `"n${at}":["${'x'.repeat(30_000)}",null]`).join(','),
        ),
      reason: 'limit',
    },
    {
      what: '201 ops',
      set: () =>
        textOf(tablet(TABLET).set(Array.from({ length: 201 }, (_, at) => op('visits', `v${at}`, {})))),
      reason: 'limit',
    },
    {
      what: '10,000 ops',
      set: () =>
        textOf(tablet(TABLET).set(Array.from({ length: 10_000 }, (_, at) => op('visits', `v${at}`, {})))),
      reason: 'limit',
    },
    {
      what: 'a value 100 deep',
      set: () => withFields(`"deep":[${'['.repeat(100)}${']'.repeat(100)},null]`),
      reason: 'limit',
    },
    {
      what: 'a value 10,000 deep',
      set: () => withFields(`"deep":[${'['.repeat(10_000)}${']'.repeat(10_000)},null]`),
      reason: 'shape',
    },
    {
      what: 'a field named __proto__',
      set: () => withFields('"__proto__":[{"admin":true},null]'),
      reason: 'limit',
    },
    { what: 'a field named @day', set: () => withFields('"@day":["2026-11-25",null]'), reason: 'limit' },
    { what: 'a field without a name', set: () => withFields('"":[1,null]'), reason: 'limit' },
    {
      what: 'a field name of 201 letters',
      set: () => withFields(`"${'x'.repeat(201)}":[1,null]`),
      reason: 'limit',
    },
    { what: 'a number beyond all numbers', set: () => withFields('"n":[1e999,null]'), reason: 'shape' },
    {
      what: 'a table that is a path',
      set: () => textOf(goodSet()).replace('"visits"', '"../../etc"'),
      reason: 'shape',
    },
    {
      what: 'a table that is SQL',
      set: () => textOf(goodSet()).replace('"visits"', '"visits; drop table log"'),
      reason: 'shape',
    },
    { what: 'a Chinese id', set: () => textOf(goodSet()).replace('"v1"', '"瓮"'), reason: 'shape' },
    {
      what: 'a clock that is none',
      set: () => textOf(goodSet()).replace(/"hlc":"[^"]+"/, '"hlc":"soon"'),
      reason: 'shape',
    },
    {
      what: 'somebody else’s clock',
      set: () => textOf(goodSet()).replace(`-${INC}"`, '-00000000"'),
      reason: 'shape',
    },
  ])('with $what is parked, and acknowledged', async ({ set, reason }) => {
    const { results } = good(pushAnswer, await pushRaw(`[${set()}]`))
    expect(results).toMatchObject([{ status: 'parked', reason, seq: 3 }])
    // Sent again it gets the same verdict: nothing about it is judged twice.
    const again = good(pushAnswer, await pushRaw(`[${set()}]`))
    expect(again.results).toMatchObject([{ status: 'parked', dup: true, seq: 3 }])
  })

  test.each([
    { what: 'lone surrogates', text: '\\ud800 \\udfff' },
    { what: 'NUL', text: 'a\\u0000b' },
    { what: 'right to left', text: 'שלום ‮txt.exe' },
    { what: 'combined letters and emoji', text: 'é 👩‍⚕️ 𠮷 ﷽' },
    { what: 'a line end and a quote', text: '\\n\\r\'\\";--' },
    { what: 'HTML', text: '<script>alert(1)</script>' },
  ])(
    '[M7] with $what in its value, its field’s name, its author and its person is kept to the letter',
    async ({ text }) => {
      const body = textOf({
        ...goodSet(),
        actor: 'ACTOR',
        ops: [op('visits', 'v1', { FIELD: ['VALUE', null] }, { person: 'PERSON' })],
      })
      const set = body.replace(/ACTOR|FIELD|VALUE|PERSON/g, () => text)
      const { results } = good(pushAnswer, await pushRaw(`[${set}]`))
      expect(results).toMatchObject([{ status: 'applied' }])
      const said: string = JSON.parse(`"${text}"`)
      const { records } = await data.pullAll(shop.head)
      const visit = records.find(({ table }) => table === 'visits')
      expect(visit?.fields).toEqual({ [said]: said })
      const person = await data.get(
        `${PATHS.records}?table=visits&person=${encodeURIComponent(said.toWellFormed())}`,
      )
      fine(person)
    },
  )

  test('with the highest numbers there are holds up nobody', async () => {
    const max = Number.MAX_SAFE_INTEGER
    const set = {
      ...goodSet(),
      n: max,
      schema: max,
      hlc: `ffffffffffff-ffff-${INC}`,
      device: { wall: -1e308, offset: 1e308 },
    }
    const { results } = good(pushAnswer, await pushRaw(textOf([set])))
    expect(results).toMatchObject([{ status: 'applied' }])
    const next = { ...goodSet(), uid: uidOf(INC, 2), n: max }
    expect(good(pushAnswer, await pushRaw(textOf([next]))).results).toMatchObject([{ status: 'applied' }])
  })

  test('that cannot be named is refused with its place, and those around it wait with it', async () => {
    const answer = await pushRaw(textOf([goodSet(), { ...goodSet(), uid: "'; drop table log" }]))
    expect(codeOf(answer)).toBe('malformed')
    expect(answer.body).toMatchObject({ at: 1 })
  })

  test('501 of them are too many at once, and 500 broken ones are all parked', async () => {
    const sets = Array.from({ length: 501 }, (_, n) => ({ uid: uidOf(INC, n + 1), inc: INC, n: n + 1 }))
    expect(codeOf(await pushRaw(textOf(sets)))).toBe('tooLarge')
    const { results } = good(pushAnswer, await pushRaw(textOf(sets.slice(1))))
    expect(results.every(({ status, reason }) => status === 'parked' && reason === 'shape')).toBe(true)
    expect(results).toHaveLength(500)
  })

  test('that comes 500 times in one push is taken once', async () => {
    const { results } = good(pushAnswer, await pushRaw(textOf(Array.from({ length: 500 }, goodSet))))
    expect(results.filter(({ dup }) => dup !== true)).toHaveLength(1)
  })
})

/** JSON of any shape, with words of the wire and of JavaScript mixed in. */
const WORDS = [
  '',
  INC,
  uidOf(INC, 1),
  '__proto__',
  'constructor',
  'visits',
  '瓮',
  '\ud800',
  '\u0000',
  '2026-11-25',
  '0'.repeat(32),
]
const word = fc.oneof(fc.constantFrom(...WORDS), fc.string(), fc.string({ unit: 'binary' }))
const json = fc.oneof(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), word, fc.integer(), fc.double())
const mostly = (value: unknown) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: json })
const bentOp = fc.record(
  {
    table: mostly('visits'),
    id: mostly('v1'),
    create: mostly(true),
    day: mostly('2026-11-25'),
    person: mostly('g1'),
    fields: fc.oneof(fc.dictionary(word, fc.oneof(fc.tuple(json, mostly(null)), json)), json),
  },
  { requiredKeys: ['table', 'id'] },
)
const bentSet = fc
  .record(
    {
      uid: mostly(uidOf(INC, 1)),
      inc: mostly(INC),
      n: mostly(1),
      hlc: mostly(`0199a3f2b4c1-0003-${INC}`),
      actor: mostly('u1'),
      session: mostly('s1'),
      schema: mostly(1),
      intent: mostly('test'),
      device: mostly({ wall: 1, offset: 0 }),
      ops: fc.oneof(
        fc.array(fc.oneof({ weight: 4, arbitrary: bentOp }, { weight: 1, arbitrary: json })),
        json,
      ),
    },
    { requiredKeys: ['uid', 'inc', 'n'] },
  )
  .chain((set) =>
    // Mostly under a name of its own, so that it is judged and not a dup.
    fc.nat({ max: 99_999 }).map((n) => (set.uid === uidOf(INC, 1) ? { ...set, uid: uidOf(INC, n) } : set)),
  )
const bentPush = fc.record(
  {
    inc: mostly(INC),
    seen: mostly(null),
    sets: fc.oneof(
      { weight: 5, arbitrary: fc.array(bentSet, { maxLength: 4 }) },
      { weight: 1, arbitrary: json },
    ),
    effs: fc.oneof(fc.dictionary(word, mostly(`0199a3f2b4c1-0003-${INC}`)), json),
  },
  { requiredKeys: ['inc', 'seen', 'sets'] },
)
const bentHello = fc.record(
  Object.fromEntries(Object.entries(helloBody).map(([name, value]) => [name, mostly(value)])),
)

describe('thousands of others', () => {
  const check = <T>(values: fc.Arbitrary<T>, runs: number, ask: (value: T) => Promise<Asked>) => {
    const seen = new Map<string, number>()
    const property = fc.asyncProperty(values, async (value) => {
      const answer = await ask(value)
      fine(answer)
      const kind = answer.status === 200 ? 'answered' : 'refused'
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
    })
    return fc.assert(property, { numRuns: runs }).then(() => seen)
  }

  test('[SEC13] pushes: each is answered, and some of both kinds were among them', async () => {
    const seen = await check(bentPush, 1_500, (body) => data.post(PATHS.push, body))
    expect(seen.get('answered')).toBeGreaterThan(50)
    expect(seen.get('refused')).toBeGreaterThan(50)
  })

  test('hellos, and uids that may be missing', async () => {
    const hellos = await check(bentHello, 500, (body) => data.post(PATHS.hello, body))
    expect(hellos.size).toBe(2)
    const uids = fc.oneof(fc.array(fc.oneof(fc.constant(uidOf(INC, 1)), word)), json)
    await check(uids, 500, (some) => data.post(PATHS.missing, { uids: some }))
  })

  test('bodies that are any bytes', async () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some))
    await check(fc.tuple(fc.constantFrom(...POSTS), bytes), 500, ([url, body]) => raw(url, body))
  })

  test('queries', async () => {
    const names = fc.constantFrom(
      'cursor',
      'seen',
      'limit',
      'page',
      'head',
      'table',
      'id',
      'day',
      'person',
      'after',
      '__proto__',
    )
    const heads = fc.constantFrom(
      shop.head,
      `${'0'.repeat(16)}.1.${'1'.repeat(32)}`,
      '...',
      `${shop.head}0`,
      '-1',
      '1e9',
    )
    const value = fc
      .oneof(word, heads, fc.integer().map(String))
      .map((text) => encodeURIComponent(text.toWellFormed()))
    const query = fc.array(fc.tuple(names, value), { maxLength: 6 })
    const urls = fc.constantFrom(...GETS.filter((url) => url !== PATHS.events))
    await check(fc.tuple(urls, query), 1_000, ([url, words]) =>
      data.get(`${url}?${words.map((pair) => pair.join('=')).join('&')}`),
    )
  })

  test('headers', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789abcdef-.\'"\\;:%äÿ \t') })
    const names = fc.constantFrom(
      WIRE_HEADER,
      SHOP_HEADER,
      'content-type',
      'content-encoding',
      'accept-encoding',
      'accept',
      'host',
      'origin',
      'cookie',
      'range',
      'if-none-match',
      'transfer-encoding',
      'expect',
      'x-http-method-override',
    )
    const headers = fc.dictionary(names, text, { maxKeys: 3 })
    await check(fc.tuple(fc.constantFrom(...POSTS, ...GETS.slice(0, 3)), headers), 800, ([url, some]) =>
      GETS.includes(url) ? data.get(url, some) : data.post(url, helloBody, some),
    )
  })

  test('paths, also those that climb', async () => {
    const parts = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '%00',
      'etc',
      'passwd',
      'api',
      'audit',
      'sync',
      'v1',
      'push',
      '瓮',
      '%',
      '%zz',
      '%ff',
      '~',
      '*',
      ':id',
      '__proto__',
      'x'.repeat(700),
    )
    const path = fc.array(parts, { maxLength: 6 }).map((some) => `/api/${some.join('/')}`)
    await check(path, 1_000, (url) => data.get(url))
    for (const url of [
      '/api/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/..%2f..%2fsteamkeeper.db',
      '/steamkeeper.db/..',
    ])
      expect((await data.get(url)).status).toBeGreaterThanOrEqual(400)
  })

  test('methods', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      for (const url of POSTS) {
        const answer = await data.ask(url, { method, payload: '{' } satisfies InjectOptions)
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
        if (method !== 'HEAD') codeOf(answer)
      }
    }
  })
})
