/** The real app over the real embedded store, in a folder of its own; asked by `inject` as a tablet asks. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { InjectOptions, Response } from 'light-my-request'
import type * as z from 'zod/mini'
import { type AppOptions, buildApp } from '../../src/server/http/app.ts'
import { hashOf } from '../../src/server/http/door.ts'
import { loggerOptions } from '../../src/server/http/log.ts'
import type { Rates } from '../../src/server/http/rates.ts'
import { openStorage } from '../../src/server/storage/open.ts'
import type { ShopStorage } from '../../src/server/storage/port.ts'
import type { ChangeSet, Op } from '../../src/sync/change-set.ts'
import { API_ERRORS } from '../../src/sync/errors.ts'
import type { MayWrite } from '../../src/sync/judge.ts'
import {
  errorAnswer,
  helloAnswer,
  PATHS,
  pullAnswer,
  pushAnswer,
  SHOP_HEADER,
  WIRE_HEADER,
  WIRE_VERSION,
} from '../../src/sync/wire.ts'
import { everybody, NOON, op, tablet, uidOf } from '../contracts/storage/sets.ts'

export type Asked = { readonly status: number; readonly headers: Response['headers']; readonly body: unknown }
export type DataApp = Awaited<ReturnType<typeof dataApp>>

/** Where a test's server stands; its clock stands still. */
export const CLOCK = { now: () => NOON, mono: () => 0, rate: 1 }
/** No test but those about it is to be told that it asks too often: their clock stands still. */
export const WIDE: Rates = { files: 1e9, tablet: 1e9, strangers: 1e9, codes: 1e9, askers: 1_000 }
const tokenOf = (n: number) => `${n.toString(16).padStart(32, '0')}.${'5'.repeat(64)}`
/** Of the first tablet that is enrolled. */
export const HEADERS = { [WIRE_HEADER]: String(WIRE_VERSION), authorization: `Bearer ${tokenOf(1)}` }

/** The embedded store in a folder. */
export async function storageIn(dataDir: string, mayWrite: MayWrite = everybody): Promise<ShopStorage> {
  const storage = await openStorage({ dataDir, databaseUrl: null }, mayWrite)
  if ('problem' in storage) throw new Error(storage.problem)
  return storage
}

/** The shop whose tablets the server knows: what `begin` gives it. */
export const OWN_SHOP = uidOf('aaaaaaaa', 1)

/** Enrols a tablet, as a code would; resolves to its token, which is the same for the same `n`. */
export async function enrolIn(
  { tablets }: ShopStorage,
  of: { readonly n?: number; readonly shop?: string; readonly inc?: string; readonly now?: number } = {},
): Promise<string> {
  const { n = 1, shop = OWN_SHOP, inc = 'aaaaaaaa', now = NOON } = of
  const id = n.toString(16).padStart(32, '0')
  const code = { hash: `code-${id}`, kind: 'join', now } as const
  await tablets.keepCode({ ...code, shop, maker: id, actor: null, wrapped: null, expiresAt: now + 1 })
  const one = { ...{ code: code.hash, kind: code.kind, now }, shop, id, name: '前台', inc }
  const done = await tablets.enrol({ ...one, token: hashOf(tokenOf(n)) })
  if (typeof done === 'string') throw new Error(done)
  return tokenOf(n)
}

/** An empty server that knows one tablet, by whose token it is asked. `close` ends it and removes its folder. */
export async function dataApp(options: Partial<AppOptions> = {}, mayWrite: MayWrite = everybody) {
  const dir = mkdtempSync(join(tmpdir(), 'server-'))
  const storage = await storageIn(dir, mayWrite)
  const lines: string[] = []
  const logger = loggerOptions('debug', CLOCK, { write: (line) => void lines.push(line) })
  const app = buildApp({
    ...{ clock: CLOCK, version: '1.2.3', storage, webDir: dir, logger, rates: WIDE },
    ...options,
  })
  await app.ready()
  if (options.storage === undefined) await enrolIn(storage)
  const shop = { id: '' }
  const ask = (url: string, more: InjectOptions = {}) =>
    asked(app, { url, ...more, headers: { ...HEADERS, ...named(shop.id), ...more.headers } })
  return {
    ...{ app, storage, lines, dir, ask },
    get: (url: string, headers: Record<string, string> = {}) => ask(url, { headers }),
    post: (url: string, body: unknown, headers: Record<string, string> = {}) =>
      ask(url, { method: 'POST', payload: body as object, headers }),
    /** Gives the server its shop: a tablet's first set. Later requests name it. */
    async begin(of: { readonly ops: readonly Op[]; readonly actor: string } = { ops: [], actor: 'u-a' }) {
      const first = tablet('a')
      const own = op('shop', 'shop', { name: ['瓮', null] }, { create: true })
      const set = { ...first.set([...of.ops, own]), actor: of.actor }
      shop.id = set.uid
      const { head } = await this.push([set])
      return { tablet: first, shop: set.uid, head, set }
    },
    async push(sets: readonly unknown[], more: object = {}) {
      const inc = (sets[0] as ChangeSet | undefined)?.inc ?? 'aaaaaaaa'
      return good(pushAnswer, await this.post(PATHS.push, { inc, seen: null, begins: true, sets, ...more }))
    },
    async pullAll(cursor: string) {
      return good(pullAnswer, await this.get(`${PATHS.pull}?cursor=${cursor}`))
    },
    async hello(more: object = {}, headers: Record<string, string> = {}) {
      return good(helloAnswer, await this.post(PATHS.hello, { ...helloBody, ...more }, headers))
    },
    async close() {
      await app.close()
      await storage.close()
      rmSync(dir, { recursive: true })
    },
  }
}

export const helloBody = {
  ...{ inc: 'aaaaaaaa', top: null, cursor: null, seen: null, pending: 0, app: '1.2.3', schema: 1 },
}

/** One request; a body that is no JSON comes back as null. */
export async function asked(app: FastifyInstance, options: InjectOptions): Promise<Asked> {
  const answer = await app.inject(options)
  return { status: answer.statusCode, headers: answer.headers, body: jsonOf(answer.body) }
}

/** An answer of a shape; anything else fails the test with what came instead. */
export function good<T extends z.ZodMiniType>(shape: T, { status, body }: Asked): z.infer<T> {
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
  return shape.parse(body)
}

/** The code of a refusal, whose status must be the one that the code has; throws for anything else. */
export function codeOf({ status, body }: Asked): string {
  const { error } = errorAnswer.parse(body)
  if (API_ERRORS[error] !== status) throw new Error(`${error} came with ${status}`)
  return error
}

function named(shop: string): Record<string, string> {
  return shop === '' ? {} : { [SHOP_HEADER]: shop }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
