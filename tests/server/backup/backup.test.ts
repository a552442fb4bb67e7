import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { runTool } from '../../../src/server/backup/run.ts'
import { ERASED_FILE } from '../../../src/server/storage/erased-list.ts'
import { openStorage } from '../../../src/server/storage/open.ts'
import type { ShopStorage, Storage } from '../../../src/server/storage/port.ts'
import { firstHead } from '../../../src/sync/head.ts'
import {
  allPulled,
  allSnapped,
  everybody,
  NOON,
  offersOf,
  op,
  SHOP,
  tablet,
} from '../../contracts/storage/sets.ts'

// On a busy machine; nothing here is about how long it takes.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const WAIT = { timeout: 60_000 }

const root = mkdtempSync(join(tmpdir(), 'backup-'))
afterAll(() => rmSync(root, { recursive: true }))

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(root, 'data-'))
})

/** Runs the tool as npm does, with what it said. */
async function run(args: readonly string[], folder = dataDir) {
  const said: string[] = []
  const complaints: string[] = []
  const settings = { dataDir: folder, databaseUrl: null }
  const code = await runTool(args, settings, NOON, {
    say: (line) => said.push(line),
    complain: (line) => complaints.push(line),
  })
  return { code, said, complaint: complaints.join('\n') }
}
async function within<T>(folder: string, work: (storage: ShopStorage) => Promise<T>): Promise<T> {
  const storage = await openStorage({ dataDir: folder, databaseUrl: null }, everybody)
  if ('problem' in storage) throw new Error(storage.problem)
  try {
    return await work(storage)
  } finally {
    await storage.close()
  }
}
const freshDir = () => mkdtempSync(join(root, 'other-'))

const text = '蒸瓮\u2028\u0000😀"\\\n'
/** A shop with a little of everything in it, and the sets that its tablets have. */
async function fill(storage: Storage, many = 30) {
  const [a, b] = [tablet('a'), tablet('b')]
  const shop = a.set([
    op('shop', 'shop', { timeZone: ['Asia/Shanghai', null], name: [text, null] }, { create: true }),
  ])
  const sets = Array.from({ length: many }, (_, at) =>
    a.set([op('visits', `v${at}`, { note: [text, null] }, { day: '2026-11-25', person: `谢${at}` })]),
  )
  b.skip()
  const others = [
    b.set([op('visits', 'v1', { note: ['其他', null] })], { at: NOON + 3_600_000 }),
    b.set([op('visits', 'big', { x: ['x'.repeat(40_000), null] }, { create: true })]),
  ]
  for (const sets2 of [[shop, ...sets], others]) {
    const offers = offersOf(sets2)
    await storage.push({ shop: SHOP, inc: offers[0]?.inc ?? '', seen: null, offers, now: NOON })
  }
  return { sets: [shop, ...sets, ...others] }
}
async function contents(storage: Storage) {
  const held = await storage.held()
  const start = firstHead(held?.head.epoch ?? '')
  return {
    head: { ...held?.head, epoch: '' },
    shop: held?.shop,
    records: await allSnapped(storage),
    pulled: await allPulled(storage, start, 7),
    audit: await storage.audit(SHOP, { key: { table: 'visits', id: 'v1' }, after: 0, limit: 99 }),
    tops: await Promise.all(['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map((inc) => storage.top(SHOP, inc))),
  }
}

describe('a backup', () => {
  test('[S4] restored elsewhere holds the same, under a new epoch', async () => {
    const before = await within(dataDir, async (storage) => {
      await fill(storage, 450)
      return { ...(await contents(storage)), epoch: (await storage.held())?.head.epoch }
    })
    const file = join(root, 'elsewhere.jsonl.gz')
    expect(await run(['backup', file])).toMatchObject({ code: 0, complaint: '' })
    const other = freshDir()
    const restored = await run(['restore', file], other)
    expect(restored).toMatchObject({ code: 0, complaint: '' })
    expect(restored.said.join('\n')).toMatch(/453 of 453 change sets/)
    expect(restored.said.at(-1)).toMatch(/list of tablets/)
    const { epoch, ...same } = before
    await within(other, async (storage) => {
      expect(await contents(storage)).toEqual(same)
      const held = await storage.held()
      expect(held?.head.epoch).toMatch(/^[0-9a-f]{16}$/)
      expect(held?.head.epoch).not.toBe(epoch)
      // What admission remembers came along: dups, parked beginnings, clocks.
      const again = tablet('a').set([op('visits', 'big', { x: [1, null] })], {
        n: 900,
        uid: '0199a3f2-b4c1-7e02-9a11-000000000900',
      })
      const offers = offersOf([again])
      const done = await storage.push({ shop: SHOP, inc: again.inc, seen: null, offers, now: NOON })
      expect(done).toMatchObject({
        results: [{ status: 'parked', reason: 'creatorParked' }],
        head: { seq: 454 },
      })
    })
  })

  test("takes its name from the shop's time, is for its owner alone, and leaves nothing else behind", async () => {
    await within(dataDir, (storage) => fill(storage))
    const { code, said } = await run(['backup'])
    const folder = join(dataDir, 'backups')
    expect(code).toBe(0)
    // Noon in Greenwich is eight in the evening in Shanghai.
    expect(readdirSync(folder)).toEqual(['backup-2026-11-25T200000.jsonl.gz'])
    const file = join(folder, 'backup-2026-11-25T200000.jsonl.gz')
    expect(said.at(-1)).toBe(file)
    expect(said.join('\n')).toMatch(/33 of 33 change sets/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await run(['backup'])).toEqual({
      code: 1,
      said: [],
      complaint: `${file} is there already; choose another name.`,
    })
  })

  test('[S1] made while sets are pushed is of one instant', async () => {
    const file = join(root, 'live.jsonl.gz')
    await within(dataDir, async (storage) => {
      await fill(storage)
      const c = tablet('c')
      let isOver = false
      const pushing = (async () => {
        for (let n = 0; !isOver; n++) {
          const offers = offersOf([
            c.set([op('visits', `c${n}`, { n: [n, null] }), op('rooms', 'r', { n: [n, null] })]),
          ])
          await storage.push({ shop: SHOP, inc: c.inc, seen: null, offers, now: NOON })
          await new Promise((resolve) => setImmediate(resolve))
        }
      })()
      await expect.poll(async () => (await storage.held())?.head.seq, WAIT).toBeGreaterThan(40)
      expect(await run(['backup', file])).toMatchObject({ code: 0 })
      isOver = true
      await pushing
    })
    const other = freshDir()
    expect(await run(['restore', file], other)).toMatchObject({ code: 0 })
    await within(other, async (storage) => {
      const { head, records, tops } = await contents(storage)
      const cs = records.filter(({ id }) => /^c\d+$/.test(id))
      expect(head.seq).toBe(33 + cs.length)
      expect(tops[2]?.n).toBe(cs.length)
      expect(records.find(({ id }) => id === 'r')?.fields).toEqual({ n: cs.length - 1 })
    })
  })

  test('of nothing, to nowhere, or with words it does not know, says so in one sentence', async () => {
    expect(await run(['backup'])).toEqual({
      code: 1,
      said: [],
      complaint: `There is no database in ${dataDir}: is DATA_DIR right?`,
    })
    expect(readdirSync(dataDir)).toEqual([])
    await within(dataDir, async () => {})
    expect((await run(['backup'])).complaint).toBe(
      'There is nothing to back up: this server holds no shop yet.',
    )
    await within(dataDir, (storage) => fill(storage))
    const nowhere = join(root, 'none', 'b.gz')
    expect((await run(['backup', nowhere])).complaint).toMatch(/^The backup could not be written: ENOENT/)
    for (const args of [
      ['backup', 'a', 'b'],
      ['backup', '--replace'],
    ]) {
      expect((await run(args)).complaint).toBe('Usage: npm run backup [-- file]')
    }
    expect((await run([])).complaint).toMatch(/^Usage: npm run backup.*\nUsage: npm run restore/)
  })
})

describe('what a tablet could not send', () => {
  const shop = '0199a3f2-b4c1-7e02-9a11-c10000000009'
  const unsent = (sets: readonly object[]) => {
    const file = join(dataDir, 'unsent.json')
    const inside = { format: 'steamkeeper-unsent', version: 1, shop, inc: 'aaaaaaaa', sets, effs: {} }
    writeFileSync(file, JSON.stringify({ body: JSON.stringify(inside) }))
    return file
  }

  test('is taken in nowhere but where a server keeps its records, and no empty database is left', async () => {
    expect(await run(['take-in', unsent([])])).toMatchObject({
      ...{ code: 1, said: [] },
      complaint: `There is no database in ${dataDir}: is DATA_DIR right?`,
    })
    expect(readdirSync(dataDir)).toEqual(['unsent.json'])
  })

  test('and cannot be taken in now is told in one sentence, as every failure is', async () => {
    const manager = op('staff', 'u-d', { role: ['manager', null] }, { create: true })
    const offers = offersOf([tablet('e').set([manager])])
    await within(dataDir, (storage) => storage.push({ shop, inc: 'eeeeeeee', seen: null, offers, now: NOON }))
    const file = unsent([tablet('d').set([op('erasures', 'g-1', { at: [NOON, null] }, { create: true })])])
    // It can be read as a list that is not there yet, and not be written.
    symlinkSync(join(root, 'none', ERASED_FILE), join(dataDir, ERASED_FILE))
    expect(await run(['take-in', file])).toMatchObject({
      ...{ code: 1, said: [] },
      complaint: expect.stringMatching(/^Not all of it was taken in: ENOENT.*\.$/),
    })
  })

  test('is named with the other tools to whoever asks for none', async () => {
    const { code, complaint } = await run(['toString'])
    expect(code).toBe(1)
    expect(complaint.match(/npm run [a-z-]+/g)).toEqual(
      ['backup', 'restore', 'setup-code', 'take-in'].map((tool) => `npm run ${tool}`),
    )
  })
})

describe('a restore', () => {
  let file = ''
  let lines: string[] = []
  const rewritten = (change: (lines: string[]) => readonly string[], name = 'changed.gz') => {
    const path = join(dataDir, name)
    writeFileSync(
      path,
      gzipSync(
        change([...lines])
          .map((line) => `${line}\n`)
          .join(''),
      ),
    )
    return path
  }
  beforeEach(async () => {
    const source = freshDir()
    await within(source, (storage) => fill(storage, 5))
    file = join(dataDir, 'good.gz')
    await run(['backup', file], source)
    lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(0, -1)
  })

  test('takes a file only when all of it is as it was written', async () => {
    expect(await run(['restore', rewritten((all) => all)])).toMatchObject({ code: 0 })
    const other = freshDir()
    const bytes = readFileSync(file)
    const write = (name: string, content: Buffer | string) => {
      writeFileSync(join(dataDir, name), content)
      return join(dataDir, name)
    }
    const middle = Math.floor(lines.length / 2)
    const bad: readonly [string, RegExp][] = [
      [write('cut.gz', bytes.subarray(0, bytes.length - 20)), /is cut off/],
      [write('plain.gz', 'hello'), /is damaged, or no backup/],
      [write('empty.gz', gzipSync('')), /is empty/],
      [write('other.gz', gzipSync('{"format":"zip"}\n')), /is no backup of Steamkeeper/],
      [rewritten((all) => all.slice(0, -1)), /is cut off/],
      [rewritten((all) => all.filter((_, at) => at !== middle), 'b'), /is damaged/],
      [
        rewritten(
          (all) =>
            all
              .map((line, at) => (at === middle ? line.replace(/\d/, '7') : line))
              .map((line, at) => (at === middle ? line.replace('seq":', 'seq":1') : line)),
          'c',
        ),
        /is damaged: its lines/,
      ],
      [rewritten((all) => [...all, ...all.slice(-1)], 'd'), /goes on after its last line/],
      [
        rewritten((all) => ['{"format":"steamkeeper-backup","version":1}', ...all.slice(1)], 'e'),
        /its first line cannot be read/,
      ],
      [
        rewritten((all) => all.map((line, at) => (at === 1 ? '{"passwords":{"a":1}}' : line)), 'f'),
        /a row that cannot be read/,
      ],
      [
        rewritten((all) => all.map((line, at) => (at === 1 ? '{"log":' : line)), 'g'),
        /a line that cannot be read/,
      ],
      [
        rewritten(([first = '', ...rest]) => [first.replace(/"version":\d+/, '"version":99'), ...rest], 'h'),
        /made by a newer Steamkeeper \(version 99, this one reads up to \d+\)/,
      ],
      [join(dataDir, 'none.gz'), /^There is no file/],
    ]
    for (const [path, sentence] of bad) {
      const { code, complaint } = await run(['restore', path, '--replace'], other)
      expect(complaint).toMatch(sentence)
      expect(code).toBe(1)
    }
    expect(readdirSync(other)).toEqual([])
  })

  test('leaves a store alone that holds a shop, unless --replace is said; then nothing of that shop is left', async () => {
    const other = freshDir()
    const begin = async (storage: Storage) => {
      const offers = offersOf([
        tablet('e').set([op('shop', 'shop', { name: ['其他', null] }), op('rooms', 'e1', { a: [1, null] })]),
      ])
      await storage.push({ shop: 'another', inc: 'eeeeeeee', seen: null, offers, now: NOON })
    }
    await within(other, begin)
    const refused = await run(['restore', file], other)
    expect(refused.code).toBe(1)
    expect(refused.complaint).toMatch(
      /holds a shop already \(another, 1 change sets\), and nothing was changed\. .*--replace/,
    )
    await within(other, async (storage) =>
      expect(await storage.held()).toMatchObject({ shop: 'another', head: { seq: 1 } }),
    )
    expect(await run(['restore', file, '--replace'], other)).toMatchObject({ code: 0 })
    await within(other, async (storage) => {
      expect(await storage.held()).toMatchObject({ shop: SHOP, head: { seq: 8 } })
      expect(await storage.top('another', 'eeeeeeee')).toBeNull()
      expect((await storage.records('another', { table: 'rooms', after: null, limit: 9 })).records).toEqual(
        [],
      )
    })
  })

  test('[S4] over the very shop makes its heads unknown, and the sets that came since are missing', async () => {
    const other = freshDir()
    await run(['restore', file], other)
    const c = tablet('c')
    const since = [c.set([op('rooms', 'r', { n: [1, null] })]), c.set([])]
    await within(other, async (storage) => {
      const offers = offersOf(since)
      const done = await storage.push({ shop: SHOP, inc: c.inc, seen: null, offers, now: NOON })
      if (done === 'otherShop') throw new Error(done)
      // The server goes on while its database is restored.
      expect(await run(['restore', file, '--replace'], other)).toMatchObject({ code: 0 })
      expect(await storage.knows(SHOP, [done.head])).toBe(false)
      expect(await storage.pull(SHOP, { cursor: done.head, seen: null, limit: 9 })).toBe('reset')
      expect(
        await storage.missing(
          SHOP,
          since.map(({ uid }) => uid),
        ),
      ).toEqual(since.map(({ uid }) => uid))
      const again = await storage.push({ shop: SHOP, inc: c.inc, seen: done.head, offers, now: NOON })
      expect(again).toMatchObject({ known: false, results: [{ status: 'applied', seq: 9 }, { seq: 10 }] })
    })
  })

  test('[SEC10] brings its tablets along; over the very shop who may exchange stays as it is today', async () => {
    const [other, copy] = [freshDir(), join(root, 'tablets.jsonl.gz')]
    await run(['restore', file], other)
    const stolen = { at: NOON + 9, act: 'tablet.stolen', actor: 'u1', tablet: 'a', subject: 'a' }
    await within(other, async ({ tablets }) => {
      const code = { maker: null, actor: null, wrapped: null, now: NOON, expiresAt: NOON + 1 }
      for (const [hash, kind] of [
        ['c1', 'join'],
        ['c2', 'setUp'],
      ] as const)
        await tablets.keepCode({ ...code, hash, kind, shop: SHOP })
      const one = { shop: SHOP, name: '前台', now: NOON }
      await tablets.enrol({ ...one, code: 'c1', kind: 'join', id: 'a', inc: 'aaaaaaaa', token: 'ta' })
      expect(await run(['backup', copy], other)).toMatchObject({ code: 0 })
      await tablets.change(SHOP, 'a', { state: 'stolen' }, stolen)
      await tablets.enrol({ ...one, code: 'c2', kind: 'setUp', id: 'b', inc: 'bbbbbbbb', token: 'tb' })
      expect(await run(['restore', copy, '--replace'], other)).toMatchObject({ code: 0 })
      expect((await tablets.list(SHOP)).map(({ id, state }) => [id, state])).toEqual([
        ['a', 'stolen'],
        ['b', 'enrolled'],
      ])
      expect(await tablets.acts(SHOP, 99)).toContainEqual(stolen)
    })
    const third = freshDir()
    await run(['restore', copy], third)
    await within(third, async ({ tablets }) =>
      expect(await tablets.find('a')).toMatchObject({ state: 'enrolled', token: 'ta' }),
    )
  })

  test('[SEC20] brings along by what tablets vouch; over the very shop what the server was told since stays', async () => {
    const [other, copy] = [freshDir(), join(root, 'vouches.jsonl.gz')]
    await run(['restore', file], other)
    await within(other, async ({ tablets }) => {
      await tablets.keepVouch(SHOP, '5a'.repeat(32))
      expect(await run(['backup', copy], other)).toMatchObject({ code: 0 })
      expect(await run(['restore', file, '--replace'], other), 'from before it was told').toMatchObject({
        code: 0,
      })
      expect(await tablets.vouch(SHOP)).toBe('5a'.repeat(32))
      expect(await run(['restore', copy, '--replace'], other)).toMatchObject({ code: 0 })
      expect(await tablets.vouch(SHOP)).toBe('5a'.repeat(32))
    })
    const third = freshDir()
    await run(['restore', copy], third)
    await within(third, async ({ tablets }) => expect(await tablets.vouch(SHOP)).toBe('5a'.repeat(32)))
  })

  test('that breaks off in the middle leaves the store as it was', async () => {
    const other = freshDir()
    await within(other, (storage) => fill(storage, 2))
    // A row that the hash does not protect from, because it was written so: two of one key.
    const twice = lines.flatMap((line, at) => (at === lines.length - 2 ? [line, line] : [line]))
    const end = JSON.parse(twice.pop() ?? '') as { counts: Record<string, number>; sha256: string }
    const table = Object.keys(JSON.parse(twice.at(-1) ?? '') as object)[0] ?? ''
    end.counts[table] = (end.counts[table] ?? 0) + 1
    end.sha256 = createHash('sha256')
      .update(twice.map((line) => `${line}\n`).join(''))
      .digest('hex')
    const broken = rewritten(() => [...twice, JSON.stringify(end)])
    const { code, complaint } = await run(['restore', broken, '--replace'], other)
    expect(complaint).toMatch(/^Nothing was restored: .*UNIQUE/)
    expect(code).toBe(1)
    await within(other, async (storage) =>
      expect(await storage.held()).toMatchObject({ shop: SHOP, head: { seq: 5 } }),
    )
  })
})
