/**
 * [SEC13] Requests of every kind against every route that the app has: bent paths, methods, headers, queries and bodies, other
 * shops' and devices' ids, replays, bombs. Each is answered or gets a 4xx with a stable code, nothing of the second shop ever
 * comes out, nothing planted is logged, and memory stays where it was. `BAD_INPUTS=100000` tries as many.
 */
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { InjectOptions } from 'light-my-request'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PATHS, SHOP_HEADER, WIRE_HEADER } from '../../src/sync/wire.ts'
import { TABLET_PATHS } from '../../src/sync/wire-tablets.ts'
import { op, tablet, uidOf } from '../contracts/storage/sets.ts'
import {
  bytesInUse,
  type Ground,
  ground,
  OTHER,
  OTHERS_WORD,
  PLANTED,
  type Route,
  routesOf,
  SET_UP_CODE,
  SPENT,
} from './campaign.ts'
import { dataApp, helloBody } from './data-app.ts'

const RUNS = Number(process.env.BAD_INPUTS ?? 1_200)
/** What the app may keep of so many requests: caches that fill once, nothing for each. */
const KEPT_MAX_BYTES = 8_000_000

let here: Ground
beforeAll(async () => {
  here = await ground()
})
afterAll(async () => {
  // After all of it a good set is taken, and what was there is there.
  const { results } = await here.data.push([
    here.shop.tablet.set([op('guests', 'g9', { name: ['good', null] })]),
  ])
  expect(results).toMatchObject([{ status: 'applied' }])
  const own = await here.data.get(`${PATHS.records}?table=guests&id=own-guest-4711`)
  expect(own.body).toMatchObject({ records: [{ fields: { name: PLANTED[0] } }] })
  expect(here.lines()).toBeGreaterThan(RUNS)
  expect(here.leaks).toEqual([])
  await here.close()
})

const INC = 'cccccccc'
const goodSet = () => tablet('c').set([op('visits', 'v1', { room: ['r1', null] }, { create: true })])
const WORDS = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e9',
    '1e999',
    'NaN',
    'null',
    'true',
    '[]',
    '{}',
    '9007199254740993',
    '99999999999999999999',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '$1', '$where'],
  ...[
    '../../secret.txt',
    '..\\..\\secret.txt',
    '%2e%2e%2fsecret.txt',
    '%252e%252e%252fsecret.txt',
    '/etc/passwd',
    'file:///etc/passwd',
  ],
  ...[
    "' or 1=1 --",
    '"; drop table records; --',
    '$(id)',
    '{{7*7}}',
    '<script>alert(1)</script>',
    '\r\nset-cookie: a=b',
  ],
  ...[
    '\ud800',
    '\udfff\ud800',
    'a\u0000b',
    '‮txt.exe',
    '👩‍⚕️𠮷',
    'é',
    'é',
    'ﷺ',
    '\ufeff',
    'İı',
    '瓮'.repeat(300),
  ],
  ...[
    OTHER.shop,
    OTHER.uid,
    OTHER.inc,
    OTHER.head,
    OTHER.guest,
    OTHER.token,
    OTHER.tablet,
    `guests/${OTHER.guest}`,
  ],
  ...[
    'x'.repeat(199),
    'x'.repeat(201),
    'x'.repeat(5_000),
    uidOf(INC, 1),
    INC,
    'visits',
    'guests',
    'v1',
    '2026-11-25',
    '2026-02-31',
  ],
]
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)
/** Spent, of nobody, of another tablet with an own secret, half, doubled, dressed up. */
const TOKENS = [
  ...SPENT,
  `${OTHER.tablet}.${'5'.repeat(64)}`,
  `${OTHER.tablet}.${OTHER.token}`,
  `${'f'.repeat(32)}.${'0'.repeat(64)}`,
  `${'0'.repeat(31)}1.${'5'.repeat(63)}`,
  `${'0'.repeat(31)}1.${'5'.repeat(63)}4`,
  `${'0'.repeat(31)}1.`,
  `.${'5'.repeat(64)}`,
  "' or 1=1 --",
].flatMap((token) => [`Bearer ${token}`, `bearer  ${token}`, `Basic ${token}`, token])
const sendable = (text: string) => encodeURIComponent(text.toWellFormed())
const json = fc.oneof(word, fc.jsonValue({ maxDepth: 4 }), fc.double(), fc.integer())
const mostly = <T>(value: T) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant<unknown>(value) }, { weight: 1, arbitrary: json })

/** Letters that HTTP lets into a header. */
const headerText = word.map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 4_000))
const headers = fc.dictionary(
  fc.constantFrom(
    ...[
      WIRE_HEADER,
      SHOP_HEADER,
      'authorization',
      'cookie',
      'host',
      'origin',
      'sec-fetch-site',
      'accept',
      'accept-encoding',
    ],
    ...[
      'content-type',
      'content-encoding',
      'range',
      'if-none-match',
      'if-modified-since',
      'if-range',
      'expect',
      'te',
      'trailer',
    ],
    ...[
      'x-forwarded-for',
      'x-forwarded-proto',
      'x-forwarded-host',
      'forwarded',
      'via',
      'x-http-method-override',
      'x-original-url',
    ],
    ...[
      'last-event-id',
      'upgrade',
      'connection',
      'accept-version',
      'x-request-id',
      '__proto__',
      'constructor',
    ],
  ),
  fc.oneof(
    { weight: 3, arbitrary: headerText },
    { weight: 1, arbitrary: fc.tuple(headerText, headerText) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'gzip',
        'br',
        'bytes=0-,0-,0-',
        'bytes=-1',
        '*',
        'Bearer',
        'Bearer a b',
        ...TOKENS,
      ),
    },
  ),
  { maxKeys: 3 },
)
const NAMES = [
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
  'a[b]',
  'constructor',
  'toString',
]
const query = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), word), { maxLength: 5 })
  .map((pairs) => pairs.map(([name, text]) => `${name}=${sendable(text)}`).join('&'))
const set = fc.oneof(
  fc.constant<unknown>(goodSet()),
  fc.record({
    ...{
      uid: fc.oneof(
        fc.nat({ max: 99_999 }).map((n) => uidOf(INC, n)),
        word,
      ),
      inc: mostly(INC),
      n: mostly(1),
    },
    ...{
      hlc: mostly(`0199a3f2b4c1-0003-${INC}`),
      actor: mostly('u1'),
      session: mostly('s1'),
      schema: mostly(1),
    },
    ...{ intent: mostly('test'), device: mostly({ wall: 1, offset: 0 }) },
    ops: fc.oneof(
      json,
      fc.array(
        fc.record({
          table: mostly('visits'),
          id: mostly('v1'),
          fields: fc.dictionary(word, fc.tuple(json, mostly(null))),
        }),
        { maxLength: 3 },
      ),
    ),
  }),
)
const CODES = [
  SET_UP_CODE,
  'AAAA-AAAA-AAAA',
  'aaaa aaaa aaaa',
  'c0de'.repeat(16),
  OTHER.tablet,
  'ＷＷＷＷ-ＷＷＷＷ-ＷＷＷＷ',
]
const newcomer = { inc: mostly(INC), name: mostly('二号'), shop: mostly(null) }
const bodyWords = fc.dictionary(
  fc.constantFrom(
    ...[
      'code',
      'name',
      'token',
      'id',
      'device',
      'tablet',
      'secret',
      'wrapped',
      'inc',
      'shop',
      'kind',
      'reason',
      'uid',
    ],
  ),
  json,
)
const body = fc.oneof(
  json,
  bodyWords,
  fc.record({
    inc: mostly(INC),
    seen: mostly(null),
    sets: fc.oneof(fc.array(set, { maxLength: 3 }), json),
    effs: mostly({}),
    begins: mostly(true),
  }),
  fc.record({ ...newcomer, code: fc.oneof(fc.constantFrom(...CODES), json) }),
  fc.record({
    ...newcomer,
    id: fc.oneof(fc.constantFrom(...CODES), json),
    wrapped: mostly(null),
    by: mostly('u-a'),
  }),
  fc.record({
    id: mostly(OTHER.tablet),
    by: mostly('u-a'),
    name: json,
    state: fc.oneof(fc.constantFrom('retired', 'stolen', 'enrolled'), json),
  }),
  fc.record({ uids: fc.oneof(fc.array(word, { maxLength: 5 }), json) }),
  fc.record(Object.fromEntries(Object.entries(helloBody).map(([name, value]) => [name, mostly(value)]))),
)
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 100 }).map((some) => Buffer.from(some)),
  fc.constantFrom(
    '',
    '{',
    '[',
    '{"a":',
    '[1,]',
    '{"a":1,"a":2}',
    "{'a':1}",
    '\ufeff{}',
    '1e999',
    '-',
    '"\\ud800"',
    '/* */{}',
  ),
  fc.nat({ max: 5_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.nat({ max: 2_000 }).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
)
const methods = fc.constantFrom(
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'MOVE',
  'SEARCH',
)

/** One request at a route: mostly its own method, a path whose parts are bent, and any headers, query and body. */
function requestTo(routes: readonly Route[]): fc.Arbitrary<InjectOptions> {
  return fc
    .record({
      route: fc.constantFrom(...routes),
      parts: fc.array(word, { minLength: 3, maxLength: 3 }),
      method: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: methods }),
      query: fc.option(query, { freq: 2, nil: '' }),
      headers,
      isBare: fc.nat({ max: 9 }).map((roll) => roll === 0),
      body: fc.oneof(
        { weight: 5, arbitrary: body.map((value) => JSON.stringify(value)) },
        { weight: 1, arbitrary: bytes },
      ),
      from: fc.oneof(
        { weight: 9, arbitrary: fc.constant('127.0.0.1') },
        { weight: 1, arbitrary: fc.constantFrom('::1', '192.168.1.9', '::ffff:10.0.0.1', 'fe80::1%eth0') },
      ),
    })
    .map(({ route, parts, method, query: words, headers: some, isBare, body: payload, from }) => {
      let at = 0
      const path = route.url.replace(/:\w+|\*/g, () => sendable(parts[at++] ?? ''))
      const own = isBare ? {} : here.headers
      const type = { 'content-type': 'application/json' }
      // A stream that is granted never ends: this one is asked for by another shop.
      const stranger = route.url === PATHS.events ? { [SHOP_HEADER]: OTHER.shop } : {}
      const isWrite = !['GET', 'HEAD'].includes(method ?? route.method)
      return {
        method: (method ?? route.method) as NonNullable<InjectOptions['method']>,
        url: words === '' ? path : `${path}?${words}`,
        headers: { ...own, ...(isWrite ? type : {}), ...some, ...stranger } as Record<string, string>,
        remoteAddress: from,
        ...(isWrite ? { payload } : {}),
      }
    })
}

describe('a campaign', () => {
  test('has something to find: the second shop’s guest is in the store', async () => {
    const { records } = await here.data.storage.records(OTHER.shop, {
      table: 'guests',
      id: OTHER.guest,
      after: null,
      limit: 1,
    })
    expect(records).toMatchObject([{ fields: { name: OTHERS_WORD } }])
  })

  test('of thousands of requests at every route leaves a 4xx with a code, and memory where it was', async () => {
    const routes = routesOf(here.data.app)
    expect(routes.length).toBeGreaterThanOrEqual(10)
    const seen = new Map<string, number>()
    const property = fc.asyncProperty(requestTo(routes), async (request) => {
      const { status, body: answer } = await here.attack(request)
      const kind =
        status < 400 ? 'answered' : ((answer as { error?: string } | null)?.error ?? String(status))
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
    })
    // The first third fills what is kept once: compiled code, prepared statements, pages of the database.
    await fc.assert(property, { numRuns: Math.ceil(RUNS / 3) })
    const before = await bytesInUse()
    await fc.assert(property, { numRuns: Math.ceil((RUNS * 2) / 3) })
    const kept = (await bytesInUse()) - before
    expect(kept).toBeLessThan(KEPT_MAX_BYTES)
    // It was not all turned away at one door.
    for (const kind of [
      'answered',
      'malformed',
      'notFound',
      'loopbackOnly',
      'stranger',
      'version',
      'otherShop',
    ])
      expect(seen.get(kind), kind).toBeGreaterThan(0)
  })
})

describe('strangers', () => {
  /** Open to whoever comes: the app's files, health, and the two that take a code. */
  const OPEN: readonly string[] = ['/*', '/api/health', TABLET_PATHS.claim, TABLET_PATHS.join]

  test('[SEC9] get one and the same answer at every other route, byte for byte, whether a shop is held or not', async () => {
    const empty = await dataApp()
    const routes = [here.data.app, empty.app].flatMap((app) =>
      routesOf(app).flatMap((route) => (OPEN.includes(route.url) ? [] : [{ app, ...route }])),
    )
    expect(routes.length).toBeGreaterThanOrEqual(2 * 13)
    const answers = new Set<string>()
    for (const { app, method, url } of routes) {
      for (const authorization of [
        undefined,
        '',
        ...TOKENS.filter((token) => !SPENT.some((spent) => token.includes(spent))),
      ]) {
        const headers = { ...here.headers, authorization }
        if (authorization === undefined) Reflect.deleteProperty(headers, 'authorization')
        for (const more of [{}, { [SHOP_HEADER]: OTHER.shop }, { [WIRE_HEADER]: '99' }]) {
          const answer = await app.inject({
            ...{ method: method as 'GET', url: url.replace(/:\w+/g, 'x') },
            headers: { ...headers, ...more } as Record<string, string>,
          })
          answers.add(`${answer.statusCode} ${answer.body}`)
        }
      }
    }
    expect([...answers]).toEqual([expect.stringMatching(/^401 \{"error":"stranger"/)])
    await empty.close()
  })
})

describe('bombs', () => {
  const zeros = Buffer.alloc(32_000_000, '0')
  test.each([
    { encoding: 'gzip', bomb: () => gzipSync(zeros) },
    { encoding: 'deflate', bomb: () => deflateSync(zeros) },
    {
      encoding: 'br',
      bomb: () => brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
    },
    { encoding: 'gzip, gzip', bomb: () => gzipSync(gzipSync(zeros)) },
  ])('that unfold to 32 MB by $encoding are not unfolded', async ({ encoding, bomb }) => {
    const payload = bomb()
    expect(payload.length).toBeLessThan(200_000)
    const most = { bytes: 0 }
    const watch = setInterval(() => {
      most.bytes = Math.max(most.bytes, process.memoryUsage().arrayBuffers)
    }, 1)
    const before = process.memoryUsage().arrayBuffers
    for (const url of [PATHS.hello, PATHS.push, PATHS.missing]) {
      const headers = { ...here.headers, 'content-type': 'application/json', 'content-encoding': encoding }
      expect((await here.attack({ method: 'POST', url, payload, headers })).status).toBe(415)
    }
    clearInterval(watch)
    expect(most.bytes - before).toBeLessThan(8_000_000)
  })
})

describe('replays', () => {
  test('a push that comes again and again is taken once, and under another shop’s name never', async () => {
    const sets = [tablet('d').set([op('visits', 'v-replay', { room: ['r1', null] }, { create: true })])]
    const payload = JSON.stringify({ inc: 'dddddddd', seen: null, sets })
    const push = (shop: string) =>
      here.attack({
        ...{ method: 'POST', url: PATHS.push, payload },
        headers: { ...here.headers, [SHOP_HEADER]: shop, 'content-type': 'application/json' },
      })
    expect((await push(OTHER.shop)).status).toBe(409)
    const answers = await Promise.all(Array.from({ length: 20 }, () => push(here.shop.shop)))
    const dups = answers.map(
      ({ body: answer }) => (answer as { results: { dup?: boolean }[] }).results[0]?.dup === true,
    )
    expect(dups.filter((isDup) => !isDup)).toHaveLength(1)
    expect((await push(OTHER.shop)).status).toBe(409)
  })
})

describe('paths that climb', () => {
  const UP = ['..', '%2e%2e', '%2E%2e', '.%2e', '%252e%252e', '..%00', '%c0%ae%c0%ae', '．．', '..;', '....']
  const SLASHES = ['/', '%2f', '%5c', '\\', '%252f', '//', '%5C%2f']
  const TARGETS = [
    'secret.txt',
    'steamkeeper.db',
    'steamkeeper.db-wal',
    'etc/passwd',
    'proc/self/environ',
    '.env',
  ]

  test('reach no file outside the app’s folder, nor another record', async () => {
    await here.data.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = here.data.app.server.address() as AddressInfo
    const agent = new Agent({ keepAlive: true, maxSockets: 4 })
    const ask = async (path: string) => {
      const request = get({
        host: '127.0.0.1',
        port,
        path,
        agent,
        headers: { ...here.headers, host: 'localhost', accept: 'text/html' },
      })
      const [answer] = await once(request, 'response')
      let text = ''
      for await (const piece of answer.setEncoding('latin1')) text += piece
      return { status: Number(answer.statusCode), text }
    }
    const paths = ['/', '/assets/', `${PATHS.audit}/guests/`].flatMap((start) =>
      UP.flatMap((up) =>
        SLASHES.flatMap((slash) => TARGETS.map((target) => start + [up, up, target].join(slash))),
      ),
    )
    const kinds = new Set<number>()
    for (const path of paths) {
      const { status, text } = await ask(encodeURI(path).replaceAll('%25', '%'))
      kinds.add(status)
      expect(status).toBeLessThan(500)
      for (const word of ['beside-the-web-folder', 'SQLite format', 'root:', 'PATH='])
        expect(text).not.toContain(word)
    }
    expect(paths.length).toBeGreaterThan(600)
    expect([...kinds].every((status) => status === 200 || (status >= 400 && status < 500))).toBe(true)
    agent.destroy()
  })
})
