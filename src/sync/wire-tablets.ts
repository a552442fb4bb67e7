/**
 * What travels beside the exchange: how a tablet is enrolled, and what a manager does about the others. Pinned with wire.ts, whose
 * version and headers it shares. Every request but `claim` and `join` carries the tablet's token.
 */
import * as z from 'zod/mini'
import { incWord, shopName } from './wire.ts'

export const TOKEN_SCHEME = 'Bearer'
/** HMAC-SHA-256 in hex over `vouchedText`; left out by a tablet on which nobody is signed in. */
export const VOUCH_HEADER = 'steamkeeper-vouch'
/** What is vouched for: where it goes, a line's end, and its body as it is sent. */
export function vouchedText(path: string, body: string): string {
  return `${path}\n${body}`
}
export const TABLET_PATHS = {
  claim: '/api/devices/v1/claim',
  join: '/api/devices/v1/join',
  codes: '/api/devices/v1/codes',
  list: '/api/devices/v1/list',
  change: '/api/devices/v1/change',
  rotate: '/api/devices/v1/rotate',
  wiped: '/api/devices/v1/wiped',
  vouch: '/api/devices/v1/vouch',
} as const

/** A tablet's public half and its 256 secret bits; only a hash of them is kept (SEC9). */
export const TOKEN = /^([0-9a-f]{32})\.([0-9a-f]{64})$/
const token = z.string().check(z.regex(TOKEN))
const tabletId = z.string().check(z.regex(/^[0-9a-f]{32}$/))
/** What stands for a join code at the server: drawn from it, and no way back (db/join-code.ts). */
const codeId = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const actor = z.string().check(z.minLength(1), z.maxLength(200))
export const TABLET_NAME_MAX = 40
const tabletName = z.string().check(z.minLength(1), z.maxLength(TABLET_NAME_MAX))
const instant = z.number()
const count = z.int().check(z.minimum(0))
/** The device secret, sealed under the code; null where the tablet that made the code has none. */
const wrapped = z.nullable(z.string().check(z.maxLength(200)))

const newcomer = { inc: incWord, name: tabletName, shop: z.nullable(shopName) }
/** With the code that the server printed; `shop` is the tablet's own, null for an empty one. */
export const claimAsk = z.looseObject({ code: z.string().check(z.maxLength(40)), ...newcomer })
/** With a code that a tablet of the shop made. */
export const joinAsk = z.looseObject({ id: codeId, ...newcomer })
export const enrolAnswer = z.looseObject({
  serverTime: instant,
  token,
  tablet: tabletId,
  shop: shopName,
  wrapped,
})

export const codeAsk = z.looseObject({ id: codeId, wrapped, by: actor })
export const codeAnswer = z.looseObject({ serverTime: instant, expiresAt: instant })

const state = z.enum(['enrolled', 'retired', 'stolen', 'wiped'])
export const listAnswer = z.looseObject({
  serverTime: instant,
  own: tabletId,
  tablets: z.array(
    z.looseObject({
      ...{ id: tabletId, name: z.string(), inc: z.string(), app: z.string(), state },
      ...{ enrolledAt: instant, seenAt: instant, changedAt: instant },
      /** Sets that it said it had not sent, and that arrived after it was reported stolen. */
      ...{ waiting: count, parked: count },
      /** How many it said were left when it wiped itself. */
      unsent: z.nullable(count),
    }),
  ),
})

/** A manager names a tablet, takes it out of the shop, or reports it stolen. */
export const changeAsk = z.looseObject({
  ...{ id: tabletId, by: actor, name: z.optional(tabletName) },
  state: z.optional(z.enum(['retired', 'stolen'])),
})
export const rotateAnswer = z.looseObject({ serverTime: instant, token })
/** The last that a tablet says before it wipes itself. */
export const wipedAsk = z.looseObject({ unsent: count })
/** Drawn from the shop's key, and no way back: by it the server tells whether a request's vouch was made with that key at hand (SEC20). */
export const vouchAsk = z.looseObject({ key: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
export const doneAnswer = z.looseObject({ serverTime: instant })

/** Every shape of this file, for the test that pins them. */
export const TABLET_WIRE = {
  ...{ claimAsk, joinAsk, enrolAnswer, codeAsk, codeAnswer, listAnswer, changeAsk },
  ...{ rotateAnswer, wipedAsk, vouchAsk, doneAnswer },
} as const

export type EnrolAnswer = z.infer<typeof enrolAnswer>
export type ListAnswer = z.infer<typeof listAnswer>
export type ListedTablet = ListAnswer['tablets'][number]
