/**
 * [SEC4] What the server stores and writes of a shop whose tablets seal: its database with its journal, its log and a backup, read
 * byte by byte, hold nothing of a guest. The same search finds all of it where a tablet does not seal, so it can find.
 */
import 'fake-indexeddb/auto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { applyAcks } from '../../src/db/apply.ts'
import { commit } from '../../src/db/commit.ts'
import { identitySealer, type Sealer } from '../../src/db/seal.ts'
import { shopKeyFrom } from '../../src/db/shop-key.ts'
import { shopSealer } from '../../src/db/shop-sealer.ts'
import type { Store } from '../../src/db/store.ts'
import { unsentSets } from '../../src/db/unsent.ts'
import { clockSteps, coverOf } from '../../src/domain/people/cover.ts'
import { structure } from '../../src/domain/procedure/nic-01-a/structure.ts'
import { planNewShop } from '../../src/domain/shop/new-shop.ts'
import { sampleShop } from '../../src/domain/shop/sample.ts'
import { sampleVisits } from '../../src/domain/shop/sample-visits.ts'
import { words } from '../../src/domain/shop/sample-words-zh-cn.ts'
import { runTool } from '../../src/server/backup/run.ts'
import type { Change } from '../../src/sync/change-set.ts'
import { parseHead } from '../../src/sync/head.ts'
import { PATHS, pushAnswer, SHOP_HEADER } from '../../src/sync/wire.ts'
import { closeTablets, handClock, intent, openTablet } from '../db/tablet.ts'
import { CLOCK, type DataApp, dataApp, enrolIn, good } from './data-app.ts'

const KEY = new Uint8Array(32).fill(9)
/** Said of guests in places where nothing else of the sample shop stands. */
const PLANTED = {
  name: '欧阳若曦-planted',
  phone: '13955556666',
  note: '上次蒸后头晕-planted',
  reading: '183/112-planted',
  correction: '其实是 150-planted',
  booking: '带母亲同来-planted',
  unknown: '以后的版本-planted',
}

const shop = sampleShop(words, CLOCK.now(), 'Asia/Shanghai')
const at = CLOCK.now()
const by = 'sample-staff-lin'
const planted: readonly Change[] = [
  {
    table: 'guests',
    id: 'g-1',
    create: true,
    person: 'g-1',
    fields: { name: PLANTED.name, phone: PLANTED.phone, cautions: [PLANTED.note] },
  },
  {
    table: 'bookings',
    id: 'b-1',
    create: true,
    person: 'g-1',
    day: '2026-11-25',
    fields: { guestId: 'g-1', note: PLANTED.booking },
  },
  {
    ...{ table: 'visits', id: 'v-1', create: true, person: 'g-1', day: '2026-11-25' },
    fields: {
      guestId: 'g-1',
      'A3.1-pressure': { value: PLANTED.reading, at, by, note: PLANTED.note, was: PLANTED.correction },
      remark: { at, by, text: PLANTED.note },
    },
  },
  {
    table: 'attention',
    id: 'i-1',
    create: true,
    person: 'g-1',
    fields: { kind: 'emergency', openedAt: at, by, ended: { at, by, how: PLANTED.note } },
  },
  { table: 'from-a-newer-version', id: 'x-1', create: true, fields: { place: PLANTED.unknown } },
]

let guestWords: readonly string[]
beforeAll(() => {
  const clear = JSON.stringify([shop.name, shop.staff, shop.rooms])
  guestWords = shop.guests
    .flatMap(({ name, address, phone, cautions, preferences }) => [
      name,
      address,
      phone ?? '',
      ...cautions,
      ...preferences,
    ])
    .filter((word) => word.length > 1 && !clear.includes(word))
})
let data: DataApp | undefined
afterEach(async () => {
  closeTablets()
  await data?.close()
  data = undefined
})

async function sealing(): Promise<Sealer> {
  const steps = clockSteps([structure])
  const sealer = shopSealer((table, field) => coverOf(table, field, steps))
  sealer.unlock(await shopKeyFrom(KEY))
  return sealer
}

/** A month's worth of a small shop, written by the tablet as it writes and sent as it sends. */
async function exchangeAll(sealer: Sealer): Promise<Buffer> {
  const app = await dataApp()
  data = app
  const store = await openTablet({ sealer, clock: handClock(CLOCK.now()) })
  const sets = [
    ...planNewShop(shop, 'nic-01-a', { slots: new Map(), recovery: null }),
    ...sampleVisits(shop, structure, CLOCK.now()),
    planted,
  ]
  for (const changes of sets) await commit(store, intent({ plan: () => ({ changes }) }))
  await sendAll(app, store)
  const file = join(app.dir, 'backup.gz')
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  expect(
    await runTool(['backup', file], { dataDir: app.dir, databaseUrl: null }, CLOCK.now(), {
      say,
      complain: say,
    }),
  ).toBe(0)
  const files = readdirSync(app.dir).filter((name) => name.startsWith('steamkeeper.db'))
  expect(files).toContain('steamkeeper.db-wal')
  return Buffer.concat([
    ...files.map((name) => readFileSync(join(app.dir, name))),
    gunzipSync(readFileSync(file)),
    Buffer.from([...app.lines, ...said].join('\n')),
  ])
}

async function sendAll(app: DataApp, store: Store): Promise<void> {
  let shopId = ''
  let authorization = ''
  for (;;) {
    const unsent = await unsentSets(store, 20)
    const [first] = unsent
    if (first === undefined) return
    if (shopId === '') {
      shopId = first.set.uid
      authorization = `Bearer ${await enrolIn(app.storage, { n: 2, shop: shopId })}`
    }
    const headers = { [SHOP_HEADER]: shopId, authorization }
    const body = { inc: first.set.inc, seen: null, begins: true, sets: unsent.map(({ set }) => set) }
    const { results, head } = good(pushAnswer, await app.post(PATHS.push, body, headers))
    expect(results.every(({ status }) => status === 'applied')).toBe(true)
    const known = parseHead(head)
    if (known === null) throw new Error('no head')
    await applyAcks(store, { results, head: known, known: true, offsetMs: 0, at: CLOCK.now() })
  }
}

/** The word in the forms in which a program might write it. */
function formsOf(word: string): readonly Buffer[] {
  const utf8 = Buffer.from(word)
  const escaped = [...word]
    .map((letter) => (letter > '~' ? `\\u${letter.charCodeAt(0).toString(16)}` : letter))
    .join('')
  // In base64 a word looks three ways, by where it begins; its edges belong to its neighbours.
  const in64 = [0, 1, 2].map((shift) =>
    Buffer.from(
      Buffer.concat([Buffer.alloc(shift), utf8])
        .toString('base64')
        .slice(shift === 0 ? 0 : 4, -4),
    ),
  )
  const forms = [
    utf8,
    Buffer.from(word, 'utf16le'),
    Buffer.from(escaped),
    Buffer.from(encodeURIComponent(word)),
    Buffer.from(utf8.toString('hex')),
    ...in64,
  ]
  return forms.filter((form) => form.length >= 6)
}

const found = (bytes: Buffer, list: readonly string[]) =>
  list.filter((word) => formsOf(word).some((form) => bytes.includes(form)))

test('[SEC4] database, journal, log and backup hold no name, phone, note or reading of a guest', async () => {
  const bytes = await exchangeAll(await sealing())
  expect(bytes.length).toBeGreaterThan(200_000)
  expect(guestWords.length).toBeGreaterThan(40)
  expect(found(bytes, Object.values(PLANTED))).toEqual([])
  expect(found(bytes, guestWords)).toEqual([])
  // What must stay clear is: who works there, where, and when.
  expect(found(bytes, [words.staff.lin, words.urn, 'sample-visit-1'])).toHaveLength(3)
})

test('where a tablet does not seal, the same search finds every word', async () => {
  const bytes = await exchangeAll(identitySealer)
  expect(found(bytes, Object.values(PLANTED))).toEqual(Object.values(PLANTED))
  expect(found(bytes, guestWords)).toEqual(guestWords)
})
