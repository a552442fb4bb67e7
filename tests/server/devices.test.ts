/** Who comes in, and by what: tokens, codes, and what is left to a tablet that was taken out of the shop. */
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { hashOf } from '../../src/server/http/door.ts'
import { BEAT_MS } from '../../src/server/http/events.ts'
import { drawSetUpCode } from '../../src/server/set-up-code.ts'
import { CODE_LASTS_MS } from '../../src/sync/code.ts'
import { PATHS, pushAnswer, SHOP_HEADER } from '../../src/sync/wire.ts'
import {
  codeAnswer,
  doneAnswer,
  enrolAnswer,
  listAnswer,
  rotateAnswer,
  TABLET_PATHS,
} from '../../src/sync/wire-tablets.ts'
import { NOON, op, tablet } from '../contracts/storage/sets.ts'
import { asked, CLOCK, codeOf, type DataApp, dataApp, enrolIn, good, HEADERS, OWN_SHOP } from './data-app.ts'

/** What stands for a join code at the server. */
const ID = 'c'.repeat(64)
const clock = { ...CLOCK, at: NOON, now: (): number => clock.at }
let data: DataApp
beforeEach(async () => {
  clock.at = NOON
  data = await dataApp({ clock })
})
afterEach(() => data.close())

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const nobody = { authorization: '' }
const newcomer = { inc: 'bbbbbbbb', name: '二号', shop: null }
const claim = (code: string, more: object = {}) =>
  data.post(TABLET_PATHS.claim, { code, ...newcomer, ...more }, nobody)
const join = (id: string, more: object = {}) =>
  data.post(TABLET_PATHS.join, { id, ...newcomer, ...more }, nobody)

/** A shop with a manager and a consultant. */
async function shopWithPeople() {
  const begun = await data.begin()
  const person = (id: string, role: string) =>
    op('staff', id, { name: [id, null], role: [role, null] }, { create: true })
  await data.push([begun.tablet.set([person('u1', 'manager'), person('u2', 'consultant')])])
  return begun
}
const makeCode = (by = 'u1') => data.post(TABLET_PATHS.codes, { id: ID, wrapped: 'sealed', by })
const list = async (headers = {}) => good(listAnswer, await data.get(TABLET_PATHS.list, headers))
const acts = async () =>
  (await data.storage.tablets.acts(OWN_SHOP, 99)).map(({ act, actor }) => `${act} ${actor}`)

describe('a stranger', () => {
  /** Every route that the app has, also one that is added tomorrow. */
  function allRoutes(): readonly { readonly method: string; readonly url: string }[] {
    const lines = data.app.printRoutes({ commonPrefix: false }).split('\n')
    return lines.flatMap((line) => {
      const [, url = '', methods = ''] = /── (\S*) \(([A-Z, ]+)\)/.exec(line) ?? []
      return methods === '' ? [] : methods.split(', ').map((method) => ({ method, url }))
    })
  }
  /** Known to be for everybody: health, the two that take a code, the app's own files. */
  const OPEN = ['/api/health', TABLET_PATHS.claim, TABLET_PATHS.join, '*', '/*', '/']

  test('[SEC9] gets one and the same 401 from every route, whether there is a shop or not', async () => {
    const routes = allRoutes()
    const guarded = routes.filter(({ url }) => !OPEN.includes(url))
    expect(guarded.length).toBeGreaterThan(12)
    for (const path of [...Object.values(PATHS), ...Object.values(TABLET_PATHS)])
      expect(routes.some(({ url }) => url.startsWith(path))).toBe(true)
    const wrong = `${'0'.repeat(31)}1.${'6'.repeat(64)}`
    const unknown = `${'f'.repeat(32)}.${'5'.repeat(64)}`
    const words = [
      '',
      'Bearer',
      'Bearer x',
      `Basic ${wrong}`,
      `Bearer ${wrong}`,
      `Bearer ${unknown}`,
      `Bearer ${wrong} `,
    ]
    const answers = new Set<string>()
    const knockAtAll = async () => {
      for (const { method, url } of guarded)
        for (const authorization of words) {
          const headers = { ...HEADERS, authorization, [SHOP_HEADER]: OWN_SHOP }
          const answer = await data.app.inject({
            method: method as 'GET',
            url: url.replace(/:\w+/g, 'x'),
            headers,
          })
          const { date, ...rest } = answer.headers
          answers.add(JSON.stringify([answer.statusCode, method === 'HEAD' ? '' : answer.body, rest]))
        }
    }
    await knockAtAll()
    await data.begin()
    await knockAtAll()
    expect([...answers].slice(1)).toEqual([])
    expect([...answers][0]).toContain('[401,"{\\"error\\":\\"stranger\\"')
  })

  test('[SEC9] is told so before anything of the request is read', async () => {
    for (const payload of ['{', 'x'.repeat(1_300_000)])
      expect(codeOf(await data.ask(PATHS.push, { method: 'POST', payload, headers: nobody }))).toBe(
        'stranger',
      )
    const headers = { ...nobody, 'steamkeeper-wire': '99', [SHOP_HEADER]: '?' }
    expect(codeOf(await data.get(PATHS.snapshot, headers))).toBe('stranger')
  })

  test('[SEC9] with a token of this server does not get to another shop', async () => {
    await data.begin()
    const other = { [SHOP_HEADER]: '0199a3f2-b4c1-7e02-9a11-ffffffffffff' }
    for (const url of [PATHS.snapshot, TABLET_PATHS.list])
      expect(codeOf(await data.get(url, other))).toBe('otherShop')
    const north = await enrolIn(data.storage, { n: 9, shop: other[SHOP_HEADER] })
    expect(codeOf(await data.get(PATHS.snapshot, bearer(north)))).toBe('otherShop')
  })
})

describe('a set-up code', () => {
  test('[SEC11] claims the server for the shop of the tablet that types it, once', async () => {
    const code = await drawSetUpCode(data.storage.tablets, clock.at)
    expect(codeOf(await claim(code))).toBe('noShop')
    const answer = good(enrolAnswer, await claim(code.toLowerCase().replaceAll('-', ' '), { shop: OWN_SHOP }))
    expect(answer).toMatchObject({ shop: OWN_SHOP, wrapped: null })
    expect(codeOf(await claim(code, { shop: OWN_SHOP }))).toBe('badCode')
    await data.begin()
    expect((await data.hello({}, bearer(answer.token))).shop).toBe(OWN_SHOP)
    expect(await data.storage.tablets.find(answer.tablet)).toMatchObject({
      token: hashOf(answer.token),
      name: '二号',
    })
    expect(JSON.stringify(await data.storage.tablets.find(answer.tablet))).not.toContain(answer.token)
  })

  test('[SEC11] lasts a day, and ends with the next one', async () => {
    const first = await drawSetUpCode(data.storage.tablets, clock.at)
    const second = await drawSetUpCode(data.storage.tablets, clock.at)
    expect(codeOf(await claim(first, { shop: OWN_SHOP }))).toBe('badCode')
    clock.at += CODE_LASTS_MS.setUp
    expect(codeOf(await claim(second, { shop: OWN_SHOP }))).toBe('badCode')
    clock.at -= 1
    good(enrolAnswer, await claim(second, { shop: OWN_SHOP }))
  })

  test('[SEC11] is for the shop that the server holds: another is refused, and the code stays good', async () => {
    await data.begin()
    const code = await drawSetUpCode(data.storage.tablets, clock.at)
    expect(codeOf(await claim(code, { shop: '0199a3f2-b4c1-7e02-9a11-ffffffffffff' }))).toBe('otherShop')
    expect(good(enrolAnswer, await claim(code)).shop).toBe(OWN_SHOP)
  })
})

describe('a join code', () => {
  test('[SEC11] enrols one tablet and hands it what was sealed under the code', async () => {
    await shopWithPeople()
    expect(good(codeAnswer, await makeCode())).toMatchObject({ expiresAt: NOON + CODE_LASTS_MS.join })
    const answer = good(enrolAnswer, await join(ID))
    expect(answer).toMatchObject({ shop: OWN_SHOP, wrapped: 'sealed' })
    expect(codeOf(await join(ID))).toBe('badCode')
    expect((await list(bearer(answer.token))).tablets.map(({ name, state }) => [name, state])).toEqual([
      ['前台', 'enrolled'],
      ['二号', 'enrolled'],
    ])
  })

  test('[SEC11] holds for ten minutes; used, too old and never made are one answer', async () => {
    await shopWithPeople()
    await makeCode()
    clock.at += CODE_LASTS_MS.join
    const old = await join(ID)
    const never = await join('d'.repeat(64))
    expect(codeOf(old)).toBe('badCode')
    expect(old.body).toEqual(never.body)
  })

  test('[SEC11] is made by no manager who was deleted', async () => {
    const { tablet: desk } = await shopWithPeople()
    await data.push([desk.set([op('staff', 'u1', { deleted: [true, null] })])])
    expect(codeOf(await makeCode('u1'))).toBe('notManager')
  })

  test('[SEC11] is made by a manager alone, or by anybody where there is none', async () => {
    const { tablet } = await shopWithPeople()
    for (const by of ['u2', 'nobody']) expect(codeOf(await makeCode(by))).toBe('notManager')
    await data.push([tablet.set([op('staff', 'u1', { role: ['consultant', null] })])])
    good(codeAnswer, await makeCode('u2'))
  })

  test('[SEC11] cannot be guessed: after eight wrong ones an address waits, another does not', async () => {
    await shopWithPeople()
    good(codeAnswer, await makeCode())
    const knock = (id: string, remoteAddress: string, of: string = TABLET_PATHS.join) =>
      data.ask(of, {
        method: 'POST',
        payload: { id, code: 'x', ...newcomer },
        headers: nobody,
        remoteAddress,
      })
    for (let n = 0; n < 8; n += 1) {
      const answer = await knock(
        String(n).repeat(64),
        '127.0.0.2',
        n % 2 ? TABLET_PATHS.claim : TABLET_PATHS.join,
      )
      expect(codeOf(answer)).toBe('badCode')
    }
    const refused = await knock(ID, '127.0.0.2')
    expect(codeOf(refused)).toBe('tooMany')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    good(enrolAnswer, await knock(ID, '127.0.0.3'))
    clock.at += 10 * 60_000
    expect(codeOf(await knock(ID, '127.0.0.2'))).toBe('badCode')
  })
})

describe('a token', () => {
  const again = (token: string) => data.hello({}, bearer(token))

  test('[SEC9] is exchanged after a day; the one before ends when the new one was used', async () => {
    await data.begin()
    const first = HEADERS.authorization.split(' ')[1] ?? ''
    expect((await again(first)).actions).toEqual([])
    clock.at += 24 * 60 * 60_000
    expect((await again(first)).actions).toEqual(['rotate'])
    const rotate = async (token: string) =>
      good(rotateAnswer, await data.post(TABLET_PATHS.rotate, {}, bearer(token))).token
    // The first answer was lost on its way.
    const lost = await rotate(first)
    const second = await rotate(first)
    expect(codeOf(await data.get(PATHS.snapshot, bearer(lost)))).toBe('stranger')
    expect((await again(first)).actions).toEqual(['rotate'])
    expect((await again(second)).actions).toEqual([])
    expect(codeOf(await data.get(PATHS.snapshot, bearer(first)))).toBe('stranger')
  })
})

describe('administration', () => {
  test('[SEC19] every act about tablets is in the log, with who did it', async () => {
    await shopWithPeople()
    await drawSetUpCode(data.storage.tablets, clock.at)
    await makeCode()
    clock.at += 1
    const { tablet, token } = good(enrolAnswer, await join(ID))
    const change = (body: object) => data.post(TABLET_PATHS.change, { id: tablet, ...body })
    clock.at += 1
    good(doneAnswer, await change({ by: 'u1', name: '三号房' }))
    clock.at += 1
    good(doneAnswer, await change({ by: 'u1', state: 'retired' }))
    expect(codeOf(await change({ by: 'u2', state: 'stolen' }))).toBe('notManager')
    expect(codeOf(await change({ by: 'u1' }))).toBe('malformed')
    clock.at += 1
    good(doneAnswer, await data.post(TABLET_PATHS.wiped, { unsent: 0 }, bearer(token)))
    expect((await acts()).slice(0, 4)).toEqual([
      'tablet.wiped null',
      'tablet.retired u1',
      'tablet.rename u1',
      'tablet.join null',
    ])
    expect(await acts()).toEqual(expect.arrayContaining(['code.setUp null', 'code.join u1']))
    expect((await list()).tablets[1]).toMatchObject({ name: '三号房', state: 'wiped', unsent: 0 })
  })

  test('the list tells what each tablet said last', async () => {
    await data.begin()
    clock.at += 5_000
    await data.hello({ pending: 7, app: '2.0.0' })
    const { own, tablets } = await list()
    expect(tablets).toMatchObject([
      { id: own, waiting: 7, app: '2.0.0', seenAt: NOON + 5_000, state: 'enrolled' },
    ])
    expect(codeOf(await data.post(TABLET_PATHS.wiped, { unsent: 0 }))).toBe('malformed')
  })
})

describe('a tablet that was taken out of the shop', () => {
  test.each(['retired', 'stolen'] as const)(
    '[SEC10] %s: may greet and send, and gets nothing more',
    async (state) => {
      const { tablet, head } = await shopWithPeople()
      const token = await enrolIn(data.storage, { n: 2, inc: 'bbbbbbbb' })
      const id = token.slice(0, 32)
      good(doneAnswer, await data.post(TABLET_PATHS.change, { id, by: 'u1', state }))
      const as = bearer(token)
      const urls = [
        `${PATHS.pull}?cursor=${head}`,
        PATHS.snapshot,
        `${PATHS.records}?table=staff`,
        PATHS.events,
        `${PATHS.audit}/staff/u1`,
        TABLET_PATHS.list,
      ]
      for (const url of urls) expect(codeOf(await data.get(url, as))).toBe('revoked')
      for (const url of [TABLET_PATHS.codes, TABLET_PATHS.change, TABLET_PATHS.rotate])
        expect(codeOf(await data.post(url, {}, as))).toBe('revoked')
      const hello = await data.hello({ pending: 1 }, as)
      expect(hello).toMatchObject({
        shop: OWN_SHOP,
        name: null,
        head: null,
        top: null,
        actions: ['upload_only', 'wipe'],
      })
      const body = {
        inc: tablet.inc,
        seen: null,
        sets: [tablet.set([op('rooms', 'r1', { name: ['x', null] })])],
      }
      expect((await data.post(PATHS.push, body, as)).status).toBe(200)
      expect((await list()).tablets[1]).toMatchObject({ state, waiting: 0 })
    },
  )
})

test('[SEC10] what a stolen tablet sends is parked, a creation and what hangs on it, until a manager accepts each', async () => {
  const { tablet: first } = await shopWithPeople()
  const as = bearer(await enrolIn(data.storage, { n: 2, inc: 'bbbbbbbb' }))
  const id = as.authorization.slice(7, 39)
  good(doneAnswer, await data.post(TABLET_PATHS.change, { id, by: 'u1', state: 'stolen' }))
  const thief = tablet('b')
  const sets = [
    thief.set([op('rooms', 'r1', { name: ['x', null] }, { create: true })]),
    thief.set([op('rooms', 'r1', { name: ['y', null] })]),
  ]
  const push = async () =>
    good(pushAnswer, await data.post(PATHS.push, { inc: 'bbbbbbbb', seen: null, sets }, as))
  const parked = sets.map(({ uid }) => ({ uid, status: 'parked', reason: 'stolen' }))
  expect((await push()).results).toMatchObject(parked)
  expect((await push()).results).toMatchObject(parked.map((one) => ({ ...one, dup: true })))
  const named = async (of: string) =>
    (await data.storage.records(OWN_SHOP, { table: 'rooms', id: of, after: null, limit: 1 })).records[0]
      ?.fields.name
  expect(await named('r1')).toBeUndefined()
  expect((await list()).tablets[1]).toMatchObject({ state: 'stolen', parked: 2 })
  const accept = (uid: string) =>
    data.push([first.set([op('attention', `parked-${uid}`, { accepted: [{ at: NOON, by: 'u1' }, null] })])])
  await accept(sets[1]?.uid ?? '')
  expect(await named('r1')).toBeUndefined()
  await accept(sets[0]?.uid ?? '')
  expect(await named('r1')).toBe('y')
})

test('[SEC10] its stream of pokes ends with the next beat', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const { shop } = await data.begin()
    const headers = { ...HEADERS, [SHOP_HEADER]: shop }
    const answer = await data.app.inject({ url: PATHS.events, headers, payloadAsStream: true })
    const stream = answer.stream().resume()
    const [own] = await data.storage.tablets.list(shop)
    const act = { at: NOON, act: 'x', actor: null, tablet: null, subject: null }
    vi.advanceTimersByTime(BEAT_MS)
    await data.storage.tablets.change(shop, own?.id ?? '', { state: 'stolen' }, act)
    const ended = once(stream, 'end')
    vi.advanceTimersByTime(BEAT_MS)
    await ended
  } finally {
    vi.useRealTimers()
  }
})

test('a bad body is malformed on every one of these routes, before a code is looked for', async () => {
  for (const url of [
    TABLET_PATHS.claim,
    TABLET_PATHS.join,
    TABLET_PATHS.codes,
    TABLET_PATHS.change,
    TABLET_PATHS.wiped,
  ])
    for (const payload of [{}, { code: 1 }, { id: '../x' }, { by: '' }])
      expect(codeOf(await data.post(url, payload))).toBe('malformed')
  const long = { code: 'x'.repeat(41), id: ID, ...newcomer }
  expect(codeOf(await data.post(TABLET_PATHS.claim, long, nobody))).toBe('malformed')
  expect(codeOf(await data.post(TABLET_PATHS.join, { ...long, name: 'x'.repeat(41) }, nobody))).toBe(
    'malformed',
  )
  expect((await asked(data.app, { method: 'GET', url: TABLET_PATHS.claim, headers: HEADERS })).status).toBe(
    404,
  )
})
