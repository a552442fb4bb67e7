import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runTool } from '../../../src/server/backup/run.ts'
import { erasedList } from '../../../src/server/storage/erased-list.ts'
import { kyselyStorage } from '../../../src/server/storage/kysely-storage.ts'
import { openStorage, openTwin, type StoreSettings } from '../../../src/server/storage/open.ts'
import { type Storage, StorageUnavailable } from '../../../src/server/storage/port.ts'
import { writing } from '../../../src/server/storage/twin.ts'
import { firstHead } from '../../../src/sync/head.ts'
import { enrollingContract } from '../../contracts/storage/enrolling.ts'
import { everybody, NOON, offersOf, op, SHOP, tablet } from '../../contracts/storage/sets.ts'
import { storageContract } from '../../contracts/storage.ts'
import { type Postgres, startPostgres } from '../../setup/postgres.ts'

let postgres: Postgres
// On a busy machine; nothing here is about how long it takes.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const WAIT = { timeout: 60_000 }

const root = mkdtempSync(join(tmpdir(), 'postgres-'))
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(async () => {
  await postgres.stop()
  rmSync(root, { recursive: true })
})

const freshDir = () => mkdtempSync(join(root, 'data-'))
const fresh = async () => ({ dataDir: freshDir(), databaseUrl: await postgres.database() })
storageContract('PostgreSQL', fresh)
enrollingContract('PostgreSQL', fresh)

const twinOf = async (settings: StoreSettings) => {
  const twin = await openTwin(settings)
  if ('problem' in twin) throw new Error(twin.problem)
  return twin
}
const setOf = (digit: string, at = NOON) =>
  offersOf([tablet(digit).set([op('rooms', 'r1', { name: [digit, null] })], { at })])

describe('two servers on one PostgreSQL', () => {
  test('[S8] a push at one is a poke at the other', async () => {
    const settings = await fresh()
    const [one, other] = [
      kyselyStorage(await twinOf(settings), everybody, erasedList(settings.dataDir)),
      kyselyStorage(await twinOf(settings), everybody, erasedList(settings.dataDir)),
    ]
    const told: number[] = []
    other.pokes.listen(SHOP, (seq) => told.push(seq))
    await one.push({ shop: SHOP, inc: 'aaaaaaaa', seen: null, offers: setOf('a'), now: NOON })
    await expect.poll(() => told, WAIT).toEqual([1])
    await one.push({ shop: SHOP, inc: 'bbbbbbbb', seen: null, offers: setOf('b'), now: NOON })
    await expect.poll(() => told, WAIT).toEqual([1, 2])
    await Promise.all([one.close(), other.close()])
  })

  test('[S8] a connection that broke comes back, and what was missed is told', async () => {
    const settings = await fresh()
    const [one, other] = [
      kyselyStorage(await twinOf(settings), everybody, erasedList(settings.dataDir)),
      await twinOf(settings),
    ]
    await one.push({ shop: SHOP, inc: 'aaaaaaaa', seen: null, offers: setOf('a'), now: NOON })
    const told: number[] = []
    other.pokes.listen(SHOP, (seq) => told.push(seq))
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
      other.db,
    )
    // Also the connections of the pool are gone; the next push finds a new one.
    await one.push({ shop: SHOP, inc: 'bbbbbbbb', seen: null, offers: setOf('b'), now: NOON })
    await expect.poll(() => told.at(-1), WAIT).toBe(2)
    await Promise.all([one.close(), other.close()])
  })
})

describe('PostgreSQL', () => {
  test('[S1] a connection that breaks in the middle of a transaction ends nothing but that; it is run again', async () => {
    const settings = await fresh()
    const [twin, other] = [await twinOf(settings), await twinOf(settings)]
    let runs = 0
    const done = await writing(twin, async (trx) => {
      await trx
        .insertInto('clamped')
        .values({ shop: SHOP, hlc: `${++runs}`, eff: '' })
        .execute()
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      if (runs === 1) await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0}, 60000)`.execute(other.db)
      return trx.selectFrom('clamped').select('hlc').execute()
    })
    expect(done).toEqual([{ hlc: '2' }])
    await Promise.all([twin.close(), other.close()])
  })

  test('[S1] commits durably, whatever the database is set to', async () => {
    const settings = await fresh()
    const first = await twinOf(settings)
    await sql
      .raw(
        `do $$ begin execute 'alter database ' || current_database() || ' set synchronous_commit = off'; end $$`,
      )
      .execute(first.db)
    await first.close()
    const twin = await twinOf(settings)
    const { rows } = await sql`show synchronous_commit`.execute(twin.db)
    expect(rows).toEqual([{ synchronous_commit: 'on' }])
    await twin.close()
  })

  test('that is not there, or is another thing, is told in one sentence, without the password', async () => {
    const problem = async (databaseUrl: string) => {
      const answer = await openStorage({ dataDir: freshDir(), databaseUrl }, everybody)
      return 'problem' in answer ? answer.problem : null
    }
    const url = new URL(await postgres.database())
    url.password = 'secret'
    const at = (part: Partial<URL>) => problem(Object.assign(new URL(url), part).href)
    expect(await at({ pathname: '/none' })).toMatch(
      /^The database 127\.0\.0\.1:\d+\/none cannot be used: database "none" does not exist\.$/,
    )
    expect(await at({ port: '1' })).toMatch(
      /^The database 127\.0\.0\.1:1\/shop_\d+ cannot be used: .*ECONNREFUSED.*\.$/,
    )
    expect(await problem('mysql://127.0.0.1/shop')).toBe(
      'DATABASE_URL must look like postgres://user:password@host:5432/database.',
    )
    expect(await problem('shop.db')).toBe(
      'DATABASE_URL must look like postgres://user:password@host:5432/database.',
    )
    expect(await problem(await postgres.database('LATIN1'))).toMatch(
      /keeps text as LATIN1, .* ENCODING 'UTF8'\.$/,
    )
  })

  test('[S2] that has gone away parks nothing: whoever asks is told to come again', async () => {
    const own = await startPostgres()
    const storage = await openStorage({ dataDir: freshDir(), databaseUrl: await own.database() }, everybody)
    if ('problem' in storage) throw new Error(storage.problem)
    await storage.push({ shop: SHOP, inc: 'aaaaaaaa', seen: null, offers: setOf('a'), now: NOON })
    await own.stop()
    const late = storage.push({ shop: SHOP, inc: 'bbbbbbbb', seen: null, offers: setOf('b'), now: NOON })
    await expect(late).rejects.toThrow(StorageUnavailable)
    expect(await storage.isWell()).toBe(false)
    await storage.close()
  })
})

test('[S8] a backup of either store is restored into the other', async () => {
  const sqlite = { dataDir: mkdtempSync(join(root, 'data-')), databaseUrl: null }
  const [pg, back] = [await fresh(), { dataDir: mkdtempSync(join(root, 'data-')), databaseUrl: null }]
  const tool = async (args: readonly string[], settings: StoreSettings) => {
    const said: string[] = []
    const complain = (line: string) => void said.push(line)
    expect({ code: await runTool(args, settings, NOON, { say() {}, complain }), said }).toEqual({
      code: 0,
      said: [],
    })
  }
  const contents = async (settings: StoreSettings) => {
    const storage = kyselyStorage(await twinOf(settings), everybody, erasedList(settings.dataDir))
    const said = await askEverything(storage)
    await storage.close()
    return said
  }
  const storage = kyselyStorage(await twinOf(sqlite), everybody, erasedList(sqlite.dataDir))
  await pushEverything(storage)
  await storage.close()
  const files = ['1', '2'].map((name) => join(root, `${name}.jsonl.gz`))
  await tool(['backup', files[0] ?? ''], sqlite)
  await tool(['restore', files[0] ?? ''], pg)
  await tool(['backup', files[1] ?? ''], pg)
  await tool(['restore', files[1] ?? ''], back)
  const [first, second, third] = [await contents(sqlite), await contents(pg), await contents(back)]
  expect(second).toEqual(first)
  expect(third).toEqual(first)
  // Only their epochs differ.
  const lines = files.map((file) => gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(1, -2))
  expect(lines[1]).toEqual(lines[0])
  expect(lines[0]?.length).toBeGreaterThan(30)
})

test('[S8] both stores give the same answers, byte for byte, for the same requests', async () => {
  const answers = async (settings: StoreSettings) => {
    const storage = kyselyStorage(
      await twinOf(settings),
      everybody,
      erasedList(settings.dataDir),
      () => '00112233445566aa',
    )
    const said = [...(await pushEverything(storage)), ...(await askEverything(storage))]
    await storage.close()
    return said
  }
  const [sqlite, pg] = [
    await answers({ dataDir: mkdtempSync(join(root, 'data-')), databaseUrl: null }),
    await answers(await fresh()),
  ]
  expect(pg.length).toBeGreaterThan(20)
  expect(pg).toEqual(sqlite)
})

/** A little of everything: merging, a conflict, a hole, a clone, what is parked, dups, ids that collations sort differently. */
async function pushEverything(storage: Storage): Promise<readonly string[]> {
  const [a, b, clone] = [tablet('a'), tablet('b'), tablet('a')]
  const ids = ['a-b', 'aB', 'ab', '~', '!', 'Z', 'e', '_']
  const envelope = { create: true, day: '2026-11-25', person: '谢\u0000' } as const
  const create = a.set(ids.map((id) => op('visits', id, { room: ['r1', null] }, envelope)))
  b.skip()
  const pushes = [
    [create, a.set([op('visits', 'ab', { room: ['r2', create.hlc] })], { at: NOON + 900_000 })],
    [
      b.set([op('visits', 'ab', { room: ['r3', create.hlc] })]),
      b.set([op('Visits', '0', { '😀': [{ b: 1, a: [0.1, 1e21] }, null] })]),
    ],
    [
      clone.set([op('visits', 'Z', { room: [null, null] })], {
        uid: '0199a3f2-b4c1-7e02-9a11-c10000000001',
      }),
    ],
    [
      create,
      { ...b.set([]), ops: 3 } as never,
      b.set([op('visits', 'big', { x: ['x'.repeat(40_000), null] }, { create: true })]),
    ],
  ]
  const said: unknown[] = []
  for (const sets of pushes) {
    const offers = offersOf(sets)
    const inc = offers[0]?.inc ?? ''
    said.push(await storage.push({ shop: SHOP, inc, seen: null, offers, now: NOON + 0.25 }))
  }
  return said.map((answer) => JSON.stringify(answer))
}

/** All that a tablet can ask; the epoch, which a restore draws anew, is left out of it. */
async function askEverything(storage: Storage): Promise<readonly string[]> {
  const held = await storage.held()
  const epoch = held?.head.epoch ?? ''
  const start = firstHead(epoch)
  const said: unknown[] = [held, await storage.top(SHOP, 'aaaaaaaa'), await storage.top(SHOP, 'bbbbbbbb')]
  for (const limit of [1, 3, 100]) said.push(await storage.pull(SHOP, { cursor: start, seen: null, limit }))
  for (const id of ['', '!', 'Z', 'a-b', 'zz']) {
    const after = { table: 'visits', id }
    said.push(await storage.snapshot(SHOP, { head: null, seen: start, after, limit: 3 }))
    said.push(await storage.records(SHOP, { table: 'visits', day: '2026-11-25', after: id, limit: 2 }))
    said.push(await storage.audit(SHOP, { key: after, after: 0, limit: 2 }))
  }
  said.push(await storage.records(SHOP, { table: 'visits', person: '谢\u0000', after: null, limit: 100 }))
  return said.map((answer) => JSON.stringify(answer).replaceAll(epoch, 'epoch'))
}
