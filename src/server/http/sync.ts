/**
 * The exchange with the tablets, request → response: reads the request, asks the storage, answers in the shapes of
 * sync/wire.ts. What it refuses it refuses before anything is judged; a verdict on a set is the storage's (S1, S2).
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../../base/clock.ts'
import { SCHEMA } from '../../sync/change-set.ts'
import { formatHead, type Head } from '../../sync/head.ts'
import { SHOP_RECORD } from '../../sync/link.ts'
import { parseOffers } from '../../sync/offers.ts'
import { keyOf } from '../../sync/record.ts'
import { actionsFor } from '../../sync/tablet-state.ts'
import {
  type HelloAnswer,
  helloAsk,
  type MissingAnswer,
  missingAsk,
  PATHS,
  type PullAnswer,
  type PushAnswer,
  pushAsk,
  type RecordsAnswer,
  SETS_MAX,
  type SnapshotAnswer,
  UIDS_MAX,
} from '../../sync/wire.ts'
import type { Held, PushDone, ShopStorage, Storage } from '../storage/port.ts'
import type { Tablet } from '../storage/tablet-port.ts'
import { ApiError } from './api-error.ts'
import {
  bodyAs,
  headFrom,
  headIn,
  keyIn,
  limitIn,
  mustBeShort,
  mustNameShop,
  type Query,
  recordsAsk,
  shopOf,
} from './ask.ts'
import { tabletOf } from './door.ts'
import { isVouched } from './vouch.ts'

export type DataOptions = { readonly storage: ShopStorage; readonly clock: Clock }

/** The oldest meaning of fields that is still taken. */
const SCHEMA_MIN = 1

/** The routes of the exchange but for the stream of events. */
export function serveSync(app: FastifyInstance, { storage, clock }: DataOptions): void {
  const serverTime = () => ({ serverTime: clock.now() })
  app.post(PATHS.hello, (request) => hello(storage, request, clock.now()))
  app.post(PATHS.push, async (request): Promise<PushAnswer> => {
    const { results, top, known, head } = await push(storage, request, clock.now())
    return { ...serverTime(), results: [...results], top, head: formatHead(head), known }
  })
  app.post(PATHS.missing, async (request): Promise<MissingAnswer> => {
    const shop = mustNameShop(request.headers)
    mustBeShort(request.body, 'uids', UIDS_MAX)
    const { uids } = bodyAs(missingAsk, request.body)
    const { head } = await mustHold(storage, shop)
    return { ...serverTime(), missing: [...(await storage.missing(shop, uids))], head: formatHead(head) }
  })
  app.get(PATHS.pull, async (request): Promise<PullAnswer> => {
    const { cursor, head, records, more } = await pull(storage, request)
    return {
      ...serverTime(),
      records: [...records],
      cursor: formatHead(cursor),
      more,
      head: formatHead(head),
    }
  })
  app.get(PATHS.snapshot, async (request): Promise<SnapshotAnswer> => {
    const { records, head, next, total } = await snapshot(storage, request)
    const word = next === null ? null : keyOf(next)
    return { ...serverTime(), records: [...records], head: formatHead(head), next: word, total }
  })
  app.get(PATHS.records, async (request): Promise<RecordsAnswer> => {
    const shop = mustNameShop(request.headers)
    const ask = recordsAsk(request.query as Query)
    await mustHold(storage, shop)
    const { records, next } = await storage.records(shop, ask)
    return { ...serverTime(), records: [...records], next }
  })
}

/** The shop that the server holds, which must be the one that the request names. */
export async function mustHold(storage: Storage, shop: string): Promise<Held> {
  const held = await storage.held()
  if (held === null) throw new ApiError('noShop')
  if (held.shop !== shop) throw new ApiError('otherShop')
  return held
}

/** Changes no record, so that it may be asked as often as a tablet likes. */
async function hello(storage: ShopStorage, request: FastifyRequest, now: number): Promise<HelloAnswer> {
  const shop = shopOf(request.headers)
  const ask = bodyAs(helloAsk, request.body)
  const heads = [headFrom(ask.cursor), headFrom(ask.seen)]
  const tablet = tabletOf(request)
  const { inc, app, pending } = ask
  await storage.tablets.see(tablet.id, { seenAt: Math.floor(now), inc, app, waiting: pending })
  const held = await storage.held()
  if (held !== null && shop !== null && shop !== held.shop) throw new ApiError('otherShop')
  const isKnown = held === null ? heads.every(isNone) : await storage.knows(held.shop, heads)
  if (tablet.state !== 'enrolled') return goodbye(tablet, isKnown, now)
  return {
    serverTime: now,
    shop: held?.shop ?? null,
    name: held === null ? null : await nameOf(storage, held.shop),
    head: held === null ? null : formatHead(held.head),
    top: held === null ? null : await storage.top(held.shop, ask.inc),
    schema: { min: SCHEMA_MIN, max: SCHEMA },
    actions: [...actionsFor(tablet.state, { isKnown, rotatedAt: tablet.rotatedAt, now })],
  }
}

/** To a tablet that was taken out of the shop: what to do, and nothing else (SEC10). */
function goodbye({ shop, state, rotatedAt }: Tablet, isKnown: boolean, now: number): HelloAnswer {
  return {
    ...{ serverTime: now, shop, name: null, head: null, top: null },
    schema: { min: SCHEMA_MIN, max: SCHEMA },
    actions: [...actionsFor(state, { isKnown, rotatedAt, now })],
  }
}

/** The shop's own name. Whoever may greet may also join, and then has every record. */
async function nameOf(storage: Storage, shop: string): Promise<string | null> {
  const { records } = await storage.records(shop, { ...SHOP_RECORD, after: null, limit: 1 })
  const name = records[0]?.fields.name
  return typeof name === 'string' ? name : null
}

async function push(storage: ShopStorage, request: FastifyRequest, now: number): Promise<PushDone> {
  const shop = mustNameShop(request.headers)
  mustBeShort(request.body, 'sets', SETS_MAX)
  const { inc, seen, sets, effs, begins } = bodyAs(pushAsk, request.body)
  const parsed = parseOffers(sets, effs)
  if ('namelessAt' in parsed) {
    throw new ApiError('malformed', `Set ${parsed.namelessAt} of the batch has no name.`, parsed.namelessAt)
  }
  // Whoever saw a shop here knows that the server has lost it: begun anew, its next snapshot would clear the tablets.
  const { id, waiting, state } = tabletOf(request)
  const mayBegin = begins === true && sets.length > 0 && seen === null && state === 'enrolled'
  if (!mayBegin) await mustHold(storage, shop)
  // What comes after it was wiped comes from a copy of it.
  const isStolen = state === 'stolen' || state === 'wiped'
  const done = await storage.push({
    ...{ shop, inc, seen: headFrom(seen), offers: parsed.offers, now },
    isStolen,
    isUnvouched: !(await isVouched(storage.tablets, shop, request)),
  })
  if (done === 'otherShop') throw new ApiError('otherShop')
  const left = Math.max(0, waiting - done.results.length)
  if (left !== waiting) await storage.tablets.see(id, { seenAt: Math.floor(now), waiting: left })
  request.log.info(countsOf(done), 'pushed')
  return done
}

/** What a log may say of a push: how many, never whose and never what. */
function countsOf({ results }: PushDone) {
  const of = (status: string) => results.filter((one) => one.status === status && one.dup !== true).length
  return {
    sets: results.length,
    applied: of('applied'),
    parked: of('parked'),
    dups: results.filter(({ dup }) => dup === true).length,
  }
}

async function pull(storage: Storage, request: FastifyRequest) {
  const shop = mustNameShop(request.headers)
  const query = request.query as Query
  const cursor = headIn(query, 'cursor')
  if (cursor === null) throw new ApiError('malformed', 'The word cursor is missing.')
  const ask = { cursor, seen: headIn(query, 'seen'), limit: limitIn(query) }
  await mustHold(storage, shop)
  return mustKnow(await storage.pull(shop, ask))
}

async function snapshot(storage: Storage, request: FastifyRequest) {
  const shop = mustNameShop(request.headers)
  const query = request.query as Query
  const [after, head] = [keyIn(query, 'page'), headIn(query, 'head')]
  if (after !== null && head === null) {
    throw new ApiError('malformed', 'A later page is asked for with the head of the first.')
  }
  const ask = { head, seen: headIn(query, 'seen'), after, limit: limitIn(query) }
  await mustHold(storage, shop)
  return mustKnow(await storage.snapshot(shop, ask))
}

function mustKnow<T extends object>(page: T | 'reset'): T {
  if (page === 'reset') throw new ApiError('reset')
  return page
}

function isNone(head: Head | null): head is null {
  return head === null
}
