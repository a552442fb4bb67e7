/**
 * The ground of the campaign of bad input: the real app over the real store, which holds a shop with a guest and, below it, the
 * rows of a second shop, planted past the server. Every answer is looked through for what must come out nowhere.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { FastifyInstance } from 'fastify'
import Database from 'libsql'
import type { InjectOptions } from 'light-my-request'
import { expect } from 'vitest'
import { hashOf } from '../../src/server/http/door.ts'
import { loggerOptions } from '../../src/server/http/log.ts'
import type { ShopStorage } from '../../src/server/storage/port.ts'
import { op, uidOf } from '../contracts/storage/sets.ts'
import { type Asked, asked, CLOCK, codeOf, dataApp, enrolIn, HEADERS, OWN_SHOP } from './data-app.ts'

/** The second shop: its ids are asked for, what it holds must never be answered. */
export const OTHER = {
  shop: '0199a3f2-b4c1-7e02-9a11-000000007e50',
  inc: 'fffffff1',
  uid: uidOf('fffffff1', 1),
  head: `${'e'.repeat(16)}.1.${'d'.repeat(32)}`,
  guest: 'other-guest-1',
  tablet: 'e'.repeat(32),
  /** SHA-256 of a token that nobody has. */
  token: 'b'.repeat(64),
} as const
export const OTHERS_WORD = 'second-shop-only-7c1f'

export const SET_UP_CODE = 'W7TK-3M9Q-HX2D'
/** Tokens that were good: of a tablet that was taken out, and of one that was reported stolen. */
export const SPENT = [2, 3].map((n) => `${n.toString(16).padStart(32, '0')}.${'5'.repeat(64)}`)

/** What the own shop holds of a guest: in no refusal, and in no line of the log. */
export const PLANTED = [
  '林秋月',
  '13900001234',
  '183/112',
  'heart murmur',
  'own-guest-4711',
  '804217',
] as const
/** The secret half of every token of the test's tablets, and a code that enrols one: in no line of the log either. */
const SECRETS = ['5'.repeat(64), SET_UP_CODE, 'c0de'.repeat(16)]
/** Stands beside the app's folder, where nothing may reach. */
const BESIDE = 'beside-the-web-folder'

export type Route = { readonly method: string; readonly url: string }

/** As the app itself lists them: what is added later is attacked too. */
export function routesOf(app: FastifyInstance): readonly Route[] {
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, url, methods] = /(\/\S*|\*) \(([A-Z, ]+)\)/.exec(line) ?? []
      return (methods?.split(', ') ?? []).map((method) => ({ method, url: url === '*' ? '/*' : (url ?? '') }))
    })
}

export type Ground = Awaited<ReturnType<typeof ground>>

export async function ground() {
  const leaks: string[] = []
  let lines = 0
  const forbidden: readonly string[] = [OTHERS_WORD, BESIDE, ...PLANTED, ...SECRETS]
  const write = (line: string) => {
    lines += 1
    if (forbidden.some((word) => line.includes(word))) leaks.push(line)
  }
  const logger = loggerOptions('debug', CLOCK, { write })
  const base = mkdtempSync(join(tmpdir(), 'web-'))
  const webDir = join(base, 'web')
  const files = {
    ...{ 'web/index.html': '<!doctype html><title>瓮管家</title>', 'web/assets/main-1.js': 'export {}' },
    ...{ 'secret.txt': BESIDE, 'steamkeeper.db': `SQLite format 3 ${BESIDE}` },
  }
  mkdirSync(join(webDir, 'assets'), { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(base, name), text)
  const data = await dataApp({ logger, webDir })
  const shop = await data.begin()
  const [name, phone, reading, note, guest, pin] = PLANTED
  const fields = {
    name: [name, null],
    phone: [phone, null],
    bp: [reading, null],
    note: [note, null],
    pin: [pin, null],
  } as const
  await data.push([shop.tablet.set([op('guests', guest, fields, { person: guest, create: true })])])
  await enrolSpent(data.storage)
  plantOther(join(data.dir, 'steamkeeper.db'))

  /** Asks, and looks at the answer as a stranger would who hopes for something. */
  const attack = async (options: InjectOptions): Promise<Asked> => {
    const answer = await asked(data.app, options)
    const text = JSON.stringify([answer.headers, answer.body])
    for (const word of [OTHERS_WORD, BESIDE, 'SQLite format']) expect(text).not.toContain(word)
    if (answer.status >= 400) mustBeRefusal(answer, options.method === 'HEAD')
    return answer
  }
  const close = async () => {
    await data.close()
    rmSync(base, { recursive: true })
  }
  const headers = { ...HEADERS, 'steamkeeper-shop': shop.shop }
  return { data, shop, attack, headers, leaks, lines: () => lines, close }
}

/** A 4xx whose code, status and sentence fit together, that says nothing of what is held or how. */
function mustBeRefusal(answer: Asked, isHead: boolean): void {
  expect(answer.status).toBeLessThan(500)
  if (isHead) return
  codeOf(answer)
  const { message } = answer.body as { readonly message: string }
  expect(message).toMatch(/^[A-Z][^\n]{10,150}[.]$/)
  expect(message).not.toMatch(/\\|(?<!application)\/|select |sqlite|node:|\.[jt]s\b/i)
  for (const word of PLANTED) expect(message).not.toContain(word)
}

/** Two more tablets, one retired and one stolen; and a set-up code that is still good. */
async function enrolSpent(storage: ShopStorage): Promise<void> {
  const { tablets } = storage
  const now = CLOCK.now()
  for (const [n, state] of [
    [2, 'retired'],
    [3, 'stolen'],
  ] as const) {
    await enrolIn(storage, { n, inc: `${n}`.repeat(8) })
    const id = n.toString(16).padStart(32, '0')
    await tablets.change(
      OWN_SHOP,
      id,
      { state },
      { at: now, act: `tablet.${state}`, actor: null, tablet: null, subject: id },
    )
  }
  const code = {
    hash: hashOf(SET_UP_CODE.replaceAll('-', '')),
    kind: 'setUp',
    shop: null,
    maker: null,
    actor: null,
  } as const
  await tablets.keepCode({ ...code, wrapped: null, now, expiresAt: now + 86_400_000 })
}

function plantOther(file: string): void {
  const database = new Database(file)
  const { shop, uid, inc, guest, token } = OTHER
  const fields = JSON.stringify({ name: OTHERS_WORD })
  const hlc = `0199a3f2b4c1-0000-${inc}`
  const insert = (table: string, row: Record<string, string | number | null>) => {
    const names = Object.keys(row)
    const places = names.map(() => '?').join(', ')
    database
      .prepare(`insert into ${table} (${names.join(', ')}) values (${places})`)
      .run(...Object.values(row))
  }
  insert('records', {
    ...{ shop, tbl: 'guests', id: guest, seq: 1, size: 50, day: '2026-11-25', person: JSON.stringify(guest) },
    ...{ fields, clocks: JSON.stringify({ name: hlc }), uids: '{}', authors: '{}' },
  })
  insert('log', {
    ...{ shop, seq: 1, uid, inc, n: 1, hlc, eff: hlc, verdict: 'applied', reason: null, received_at: 1 },
    ...{
      chain: 'd'.repeat(32),
      body: JSON.stringify({ uid, inc, n: 1, ops: [op('guests', guest, { name: [OTHERS_WORD, null] })] }),
    },
  })
  insert('log_keys', { shop, tbl: 'guests', id: guest, seq: 1 })
  insert('devices', { shop, inc, top_n: 1, top_uid: uid, top_eff: hlc, missing: '[]' })
  insert('tablets', {
    ...{ shop, id: OTHER.tablet, name: OTHERS_WORD, inc, state: 'enrolled', token, next_token: null },
    ...{ rotated_at: 1, enrolled_at: 1, seen_at: 1, changed_at: 1, app: '1', waiting: 0, unsent: null },
  })
  database.close()
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes in use once everything that can be is let go. */
export async function bytesInUse(): Promise<number> {
  for (let at = 0; at < 3; at++) {
    collect()
    await new Promise(setImmediate)
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
