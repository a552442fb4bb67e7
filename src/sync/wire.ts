/**
 * The protocol between tablet and server, version by version: the shapes of every request and answer, shared by both.
 * A test pins their hash, so that no change goes out without a new entry in WIRE_HISTORY. Objects are loose: what a newer
 * version adds is passed over, never refused (M7). Every request names the wire's version and the shop in a header.
 */
import * as z from 'zod/mini'
import { API_ERRORS, type ApiErrorCode } from './errors.ts'
import { HEAD_WORD } from './head.ts'
import { FORGETS_MAX, RECORD_ID, TABLE_NAME } from './limits.ts'

/** The version this build speaks, and those it understands. */
export const WIRE_VERSION = 1
export const WIRE_MIN = 1
/** What each version brought; the hash of the newest is pinned by a test. */
export const WIRE_HISTORY = [
  {
    version: 1,
    brought: 'hello, push, missing, pull, snapshot, records, events, audit; tablets with tokens',
  },
] as const

export const WIRE_HEADER = 'steamkeeper-wire'
/** The shop's id: the uid of the change set that created its record (sync/link.ts). */
export const SHOP_HEADER = 'steamkeeper-shop'

export const PATHS = {
  hello: '/api/sync/v1/hello',
  push: '/api/sync/v1/push',
  missing: '/api/sync/v1/missing',
  pull: '/api/sync/v1/pull',
  snapshot: '/api/sync/v1/snapshot',
  records: '/api/sync/v1/records',
  events: '/api/sync/v1/events',
  audit: '/api/audit',
} as const

/** What one request may carry. */
export const SETS_MAX = 500
export const PUSH_MAX_BYTES = 1_000_000
export const UIDS_MAX = 5_000
export const PAGE_MAX = 1_000

const uid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))
export const incWord = z.string().check(z.regex(/^[0-9a-f]{8}$/))
const inc = incWord
const hlc = z.string().check(z.regex(/^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}$/))
const place = z.int().check(z.minimum(1))
const count = z.int().check(z.minimum(0))
const instant = z.number()
const name = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const headWord = z.string().check(z.regex(HEAD_WORD))

/** Printable ASCII, so that every store sorts keys alike; the word of a key is `table/id`. */
const key = {
  table: z.string().check(z.regex(TABLE_NAME)),
  id: z.string().check(z.regex(RECORD_ID)),
}
const fieldChange = z.tuple([z.json(), z.nullable(hlc)])
const op = z.looseObject({
  ...key,
  create: z.optional(z.literal(true)),
  day: z.optional(day),
  person: z.optional(name(200)),
  forgets: z.optional(z.array(name(200)).check(z.maxLength(FORGETS_MAX))),
  fields: z.record(z.string(), fieldChange),
})
/** The whole of a change set; one that has another shape but a name and a place is parked (S2). */
export const changeSetShape = z.looseObject({
  uid,
  inc,
  n: place,
  hlc,
  actor: name(200),
  session: name(200),
  schema: place,
  intent: name(200),
  device: z.looseObject({ wall: instant, offset: instant }),
  ops: z.array(op),
})
/** What SHOP_HEADER holds. */
export const shopName = uid
/** The least by which a set can be kept and acknowledged. */
export const setName = z.looseObject({ uid, inc, n: place })

const top = z.nullable(z.looseObject({ n: place, uid }))
const record = z.looseObject({
  ...key,
  seq: count,
  day: z.optional(z.string()),
  person: z.optional(z.string()),
  fields: z.record(z.string(), z.json()),
  clocks: z.record(z.string(), z.string()),
})

export const helloAsk = z.looseObject({
  inc,
  /** The highest place that the tablet believes acknowledged. */
  top,
  /** What it has pulled up to, and the furthest head of any answer; null before the first (S4). */
  cursor: z.nullable(headWord),
  seen: z.nullable(headWord),
  pending: count,
  app: name(100),
  schema: place,
})
export const helloAnswer = z.looseObject({
  serverTime: instant,
  /** The shop that the server holds; null before the first tablet gives it one. */
  shop: z.nullable(uid),
  /** What people call it, for whoever is asked to join; null where it has no name. */
  name: z.optional(z.nullable(z.string())),
  head: z.nullable(headWord),
  top,
  schema: z.looseObject({ min: place, max: place }),
  /**
   * `reoffer`, `rebootstrap`; `rotate`: the token is a day old; `upload_only` and `wipe`: the tablet is no longer of the shop, sends
   * what it has and wipes itself (SEC10). Those that a tablet does not know it passes over.
   */
  actions: z.array(z.string()),
})

export const pushAsk = z.looseObject({
  inc,
  seen: z.nullable(headWord),
  sets: z.array(z.unknown()).check(z.maxLength(SETS_MAX)),
  /** uid → the effective clock that an earlier answer gave, for sets offered again after a restore (S4). */
  effs: z.optional(z.record(z.string(), hlc)),
  /** The set that makes the shop is still unacknowledged on this tablet: a server without a shop may begin it (S4). */
  begins: z.optional(z.literal(true)),
})
const setResult = z.looseObject({
  uid,
  status: z.enum(['applied', 'parked', 'erased', 'later']),
  dup: z.optional(z.literal(true)),
  seq: z.optional(count),
  eff: z.optional(hlc),
  reason: z.optional(z.string()),
})
export const pushAnswer = z.looseObject({
  serverTime: instant,
  results: z.array(setResult),
  top,
  head: headWord,
  /** False when `seen` is not in the server's log: it was restored (S4). */
  known: z.boolean(),
})

export const missingAsk = z.looseObject({ uids: z.array(uid).check(z.maxLength(UIDS_MAX)) })
export const missingAnswer = z.looseObject({ serverTime: instant, missing: z.array(uid), head: headWord })

/** `GET pull?cursor=&seen=&limit=`; 409 `reset` when cursor or seen is not in the log. */
export const pullAnswer = z.looseObject({
  serverTime: instant,
  records: z.array(record),
  cursor: headWord,
  more: z.boolean(),
  head: headWord,
})

/**
 * `GET snapshot?page=&head=&seen=&limit=`: without `page` the first, with the `head` that the first answered from then on;
 * `next` names the page after, null with the last (S6). 409 `reset` when `head` or `seen` is not in the log.
 */
export const snapshotAnswer = z.looseObject({
  serverTime: instant,
  records: z.array(record),
  /** The head that was read before the first page: the cursor, once the last page is kept. */
  head: headWord,
  /** The word of the last key of this page (`table/id`); null with the last page. Pages are in the order of (table, id). */
  next: z.nullable(z.string()),
  /** How many records there were at the first page, for the progress shown. */
  total: count,
})

/** `GET records?table=&id=` or `&day=` or `&person=`, with `after` for the next page (S7). */
export const recordsAnswer = z.looseObject({
  serverTime: instant,
  records: z.array(record),
  next: z.nullable(z.string()),
})

const change = z.looseObject({
  field: z.string(),
  from: z.json(),
  to: z.json(),
  /** False when a higher clock already stood there. */
  won: z.boolean(),
})
/** `GET /api/audit/{table}/{id}?after=`: what was done to a record, in the server's order. */
export const auditAnswer = z.looseObject({
  entries: z.array(
    z.looseObject({
      seq: count,
      uid,
      at: instant,
      eff: z.string(),
      actor: z.string(),
      intent: z.string(),
      verdict: z.string(),
      changes: z.array(change),
    }),
  ),
  next: z.nullable(count),
})

export const errorAnswer = z.looseObject({
  error: z.enum(Object.keys(API_ERRORS) as [ApiErrorCode, ...ApiErrorCode[]]),
  message: z.string(),
  /** With `malformed` on a push: which set of the batch, counted from 0, cannot be named. */
  at: z.optional(count),
})

/** Every shape that travels, for the test that pins them. */
export const WIRE = {
  changeSetShape,
  helloAsk,
  helloAnswer,
  pushAsk,
  pushAnswer,
  missingAsk,
  missingAnswer,
  pullAnswer,
  snapshotAnswer,
  recordsAnswer,
  auditAnswer,
  errorAnswer,
} as const

export type WireRecord = z.infer<typeof record>
export type HelloAsk = z.infer<typeof helloAsk>
export type HelloAnswer = z.infer<typeof helloAnswer>
export type PushAsk = z.infer<typeof pushAsk>
export type PushAnswer = z.infer<typeof pushAnswer>
export type WireResult = z.infer<typeof setResult>
export type MissingAnswer = z.infer<typeof missingAnswer>
export type PullAnswer = z.infer<typeof pullAnswer>
export type SnapshotAnswer = z.infer<typeof snapshotAnswer>
export type RecordsAnswer = z.infer<typeof recordsAnswer>
export type AuditAnswer = z.infer<typeof auditAnswer>
