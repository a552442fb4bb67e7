/**
 * On which way records travel: over TLS, or without it on the server's own machine alone (SEC12). There a browser or program over
 * the loopback interface, not passed on by anybody, and in a browser only the app's own pages: a page from elsewhere that
 * runs in that browser is kept out by its Origin; one that has bent a name to 127.0.0.1 (DNS rebinding) by the Host it must send.
 */
import type { IncomingHttpHeaders } from 'node:http'

/** What of a request the guard looks at. */
export type Knock = {
  readonly remoteAddress: string | undefined
  readonly protocol: string
  readonly httpVersion: string
  readonly headers: IncomingHttpHeaders
}

const LOOPBACK = /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$|^::1$/
const OWN_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i
const FORWARDING = /^(forwarded|x-forwarded-.*|x-real-ip|via)$/

/** Whether the request was made on this machine, by the app's own page where a browser made it. */
export function isFromHere({ remoteAddress, protocol, httpVersion, headers }: Knock): boolean {
  if (remoteAddress === undefined || !LOOPBACK.test(remoteAddress)) return false
  // Browsers speak 1.1; a proxy that adds no header of its own often speaks 1.0 (nginx does unless told otherwise).
  if (httpVersion === '1.0' || Object.keys(headers).some((name) => FORWARDING.test(name))) return false
  const { host = '', origin } = headers
  if (!OWN_NAME.test(host)) return false
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined || origin === originOf(protocol, host)
}

/** Whether nobody on the way could read along. `protocol` is that of the socket, or what a trusted proxy says. */
export function isPrivate(knock: Knock): boolean {
  return knock.protocol === 'https' || isFromHere(knock)
}

/** As a browser writes it: lower case, without the scheme's own port. */
function originOf(protocol: string, host: string): string | null {
  try {
    return new URL(`${protocol}://${host}`).origin
  } catch {
    return null
  }
}
