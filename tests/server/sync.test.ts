import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  auditAnswer,
  missingAnswer,
  PAGE_MAX,
  PATHS,
  pullAnswer,
  recordsAnswer,
  SHOP_HEADER,
  snapshotAnswer,
  UIDS_MAX,
} from '../../src/sync/wire.ts'
import { NOON, op, tablet, uidOf } from '../contracts/storage/sets.ts'
import { CLOCK, codeOf, type DataApp, dataApp, good, HEADERS, helloBody, OWN_SHOP } from './data-app.ts'

const FOREIGN_HEAD = `${'0'.repeat(16)}.1.${'1'.repeat(32)}`
const start = (head: string) => `${head.split('.')[0]}.0.${'0'.repeat(32)}`

let data: DataApp
beforeEach(async () => {
  data = await dataApp()
})
afterEach(() => data.close())

describe('hello', () => {
  test('[S4] to an empty server, by an empty tablet: no shop, no head, nothing to do', async () => {
    const answer = await data.hello()
    expect(answer).toMatchObject({ serverTime: NOON, shop: null, head: null, top: null, actions: [] })
    expect(answer.schema.min).toBeLessThanOrEqual(answer.schema.max)
  })

  test('an empty tablet, which can name no shop, learns which one the server holds', async () => {
    const { shop, head } = await data.begin()
    const answer = await data.hello({ inc: 'bbbbbbbb' }, { [SHOP_HEADER]: shop })
    expect(answer).toMatchObject({ shop, head, top: null, actions: [] })
    const asked = { method: 'POST', url: PATHS.hello, headers: HEADERS, payload: helloBody } as const
    const bare = await data.app.inject(asked)
    expect(bare.json()).toMatchObject({ shop, head })
  })

  test('an empty tablet is told what people call the shop, as it is called now', async () => {
    expect((await data.hello()).name).toBeNull()
    const { tablet: first } = await data.begin()
    await data.push([first.set([op('shop', 'shop', { name: ['南门店', null] })])])
    expect((await data.hello({ inc: 'bbbbbbbb' })).name).toBe('南门店')
  })

  test('[S4] a cursor, or a head seen, that the log does not have asks for both cures', async () => {
    const { head } = await data.begin()
    expect(await data.hello({ cursor: head, seen: head })).toMatchObject({ actions: [] })
    for (const lost of [{ cursor: FOREIGN_HEAD }, { cursor: head, seen: FOREIGN_HEAD }]) {
      expect((await data.hello(lost)).actions).toEqual(['reoffer', 'rebootstrap'])
    }
  })

  test('[S4] so does a server that holds nothing any more', async () => {
    expect((await data.hello({ seen: FOREIGN_HEAD })).actions).toEqual(['reoffer', 'rebootstrap'])
  })

  test('tells the highest place of this tablet that arrived, and changes nothing however often it comes', async () => {
    const { tablet: first, head } = await data.begin()
    const set = first.set([op('guests', 'g1', { name: ['x', null] })])
    const after = (await data.push([set])).head
    const answers = await Promise.all([data.hello(), data.hello({ pending: 9, schema: 99 }), data.hello()])
    for (const answer of answers)
      expect(answer).toMatchObject({ top: { n: 2, uid: set.uid }, head: after, actions: [] })
    expect(after).not.toBe(head)
  })
})

describe('push', () => {
  test('[S1] the first one begins the shop; each set gets its verdict, its seq and its clock', async () => {
    const { shop, set, head } = await data.begin()
    expect((await data.hello()).shop).toBe(shop)
    const again = await data.push([set])
    expect(again).toMatchObject({ serverTime: NOON, head, known: true, top: { n: 1, uid: set.uid } })
    expect(again.results).toMatchObject([{ uid: set.uid, status: 'applied', seq: 1, eff: set.hlc }])
  })

  test('[CS3] a set that arrives again is answered as the first time, marked dup', async () => {
    const { set } = await data.begin()
    const [result] = (await data.push([set])).results
    expect(result).toEqual({ uid: set.uid, status: 'applied', dup: true, seq: 1, eff: set.hlc })
  })

  test('[S2] a broken set among good ones is parked alone', async () => {
    const { tablet: first } = await data.begin()
    const sets = [1, 2, 3].map((n) => first.set([op('guests', `g${n}`, { name: ['x', null] })]))
    const broken = { ...sets[1], ops: 'none' }
    const { results } = await data.push([sets[0], broken, sets[2]])
    expect(results.map(({ status }) => status)).toEqual(['applied', 'parked', 'applied'])
    expect(results[1]?.reason).toBe('shape')
  })

  test('[S2] a set without a name is refused with its place in the batch, and nothing is judged', async () => {
    const { tablet: first, head } = await data.begin()
    const set = first.set([op('guests', 'g1', { name: ['x', null] })])
    const answer = await data.post(PATHS.push, { inc: first.inc, seen: null, sets: [set, { ops: [] }] })
    expect(codeOf(answer)).toBe('malformed')
    expect(answer.body).toMatchObject({ at: 1 })
    expect((await data.hello()).head).toBe(head)
  })

  test('[S3] stays open for a tablet whose head is not known, and says so', async () => {
    const { tablet: first } = await data.begin()
    const set = first.set([op('guests', 'g1', { name: ['x', null] })])
    const answer = await data.push([set], { seen: FOREIGN_HEAD })
    expect(answer).toMatchObject({ known: false, results: [{ status: 'applied' }] })
  })

  test('[S4] a set that is offered again brings the clock that it was given', async () => {
    const { tablet: first } = await data.begin()
    const set = first.set([op('guests', 'g1', { name: ['x', null] })])
    const eff = set.hlc.replace(/-\d{4}-/, '-0009-')
    expect((await data.push([set], { effs: { [set.uid]: eff } })).results[0]?.eff).toBe(eff)
  })

  test('[CS7] more than 500 sets, or more than a megabyte and a little, is for the tablet to halve', async () => {
    const { tablet: first } = await data.begin()
    const sets = Array.from({ length: 501 }, (_, at) => first.set([op('guests', `g${at}`, {})]))
    const push = (some: readonly unknown[], more: object = {}) =>
      data.post(PATHS.push, { inc: first.inc, seen: null, sets: some, ...more })
    expect(codeOf(await push(sets))).toBe('tooLarge')
    expect(codeOf(await push([], { more: 'x'.repeat(1_200_000) }))).toBe('tooLarge')
    expect((await data.push(sets.slice(0, 500))).results).toHaveLength(500)
  })

  test('[S4] an empty server begins a shop only for the tablet that has not had it acknowledged', async () => {
    const headers = { [SHOP_HEADER]: OWN_SHOP }
    const set = tablet('b').set([op('visits', 'v1', { room: ['r1', null] })])
    const answer = await data.post(PATHS.push, { inc: set.inc, seen: null, sets: [set] }, headers)
    expect(codeOf(answer)).toBe('noShop')
    expect(await data.storage.held()).toBeNull()
  })

  test('of nothing begins no shop', async () => {
    const headers = { [SHOP_HEADER]: OWN_SHOP }
    const answer = await data.post(PATHS.push, { inc: 'aaaaaaaa', seen: null, sets: [] }, headers)
    expect(codeOf(answer)).toBe('noShop')
    expect((await data.hello()).shop).toBe(null)
  })

  test('[S2] a store that is closed judges nothing and asks to try again', async () => {
    const { set } = await data.begin()
    await data.storage.close()
    const answer = await data.post(PATHS.push, { inc: set.inc, seen: null, sets: [set] })
    expect(codeOf(answer)).toBe('unavailable')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('missing', () => {
  test('[S4] names those that the log does not have, in their order', async () => {
    const { set, head } = await data.begin()
    const uids = [uidOf('cccccccc', 2), set.uid, uidOf('cccccccc', 1)]
    const answer = good(missingAnswer, await data.post(PATHS.missing, { uids }))
    expect(answer).toEqual({ serverTime: NOON, missing: [uids[0], uids[2]], head })
  })

  test('takes 5,000 at once and not one more', async () => {
    await data.begin()
    const uids = Array.from({ length: UIDS_MAX + 1 }, (_, n) => uidOf('cccccccc', n))
    expect(codeOf(await data.post(PATHS.missing, { uids }))).toBe('tooLarge')
    const answer = good(missingAnswer, await data.post(PATHS.missing, { uids: uids.slice(1) }))
    expect(answer.missing).toHaveLength(UIDS_MAX)
  })
})

describe('pull', () => {
  test('[S5] brings each record that was touched once, as it stands, and a cursor to go on from', async () => {
    const { tablet: first, head } = await data.begin()
    for (const name of ['a', 'b', 'c'])
      await data.push([first.set([op('guests', 'g1', { name: [name, null] })])])
    const page = await data.pullAll(head)
    expect(page.records).toMatchObject([{ table: 'guests', id: 'g1', seq: 4, fields: { name: 'c' } }])
    expect(page).toMatchObject({ more: false, cursor: page.head })
    expect((await data.pullAll(page.cursor)).records).toEqual([])
  })

  test('[S5] comes in pages that never cut a change set in two', async () => {
    const { tablet: first, head } = await data.begin()
    const ids = ['g1', 'g2', 'g3']
    await data.push([first.set(ids.map((id) => op('guests', id, { name: [id, null] })))])
    await data.push([first.set([op('guests', 'g4', { name: ['g4', null] })])])
    const url = (cursor: string) => `${PATHS.pull}?cursor=${cursor}&limit=1`
    const one = good(pullAnswer, await data.get(url(start(head))))
    const two = good(pullAnswer, await data.get(url(one.cursor)))
    const three = good(pullAnswer, await data.get(url(two.cursor)))
    expect([one, two, three].map(({ records }) => records.map(({ id }) => id))).toEqual([
      ['shop'],
      ids,
      ['g4'],
    ])
    expect([one.more, two.more, three.more]).toEqual([true, true, false])
  })

  test('[S3] a cursor, or a head seen, of another log is answered reset', async () => {
    const { head } = await data.begin()
    expect(codeOf(await data.get(`${PATHS.pull}?cursor=${FOREIGN_HEAD}`))).toBe('reset')
    expect(codeOf(await data.get(`${PATHS.pull}?cursor=${head}&seen=${FOREIGN_HEAD}`))).toBe('reset')
    const bent = head.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
    expect(codeOf(await data.get(`${PATHS.pull}?cursor=${bent}`))).toBe('reset')
  })

  test('a query that cannot be meant is malformed', async () => {
    const { head } = await data.begin()
    const queries = ['', '?cursor=', '?cursor=x', `?cursor=${head}&cursor=${head}`, `?cursor=${head}&seen=`]
    const limits = ['0', '-1', '1.5', 'all', '', '1e3', '9'.repeat(20)].map(
      (word) => `?cursor=${head}&limit=${word}`,
    )
    for (const query of [...queries, ...limits])
      expect(codeOf(await data.get(PATHS.pull + query))).toBe('malformed')
  })

  test('a page is never longer than the wire says, whatever is asked for', async () => {
    const { tablet: first, head } = await data.begin()
    for (let part = 0; part < 6; part++) {
      const ops = Array.from({ length: 200 }, (_, at) =>
        op('guests', `g${part}-${at}`, { name: ['x', null] }),
      )
      await data.push([first.set(ops)])
    }
    const page = good(pullAnswer, await data.get(`${PATHS.pull}?cursor=${head}&limit=5000`))
    expect(page.records).toHaveLength(PAGE_MAX)
    expect(page.more).toBe(true)
  })
})

describe('snapshot', () => {
  test('[S6] pages by key from the head that the first page read, and goes on where it was cut off', async () => {
    const { tablet: first } = await data.begin()
    const ids = ['v1', 'v2/x', 'v3']
    await data.push([first.set(ids.map((id) => op('visits', id, { room: ['r1', null] })))])
    const one = good(snapshotAnswer, await data.get(`${PATHS.snapshot}?limit=2`))
    await data.push([first.set([op('visits', 'v3', { room: ['r2', null] })])])
    const rest = `page=${encodeURIComponent(one.next ?? '')}&head=${one.head}&seen=${one.head}`
    const two = good(snapshotAnswer, await data.get(`${PATHS.snapshot}?${rest}&limit=2`))
    expect(one).toMatchObject({ total: 4, next: 'visits/v1' })
    expect(two).toMatchObject({ head: one.head, next: null })
    expect([...one.records, ...two.records].map(({ id }) => id)).toEqual(['shop', ...ids])
    expect((await data.pullAll(two.head)).records).toMatchObject([{ id: 'v3', fields: { room: 'r2' } }])
  })

  test('[S4] a head of another log is answered reset', async () => {
    await data.begin()
    expect(codeOf(await data.get(`${PATHS.snapshot}?page=visits/v1&head=${FOREIGN_HEAD}`))).toBe('reset')
    expect(codeOf(await data.get(`${PATHS.snapshot}?seen=${FOREIGN_HEAD}`))).toBe('reset')
  })

  test('a page without its head, or that is no key, is malformed', async () => {
    const { head } = await data.begin()
    expect(codeOf(await data.get(`${PATHS.snapshot}?page=visits/v1`))).toBe('malformed')
    for (const page of ['', 'visits', '/v1', 'visits/', 'vis its/v1', 'visits/%00', 'visits/%E7%93%AE'])
      expect(codeOf(await data.get(`${PATHS.snapshot}?page=${page}&head=${head}`))).toBe('malformed')
  })
})

describe('records', () => {
  test('are found by id, by day, and by the person they are about', async () => {
    const { tablet: first } = await data.begin()
    const visit = (id: string, day: string, person: string) =>
      op('visits', id, { room: ['r1', null] }, { day, person })
    await data.push([
      first.set([
        visit('v1', '2026-11-25', 'g1'),
        visit('v2', '2026-11-25', 'g2'),
        visit('v3', '2026-11-26', 'g1'),
      ]),
    ])
    const find = async (query: string) =>
      good(recordsAnswer, await data.get(`${PATHS.records}?table=visits&${query}`))
    expect((await find('id=v2')).records.map(({ id }) => id)).toEqual(['v2'])
    expect((await find('id=v9')).records).toEqual([])
    expect((await find('day=2026-11-25')).records.map(({ id }) => id)).toEqual(['v1', 'v2'])
    const one = await find('person=g1&limit=1')
    const two = await find(`person=g1&limit=1&after=${one.next}`)
    expect([...one.records, ...two.records].map(({ id }) => id)).toEqual(['v1', 'v3'])
    expect(two.next).toBe(null)
  })
})

describe('audit', () => {
  test('[CS5] tells for every field who changed it, when, from what and to what', async () => {
    const { tablet: first } = await data.begin()
    const second = tablet('b')
    const one = first.set([op('visits', 'v1', { room: ['r1', null], note: ['', null] }, { create: true })])
    const two = second.set([op('visits', 'v1', { room: ['r2', one.hlc] })])
    await data.push([one])
    await data.push([two])
    const { entries, next } = good(auditAnswer, await data.get(`${PATHS.audit}/visits/v1`))
    expect(next).toBe(null)
    expect(entries).toMatchObject([
      { seq: 2, uid: one.uid, actor: 'u-a', at: NOON, intent: 'test', verdict: 'applied' },
      { seq: 3, actor: 'u-b', changes: [{ field: 'room', from: 'r1', to: 'r2', won: true }] },
    ])
  })

  test('a later page says what came before it as well as the first would', async () => {
    const { tablet: first } = await data.begin()
    const sets = Array.from({ length: 450 }, (_, at) => first.set([op('visits', 'v1', { step: [at, null] })]))
    await data.push(sets)
    const entries = []
    let after: number | null = 0
    while (after !== null) {
      const page: Awaited<ReturnType<typeof pageAfter>> = await pageAfter(after)
      entries.push(...page.entries)
      after = page.next
    }
    expect(entries.map(({ changes }) => changes[0]?.from)).toEqual([null, ...sets.keys()].slice(0, 450))
    expect(entries.map(({ changes }) => changes[0]?.to)).toEqual([...sets.keys()])
  })
  const pageAfter = async (after: number) =>
    good(auditAnswer, await data.get(`${PATHS.audit}/visits/v1?after=${after}`))

  test('takes any id that a record can have, also with slashes and percent signs in it', async () => {
    const { tablet: first } = await data.begin()
    for (const id of ['a/b', '100%', 'a..b', '?x=1#y', '~'.repeat(200)]) {
      await data.push([first.set([op('visits', id, { step: [1, null] })])])
      const answer = await data.get(`${PATHS.audit}/visits/${escaped(id)}`)
      expect(good(auditAnswer, answer).entries).toHaveLength(1)
    }
    expect(good(auditAnswer, await data.get(`${PATHS.audit}/visits/none`)).entries).toEqual([])
    for (const url of ['vis%20its/v1', 'visits/%00', `visits/${'x'.repeat(201)}`, 'visits/%E7%93%AE'])
      expect(codeOf(await data.get(`${PATHS.audit}/${url}`))).toBe('malformed')
  })
  const escaped = (id: string) =>
    [...id].map((letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
})

describe('every answer with data', () => {
  test('is never kept by a cache, refusals included', async () => {
    const { head } = await data.begin()
    const urls = [`${PATHS.pull}?cursor=${head}`, PATHS.pull, PATHS.snapshot, '/api/gone', '/api/health']
    for (const url of urls) expect((await data.get(url)).headers['cache-control']).toBe('no-store')
  })

  test('there is nothing behind another method or another path', async () => {
    await data.begin()
    for (const [method, url] of [
      ['GET', PATHS.push],
      ['POST', PATHS.pull],
      ['PUT', PATHS.push],
      ['DELETE', PATHS.records],
      ['PATCH', PATHS.hello],
      ['OPTIONS', PATHS.pull],
      ['GET', '/api/sync/v2/pull'],
      ['GET', '/api/audit/visits'],
      ['GET', '/api/'],
    ] as const)
      expect(codeOf(await data.ask(url, { method }))).toBe('notFound')
    expect((await data.ask(PATHS.events, { method: 'HEAD' })).status).toBe(404)
  })
})

describe('health', () => {
  test('[SEC9] tells whether the store works, and neither an id nor whether it holds a shop', async () => {
    const before = await data.get('/api/health')
    await data.begin()
    const well = await data.get('/api/health')
    expect(well).toMatchObject({
      status: 200,
      body: { ok: true, store: 'well', time: CLOCK.now() },
    })
    expect(well.body).toEqual(before.body)
    await data.storage.close()
    expect(await data.get('/api/health')).toMatchObject({
      status: 503,
      body: { ok: false, store: 'unwell' },
    })
  })
})
