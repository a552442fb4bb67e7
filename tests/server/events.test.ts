import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BEAT_MS, eventStreams } from '../../src/server/http/events.ts'
import { PATHS, SHOP_HEADER } from '../../src/sync/wire.ts'
import { op } from '../contracts/storage/sets.ts'
import { codeOf, type DataApp, dataApp, HEADERS } from './data-app.ts'

let data: DataApp
beforeEach(async () => {
  data = await dataApp()
})
afterEach(async () => {
  vi.useRealTimers()
  await data.close()
})

/** Opens the stream as a tablet does, whose browser would take compressed answers. */
async function open(shop: string) {
  const answer = await data.app.inject({
    url: PATHS.events,
    headers: { ...HEADERS, [SHOP_HEADER]: shop, 'accept-encoding': 'gzip, br', accept: 'text/event-stream' },
    payloadAsStream: true,
  })
  const stream = answer.stream()
  stream.setEncoding('utf8')
  return { answer, stream }
}

async function nextOf(stream: Readable): Promise<string> {
  const [text] = (await once(stream, 'data')) as [string]
  return text
}

test('[C10] the head’s seq comes at once, uncompressed, and again whenever it moves', async () => {
  const { tablet, shop } = await data.begin()
  const { answer, stream } = await open(shop)
  expect(answer.headers['content-type']).toContain('text/event-stream')
  expect(answer.headers['content-encoding']).toBeUndefined()
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(await nextOf(stream)).toBe('data: 1\n\n')
  const heard = nextOf(stream)
  await data.push([tablet.set([op('guests', 'g1', { name: ['secret', null] })])])
  expect(await heard).toBe('data: 2\n\n')
  stream.destroy()
})

test('a push that changes nothing pokes nobody', async () => {
  const { tablet, shop, set } = await data.begin()
  const { stream } = await open(shop)
  await nextOf(stream)
  const heard = nextOf(stream)
  await data.push([set])
  await data.push([tablet.set([op('guests', 'g1', { name: ['x', null] })])])
  expect(await heard).toBe('data: 2\n\n')
  stream.destroy()
})

test('[C9] a comment each fifteen seconds shows that the stream lives', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { shop } = await data.begin()
  const { stream } = await open(shop)
  await nextOf(stream)
  const heard = nextOf(stream)
  vi.advanceTimersByTime(BEAT_MS)
  expect(await heard).toBe(': still here\n\n')
  stream.destroy()
})

test('streams end when the server stops, and stopping waits for none', async () => {
  const { shop } = await data.begin()
  const { stream } = await open(shop)
  await nextOf(stream)
  const ended = once(stream, 'end')
  stream.resume()
  await data.app.close()
  await ended
})

test('there is an end to how many may be open, and a place is free again when one has gone', async () => {
  const { shop } = await data.begin()
  const streams = eventStreams(data.storage.pokes, 2)
  const now = async () => 1
  const first = await streams.open(shop, now)
  await streams.open(shop, now)
  await expect(streams.open(shop, now)).rejects.toMatchObject({ code: 'unavailable' })
  first.destroy()
  await once(first, 'close')
  await streams.open(shop, now)
  streams.end()
})

test('a refused stream takes no place', async () => {
  await data.begin()
  const streams = eventStreams(data.storage.pokes, 1)
  const refused = async () => {
    throw new Error('no shop')
  }
  await expect(streams.open('0199', refused)).rejects.toThrow('no shop')
  const stream = await streams.open('0199', async () => 0)
  stream.destroy()
  for (let tries = 0; tries < 300; tries++) {
    expect(
      codeOf(await data.get(PATHS.events, { [SHOP_HEADER]: '0199a3f2-b4c1-7e02-9a11-ffffffffffff' })),
    ).toBe('otherShop')
  }
})

test('a reader who has fallen asleep is not written to without end', async () => {
  const { shop } = await data.begin()
  const streams = eventStreams(data.storage.pokes)
  const stream = await streams.open(shop, async () => 1)
  for (let seq = 1; seq < 20_000; seq++) data.storage.pokes.poke(shop, seq)
  expect(stream.readableLength).toBeLessThan(2 * stream.readableHighWaterMark)
  stream.destroy()
})
