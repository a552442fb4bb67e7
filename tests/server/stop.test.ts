import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PATHS, SHOP_HEADER } from '../../src/sync/wire.ts'
import { op } from '../contracts/storage/sets.ts'
import { type DataApp, dataApp, HEADERS, storageIn } from './data-app.ts'

let data: DataApp
let shop: Awaited<ReturnType<DataApp['begin']>>
beforeEach(async () => {
  data = await dataApp()
  shop = await data.begin()
  await data.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => data.close())

const port = () => (data.app.server.address() as AddressInfo).port
const head = (method: string, path: string, more: readonly string[] = []) =>
  [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    ...Object.entries({ ...HEADERS, [SHOP_HEADER]: shop.shop }).map((pair) => pair.join(': ')),
    ...more,
    '\r\n',
  ].join('\r\n')

async function dial(): Promise<{ readonly socket: Socket; readonly came: () => string }> {
  const socket = connect(port(), '127.0.0.1')
  await once(socket, 'connect')
  let text = ''
  socket.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
  })
  return { socket, came: () => text }
}

test('[S1] a push that is under way when the server stops is finished and answered', async () => {
  const set = shop.tablet.set([op('guests', 'g1', { name: ['x', null] })])
  const body = JSON.stringify({ inc: set.inc, seen: null, sets: [set] })
  const { socket, came } = await dial()
  const begun = new Promise<void>((resolve) => data.app.server.once('request', () => resolve()))
  const length = `content-length: ${Buffer.byteLength(body)}`
  socket.write(head('POST', PATHS.push, ['content-type: application/json', length]) + body.slice(0, 40))
  await begun
  const ended = once(socket, 'close')
  const stopped = data.app.close()
  socket.write(body.slice(40))
  await Promise.all([stopped, ended])
  expect(came()).toMatch(/^HTTP\/1\.1 200 [\s\S]*"status":"applied"/)
  await data.storage.close()
  const again = await storageIn(data.dir)
  expect(await again.missing(shop.shop, [set.uid])).toEqual([])
  await again.close()
})

test('streams of events and connections that rest hold up no stop', async () => {
  const stream = await dial()
  stream.socket.write(head('GET', PATHS.events))
  while (!stream.came().includes('data: 1')) await once(stream.socket, 'data')
  const resting = await dial()
  resting.socket.write(head('GET', '/api/health'))
  while (!resting.came().includes('"ok":true')) await once(resting.socket, 'data')
  const closed = Promise.all([once(stream.socket, 'close'), once(resting.socket, 'close')])
  await data.app.close()
  await closed
})

test('a connection that was opened ahead and has asked for nothing holds up no stop', async () => {
  const { socket } = await dial()
  const ended = once(socket, 'close')
  await data.app.close()
  await ended
})

test('nor does one that has begun another request and not ended it', async () => {
  const { socket, came } = await dial()
  socket.write(head('GET', '/api/health'))
  while (!came().includes('"ok":true')) await once(socket, 'data')
  socket.write(head('GET', '/api/health').slice(0, 30))
  const ended = once(socket, 'close')
  await new Promise((resolve) => setTimeout(resolve, 50))
  await data.app.close()
  await ended
})

test('[S2] a push that comes behind it over the same connection is not judged', async () => {
  const { socket, came } = await dial()
  const set = shop.tablet.set([op('guests', 'g1', { name: ['x', null] })])
  const push = (sets: readonly unknown[]) => {
    const body = JSON.stringify({ inc: set.inc, seen: null, sets })
    const length = `content-length: ${Buffer.byteLength(body)}`
    return head('POST', PATHS.push, ['content-type: application/json', length]) + body
  }
  const first = push([])
  const begun = new Promise<void>((resolve) => data.app.server.once('request', () => resolve()))
  socket.write(first.slice(0, -10))
  await begun
  const ended = once(socket, 'close')
  const stopped = data.app.close()
  while (data.app.server.listening) await new Promise(setImmediate)
  socket.write(first.slice(-10) + push([set]))
  await Promise.all([stopped, ended])
  expect(came()).toMatch(/^HTTP\/1\.1 200 /)
  expect(came().match(/HTTP\/1\.1 200 /g)).toHaveLength(1)
  expect(await data.storage.missing(shop.shop, [set.uid])).toEqual([set.uid])
})
