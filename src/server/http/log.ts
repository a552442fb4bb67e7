/**
 * One line a request: method, route, status, milliseconds. The route is the pattern (`/api/audit/:table/:id`), never the
 * address: an address can carry a person's id, a query a name, and a log is copied to where no such thing belongs.
 */
import type { FastifyBaseLogger, FastifyInstance, FastifyServerOptions } from 'fastify'
import type { Clock } from '../../base/clock.ts'
import type { LogLevel } from '../settings.ts'

type ErrorPlace = {
  readonly type: string
  /** Always empty. */
  readonly message: string
  readonly stack: string
  readonly code?: string
  readonly cause?: ErrorPlace
}

/** Where log lines go; a test collects them, the program writes them to standard output. */
export type LogSink = { write(line: string): void }

/** Settings of the logger: structured lines, and of an error only what helps to find its place. */
export function loggerOptions(level: LogLevel, clock: Clock, sink?: LogSink): FastifyServerOptions['logger'] {
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
    serializers: {
      req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? 'none' }),
      res: (reply) => ({ status: reply.statusCode }),
      err: placeOf,
    },
    ...(sink ? { stream: sink } : {}),
  }
}

/** What an error says in words may hold what was sent (a database quotes a row): only its kind, code and place are kept. */
function placeOf(error: unknown): ErrorPlace {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: error.name,
    message: '',
    stack: frames.join('\n'),
    ...('code' in error ? { code: String(error.code) } : {}),
    ...(error.cause === undefined ? {} : { cause: placeOf(error.cause) }),
  }
}

/** Files of the app are many and say little: they are logged at `debug`, data and failures at `info` and above. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const line = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    logAt(request.log, reply.statusCode, route)(line, 'answered')
  })
}

function logAt(log: FastifyBaseLogger, status: number, route: string) {
  if (status >= 500) return log.error.bind(log)
  return route.startsWith('/api/') ? log.info.bind(log) : log.debug.bind(log)
}
