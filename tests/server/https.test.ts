/** What changes when the server speaks https, by its own certificate or behind a reverse proxy. */
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { get, type RequestOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { PATHS, SHOP_HEADER } from '../../src/sync/wire.ts'
import { CERTIFICATE } from './certificate.ts'
import { codeOf, type DataApp, dataApp, HEADERS } from './data-app.ts'

let data: DataApp | undefined
afterEach(() => data?.close())

const HSTS = 'strict-transport-security'
const PROXY = '10.0.0.5'

async function headersOf(port: number, servername: string): Promise<IncomingHttpHeaders> {
  const options: RequestOptions = {
    ...{ host: '127.0.0.1', port, path: '/api/health', servername, ca: CERTIFICATE.cert, agent: false },
    headers: { host: `${servername}:${port}` },
  }
  const [answer] = await once(get(options), 'response')
  answer.resume()
  await once(answer, 'end')
  return answer.headers
}

describe('with its own certificate', () => {
  const listening = async () => {
    data = await dataApp({ https: CERTIFICATE })
    await data.app.listen({ host: '127.0.0.1', port: 0 })
    return (data.app.server.address() as AddressInfo).port
  }

  test('it answers by https, and says that browsers come by nothing else, except on this machine', async () => {
    const port = await listening()
    expect((await headersOf(port, 'shop.local'))[HSTS]).toBe('max-age=15552000')
    expect(await headersOf(port, 'localhost')).not.toHaveProperty(HSTS)
  })

  test('[SEC9] [SEC12] the network gets records by https, with a token', async () => {
    const port = await listening()
    const { shop } = await (data as DataApp).begin()
    const ask = async (authorization: string) => {
      const headers = { ...HEADERS, authorization, [SHOP_HEADER]: shop, host: `shop.local:${port}` }
      const options: RequestOptions = {
        ...{
          host: '127.0.0.1',
          port,
          path: PATHS.snapshot,
          servername: 'shop.local',
          ca: CERTIFICATE.cert,
          agent: false,
        },
        headers,
      }
      const [answer] = await once(get(options), 'response')
      answer.resume()
      return answer.statusCode
    }
    expect(await ask(HEADERS.authorization)).toBe(200)
    expect(await ask('')).toBe(401)
  })

  test('TLS older than 1.2 is not spoken', async () => {
    const port = await listening()
    const old = connect({
      port,
      ca: CERTIFICATE.cert,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
      ciphers: 'ALL:@SECLEVEL=0',
    })
    await expect(once(old, 'secureConnect')).rejects.toThrow(/alert protocol version/)
  })
})

describe('behind a reverse proxy', () => {
  const from = async (remoteAddress: string, headers: Record<string, string>) => {
    const answer = await (data as DataApp).ask('/api/health', { remoteAddress, headers })
    return answer.headers[HSTS]
  }
  const https = { host: 'urn.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' }

  test('[SEC12] its word that it was https is taken, and nobody else’s', async () => {
    data = await dataApp({ proxies: [PROXY] })
    expect(await from(PROXY, https)).toBe('max-age=15552000')
    expect(await from('10.0.0.6', https)).toBeUndefined()
    expect(await from(PROXY, { ...https, 'x-forwarded-proto': 'http' })).toBeUndefined()
    // A client's own word comes first, the proxy's last.
    expect(await from(PROXY, { ...https, 'x-forwarded-proto': 'https, http' })).toBeUndefined()
  })

  test('[SEC12] records travel by it over https alone, to those who have a token', async () => {
    data = await dataApp({ proxies: [PROXY] })
    await data.begin()
    const ask = async (remoteAddress: string, headers: Record<string, string>) => {
      const answer = await (data as DataApp).ask(PATHS.snapshot, { remoteAddress, headers })
      return answer.status === 200 ? 'ok' : codeOf(answer)
    }
    expect(await ask(PROXY, https)).toBe('ok')
    expect(await ask(PROXY, { ...https, authorization: '' })).toBe('stranger')
    expect(await ask(PROXY, { ...https, 'x-forwarded-proto': 'http' })).toBe('loopbackOnly')
    expect(await ask(PROXY, { host: 'urn.example' })).toBe('loopbackOnly')
    expect(await ask('10.0.0.6', https)).toBe('loopbackOnly')
    expect(await ask('127.0.0.1', { ...https, host: 'localhost' })).toBe('loopbackOnly')
    expect(await ask('127.0.0.1', { host: 'localhost' })).toBe('ok')
  })

  test('[SEC12] without one nobody’s word is', async () => {
    data = await dataApp()
    for (const address of ['127.0.0.1', PROXY]) expect(await from(address, https)).toBeUndefined()
  })
})
