/**
 * The routes that carry records, behind one door: from this machine only, in a version of the wire that is understood, and
 * never kept by a cache. The door is before the body is read.
 */
import type { FastifyInstance } from 'fastify'
import { PATHS } from '../../sync/wire.ts'
import { mustNameShop, mustSpeakWire } from './ask.ts'
import { serveAudit } from './audit.ts'
import { readJsonBodies } from './body.ts'
import { eventStreams } from './events.ts'
import { mustBeFromHere } from './guard.ts'
import { countApart, counter, type Rates } from './rates.ts'
import { type DataOptions, mustHold, serveSync } from './sync.ts'

/** Registers them in a scope of their own. */
export function serveData(app: FastifyInstance, options: DataOptions & { readonly rates: Rates }): void {
  app.register(async (data) => {
    readJsonBodies(data)
    countApart(data, counter(data, options.rates.records))
    data.addHook('onRequest', async ({ socket, protocol, raw, headers }) => {
      const { remoteAddress } = socket
      mustBeFromHere({ remoteAddress, protocol, httpVersion: raw.httpVersion, headers })
      mustSpeakWire(headers)
    })
    serveSync(data, options)
    serveAudit(data, options.storage)
    serveEvents(data, options)
  })
}

function serveEvents(app: FastifyInstance, { storage }: DataOptions): void {
  const streams = eventStreams(storage.pokes)
  app.addHook('preClose', async () => streams.end())
  // Compressed it would wait in a buffer until there is enough of it.
  app.get(PATHS.events, { compress: false }, async (request, reply) => {
    const shop = mustNameShop(request.headers)
    const stream = await streams.open(shop, async () => (await mustHold(storage, shop)).head.seq)
    reply.header('content-type', 'text/event-stream; charset=utf-8')
    return reply.send(stream)
  })
}
