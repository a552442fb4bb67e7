/**
 * Who comes in: an enrolled tablet, by the token in `Authorization`, before anything of the request is read (SEC9). Strangers get
 * one and the same 401 everywhere; a tablet that was taken out of the shop may send, and nothing else (SEC10).
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../../base/clock.ts'
import { mayAsk } from '../../sync/tablet-state.ts'
import { TOKEN, TOKEN_SCHEME } from '../../sync/wire-tablets.ts'
import type { Tablet, TabletKeys, TabletStore } from '../storage/tablet-port.ts'
import { ApiError } from './api-error.ts'
import { shopOf } from './ask.ts'
import type { Count } from './rates.ts'

/** "Last seen" is right to the minute; each request would otherwise be a write. */
const SEEN_EVERY_MS = 60_000
/** What a stranger's token is compared with, so that an unknown tablet takes as long as a wrong secret. */
const NOBODYS = '0'.repeat(64)

const inside = new WeakMap<FastifyRequest, Tablet>()

/** The tablet that asks. Throws where the door was not passed. */
export function tabletOf(request: FastifyRequest): Tablet {
  const tablet = inside.get(request)
  if (tablet === undefined) throw new ApiError('stranger')
  return tablet
}

/** Every route of this scope is behind the door. */
export function keepDoor(
  app: FastifyInstance,
  {
    tablets,
    clock,
    counts,
  }: {
    readonly tablets: TabletStore
    readonly clock: Clock
    readonly counts: { readonly tablet: Count; readonly stranger: Count }
  },
): void {
  app.addHook('onRequest', async (request, reply) => {
    const now = Math.floor(clock.now())
    const tablet = await tabletBy(tablets, request.headers.authorization, now)
    if (tablet === null) {
      await counts.stranger(request, reply)
      throw new ApiError('stranger')
    }
    inside.set(request, tablet)
    await counts.tablet(request, reply)
    if (!mayAsk(tablet.state, request.routeOptions.url ?? '')) throw new ApiError('revoked')
    const shop = shopOf(request.headers)
    if (shop !== null && shop !== tablet.shop) throw new ApiError('otherShop')
    if (Math.abs(now - tablet.seenAt) >= SEEN_EVERY_MS) await tablets.see(tablet.id, { seenAt: now })
  })
}

/** What of a token or code is kept. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

async function tabletBy(tablets: TabletStore, word: string | undefined, now: number): Promise<Tablet | null> {
  const [scheme = '', token = ''] = (word ?? '').split(' ')
  const [, id] = (scheme.toLowerCase() === TOKEN_SCHEME.toLowerCase() && TOKEN.exec(token)) || []
  if (id === undefined) return null
  const hash = hashOf(token)
  const found: (Tablet & TabletKeys) | null = await tablets.find(id)
  const isCurrent = isSame(hash, found?.token ?? NOBODYS)
  const isNext = isSame(hash, found?.next ?? NOBODYS)
  if (found === null || (!isCurrent && !isNext)) return null
  if (isNext) await tablets.promote(id, hash, now)
  return isNext ? { ...found, rotatedAt: now } : found
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
