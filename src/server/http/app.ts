/** Request → response, without a socket: everything the server answers is put together here and tested by `inject`. */
import type { ServerOptions as TlsOptions } from 'node:https'
import type { Socket } from 'node:net'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import type { Clock } from '../../base/clock.ts'
import type { ShopStorage } from '../storage/port.ts'
import { ApiError, answerBadAddress, answerBadSocket, answerErrors, answerOddities } from './api-error.ts'
import { serveData } from './data.ts'
import { secureAnswers } from './headers.ts'
import { serveHealth } from './health.ts'
import { logRequests } from './log.ts'
import { limitRates, RATES, type Rates } from './rates.ts'
import { serveWeb } from './web.ts'

export type AppOptions = {
  readonly clock: Clock
  readonly version: string
  readonly storage: ShopStorage
  /** The folder of the built app. */
  readonly webDir: string
  readonly logger: FastifyServerOptions['logger']
  /** Certificate and key; left out for plain http. */
  readonly https?: TlsOptions | undefined
  /** Whose word on where a request came from, and whether over https, is taken: reverse proxies that end TLS. */
  readonly proxies?: readonly string[]
  /** How long a request may take to arrive. */
  readonly arrivalMs?: number
  /** How often one may ask. */
  readonly rates?: Rates
}

/** 256 KB is the largest change set; a batch of them is at most 1 MB, and a little for its wrapping. */
const BODY_LIMIT = 1_200_000
/** A megabyte over a bad wifi takes half a minute; a tablet gives up after twenty seconds and tries again with less. */
const ARRIVAL_MS = 60_000
/** Twenty tablets hold some 140. More than this are hung up on: each costs memory, TLS the most, and strangers can open any number. */
const CONNECTIONS_MAX = 1_000
/** How often late requests are looked for. */
const CHECK_MS = 10_000
/** A record's id of 200 characters, each written as %xx. */
const PARAM_MAX = 600
/** At its default of 11 brotli takes half a second for 230 kB, at 4 it takes 4 ms (two cores, Node 20.20): as small as gzip, and quicker. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

function bareApp({ logger, https, proxies = [], arrivalMs = ARRIVAL_MS }: AppOptions): FastifyInstance {
  const options = {
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: arrivalMs,
    routerOptions: { maxParamLength: PARAM_MAX },
    exposeHeadRoutes: false,
    trustProxy: proxies.length > 0 && [...proxies],
    forceCloseConnections: 'idle',
    // The framework's own words carry no code; `refuseWhileStopping` says it in ours.
    return503OnClosing: false,
    frameworkErrors: answerBadAddress,
    clientErrorHandler: answerBadSocket,
  } as const
  // Node takes the shorter of the two for the headers, whichever is which: both are the same.
  const http = {
    headersTimeout: arrivalMs,
    connectionsCheckingInterval: Math.min(arrivalMs, CHECK_MS),
    // Node's own refusal has no code; `answerOddities` has one.
    requireHostHeader: false,
  }
  return https
    ? (fastify({ ...options, https: { ...https, ...http } }) as unknown as FastifyInstance)
    : fastify({ ...options, http })
}

/** A request over a connection that is still open gets a code, and its tablet tries again; what is answered hangs up. */
function refuseWhileStopping(app: FastifyInstance): void {
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
  })
  app.addHook('onRequest', async () => {
    if (isStopping) throw new ApiError('unavailable')
  })
  // One that came before the stop would otherwise rest after its answer, and be waited for.
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping) reply.header('connection', 'close')
  })
}

/** Browsers open connections ahead. One that has asked for nothing yet is no rest in Node's eyes, and it would be waited for. */
function hangUpOnSilent(app: FastifyInstance): void {
  const connections = new Map<string, { readonly socket: Socket; asked: number }>()
  const nameOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`
  app.server.on('connection', (socket: Socket) => {
    const name = nameOf(socket)
    connections.set(name, { socket, asked: 0 })
    socket.once('close', () => {
      if (connections.get(name)?.socket === socket) connections.delete(name)
    })
  })
  // By its name: behind TLS a request has another socket than its connection.
  app.server.on('request', ({ socket }, response) => {
    const connection = connections.get(nameOf(socket))
    if (connection === undefined) return
    connection.asked += 1
    response.once('close', () => {
      connection.asked -= 1
    })
  })
  app.addHook('preClose', async () => {
    for (const { socket, asked } of connections.values()) if (asked === 0) socket.destroy()
  })
}

/** Builds the server's app; the caller listens and closes, the app first and the storage after it. */
export function buildApp(options: AppOptions): FastifyInstance {
  const app = bareApp(options)
  const { clock, rates = RATES } = options
  logRequests(app)
  answerErrors(app)
  answerOddities(app)
  secureAnswers(app)
  app.register(compress, { brotliOptions: BROTLI, threshold: 1024, globalDecompression: false })
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  limitRates(app, clock, rates)
  app.server.maxConnections = CONNECTIONS_MAX
  refuseWhileStopping(app)
  hangUpOnSilent(app)
  serveHealth(app, options)
  serveData(app, { ...options, rates })
  serveWeb(app, options.webDir)
  return app
}
