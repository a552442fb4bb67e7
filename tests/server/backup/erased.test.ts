/** The list of erasures outlives what a restore brings back: by the tool, by a folder that was copied, and after a cut. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { runTool } from '../../../src/server/backup/run.ts'
import { ERASED_FILE } from '../../../src/server/storage/erased-list.ts'
import { DATABASE_FILE } from '../../../src/server/storage/libsql.ts'
import { openStorage } from '../../../src/server/storage/open.ts'
import type { Storage } from '../../../src/server/storage/port.ts'
import type { ChangeSet } from '../../../src/sync/change-set.ts'
import { erasing } from '../../contracts/storage/erasing.ts'
import { allSnapped, everybody, NOON, offersOf, op, SHOP, tablet } from '../../contracts/storage/sets.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const root = mkdtempSync(join(tmpdir(), 'erased-'))
afterAll(() => rmSync(root, { recursive: true }))

const PLANTED = '王秀兰-13800002222'
const PERSON = 'g-7f3a'
const LATER = NOON + 86_400_000

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(root, 'data-'))
})

async function within<T>(work: (storage: Storage) => Promise<T>, mayWrite = everybody): Promise<T> {
  const storage = await openStorage({ dataDir, databaseUrl: null }, mayWrite, LATER)
  if ('problem' in storage) throw new Error(storage.problem)
  try {
    return await work(storage)
  } finally {
    await storage.close()
  }
}
async function push(storage: Storage, sets: readonly ChangeSet[]) {
  const offers = offersOf(sets)
  const done = await storage.push({ shop: SHOP, inc: offers[0]?.inc ?? '', seen: null, offers, now: NOON })
  if (done === 'otherShop') throw new Error(done)
  return done
}
async function tool(...args: string[]) {
  const complaints: string[] = []
  const lines: string[] = []
  const said = {
    say: (line: string) => void lines.push(line),
    complain: (line: string) => void complaints.push(line),
  }
  expect(await runTool(args, { dataDir, databaseUrl: null }, LATER, said)).toBe(0)
  expect(complaints).toEqual([])
  // Over the very shop today's tablets stay, and nobody has to look through them.
  expect(lines.join('\n')).not.toContain('list of tablets')
}
const databaseText = () => readFileSync(join(dataDir, DATABASE_FILE)).toString('utf8')
const markOf = async (storage: Storage) =>
  (await allSnapped(storage)).filter(({ table }) => table !== 'erasures').map(({ fields }) => fields)
const MARK = { erased: { at: NOON, receipt: '7K2M-9QXD' } }

function sets() {
  const a = tablet('a')
  return {
    before: [
      a.set([op('guests', PERSON, { name: [PLANTED, null] }, { create: true, person: PERSON })]),
      // Large enough for pages of its own, which the database would only put aside.
      a.set([op('visits', 'v1', { photo: [PLANTED.repeat(800), null] }, { create: true, person: PERSON })]),
    ],
    erase: erasing(a),
  }
}

test('[S10] [SEC17] a backup from before the erasure is restored without the person, who is not there for an instant', async () => {
  const { before, erase } = sets()
  const file = join(dataDir, 'before.jsonl.gz')
  await within((storage) => push(storage, before))
  await tool('backup', file)
  await within((storage) => push(storage, [erase]))
  expect(databaseText()).not.toContain(PLANTED)
  expect(gunzipSync(readFileSync(file)).toString('utf8')).toContain(PLANTED)
  await tool('restore', file, '--replace')
  expect(databaseText()).not.toContain(PLANTED)
  await within(async (storage) => {
    expect(await markOf(storage)).toEqual([MARK, MARK])
    // The tablet that said so says it again, and it is a known one.
    expect((await push(storage, [...before, erase])).results.map(({ dup }) => dup)).toEqual([
      true,
      true,
      true,
    ])
  })
})

test('[S10] a database that was copied back is gone through when the server starts', async () => {
  const { before, erase } = sets()
  await within((storage) => push(storage, before))
  const copy = join(root, 'copy.db')
  copyFileSync(join(dataDir, DATABASE_FILE), copy)
  await within((storage) => push(storage, [erase]))
  copyFileSync(copy, join(dataDir, DATABASE_FILE))
  expect(databaseText()).toContain(PLANTED)
  await within(async (storage) => expect(await markOf(storage)).toEqual([MARK, MARK]))
  expect(databaseText()).not.toContain(PLANTED)
})

test('[S10] an erasure that still waited in the copy, and was done after it, is done again', async () => {
  const { before, erase } = sets()
  const nobodyErases: typeof everybody = (_author, { table }) => table !== 'erasures'
  await within(async (storage) => {
    const { results } = await push(storage, [...before, erase])
    expect(results.at(-1)).toMatchObject({ status: 'parked', reason: 'actor' })
  }, nobodyErases)
  const copy = join(root, 'waiting.db')
  copyFileSync(join(dataDir, DATABASE_FILE), copy)
  await within(async (storage) => {
    const word = { accepted: [{ at: NOON, by: 'u-a', note: 'seen' }, null] } as const
    await push(storage, [tablet('d').set([op('attention', `parked-${erase.uid}`, word)])])
    expect(await markOf(storage)).toContainEqual(MARK)
  }, nobodyErases)
  copyFileSync(copy, join(dataDir, DATABASE_FILE))
  expect(databaseText()).toContain(PLANTED)
  for (const _start of [1, 2]) {
    await within(async (storage) => {
      const named = (await allSnapped(storage)).filter(
        ({ table }) => table === 'guests' || table === 'visits',
      )
      expect(named.map(({ fields }) => fields)).toEqual([MARK, MARK])
    })
    expect(databaseText()).not.toContain(PLANTED)
  }
})

test('[S10] the list says nothing of anybody, is for its owner alone, and is on the disk before the answer', async () => {
  const { before, erase } = sets()
  await within(async (storage) => {
    await push(storage, before)
    expect(existsSync(join(dataDir, ERASED_FILE))).toBe(false)
    await push(storage, [erase])
    const text = readFileSync(join(dataDir, ERASED_FILE), 'utf8')
    expect(text).toContain(erase.uid)
    expect(text).not.toContain(PLANTED)
    expect(statSync(join(dataDir, ERASED_FILE)).mode & 0o777).toBe(0o600)
    await push(storage, [erase])
    expect(readFileSync(join(dataDir, ERASED_FILE), 'utf8')).toBe(text)
  })
})

test('[S10] [SEC18] a set that erases many at once is one line of the list, and comes back as one', async () => {
  const [a, ids] = [tablet('a'), ['g-1', 'g-2', 'g-3']]
  const guests = ids.map((id) => op('guests', id, { name: [PLANTED, null] }, { create: true, person: id }))
  const erasures = ids.map((id) =>
    op('erasures', id, { at: [NOON, null], receipt: ['7K2M-9QXD', null] }, { create: true }),
  )
  const lines = () =>
    readFileSync(join(dataDir, ERASED_FILE), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  const copy = join(root, 'many.db')
  await within((storage) => push(storage, [a.set(guests)]))
  copyFileSync(join(dataDir, DATABASE_FILE), copy)
  await within((storage) => push(storage, [a.set(erasures)]))
  expect(lines()).toHaveLength(1)
  copyFileSync(copy, join(dataDir, DATABASE_FILE))
  await within(async (storage) => expect(await markOf(storage)).toEqual([MARK, MARK, MARK]))
  expect(lines()).toHaveLength(1)
})

test('[S10] a line that was cut off spoils none before or after it, and a lost list is written anew from the log', async () => {
  const { before, erase } = sets()
  const list = join(dataDir, ERASED_FILE)
  const uids = () =>
    readFileSync(list, 'utf8')
      .split('\n')
      .flatMap((line) => /"uid":"([^"]+)"/.exec(line)?.[1] ?? [])
  await within((storage) => push(storage, [...before, erase]))
  appendFileSync(list, '{"shop":"south-gate","eff":"0199')
  const next = erasing(tablet('b'), NOON, 'g-other')
  await within((storage) => push(storage, [next]))
  await within(async () => expect(uids()).toEqual([erase.uid, next.uid]))
  rmSync(list)
  await within(async () => expect(uids()).toEqual([erase.uid, next.uid]))
})

test('[S10] an erasure that cannot be written to the list is not answered, and nothing is erased', async () => {
  const { before, erase } = sets()
  await within(async (storage) => {
    await push(storage, before)
    mkdirSync(join(dataDir, ERASED_FILE))
    await expect(push(storage, [erase])).rejects.toThrow('The list of erasures cannot be written.')
    expect(await markOf(storage)).toMatchObject([{ name: PLANTED }, {}])
    rmSync(join(dataDir, ERASED_FILE), { recursive: true })
    expect((await push(storage, [erase])).results).toMatchObject([{ status: 'applied', seq: 3 }])
    expect(await markOf(storage)).toEqual([MARK, MARK])
  })
})
