/** What is refused before anything is judged: an unknown wire, another shop, none, a query that cannot be meant. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PATHS, SHOP_HEADER, WIRE_HEADER } from '../../src/sync/wire.ts'
import { codeOf, type DataApp, dataApp, HEADERS, helloBody, OWN_SHOP } from './data-app.ts'

const FOREIGN_SHOP = '0199a3f2-b4c1-7e02-9a11-ffffffffffff'
const FOREIGN_HEAD = `${'0'.repeat(16)}.1.${'1'.repeat(32)}`

let data: DataApp
let empty: DataApp
let shop: Awaited<ReturnType<DataApp['begin']>>
beforeAll(async () => {
  ;[data, empty] = await Promise.all([dataApp(), dataApp()])
  shop = await data.begin()
})
afterAll(async () => {
  // However much was refused, nothing has moved.
  expect((await data.hello()).head).toBe(shop.head)
  expect((await empty.hello()).shop).toBe(null)
  await Promise.all([data.close(), empty.close()])
})

const reads = [PATHS.pull, PATHS.snapshot, PATHS.records, PATHS.events, `${PATHS.audit}/visits/v1`]
const writes = [PATHS.hello, PATHS.push, PATHS.missing]
const requests = [
  ...reads.map((url) => ({ url, method: 'GET' as const })),
  ...writes.map((url) => ({ url, method: 'POST' as const, payload: {} })),
]
/** A request that would be answered, but for the shop that it names. */
const askAs = (of: DataApp, named: string, url: string, method: 'GET' | 'POST') => {
  const headers = { [SHOP_HEADER]: named }
  if (method === 'POST') return of.post(url, { ...helloBody, sets: [shop.set], uids: [] }, headers)
  const query = url.includes('audit') ? '' : `?cursor=${FOREIGN_HEAD}&table=visits&id=v1`
  return of.get(url + query, headers)
}

test.each(requests)('$method $url speaks no unknown version of the wire', async (request) => {
  for (const version of ['', '0', '99', '-1', '1.0', 'latest', '١']) {
    const answer = await data.ask(request.url, { ...request, headers: { [WIRE_HEADER]: version } })
    expect(codeOf(answer)).toBe('version')
  }
  const headers = { authorization: HEADERS.authorization }
  const bare = await data.app.inject({ ...request, headers })
  expect(bare.statusCode).toBe(426)
})

test.each(requests)('$method $url is not answered for another shop', async ({ url, method }) => {
  expect(codeOf(await askAs(data, FOREIGN_SHOP, url, method))).toBe('otherShop')
})

test.each(requests.filter(({ url }) => url !== PATHS.hello && url !== PATHS.push))(
  '$method $url has no answer while no shop is held',
  async ({ url, method }) => {
    expect(codeOf(await askAs(empty, OWN_SHOP, url, method))).toBe('noShop')
  },
)

test.each(requests.filter(({ url }) => url !== PATHS.hello))(
  '$method $url must name a shop, by an id',
  async ({ url, method }) => {
    for (const named of [{}, { [SHOP_HEADER]: '' }, { [SHOP_HEADER]: "' or 1=1" }]) {
      const headers = { ...HEADERS, ...named }
      const answer = await data.app.inject({ url, method, payload: {}, headers })
      expect(answer.statusCode).toBe(400)
      expect(answer.json().error).toBe('malformed')
    }
  },
)

describe('records', () => {
  test.each([
    '',
    '?table=visits',
    '?table=vis%20its&id=v1',
    '?table=visits&id=v1&day=2026-11-25',
    '?table=visits&day=today',
    '?table=visits&id=',
    '?table=visits&id=v1&after=%00',
    '?id=v1',
    '?table=visits&person=',
  ])('are asked for by a table and one good word: not %s', async (query) => {
    expect(codeOf(await data.get(PATHS.records + query))).toBe('malformed')
  })
})
