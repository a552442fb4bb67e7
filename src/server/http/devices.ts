/**
 * Enrolling tablets and taking them out again. `claim` and `join` are open to strangers with a code, which works once (SEC11); all
 * else is behind the door. Each act has its line in the log (SEC19).
 */
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type * as z from 'zod/mini'
import { manages, staffFrom } from '../../domain/people/staff.ts'
import { CODE_LASTS_MS, type CodeKind, parseCode } from '../../sync/code.ts'
import { isDeleted } from '../../sync/record.ts'
import { PAGE_MAX } from '../../sync/wire.ts'
import {
  changeAsk,
  claimAsk,
  type codeAnswer,
  codeAsk,
  type doneAnswer,
  type enrolAnswer,
  joinAsk,
  type listAnswer,
  type rotateAnswer,
  TABLET_PATHS,
  vouchAsk,
  wipedAsk,
} from '../../sync/wire-tablets.ts'
import type { ShopStorage } from '../storage/port.ts'
import { ApiError } from './api-error.ts'
import { bodyAs } from './ask.ts'
import { hashOf, tabletOf } from './door.ts'
import type { DataOptions } from './sync.ts'
import { type Tries, tries } from './tries.ts'
import { isVouched } from './vouch.ts'

const ID_BYTES = 16
const SECRET_BYTES = 32

/** A token as the tablet gets it; its first half is the tablet's id. */
function drawToken(id: string): string {
  return `${id}.${randomBytes(SECRET_BYTES).toString('hex')}`
}

/** The two that strangers may knock at. */
export function serveEnrolment(app: FastifyInstance, { storage, clock }: DataOptions): void {
  const counted = tries(clock)
  const now = () => Math.floor(clock.now())
  app.post(TABLET_PATHS.claim, async (request): Promise<z.infer<typeof enrolAnswer>> => {
    const { code: typed, inc, name, shop } = bodyAs(claimAsk, request.body)
    const code = parseCode(typed)
    // A code of another kind is looked for all the same: it takes as long as a wrong one.
    const hash = hashOf(code?.code ?? typed)
    return enrol({ storage, counted, now: now(), request }, { code: hash, kind: 'setUp', inc, name, shop })
  })
  app.post(TABLET_PATHS.join, async (request): Promise<z.infer<typeof enrolAnswer>> => {
    const { id, inc, name, shop } = bodyAs(joinAsk, request.body)
    return enrol(
      { storage, counted, now: now(), request },
      { code: hashOf(id), kind: 'join', inc, name, shop },
    )
  })
}

async function enrol(
  by: {
    readonly storage: ShopStorage
    readonly counted: Tries
    readonly now: number
    readonly request: FastifyRequest
  },
  of: {
    readonly code: string
    readonly kind: CodeKind
    readonly inc: string
    readonly name: string
    readonly shop: string | null
  },
): Promise<z.infer<typeof enrolAnswer>> {
  const { counted, now, request } = by
  counted.mustBeFree(request.ip)
  const id = randomBytes(ID_BYTES).toString('hex')
  const token = drawToken(id)
  const { code, kind, inc, name, shop } = of
  const done = await by.storage.tablets.enrol({ code, kind, inc, name, shop, id, token: hashOf(token), now })
  if (done === 'badCode') counted.wrong(request.ip)
  if (typeof done === 'string') throw new ApiError(done)
  return { serverTime: now, token, tablet: id, shop: done.shop, wrapped: done.wrapped }
}

/** The others, behind the door. */
export function serveTablets(app: FastifyInstance, { storage, clock }: DataOptions): void {
  const { tablets } = storage
  const now = () => Math.floor(clock.now())
  app.post(TABLET_PATHS.codes, async (request): Promise<z.infer<typeof codeAnswer>> => {
    const { id, wrapped, by } = bodyAs(codeAsk, request.body)
    const { shop, id: maker } = tabletOf(request)
    await mustManage(storage, request, by)
    const expiresAt = now() + CODE_LASTS_MS.join
    await tablets.keepCode({
      ...{ hash: hashOf(id), kind: 'join', shop, maker, actor: by, wrapped, now: now(), expiresAt },
    })
    return { serverTime: now(), expiresAt }
  })
  app.get(TABLET_PATHS.list, async (request): Promise<z.infer<typeof listAnswer>> => {
    const { shop, id: own } = tabletOf(request)
    const listed = await tablets.list(shop)
    return {
      serverTime: now(),
      own,
      tablets: listed.map(({ shop: _shop, rotatedAt: _at, ...tablet }) => tablet),
    }
  })
  app.post(TABLET_PATHS.change, async (request): Promise<z.infer<typeof doneAnswer>> => {
    const { id, by, name, state } = bodyAs(changeAsk, request.body)
    const { shop, id: asking } = tabletOf(request)
    await mustManage(storage, request, by)
    const to = { ...(name === undefined ? {} : { name }), ...(state === undefined ? {} : { state }) }
    const act = { at: now(), act: `tablet.${state ?? 'rename'}`, actor: by, tablet: asking, subject: id }
    if (Object.keys(to).length === 0 || !(await tablets.change(shop, id, to, act)))
      throw new ApiError('malformed', 'There is no such tablet, or nothing to change about it.')
    return { serverTime: now() }
  })
  app.post(TABLET_PATHS.rotate, async (request): Promise<z.infer<typeof rotateAnswer>> => {
    const { id } = tabletOf(request)
    const token = drawToken(id)
    await tablets.rotate(id, hashOf(token))
    return { serverTime: now(), token }
  })
  app.post(TABLET_PATHS.vouch, async (request): Promise<z.infer<typeof doneAnswer>> => {
    const { key } = bodyAs(vouchAsk, request.body)
    await tablets.keepVouch(tabletOf(request).shop, key)
    return { serverTime: now() }
  })
  app.post(TABLET_PATHS.wiped, async (request): Promise<z.infer<typeof doneAnswer>> => {
    const { unsent } = bodyAs(wipedAsk, request.body)
    const { shop, id, state } = tabletOf(request)
    if (state === 'enrolled') throw new ApiError('malformed', 'Nobody has told this tablet to wipe itself.')
    const act = { at: now(), act: 'tablet.wiped', actor: null, tablet: id, subject: id }
    await tablets.change(shop, id, { state: 'wiped', unsent, waiting: 0 }, act)
    return { serverTime: now() }
  })
}

/** A manager's act, from a tablet on which somebody is signed in. */
async function mustManage(storage: ShopStorage, request: FastifyRequest, by: string): Promise<void> {
  const { shop } = tabletOf(request)
  if (!(await isVouched(storage.tablets, shop, request))) throw new ApiError('notManager')
  const { records } = await storage.records(shop, { table: 'staff', after: null, limit: PAGE_MAX })
  // Who was deleted is none of the staff: neither a manager, nor what keeps a shop without one from being run.
  const staff = records.filter((one) => !isDeleted(one)).map((record) => staffFrom({ ...record, rev: 0 }))
  if (!manages(staff, by)) throw new ApiError('notManager')
}
