/** Whether the server can work, for whoever watches over it: no ids, and it costs the store one question or two. */
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../base/clock.ts'
import type { Storage } from '../storage/port.ts'

/** `GET /api/health`: 200 while the store answers, else 503; whether it holds a shop is no stranger's matter (SEC9). */
export function serveHealth(
  app: FastifyInstance,
  of: { readonly storage: Storage; readonly clock: Clock; readonly version: string },
): void {
  app.get('/api/health', async (_request, reply) => {
    const ok = await of.storage.isWell().catch(() => false)
    return reply.code(ok ? 200 : 503).send({
      ok,
      version: of.version,
      time: of.clock.now(),
      store: ok ? 'well' : 'unwell',
    })
  })
}
