import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import Database from 'libsql'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DATABASE_FILE } from '../../../src/server/storage/libsql.ts'
import { openStorage, openTwin } from '../../../src/server/storage/open.ts'
import { parseHead } from '../../../src/sync/head.ts'
import { enrollingContract } from '../../contracts/storage/enrolling.ts'
import { everybody, NOON, offersOf, op, SHOP, tablet } from '../../contracts/storage/sets.ts'
import { storageContract } from '../../contracts/storage.ts'
import { ROOT } from '../../house/sources.ts'

// On a busy machine; nothing here is about how long it takes.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const root = mkdtempSync(join(tmpdir(), 'libsql-'))
const freshDir = () => mkdtempSync(join(root, 'data-'))
afterAll(() => rmSync(root, { recursive: true }))

const fresh = async () => ({ dataDir: freshDir(), databaseUrl: null })
storageContract('libsql', fresh)
enrollingContract('libsql', fresh)

const mustOpen = async (dataDir: string) => {
  const storage = await openStorage({ dataDir, databaseUrl: null }, everybody)
  if ('problem' in storage) throw new Error(storage.problem)
  return storage
}

describe('the file under DATA_DIR', () => {
  test('[S1] is synced at every commit, beside a write-ahead log, and is for its owner alone', async () => {
    const dataDir = freshDir()
    const twin = await openTwin({ dataDir, databaseUrl: null })
    if ('problem' in twin) throw new Error(twin.problem)
    const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(twin.db)).rows
    expect(await pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }])
    expect(await pragma('synchronous')).toEqual([{ synchronous: 2 }])
    await twin.close()
    expect(statSync(join(dataDir, DATABASE_FILE)).mode & 0o777).toBe(0o600)
  })

  test('[S1] no statement of a push or a pull walks the whole log or all records, which grow for years', async () => {
    const dataDir = freshDir()
    const storage = await mustOpen(dataDir)
    const statements = new Set<string>()
    const { prepare } = Database.prototype
    Database.prototype.prepare = function (sqlText: string) {
      statements.add(sqlText)
      return prepare.call(this, sqlText) as never
    }
    try {
      const from = tablet('a')
      for (let n = 1; n <= 3; n++) {
        const set = from.set([op('visits', 'v1', { a: [n, n === 1 ? null : '000000000000-0000-aaaaaaaa'] })])
        const seen = (await storage.held())?.head ?? null
        const done = await storage.push({
          shop: SHOP,
          inc: from.inc,
          seen,
          offers: offersOf([set]),
          now: NOON,
        })
        if (done === 'otherShop') throw new Error(done)
        await storage.pull(SHOP, { cursor: seen ?? done.head, seen: done.head, limit: 9 })
        await storage.missing(SHOP, [set.uid])
        await storage.audit(SHOP, { key: { table: 'visits', id: 'v1' }, after: 0, limit: 9 })
        await storage.records(SHOP, { table: 'visits', day: '2026-11-25', after: 'a', limit: 9 })
      }
    } finally {
      Database.prototype.prepare = prepare
    }
    await storage.close()
    const own = new Database(join(dataDir, DATABASE_FILE))
    const plans = [...statements]
      // One row of `shops`, and in `roles` what was ever said of the shop's few people.
      .filter((text) => /^(select|update)/.test(text) && !/"(shops|roles)"/.test(text))
      .map((text) => ({
        text,
        plan: own.prepare(`explain query plan ${text}`).all() as { detail: string }[],
      }))
    own.close()
    expect(plans.length).toBeGreaterThan(12)
    const walks = /SCAN|\(shop=\?\)/
    expect(plans.filter(({ plan }) => plan.some(({ detail }) => walks.test(detail)))).toEqual([])
  })

  test('holds everything once the server has stopped, so that it can be copied by itself', async () => {
    const dataDir = freshDir()
    const storage = await mustOpen(dataDir)
    const from = tablet('a')
    const offers = offersOf([from.set([op('rooms', 'r1', { name: ['1', null] })])])
    await storage.push({ shop: SHOP, inc: from.inc, seen: null, offers, now: NOON })
    await storage.close()
    const log = join(dataDir, `${DATABASE_FILE}-wal`)
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0)
  })

  test('that is none, or a folder that is missing, is told in one sentence', async () => {
    const dataDir = freshDir()
    writeFileSync(
      join(dataDir, DATABASE_FILE),
      'not a database, but longer than a header of one hundred bytes '.repeat(9),
    )
    const broken = await openStorage({ dataDir, databaseUrl: null }, everybody)
    expect(broken).toEqual({
      problem: expect.stringMatching(/steamkeeper\.db cannot be used: file is not a database\.$/),
    })
    const missing = await openStorage({ dataDir: join(dataDir, 'none'), databaseUrl: null }, everybody)
    expect(missing).toEqual({ problem: expect.stringMatching(/cannot be used: ENOENT/) })
  })
})

describe('a server that is killed', () => {
  // Beside the packages that it needs; nothing of ours is kept there.
  const built = mkdtempSync(join(ROOT, 'node_modules', '.storage-test-'))
  beforeAll(() =>
    build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: {
        ...{ ssr: join(ROOT, 'tests/server/storage/pusher.ts'), outDir: built, target: 'node20' },
        rolldownOptions: { output: { entryFileNames: 'pusher.mjs' } },
      },
    }),
  )
  afterAll(() => rmSync(built, { recursive: true }))

  /** Starts it, kills it after `many` answers, and gives all that it had answered by then. */
  async function killedAfter(many: number, dataDir: string, digit: string): Promise<readonly string[]> {
    const server = spawn(process.execPath, [join(built, 'pusher.mjs'), dataDir, digit], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const answers: string[] = []
    for await (const line of createInterface(server.stdout)) {
      answers.push(line)
      if (answers.length === many) server.kill('SIGKILL')
    }
    return answers
  }

  test('[S1] has kept every set that it had answered, in a log without gaps', async () => {
    const dataDir = freshDir()
    const answered: string[] = []
    for (const [digit, many] of [
      ['a', 1],
      ['b', 40],
      ['c', 137],
      ['d', 3],
    ] as const) {
      const answers = await killedAfter(many, dataDir, digit)
      expect(answers.length).toBeGreaterThanOrEqual(many)
      answered.push(...answers)
    }
    const storage = await mustOpen(dataDir)
    const pairs = answered.map((line) => line.split(' '))
    expect(
      await storage.missing(
        SHOP,
        pairs.map(([uid = '']) => uid),
      ),
    ).toEqual([])
    expect(
      await storage.knows(
        SHOP,
        pairs.map(([, head = '']) => parseHead(head)),
      ),
    ).toBe(true)
    const held = await storage.held()
    expect(held?.head.seq).toBeGreaterThanOrEqual(answered.length)
    const from = tablet('e')
    const offers = offersOf([from.set([op('visits', 'v1', { step: [0, null] })])])
    const next = await storage.push({
      shop: SHOP,
      inc: from.inc,
      seen: held?.head ?? null,
      offers,
      now: NOON,
    })
    expect(next).toMatchObject({ known: true, head: { seq: (held?.head.seq ?? 0) + 1 } })
    await storage.close()
  })
})
