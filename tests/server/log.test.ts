import { afterEach, beforeEach, expect, test } from 'vitest'
import { loggerOptions } from '../../src/server/http/log.ts'
import { PATHS } from '../../src/sync/wire.ts'
import { op } from '../contracts/storage/sets.ts'
import { CLOCK, type DataApp, dataApp, OWN_SHOP } from './data-app.ts'

let data: DataApp
beforeEach(async () => {
  data = await dataApp()
})
afterEach(() => data.close())

/** What stands in a shop's records and must stand in no log. */
const PLANTED = ['王小明', 'Wang', '13800138000', 'guest-4711', 'hypertension', 'staff-9']
const shown = () => data.lines.join('')

test('a push is logged by its counts alone', async () => {
  const { tablet, set } = await data.begin()
  data.lines.length = 0
  const good = tablet.set([op('guests', 'guest-4711', { name: ['王小明', null] }, { person: 'guest-4711' })])
  const parked = { ...tablet.set([op('visits', 'v1', { note: ['hypertension', null] })]), ops: 'none' }
  await data.push([set, good, parked])
  const pushed = data.lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'pushed')
  expect(pushed).toMatchObject({ sets: 3, applied: 1, parked: 1, dups: 1 })
})

test('[SEC15] names, numbers, ids and what is wrong with a guest stand in no line, whatever is asked', async () => {
  const { tablet, shop, set, head } = await data.begin()
  const fields = {
    name: ['王小明 Wang', null],
    phone: ['13800138000', null],
    ill: ['hypertension', null],
  } as const
  const guest = {
    ...tablet.set([op('guests', 'guest-4711', fields, { person: 'guest-4711' })]),
    actor: 'staff-9',
  }
  await data.push([guest])
  await data.push([{ ...guest, uid: tablet.set([]).uid, ops: '王小明' }])
  await data.push([{ note: 'hypertension 王小明' }]).catch(() => undefined)
  await data.get('/api/audit/guests/guest-4711')
  await data.get(`${PATHS.records}?table=guests&person=guest-4711`)
  await data.get(`${PATHS.records}?table=guests&person=王小明&day=Wang`)
  await data.get(`${PATHS.pull}?cursor=${head}`)
  await data.get('/guests/guest-4711?name=Wang')
  await data.get('/api/sync/v1/%E7%8E%8B%zz')
  await data.ask(PATHS.push, {
    method: 'POST',
    payload: '王小明{',
    headers: { 'content-type': 'text/王小明' },
  })
  await data.post(PATHS.hello, { inc: '王小明', note: 'hypertension' })
  expect(data.lines.length).toBeGreaterThan(10)
  for (const secret of [...PLANTED, '%E7%8E%8B', shop, set.uid, guest.uid, guest.inc, '127.0.0.1'])
    expect(shown()).not.toContain(secret)
})

test('of an error only its kind, code and place are written: a database quotes the row it failed on', async () => {
  const lines: string[] = []
  const logger = loggerOptions('info', CLOCK, { write: (line) => void lines.push(line) })
  const failing = await dataApp({
    logger,
    storage: {
      ...data.storage,
      held: async () => {
        const cause = new Error('Key (uid)=(王小明) exists')
        throw Object.assign(new TypeError('insert 王小明 hypertension', { cause }), { code: 'XX000' })
      },
    },
  })
  const answer = await failing.get('/api/audit/guests/guest-4711', {
    'steamkeeper-shop': OWN_SHOP,
  })
  await failing.close()
  expect(answer).toMatchObject({ status: 500, body: { error: 'internal' } })
  expect(JSON.stringify(answer.body)).not.toMatch(/王小明|insert|at /)
  const failed = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'failed')
  expect(failed.err).toMatchObject({ type: 'TypeError', code: 'XX000', cause: { type: 'Error' } })
  expect(failed.err.stack).toContain('log.test.ts')
  expect(lines.join('')).not.toMatch(/王小明|hypertension/)
})
