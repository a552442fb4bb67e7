import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import type { Tokens } from '../../src/client/tokens.ts'
import { httpTransport, type Refusal } from '../../src/client/transport.ts'
import { vouchOf } from '../../src/client/vouch.ts'
import { PATHS } from '../../src/sync/wire.ts'
import { TABLET_PATHS, VOUCH_HEADER } from '../../src/sync/wire-tablets.ts'
import { handClock } from '../db/tablet.ts'

const SHOP = '0199a3f2-b4c1-7e02-9a11-3c5d7e9f1b20'
const HEAD = `${'ab'.repeat(8)}.0.${'0'.repeat(32)}`
const HELLO = {
  inc: '9f31c07a',
  top: null,
  cursor: null,
  seen: null,
  pending: 0,
  app: '0.1.0+test',
  schema: 1,
}
const [NEW, OLD] = ['a', 'b'].map((digit) => `${digit.repeat(32)}.${digit.repeat(64)}`) as [string, string]
const TOKENS: Tokens = { read: async () => [NEW], keep: async () => undefined }
const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** Something on loopback that answers as it likes. */
async function whoAnswers(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  return `http://127.0.0.1:${address.port}`
}

const answering =
  (status: number, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  (...[, response]: Parameters<RequestListener>) =>
    void response.writeHead(status, headers).end(body)

async function refusalOf(listener: RequestListener): Promise<Refusal> {
  const reply = await httpTransport(handClock(), TOKENS, await whoAnswers(listener)).hello(null, HELLO)
  if (reply.ok) throw new Error('that was taken for an answer')
  return reply
}

describe('what is not our server is no answer', () => {
  test.each([
    ['a captive portal’s page with status 200', 200, '<html><form>wifi</form></html>', 'notOurServer'],
    ['JSON of another kind with status 200', 200, '{"hello":"world"}', 'notOurServer'],
    ['an empty answer', 200, '', 'notOurServer'],
    ['half of an answer', 200, '{"serverTime":1,"sho', 'notOurServer'],
    ['a proxy’s page for a server that is down', 502, '<html>bad gateway</html>', 'serverFault'],
    ['a page that is not there', 404, '<html>not found</html>', 'notOurServer'],
    ['a code that this version does not know', 418, '{"error":"teapot","message":"no"}', 'notOurServer'],
  ] as const)('[C3] %s', async (_what, status, body, trouble) => {
    expect(await refusalOf(answering(status, body))).toMatchObject({ trouble, code: null })
  })

  test('a portal that redirects to its own page is recognised and not followed', async () => {
    let asked = 0
    const refusal = await refusalOf((request, response) => {
      asked += 1
      if (request.url?.startsWith('/api')) answering(302, '', { location: '/login' })(request, response)
      else answering(200, '{}')(request, response)
    })
    expect(refusal.trouble).toBe('notOurServer')
    expect(asked).toBe(1)
  })

  test('nobody there is unreachable', async () => {
    const origin = await whoAnswers(answering(200, ''))
    for (const server of servers.splice(0)) server.close()
    const reply = await httpTransport(handClock(), TOKENS, origin).hello(null, HELLO)
    expect(reply).toMatchObject({ ok: false, trouble: 'unreachable' })
  })

  test('a connection that is cut in the middle of an answer is unreachable', async () => {
    const refusal = await refusalOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"serverTime":')
      setTimeout(() => response.destroy(), 20)
    })
    expect(refusal.trouble).toBe('unreachable')
  })
})

describe('refusals of our server', () => {
  test.each([
    [409, 'otherShop', 'otherShop'],
    [403, 'loopbackOnly', 'loopbackOnly'],
    [401, 'stranger', 'notJoined'],
    [403, 'revoked', 'revoked'],
    [426, 'version', 'version'],
    [503, 'unavailable', 'serverFault'],
    [500, 'internal', 'serverFault'],
    [400, 'malformed', 'refused'],
    [409, 'reset', 'refused'],
  ] as const)('%i %s is the trouble %s, and the code is handed on', async (status, error, trouble) => {
    const refusal = await refusalOf(answering(status, JSON.stringify({ error, message: '…' })))
    expect(refusal).toMatchObject({ trouble, code: error, status })
  })

  test('which set could not be named, and when to come again, are read', async () => {
    const body = JSON.stringify({ error: 'malformed', message: '…', at: 3 })
    const headers = { 'content-type': 'application/json', 'retry-after': '7' }
    expect(await refusalOf(answering(400, body, headers))).toMatchObject({ at: 3, retryAfterMs: 7_000 })
  })

  test('a proxy that cuts large bodies says the same as our server', async () => {
    expect(await refusalOf(answering(413, '<html>too large</html>'))).toMatchObject({ code: 'tooLarge' })
  })
})

describe('the time', () => {
  const answerAt = (serverTime: number) =>
    answering(
      200,
      JSON.stringify({
        ...{ serverTime, shop: SHOP, head: HEAD, top: null, schema: { min: 1, max: 1 }, actions: [] },
        unknown: 'passed over',
      }),
    )

  test('[HLC1] the offset is the server’s clock minus the tablet’s', async () => {
    const clock = handClock()
    const origin = await whoAnswers(answerAt(clock.at + 600_000))
    const reply = await httpTransport(clock, TOKENS, origin).hello(null, HELLO)
    expect(reply).toMatchObject({ ok: true, offsetMs: 600_000, data: { shop: SHOP } })
  })

  test('[HLC1] less than half of the way there and back is noise', async () => {
    const clock = handClock()
    const slow = (...[request, response]: Parameters<RequestListener>) => {
      clock.at += 4_000
      answerAt(clock.at - 500)(request, response)
    }
    const reply = await httpTransport(clock, TOKENS, await whoAnswers(slow)).hello(null, HELLO)
    expect(reply).toMatchObject({ ok: true, offsetMs: 0 })
  })
})

test('[C10] pokes are read line by line, comments and broken lines are passed over', async () => {
  const origin = await whoAnswers((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': hello\n\ndata: 12\n\nda')
    setTimeout(() => {
      response.write('ta: 13\n\ndata: many\n\n')
      response.end('data: 14\n\n')
    }, 20)
  })
  const heard: number[] = []
  await httpTransport(handClock(), TOKENS, origin).events(
    SHOP,
    (seq) => heard.push(seq),
    new AbortController().signal,
  )
  expect(heard).toEqual([12, 13, 14])
})

describe('the token', () => {
  const knowing = (known: string, heard: (string | undefined)[]) =>
    ((request, response) => {
      heard.push(request.headers.authorization)
      if (request.headers.authorization !== `Bearer ${known}`)
        answering(401, JSON.stringify({ error: 'stranger', message: '…' }))(request, response)
      else answering(200, JSON.stringify({ serverTime: 1, missing: [], head: HEAD }))(request, response)
    }) satisfies RequestListener

  test('[SEC9] goes along with every request, and never in an address', async () => {
    const heard: (string | undefined)[] = []
    const addresses: (string | undefined)[] = []
    const origin = await whoAnswers((request, response) => {
      addresses.push(request.url)
      knowing(NEW, heard)(request, response)
    })
    const transport = httpTransport(handClock(), TOKENS, origin)
    await transport.hello(null, HELLO)
    await transport.push(SHOP, { inc: HELLO.inc, seen: null, sets: [] })
    await transport.missing(SHOP, [])
    await transport.events(SHOP, () => undefined, new AbortController().signal)
    expect(heard).toEqual(Array(4).fill(`Bearer ${NEW}`))
    expect(addresses.join()).not.toContain('a'.repeat(32))
  })

  test('a tablet without one asks nobody', async () => {
    const heard: (string | undefined)[] = []
    const none = { ...TOKENS, read: async () => [] }
    const transport = httpTransport(handClock(), none, await whoAnswers(knowing(NEW, heard)))
    expect(await transport.hello(null, HELLO)).toMatchObject({ ok: false, trouble: 'notJoined', code: null })
    await transport.events(SHOP, () => undefined, new AbortController().signal)
    expect(heard).toEqual([])
  })

  test('[S4] that a restored server does not know yet gives way to the one before it', async () => {
    const kept: string[] = []
    const both = { read: async () => [NEW, OLD], keep: async (token: string) => void kept.push(token) }
    const transport = httpTransport(handClock(), both, await whoAnswers(knowing(OLD, [])))
    expect(await transport.missing(SHOP, [])).toMatchObject({ ok: true })
    expect(kept).toEqual([OLD])
    const stranger = httpTransport(handClock(), both, await whoAnswers(knowing('nobody', [])))
    expect(await stranger.missing(SHOP, [])).toMatchObject({
      ok: false,
      trouble: 'notJoined',
      code: 'stranger',
    })
  })

  test('is exchanged for the one that the server answers', async () => {
    const kept: string[] = []
    const tokens = { ...TOKENS, keep: async (token: string) => void kept.push(token) }
    const answer = answering(200, JSON.stringify({ serverTime: 1, token: OLD }))
    expect(await httpTransport(handClock(), tokens, await whoAnswers(answer)).rotate(SHOP)).toMatchObject({
      ok: true,
    })
    expect(kept).toEqual([OLD])
  })
})

describe('[SEC20] what shows that somebody is signed in', () => {
  const KEY = '5a'.repeat(32)
  const PUSHED = JSON.stringify({ serverTime: 1, results: [], top: null, head: HEAD, known: true })

  test('is told to the server once a signing in, and made anew for each request; a locked tablet shows nothing', async () => {
    const asked: (readonly [url: string, vouch: unknown, body: string])[] = []
    const origin = await whoAnswers(async (request, response) => {
      let body = ''
      for await (const piece of request) body += piece
      asked.push([request.url ?? '', request.headers[VOUCH_HEADER], body])
      response.writeHead(200, { 'content-type': 'application/json' }).end(PUSHED)
    })
    let key: string | null = null
    const transport = httpTransport(handClock(), { ...TOKENS, vouchKey: () => key }, origin)
    const push = () => transport.push(SHOP, { inc: '9f31c07a', seen: null, sets: [] } as never)
    await push()
    key = KEY
    await push()
    await push()
    key = null
    await push()
    key = KEY
    await push()
    expect(asked.map(([url]) => url)).toEqual([
      PATHS.push,
      ...[TABLET_PATHS.vouch, PATHS.push],
      PATHS.push,
      PATHS.push,
      ...[TABLET_PATHS.vouch, PATHS.push],
    ])
    const shown = asked.flatMap(([url, vouch, body]) => (vouch === undefined ? [] : [{ url, vouch, body }]))
    expect(shown).toHaveLength(5)
    for (const { url, vouch, body } of shown) expect(vouch).toBe(await vouchOf(KEY, url, body))
    expect(shown.every(({ url, body }) => url === TABLET_PATHS.vouch || !body.includes(KEY))).toBe(true)
  })
})
