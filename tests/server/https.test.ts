/** What changes when the server speaks https, by its own certificate or behind a reverse proxy. */
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { get, type RequestOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { CERTIFICATE } from './certificate.ts'
import { type DataApp, dataApp } from './data-app.ts'

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

  test('[SEC12] without one nobody’s word is', async () => {
    data = await dataApp()
    for (const address of ['127.0.0.1', PROXY]) expect(await from(address, https)).toBeUndefined()
  })
})
