/** Request → response, without a socket: everything the server answers is put together here and tested by `inject`. */
import type { ServerOptions as TlsOptions } from 'node:https'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import type { Clock } from '../../base/clock.ts'
import { securityHeaders } from './headers.ts'
import { logRequests } from './log.ts'
import { serveWeb } from './web.ts'

export type AppOptions = {
  readonly clock: Clock
  readonly version: string
  /** The folder of the built app. */
  readonly webDir: string
  readonly logger: FastifyServerOptions['logger']
  /** Certificate and key; left out for plain http. */
  readonly https?: TlsOptions
}

/** 256 KB is the largest change set; a batch of them is at most 1 MB, and a little for its wrapping. */
const BODY_LIMIT = 1_200_000
/** At its default of 11 brotli takes half a second for 230 kB, at 4 it takes 4 ms (two cores, Node 20.20): as small as gzip, and quicker. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

function bareApp({ logger, https }: AppOptions): FastifyInstance {
  const options = {
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
  } as const
  return https ? (fastify({ ...options, https }) as unknown as FastifyInstance) : fastify(options)
}

/** Builds the server's app; the caller listens and closes. */
export function buildApp(options: AppOptions): FastifyInstance {
  const app = bareApp(options)
  logRequests(app)
  app.register(helmet, securityHeaders)
  app.register(compress, { brotliOptions: BROTLI, threshold: 1024 })
  app.get('/api/health', (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send({ ok: true, version: options.version, time: options.clock.now() }),
  )
  serveWeb(app, options.webDir)
  return app
}
