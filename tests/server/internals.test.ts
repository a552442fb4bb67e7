/** [SEC13] What goes wrong inside is nobody’s business outside: one sentence, and the log says where, without a word of it. */
import { afterAll, expect, test } from 'vitest'
import { loggerOptions } from '../../src/server/http/log.ts'
import { StorageUnavailable } from '../../src/server/storage/port.ts'
import { PATHS } from '../../src/sync/wire.ts'
import { TABLET_PATHS } from '../../src/sync/wire-tablets.ts'
import { tablet, uidOf } from '../contracts/storage/sets.ts'
import { type Route, routesOf } from './campaign.ts'
import { CLOCK, codeOf, type DataApp, dataApp, helloBody } from './data-app.ts'

const SECRET = 'insert into records values (林秋月) at /srv/urn/steamkeeper.db'
const lines: string[] = []
const apps: DataApp[] = []
afterAll(async () => {
  for (const app of apps) await app.close()
})

/** The app over a store whose every word is an error. */
async function failing(error: () => Error): Promise<DataApp> {
  const logger = loggerOptions('debug', CLOCK, { write: (line) => void lines.push(line) })
  const good = await dataApp()
  const fail = async () => {
    throw error()
  }
  const broken = <T extends object>(whole: T, but: Partial<T>): T =>
    new Proxy(whole, {
      get: (target, name) => {
        const part = Reflect.get(but, name) ?? Reflect.get(target, name)
        return typeof part === 'function' && !Object.hasOwn(but, name) ? fail : part
      },
    })
  // The door still knows the tablet, so that what lies behind it is asked.
  const { find } = good.storage.tablets
  const storage = broken(good.storage, { tablets: broken(good.storage.tablets, { find }) })
  const bad = await dataApp({ storage, logger })
  apps.push(good, bad)
  return bad
}

/** A request that would be answered. */
function ask(app: DataApp, { method, url }: Route) {
  const set = tablet('a').set([])
  const query = { cursor: `${'0'.repeat(16)}.1.${'1'.repeat(32)}`, table: 'visits', id: 'v1' }
  const id = 'c'.repeat(url === TABLET_PATHS.change ? 32 : 64)
  const newcomer = {
    code: 'A234-5678-9ABC',
    id,
    name: '二号',
    shop: null,
    wrapped: null,
    by: 'u1',
    unsent: 0,
    key: 'd'.repeat(64),
  }
  const payload = { ...helloBody, ...newcomer, sets: [set], uids: [uidOf('aaaaaaaa', 1)], begins: true }
  const headers = { 'steamkeeper-shop': set.uid }
  const path = url.replace(':table', 'visits').replace(':id', 'v1')
  const isRead = method === 'GET'
  const asks = { method: method as 'GET' | 'POST', headers, ...(isRead ? {} : { payload }) }
  return app.ask(isRead ? `${path}?${new URLSearchParams(url.includes('audit') ? {} : query)}` : path, asks)
}

/** But for health, and for what is said last: of a tablet that nobody took out it is refused before the store is asked. */
const APART: readonly string[] = ['/api/health', TABLET_PATHS.wiped]
const dataRoutes = (app: DataApp) =>
  routesOf(app.app).filter(({ url }) => url.startsWith('/api/') && !APART.includes(url))

test.each([
  {
    what: 'an error',
    error: () => Object.assign(new Error(SECRET), { code: 'SQLITE_CORRUPT', path: '/srv/urn' }),
    code: 'internal',
  },
  {
    what: 'an error that claims to be the client’s',
    error: () => Object.assign(new TypeError(SECRET), { statusCode: 999 }),
    code: 'internal',
  },
  { what: 'a store that is busy', error: () => new StorageUnavailable(SECRET), code: 'unavailable' },
])('$what says nothing of itself, on every route', async ({ error, code }) => {
  const app = await failing(error)
  const routes = dataRoutes(app)
  expect(routes.length).toBeGreaterThanOrEqual(Object.keys(PATHS).length)
  for (const route of routes) {
    const answer = await ask(app, route)
    expect(codeOf(answer), route.url).toBe(code)
    expect(Object.keys(answer.body as object)).toEqual(['error', 'message'])
    expect(JSON.stringify([answer.body, answer.headers])).not.toMatch(
      /林秋月|insert|srv|SQLITE|TypeError|\.ts\b|node:/,
    )
  }
  const health = await app.get('/api/health')
  expect(health.status).toBe(503)
  expect(JSON.stringify(health.body)).not.toMatch(/林秋月|insert|srv/)
  expect(lines.join('')).not.toMatch(/林秋月|insert/)
})
