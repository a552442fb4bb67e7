/**
 * Requests to the shop's server and their answers, read by the shapes of sync/wire.ts. What answers but is not our server (a
 * captive portal's page with status 200, a proxy's error) is a trouble with a name, never taken for an answer. Nothing
 * here throws but for an abort by the caller, and a store that cannot give the token.
 */
import type * as z from 'zod/mini'
import type { Clock } from '../base/clock.ts'
import { type ApiErrorCode, type Trouble, troubleOf } from '../sync/errors.ts'
import { formatHead, type Head } from '../sync/head.ts'
import {
  errorAnswer,
  type HelloAnswer,
  type HelloAsk,
  helloAnswer,
  type MissingAnswer,
  missingAnswer,
  PATHS,
  type PullAnswer,
  type PushAnswer,
  type PushAsk,
  pullAnswer,
  pushAnswer,
  SHOP_HEADER,
  type SnapshotAnswer,
  snapshotAnswer,
  WIRE_HEADER,
  WIRE_VERSION,
} from '../sync/wire.ts'
import { doneAnswer, rotateAnswer, TABLET_PATHS, TOKEN_SCHEME, VOUCH_HEADER } from '../sync/wire-tablets.ts'
import type { Tokens } from './tokens.ts'
import { vouchOf } from './vouch.ts'

export type Refusal = {
  readonly ok: false
  readonly trouble: Trouble
  /** The server's own code; null when what answered was not our server, or nothing did. */
  readonly code: ApiErrorCode | null
  readonly status: number | null
  /** Which set of a push could not even be named. */
  readonly at: number | null
  readonly retryAfterMs: number | null
}
/** `offsetMs`: the server's clock minus this tablet's; 0 where the way there and back took longer than they differ. */
export type Reply<T> = { readonly ok: true; readonly data: T; readonly offsetMs: number } | Refusal

export type Transport = {
  hello(shop: string | null, ask: HelloAsk): Promise<Reply<HelloAnswer>>
  push(shop: string, ask: PushAsk): Promise<Reply<PushAnswer>>
  missing(shop: string, uids: readonly string[]): Promise<Reply<MissingAnswer>>
  pull(
    shop: string,
    ask: { readonly cursor: Head; readonly seen: Head | null; readonly limit: number },
  ): Promise<Reply<PullAnswer>>
  snapshot(
    shop: string,
    ask: {
      readonly page: string | null
      readonly head: Head | null
      readonly seen: Head | null
      readonly limit: number
    },
  ): Promise<Reply<SnapshotAnswer>>
  /** Calls back with each head's seq that the server names; resolves when the stream ends, however it does. */
  events(shop: string, onSeq: (seq: number) => void, signal: AbortSignal): Promise<void>
  /** Exchanges the token for a new one, which is used from then on. */
  rotate(shop: string): Promise<Reply<unknown>>
  /** The last that a tablet says that was taken out of the shop. */
  wiped(shop: string, unsent: number): Promise<Reply<unknown>>
}

/** A shop's wifi at its worst still answers by then; a request without an end would hold up all others. */
const ANSWER_LIMIT_MS = 20_000
/** The server writes a comment each 15 s; a stream that is silent for so long is dead, whatever its socket says (C9). */
const SILENCE_LIMIT_MS = 40_000

export type Request = {
  readonly path: string
  readonly shop: string | null
  readonly token?: string
  /** That the shop's key is at hand (SEC20). */
  readonly vouch?: string
  readonly body?: unknown
  readonly query?: { readonly [name: string]: string | number | null }
}

/** The transport over HTTP; `origin` is left empty in a page, which talks to where it came from. */
export function httpTransport(clock: Clock, tokens: Tokens, origin = ''): Transport {
  const ask = <T extends z.ZodMiniType>({ path, ...request }: Request, shape: T) =>
    asTablet(clock, tokens, { path: `${origin}${path}`, ...request }, shape)
  let told: string | null = null
  /** Once a page and signing in: a server that was restored may have forgotten it. */
  const tellVouch = async (shop: string) => {
    const key = tokens.vouchKey?.() ?? null
    if (key === told) return
    const isTold =
      key === null || (await ask({ path: TABLET_PATHS.vouch, shop, body: { key } }, doneAnswer)).ok
    if (isTold) told = key
  }
  const word = (head: Head | null) => (head === null ? null : formatHead(head))
  return {
    hello: (shop, body) => ask({ path: PATHS.hello, shop, body }, helloAnswer),
    async push(shop, body) {
      await tellVouch(shop)
      return ask({ path: PATHS.push, shop, body }, pushAnswer)
    },
    missing: (shop, uids) => ask({ path: PATHS.missing, shop, body: { uids } }, missingAnswer),
    pull: (shop, { cursor, seen, limit }) =>
      ask({ path: PATHS.pull, shop, query: { cursor: word(cursor), seen: word(seen), limit } }, pullAnswer),
    snapshot: (shop, { page, head, seen, limit }) =>
      ask(
        { path: PATHS.snapshot, shop, query: { page, head: word(head), seen: word(seen), limit } },
        snapshotAnswer,
      ),
    events: async (shop, onSeq, signal) => {
      const [token] = await tokens.read().catch(() => [])
      if (token !== undefined) await listen(`${origin}${PATHS.events}`, { shop, token }, onSeq, signal)
    },
    async rotate(shop) {
      const reply = await ask({ path: TABLET_PATHS.rotate, shop, body: {} }, rotateAnswer)
      if (reply.ok) await tokens.keep(reply.data.token)
      return reply
    },
    wiped: (shop, unsent) => ask({ path: TABLET_PATHS.wiped, shop, body: { unsent } }, doneAnswer),
  }
}

/**
 * Asks as this tablet. Without a token nobody is asked: a stranger gets no answer. A server that does not know the newest token may
 * have been restored from a backup of yesterday: those before are tried, and the one that is known is used from then on.
 */
export async function asTablet<T extends z.ZodMiniType>(
  clock: Clock,
  tokens: Tokens,
  request: Omit<Request, 'token'>,
  shape: T,
): Promise<Reply<z.infer<T>>> {
  let reply: Reply<z.infer<T>> = refusal('notJoined')
  const text = JSON.stringify(request.body)
  const vouch = await vouchFor(tokens, request.path, text)
  for (const [at, token] of (await tokens.read()).entries()) {
    reply = await exchange(clock, { ...request, ...vouch, token }, shape, text)
    if (reply.ok || reply.code !== 'stranger') {
      if (at > 0) await tokens.keep(token)
      return reply
    }
  }
  return reply
}

/** Made anew for each request, by what is at hand then. */
async function vouchFor(
  tokens: Tokens,
  path: string,
  text: string | undefined,
): Promise<Pick<Request, 'vouch'>> {
  const key = tokens.vouchKey?.() ?? null
  if (key === null || text === undefined) return {}
  const { pathname } = new URL(path, 'http://tablet')
  return { vouch: await vouchOf(key, pathname, text) }
}

/** One request; `token` is left out by a stranger with a code. `text`: its body as it goes out, where it is written already. */
export async function exchange<T extends z.ZodMiniType>(
  clock: Clock,
  request: Request,
  shape: T,
  text: string | undefined = JSON.stringify(request.body),
): Promise<Reply<z.infer<T>>> {
  const began = { at: clock.now(), mono: clock.mono() }
  let response: Response
  let body: unknown
  try {
    response = await fetch(addressOf(request), init(request, text))
    body = await response.text()
  } catch {
    return refusal('unreachable')
  }
  // A tablet that slept in between has a monotonic clock that stood still, and an answer from before it slept.
  const tookMs = Math.max(clock.mono() - began.mono, clock.now() - began.at)
  // Our server redirects nobody; a captive portal sends everybody to its own page.
  if (response.type === 'opaqueredirect') return refusal('notOurServer')
  const parsed = parseJson(String(body))
  if (!response.ok) return refused(response, parsed)
  const answer = shape.safeParse(parsed)
  if (!answer.success) return refusal('notOurServer', { status: response.status })
  return { ok: true, data: answer.data, offsetMs: offsetOf(answer.data, clock.now(), tookMs) }
}

function addressOf({ path, query }: Request): string {
  const words = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)]],
  )
  return words.length === 0 ? path : `${path}?${new URLSearchParams(words)}`
}

function headersOf({
  shop,
  token,
  vouch,
}: Pick<Request, 'shop' | 'token' | 'vouch'>): Record<string, string> {
  return {
    [WIRE_HEADER]: String(WIRE_VERSION),
    ...(shop === null ? {} : { [SHOP_HEADER]: shop }),
    ...(token === undefined ? {} : { authorization: `${TOKEN_SCHEME} ${token}` }),
    ...(vouch === undefined ? {} : { [VOUCH_HEADER]: vouch }),
  }
}

function init(who: Request, text: string | undefined): RequestInit {
  const common: RequestInit = {
    cache: 'no-store',
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  }
  if (text === undefined) return { ...common, headers: headersOf(who) }
  return {
    ...common,
    method: 'POST',
    headers: { ...headersOf(who), 'content-type': 'application/json' },
    body: text,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refused(response: Response, body: unknown): Refusal {
  const parsed = errorAnswer.safeParse(body)
  const after = Number(response.headers.get('retry-after') ?? Number.NaN)
  const retryAfterMs = Number.isFinite(after) && after >= 0 ? Math.min(after, 300) * 1000 : null
  const { status } = response
  // A proxy in between may cut large bodies by itself; to the tablet it means the same.
  const code = parsed.success ? parsed.data.error : status === 413 ? 'tooLarge' : null
  const at = parsed.success ? (parsed.data.at ?? null) : null
  return refusal(troubleOf(status, code), { status, code, at, retryAfterMs })
}

function refusal(trouble: Trouble, more: Partial<Refusal> = {}): Refusal {
  return { ok: false, trouble, code: null, status: null, at: null, retryAfterMs: null, ...more }
}

/** The server's instant belongs to the middle of the way there and back (Cristian 1989); less than half of it is noise. */
function offsetOf(data: unknown, now: number, tookMs: number): number {
  const serverTime = (data as { readonly serverTime?: unknown }).serverTime
  if (typeof serverTime !== 'number') return 0
  const offset = serverTime - (now - tookMs / 2)
  return Math.abs(offset) <= tookMs / 2 + 1 ? 0 : Math.round(offset)
}

async function listen(
  address: string,
  who: Pick<Request, 'shop' | 'token'>,
  onSeq: (seq: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const silence = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const heard = () => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), SILENCE_LIMIT_MS)
  }
  heard()
  try {
    const response = await fetch(address, {
      headers: { ...headersOf(who), accept: 'text/event-stream' },
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    })
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
    if (!response.ok || !isStream || response.body === null) return
    await readEvents(response.body, heard, onSeq)
  } catch {
    return
  } finally {
    clearTimeout(timer)
  }
}

/** Every line `data: 1288` is a seq; all else, comments and half lines, only says that the stream is alive. */
async function readEvents(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
  onSeq: (seq: number) => void,
): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    heard()
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = (lines.pop() ?? '').slice(0, 1_000)
    for (const line of lines) {
      const seq = /^data:\s*(\d{1,15})\s*$/.exec(line)?.[1]
      if (seq !== undefined) onSeq(Number(seq))
    }
  }
}
