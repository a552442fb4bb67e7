/**
 * [S2] What comes over a real socket and is no good request: cut off, slow, not HTTP. Each gets a 4xx with a code before its
 * socket is closed, nobody waits for it, and afterwards the shop's records are there and a good set applies.
 */
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PATHS, pushAnswer, SHOP_HEADER } from '../../src/sync/wire.ts'
import { op, tablet } from '../contracts/storage/sets.ts'
import { codeOf, type DataApp, dataApp, good, HEADERS } from './data-app.ts'

let data: DataApp
let shop: Awaited<ReturnType<DataApp['begin']>>
beforeEach(async () => {
  data = await dataApp({ arrivalMs: 300 })
  shop = await data.begin()
  await data.push([shop.tablet.set([op('guests', 'g1', { name: ['王小明', null] })])])
  await data.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  const { results } = await data.push([shop.tablet.set([op('guests', 'g2', { name: ['good', null] })])])
  expect(results).toMatchObject([{ status: 'applied' }])
  const { records } = await data.pullAll(shop.head)
  expect(records.filter(({ table }) => table === 'guests').map(({ id }) => id)).toEqual(['g1', 'g2'])
  await data.close()
})

const TABLET = 'b'
const INC = TABLET.repeat(8)
const goodSet = () => tablet(TABLET).set([op('visits', 'v1', { room: ['r1', null] }, { create: true })])
const textOf = (set: unknown) => JSON.stringify(set)
const pushRaw = (sets: string) =>
  data.ask(PATHS.push, {
    method: 'POST',
    payload: `{"inc":"${INC}","seen":null,"sets":${sets}}`,
    headers: { 'content-type': 'application/json' },
  })

/** Sends text, perhaps ends, and resolves to all that comes back until the server closes. */
async function send(texts: readonly string[], of: { readonly end?: boolean } = {}): Promise<string> {
  const { port } = data.app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let came = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    came += text
  })
  // A server that refuses may close while we are still writing.
  socket.on('error', () => {})
  for (const text of texts) socket.write(text)
  if (of.end === true) socket.end()
  await once(socket, 'close')
  return came
}
const request = (length: number, body: string) =>
  [
    `POST ${PATHS.push} HTTP/1.1`,
    'host: localhost',
    ...Object.entries({ ...HEADERS, [SHOP_HEADER]: shop.shop }).map((pair) => pair.join(': ')),
    'content-type: application/json',
    `content-length: ${length}`,
    'connection: close',
    '',
    body,
  ].join('\r\n')
const pushText = () => textOf({ inc: INC, seen: null, sets: [goodSet()] })
/** Status and code of the last answer in what came back. */
const refusalIn = (came: string) => {
  const body = came.slice(came.lastIndexOf('\r\n\r\n') + 4)
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(came)?.[1])
  return codeOf({ status, body: JSON.parse(body), headers: {} })
}

test('a whole push is answered', async () => {
  const body = pushText()
  expect(await send([request(Buffer.byteLength(body), body)])).toMatch(/^HTTP\/1\.1 200 [\s\S]*"applied"/)
})

test('[S2] a push that ends halfway is not judged; sent again, it is', async () => {
  const body = pushText()
  for (const cut of [1, 20, body.length - 1])
    await send([request(body.length, body.slice(0, cut))], { end: true })
  expect((await data.hello({ inc: INC })).top).toBe(null)
  const { results } = good(pushAnswer, await pushRaw(textOf([goodSet()])))
  expect(results).toMatchObject([{ status: 'applied', seq: 3 }])
  expect(results[0]).not.toHaveProperty('dup')
})

test('a push that stops arriving is told so after a while', async () => {
  const body = pushText()
  expect(refusalIn(await send([request(body.length + 10, body)]))).toBe('incomplete')
  expect((await data.hello({ inc: INC })).top).toBe(null)
})

test('[CS3] a push with more behind it than it said is no HTTP; sent again it is taken, once', async () => {
  const body = pushText()
  expect(refusalIn(await send([request(body.length, `${body}{"more":1}`)]))).toBe('malformed')
  await pushRaw(textOf([goodSet()]))
  const { records } = await data.pullAll(shop.head)
  expect(records.filter(({ table }) => table === 'visits')).toMatchObject([{ id: 'v1', seq: 3 }])
})

test('1.3 MB are refused in words that arrive', async () => {
  const { port } = data.app.server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}${PATHS.push}`, {
    method: 'POST',
    headers: { ...HEADERS, [SHOP_HEADER]: shop.shop, 'content-type': 'application/json' },
    body: 'x'.repeat(1_300_000),
  })
  expect(codeOf({ status: answer.status, body: await answer.json(), headers: {} })).toBe('tooLarge')
})

test('so are 1.3 MB that come in pieces and do not say how many', async () => {
  const { port } = data.app.server.address() as AddressInfo
  const piece = new TextEncoder().encode('x'.repeat(100_000))
  let left = 13
  const body = new ReadableStream<Uint8Array>({
    pull: (to) => (left-- > 0 ? to.enqueue(piece) : to.close()),
  })
  const answer = await fetch(`http://127.0.0.1:${port}${PATHS.push}`, {
    method: 'POST',
    headers: { ...HEADERS, [SHOP_HEADER]: shop.shop, 'content-type': 'application/json' },
    body,
    duplex: 'half',
  } as RequestInit)
  expect(codeOf({ status: answer.status, body: await answer.json(), headers: {} })).toBe('tooLarge')
})

test.each([
  { what: 'no HTTP', text: 'hello?\r\n\r\n' },
  { what: 'TLS', text: '\u0016\u0003\u0001\u0002\u0000\u0001\u0000' },
  { what: 'a method nobody knows', text: 'BREW /api/sync/v1/push HTTP/1.1\r\nhost: localhost\r\n\r\n' },
  {
    what: 'a length that is no number',
    text: 'POST /api/sync/v1/push HTTP/1.1\r\nhost: localhost\r\ncontent-length: many\r\n\r\n',
  },
  {
    what: 'two lengths',
    text: 'POST /api/sync/v1/push HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx',
  },
  {
    what: 'a length and pieces',
    text: 'POST /api/sync/v1/push HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  },
  { what: 'no host', text: 'GET /api/health HTTP/1.1\r\nconnection: close\r\n\r\n' },
  {
    what: 'two hosts',
    text: 'GET /api/health HTTP/1.1\r\nhost: localhost\r\nhost: evil.example\r\nconnection: close\r\n\r\n',
  },
  {
    what: 'two tokens',
    text: 'GET /api/health HTTP/1.1\r\nhost: localhost\r\nauthorization: a\r\nAuthorization: b\r\nconnection: close\r\n\r\n',
  },
  {
    what: 'a wish that nobody fulfils',
    text: 'POST /api/sync/v1/push HTTP/1.1\r\nhost: localhost\r\nexpect: tea\r\ncontent-length: 2\r\n\r\n{}',
  },
  { what: 'a tunnel', text: 'CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n' },
  { what: 'the beginning of HTTP/2', text: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
  { what: 'an address without a slash', text: 'GET api/health HTTP/1.1\r\nhost: localhost\r\n\r\n' },
  { what: 'an address in UTF-8', text: 'GET /瓮 HTTP/1.1\r\nhost: localhost\r\n\r\n' },
  {
    what: 'an address with backslashes',
    text: 'GET /..\\..\\package.json HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
  },
  { what: 'NUL in a header', text: 'GET /api/health HTTP/1.1\r\nhost: localhost\r\nx: a\0b\r\n\r\n' },
  { what: 'a folded header', text: 'GET /api/health HTTP/1.1\r\nhost: localhost\r\nx: a\r\n b\r\n\r\n' },
  { what: 'lines that end in LF alone', text: 'GET /api/health HTTP/1.1\nhost: localhost\n\n' },
  { what: 'a space before the colon', text: 'GET /api/health HTTP/1.1\r\nhost : localhost\r\n\r\n' },
  {
    what: '3,000 headers',
    text: `GET /api/health HTTP/1.1\r\nhost: localhost\r\n${Array.from({ length: 3_000 }, (_, at) => `a${at}: 1\r\n`).join('')}\r\n`,
  },
  {
    what: 'a piece longer than all numbers',
    text: 'POST /api/sync/v1/push HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n',
  },
  {
    what: 'a length below zero',
    text: 'POST /api/sync/v1/push HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n',
  },
  {
    what: 'headers without end',
    text: `GET /api/health HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
  },
  {
    what: 'an address without end',
    text: `GET /api/${'y'.repeat(40_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
  },
])('$what has a code too', async ({ text }) => {
  expect(refusalIn(await send([text]))).toBe('malformed')
})

test.each([
  { what: 'nothing at all', text: '' },
  { what: 'a header that never ends', text: 'GET /api/health HTTP/1.1\r\nhost: localhost\r\nx: ' },
  { what: 'half of a first line', text: 'GET /api' },
  {
    what: 'a piece that never comes',
    text: `POST ${PATHS.hello} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${HEADERS.authorization}\r\nsteamkeeper-wire: 1\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{`,
  },
])('[SEC13] who sends $what is not waited for', async ({ text }) => {
  expect(refusalIn(await send([text]))).toBe('incomplete')
})

test('[SEC13] nor is who sends a letter now and then, however many do so; others are answered meanwhile', async () => {
  const { port } = data.app.server.address() as AddressInfo
  const slow = Array.from({ length: 100 }, async () => {
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    const drip = setInterval(() => socket.write('x: y\r\n'), 50)
    socket.write('GET /api/health HTTP/1.1\r\nhost: localhost\r\n')
    await once(socket.resume(), 'close')
    clearInterval(drip)
  })
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200)
  await Promise.all(slow)
})

test('[SEC13] of more connections than a shop can have the newest are hung up on, and memory has an end', async () => {
  const { port } = data.app.server.address() as AddressInfo
  const sockets = Array.from({ length: 1_050 }, () =>
    connect(port, '127.0.0.1')
      .on('error', () => {})
      .resume(),
  )
  await Promise.all(sockets.map((socket) => (socket.connecting ? once(socket, 'connect') : null)))
  const open = await new Promise((resolve) =>
    data.app.server.getConnections((_error, count) => resolve(count)),
  )
  expect(open).toBeLessThanOrEqual(1_000)
  for (const socket of sockets) socket.destroy()
  await Promise.all(sockets.map((socket) => (socket.closed ? null : once(socket, 'close'))))
  expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200)
})

test('many that hang up at once leave the server as it was', async () => {
  const body = pushText()
  const half = Array.from({ length: 50 }, (_, at) =>
    send([request(body.length, body.slice(0, at * 3))], { end: true }),
  )
  await Promise.all(half)
  expect(
    (await fetch(`http://127.0.0.1:${(data.app.server.address() as AddressInfo).port}/api/health`)).status,
  ).toBe(200)
})
