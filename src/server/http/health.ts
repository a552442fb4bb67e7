/** Whether the server can work, for whoever watches over it: no ids, and it costs the store one question or two. */
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../base/clock.ts'
import type { Storage } from '../storage/port.ts'

/** `GET /api/health`: 200 while the store answers, else 503. `shop` tells whether one is held. */
export function serveHealth(
  app: FastifyInstance,
  of: { readonly storage: Storage; readonly clock: Clock; readonly version: string },
): void {
  app.get('/api/health', async (_request, reply) => {
    const shop = await isShopHeld(of.storage)
    const ok = shop !== null
    return reply.code(ok ? 200 : 503).send({
      ok,
      version: of.version,
      time: of.clock.now(),
      store: ok ? 'well' : 'unwell',
      shop: shop ?? false,
    })
  })
}

/** Null when the store does not answer. */
async function isShopHeld(storage: Storage): Promise<boolean | null> {
  try {
    return (await storage.isWell()) ? (await storage.held()) !== null : null
  } catch {
    return null
  }
}
