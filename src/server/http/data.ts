/**
 * The routes that carry records, behind one door: over TLS or from this machine, by an enrolled tablet, in a version of the wire that is
 * understood, and never kept by a cache. The door is before the body is read. Two routes enrol a stranger who has a code.
 */
import type { FastifyInstance } from 'fastify'
import { PATHS } from '../../sync/wire.ts'
import { ApiError } from './api-error.ts'
import { mustNameShop, mustSpeakWire } from './ask.ts'
import { serveAudit } from './audit.ts'
import { readJsonBodies } from './body.ts'
import { serveEnrolment, serveTablets } from './devices.ts'
import { keepDoor, tabletOf } from './door.ts'
import { eventStreams } from './events.ts'
import { isPrivate } from './guard.ts'
import { countApart, counter, type Rates } from './rates.ts'
import { type DataOptions, mustHold, serveSync } from './sync.ts'

/** Registers them in a scope of their own. */
export function serveData(app: FastifyInstance, options: DataOptions & { readonly rates: Rates }): void {
  app.register(async (data) => {
    const { tablet, strangers, codes } = options.rates
    const counts = {
      tablet: counter(data, tablet, (request) => tabletOf(request).id),
      stranger: counter(data, strangers),
    }
    readJsonBodies(data)
    countApart(data)
    data.addHook('onRequest', async (request, reply) => {
      const { socket, protocol, raw, headers } = request
      if (isPrivate({ remoteAddress: socket.remoteAddress, protocol, httpVersion: raw.httpVersion, headers }))
        return
      await counts.stranger(request, reply)
      throw new ApiError('loopbackOnly')
    })
    data.register(async (open) => {
      open.addHook('onRequest', counter(open, codes))
      speakWire(open)
      serveEnrolment(open, options)
    })
    data.register(async (inside) => {
      keepDoor(inside, { tablets: options.storage.tablets, clock: options.clock, counts })
      speakWire(inside)
      serveSync(inside, options)
      serveAudit(inside, options.storage)
      serveEvents(inside, options)
      serveTablets(inside, options)
    })
  })
}

function speakWire(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers }) => mustSpeakWire(headers))
}

function serveEvents(app: FastifyInstance, { storage }: DataOptions): void {
  const streams = eventStreams(storage.pokes)
  app.addHook('preClose', async () => streams.end())
  // Compressed it would wait in a buffer until there is enough of it.
  app.get(PATHS.events, { compress: false }, async (request, reply) => {
    const shop = mustNameShop(request.headers)
    const { id } = tabletOf(request)
    const stream = await streams.open(
      shop,
      async () => (await mustHold(storage, shop)).head.seq,
      async () => (await storage.tablets.find(id))?.state === 'enrolled',
    )
    reply.header('content-type', 'text/event-stream; charset=utf-8')
    return reply.send(stream)
  })
}
