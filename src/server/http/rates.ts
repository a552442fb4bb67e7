/**
 * How often one may ask in a minute. A flood ends in 429 with Retry-After, which the tablet's loop waits for, and not in a
 * server that answers nobody. A tablet that shows its token is counted by itself; everybody else by their address, IPv6 by its
 * /64, so that nobody's flood stops a tablet that stands behind the same address. Counters are kept for so many askers at once,
 * and who has been silent longest is forgotten first.
 */
import rateLimit, { type FastifyRateLimitStore, normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Clock, MINUTE_MS } from '../../base/clock.ts'
import { ApiError } from './api-error.ts'

export type Rates = {
  /** Requests of an address for the app's files, and for health. */
  readonly files: number
  /** Requests of one enrolled tablet. */
  readonly tablet: number
  /** Requests of an address that were turned away at the door. */
  readonly strangers: number
  /** Codes that an address may try, good or wrong. */
  readonly codes: number
  /** Askers that are remembered at once; each costs some 200 bytes. */
  readonly askers: number
}
/** Counts a request, and throws 429 once there were too many. */
export type Count = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/**
 * A shop's tablets share one address. Twenty that install an update at once ask for 20 × 150 files. After a restore each of
 * them asks for some 400 pages (300,000 records by 1,000, the uids of 90 days by 5,000, pushes by 500), one after the other,
 * and who ticks without a pause makes four conversations of three requests a second. Twenty that were not enrolled yet ask
 * every four seconds, 300 times a minute in all; a person types a code or two.
 */
export const RATES: Rates = { files: 6_000, tablet: 1_200, strangers: 600, codes: 20, askers: 5_000 }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Counted by its own scope. */
    isCounted?: true
  }
}

/** Makes counters possible in what is registered later; what no scope counts for itself is counted here, also what is nowhere. */
export function limitRates(app: FastifyInstance, clock: Clock, { files, askers }: Rates): void {
  app.register(rateLimit, { global: false, store: storeOn(clock, askers) })
  const count = counter(app, files)
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.isCounted !== true) await count(request, reply)
  })
}

/** The routes of a scope, which must come after this, are counted by the scope itself. */
export function countApart(scope: FastifyInstance): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, isCounted: true }
  })
}

/** A counter of its own, by address unless told by what. */
export function counter(
  app: FastifyInstance,
  max: number,
  keyGenerator: (request: FastifyRequest) => string = addressOf,
): Count {
  let limit: ReturnType<FastifyInstance['createRateLimit']> | undefined
  return async (request, reply) => {
    // The plugin is there by the first request, and not yet when this is put together.
    limit ??= app.createRateLimit({ max, timeWindow: MINUTE_MS, keyGenerator })
    const state = await limit(request)
    if (state.isAllowed || !state.isExceeded) return
    reply.header('retry-after', state.ttlInSeconds)
    throw new ApiError('tooMany')
  }
}

/** Of a socket that is already gone nobody knows the address; all of those are one asker. */
function addressOf({ ip }: FastifyRequest): string {
  return normalizeIP(ip ?? '')
}

/** The plugin's own store goes by the wall clock: set back by a day, it would count on for a day. */
function storeOn(clock: Clock, max: number) {
  return class CountStore implements FastifyRateLimitStore {
    readonly #askers = new Map<string, { readonly since: number; asked: number }>()

    incr(key: string, done: (error: null, of: { current: number; ttl: number }) => void, windowMs: number) {
      const now = clock.mono()
      const known = this.#askers.get(key)
      const asker = known && now - known.since < windowMs ? known : { since: now, asked: 0 }
      asker.asked += 1
      // Taken out and put in again it is the last to be forgotten.
      this.#askers.delete(key)
      this.#askers.set(key, asker)
      if (this.#askers.size > max) {
        for (const oldest of this.#askers.keys()) {
          this.#askers.delete(oldest)
          break
        }
      }
      done(null, { current: asker.asked, ttl: windowMs - (now - asker.since) })
    }

    child() {
      return new CountStore()
    }
  }
}
