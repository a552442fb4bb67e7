/** How often one may ask: by address, generously for a shop, and without end for nobody. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RATES } from '../../src/server/http/rates.ts'
import { PAGE_MAX, PATHS, SETS_MAX, UIDS_MAX } from '../../src/sync/wire.ts'
import { TABLET_PATHS } from '../../src/sync/wire-tablets.ts'
import { CLOCK, codeOf, type DataApp, dataApp, enrolIn } from './data-app.ts'

const FEW = { files: 5, tablet: 3, strangers: 4, codes: 2, askers: 50 }

let data: DataApp
let mono = 0
beforeEach(async () => {
  mono = 0
  data = await dataApp({ rates: FEW, clock: { ...CLOCK, mono: () => mono } })
  await data.begin()
})
afterEach(() => data.close())

/** Codes of so many requests, one after the other. */
async function codes(
  url: string,
  times: number,
  remoteAddress = '127.0.0.1',
  headers: Record<string, string> = {},
): Promise<readonly string[]> {
  const found: string[] = []
  for (let at = 0; at < times; at++) {
    const answer = await data.ask(url, { remoteAddress, headers })
    found.push(answer.status === 200 ? 'ok' : codeOf(answer))
  }
  return found
}

describe('who asks too often', () => {
  test('is told so, with how long to wait, and is answered again then', async () => {
    // The shop's first push was one of the three.
    expect(await codes(PATHS.snapshot, 3)).toEqual(['ok', 'ok', 'tooMany'])
    mono = 20_500
    const refused = await data.get(PATHS.snapshot)
    expect(codeOf(refused)).toBe('tooMany')
    expect(refused.headers['retry-after']).toBe('40')
    expect(refused.headers['cache-control']).toBe('no-store')
    mono = 60_000
    expect(await codes(PATHS.snapshot, 1)).toEqual(['ok'])
  })

  test('is not judged: what is pushed in vain is not kept', async () => {
    await codes(PATHS.snapshot, 3)
    const answer = await data.post(PATHS.push, { inc: 'aaaaaaaa', seen: null, sets: [] })
    expect(codeOf(answer)).toBe('tooMany')
  })

  test.each(['/', '/api/health', '/gone.js', '/api/gone', '/%zz/..'])(
    'is told apart from others at %s',
    async (url) => {
      await codes(url, 5, '192.168.1.20')
      expect(codeOf(await data.ask(url, { remoteAddress: '192.168.1.20' }))).toBe('tooMany')
      expect(await codes(url, 1, '192.168.1.21')).not.toEqual(['tooMany'])
      // Files do not use up what is there for records, nor the other way round.
      expect(await codes(PATHS.snapshot, 1)).toEqual(['ok'])
    },
  )

  test.each([
    ['::ffff:192.168.1.20', '192.168.1.20'],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'],
  ])('is the same as %s and as %s', async (one, other) => {
    await codes('/api/health', 5, one)
    expect(await codes('/api/health', 1, other)).toEqual(['tooMany'])
    expect(await codes('/api/health', 1, '2001:db8:1:3::1')).toEqual(['ok'])
  })

  test('that the wall clock is set back keeps nobody out', async () => {
    const now = { at: CLOCK.now() }
    const other = await dataApp({ rates: FEW, clock: { now: () => now.at, mono: () => mono, rate: 1 } })
    for (let at = 0; at < 6; at++) await other.get('/api/health')
    now.at -= 86_400_000
    mono = 60_000
    expect((await other.get('/api/health')).status).toBe(200)
    await other.close()
  })
})

test('behind a proxy each is counted by where they came from, and nobody by what they say of themselves', async () => {
  const proxied = await dataApp({ rates: FEW, proxies: ['10.0.0.5'] })
  const ask = async (from: string, said: string) =>
    (await proxied.ask('/api/health', { remoteAddress: from, headers: { 'x-forwarded-for': said } })).status
  for (let at = 0; at < 5; at++) expect(await ask('10.0.0.5', `198.51.100.${at}, 203.0.113.9`)).toBe(200)
  expect(await ask('10.0.0.5', '203.0.113.9')).toBe(429)
  expect(await ask('10.0.0.5', '203.0.113.10')).toBe(200)
  for (let at = 0; at < 5; at++) expect(await ask('10.0.0.6', `203.0.113.${at}`)).toBe(200)
  expect(await ask('10.0.0.6', '203.0.113.77')).toBe(429)
  await proxied.close()
})

test('counters of many addresses do not grow without end, and the busy one among them is kept', async () => {
  const busy = '192.168.1.20'
  await codes('/api/health', 5, busy)
  for (let at = 0; at < 200; at++) {
    await codes('/api/health', 5, `10.0.0.${at}`)
    if (at % 40 === 0) expect(await codes('/api/health', 1, busy)).toEqual(['tooMany'])
  }
  // Of the latest fifty nobody is forgotten; of those before them everybody is.
  expect(await codes('/api/health', 1, '10.0.0.152')).toEqual(['tooMany'])
  expect(await codes('/api/health', 1, '10.0.0.120')).toEqual(['ok'])
})

describe('behind one address', () => {
  test('a stranger’s flood stops no tablet that shows its token, and no tablet stops another', async () => {
    const second = await enrolIn(data.storage, { n: 2, inc: 'bbbbbbbb' })
    const stranger = { authorization: `Bearer ${'f'.repeat(32)}.${'0'.repeat(64)}` }
    const strangers = await codes(PATHS.snapshot, 6, '127.0.0.1', stranger)
    expect(strangers).toEqual(['stranger', 'stranger', 'stranger', 'stranger', 'tooMany', 'tooMany'])
    expect(await codes(PATHS.snapshot, 3)).toEqual(['ok', 'ok', 'tooMany'])
    const other = await codes(PATHS.snapshot, 4, '127.0.0.1', { authorization: `Bearer ${second}` })
    expect(other).toEqual(['ok', 'ok', 'ok', 'tooMany'])
  })

  test('who is turned away for want of TLS is counted as well', async () => {
    const answers = await codes(PATHS.snapshot, 5, '192.168.1.20')
    expect(answers).toEqual([...Array.from({ length: 4 }, () => 'loopbackOnly'), 'tooMany'])
  })

  test('[SEC11] codes are tried a few times a minute, whatever is tried', async () => {
    const body = { code: 'AAAA-AAAA-AAAA', inc: 'cccccccc', name: '二号', shop: null }
    const tryCode = async (url: string) => codeOf(await data.post(url, body))
    expect([await tryCode(TABLET_PATHS.claim), await tryCode(TABLET_PATHS.join)]).toEqual([
      'badCode',
      'malformed',
    ])
    expect(await tryCode(TABLET_PATHS.claim)).toBe('tooMany')
    // The shop's own tablets go on.
    expect(await codes(PATHS.snapshot, 1)).toEqual(['ok'])
  })
})

test('a shop of twenty tablets behind one address is not stopped: by an update at once, nor by all of them after a restore', () => {
  const [tablets, files] = [20, 150]
  expect(tablets * files).toBeLessThanOrEqual(RATES.files)
  // Five years of a large shop: its pages, the uids and pushes of 90 days at 500 changes a day, and a greeting each.
  const requests = 300_000 / PAGE_MAX + (90 * 500) / UIDS_MAX + (90 * 500) / SETS_MAX + 10
  expect(requests).toBeLessThanOrEqual(RATES.tablet)
  // One that nobody has enrolled yet asks every four seconds.
  expect(tablets * 15).toBeLessThanOrEqual(RATES.strangers)
})
