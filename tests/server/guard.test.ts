import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFromHere } from '../../src/server/http/guard.ts'
import { PATHS } from '../../src/sync/wire.ts'
import { codeOf, type DataApp, dataApp, HEADERS, helloBody } from './data-app.ts'

let data: DataApp
beforeAll(async () => {
  data = await dataApp()
  await data.begin()
})
afterAll(() => data.close())

const answerTo = (of: { readonly from?: string; readonly headers?: Record<string, string> }) =>
  data.ask(PATHS.snapshot, { remoteAddress: of.from ?? '127.0.0.1', headers: of.headers ?? {} })

describe('records are exchanged on the server’s own machine', () => {
  test.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('%s is this machine', async (from) => {
    expect((await answerTo({ from })).status).toBe(200)
  })

  test.each(['192.168.1.20', '10.0.0.2', '0.0.0.0', '::', 'fe80::1', '::ffff:192.168.1.20', '1.127.0.0.1'])(
    '%s is not',
    async (from) => {
      expect(codeOf(await answerTo({ from }))).toBe('loopbackOnly')
    },
  )

  test.each([
    { forwarded: 'for=127.0.0.1' },
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-forwarded-host': 'localhost' },
    { 'X-Forwarded-Proto': 'https' },
    { 'x-real-ip': '127.0.0.1' },
    { via: '1.1 proxy' },
  ])('what was passed on came from elsewhere: %o', async (headers) => {
    expect(codeOf(await answerTo({ headers: headers as unknown as Record<string, string> }))).toBe(
      'loopbackOnly',
    )
  })

  test.each(['localhost', 'localhost:8787', 'LOCALHOST:1', '127.0.0.1:8787', '[::1]:8787', '[::1]'])(
    'the name %s is its own',
    async (host) => {
      expect((await answerTo({ headers: { host } })).status).toBe(200)
    },
  )

  test.each([
    'evil.example',
    'localhost.evil.example',
    'evil.example:127',
    '192.168.1.20:8787',
    '127.0.0.1.evil.example',
    'user@localhost',
    'localhost:',
  ])('a name that was bent to this machine (%s) is told by itself', async (host) => {
    expect(codeOf(await answerTo({ headers: { host } }))).toBe('loopbackOnly')
  })

  test.each([
    { host: 'localhost:8787', origin: 'http://localhost:8787' },
    { host: 'localhost', origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
  ])('the app’s own page may ask: %o', async (headers) => {
    expect((await answerTo({ headers: headers as unknown as Record<string, string> })).status).toBe(200)
  })

  test.each([
    { host: 'localhost:8787', origin: 'http://localhost:3000' },
    { host: 'localhost:8787', origin: 'http://127.0.0.1:8787' },
    { host: 'localhost:8787', origin: 'https://localhost:8787' },
    { host: 'localhost:8787', origin: 'https://evil.example' },
    { host: 'localhost:8787', origin: 'null' },
    { host: 'localhost:8787', 'sec-fetch-site': 'cross-site' },
    { host: 'localhost:8787', 'sec-fetch-site': 'same-site' },
    { host: 'localhost:8787', 'sec-fetch-site': 'none' },
  ])('another page in the same browser may not: %o', async (headers) => {
    expect(codeOf(await answerTo({ headers: headers as unknown as Record<string, string> }))).toBe(
      'loopbackOnly',
    )
  })

  test('who cannot be told where they come from, or by which name they asked, are strangers', () => {
    const knock = {
      remoteAddress: '127.0.0.1',
      protocol: 'http',
      httpVersion: '1.1',
      headers: { host: 'localhost' },
    }
    expect(isFromHere(knock)).toBe(true)
    expect(isFromHere({ ...knock, remoteAddress: undefined })).toBe(false)
    expect(isFromHere({ ...knock, headers: {} })).toBe(false)
    expect(isFromHere({ ...knock, headers: { host: '' } })).toBe(false)
  })

  test('a proxy that adds no header of its own speaks HTTP 1.0, which no browser does', () => {
    const knock = { remoteAddress: '127.0.0.1', protocol: 'http', headers: { host: '127.0.0.1:8787' } }
    expect(isFromHere({ ...knock, httpVersion: '1.0' })).toBe(false)
  })

  test('over TLS the app’s own page is another origin than over plain http', () => {
    const headers = { host: 'localhost', origin: 'https://localhost' }
    const knock = { remoteAddress: '::1', httpVersion: '1.1', headers }
    expect(isFromHere({ ...knock, protocol: 'https' })).toBe(true)
    expect(isFromHere({ ...knock, protocol: 'http' })).toBe(false)
  })

  test('[SEC12] it is asked before all else, on every route, and tells a stranger nothing', async () => {
    const reads = [PATHS.pull, PATHS.snapshot, PATHS.records, PATHS.events, `${PATHS.audit}/visits/v1`]
    const stranger = { remoteAddress: '192.168.1.20' }
    for (const url of reads) {
      expect((await data.app.inject({ url, ...stranger })).json().error).toBe('loopbackOnly')
    }
    for (const url of [PATHS.hello, PATHS.push, PATHS.missing]) {
      const request = { url, method: 'POST', ...stranger, headers: HEADERS } as const
      for (const payload of ['{', JSON.stringify(helloBody), 'x'.repeat(1_300_000)])
        expect(codeOf(await data.ask(url, { ...request, payload }))).toBe('loopbackOnly')
    }
  })

  test('files and health are for everybody', async () => {
    const answer = await data.ask('/api/health', {
      remoteAddress: '192.168.1.20',
      headers: { host: 'urn.example' },
    })
    expect(answer.status).toBe(200)
  })
})
