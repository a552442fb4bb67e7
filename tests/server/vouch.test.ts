/** Whoever has a locked tablet has its token, and is still no manager (SEC20). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { vouchOf } from '../../src/client/vouch.ts'
import { mayWrite } from '../../src/domain/people/may-write.ts'
import { NOBODY } from '../../src/domain/people/named.ts'
import type { Op } from '../../src/sync/change-set.ts'
import { noteOf } from '../../src/sync/waiting.ts'
import { PATHS, pushAnswer } from '../../src/sync/wire.ts'
import { doneAnswer, TABLET_PATHS, VOUCH_HEADER } from '../../src/sync/wire-tablets.ts'
import { op } from '../contracts/storage/sets.ts'
import { codeOf, type DataApp, dataApp, good } from './data-app.ts'

const KEY = '5a'.repeat(32)
const MANAGER = 'u1'
let data: DataApp
let begun: Awaited<ReturnType<DataApp['begin']>>
beforeEach(async () => {
  data = await dataApp({}, mayWrite)
  const staff = (id: string, role: string) =>
    op('staff', id, { name: [id, null], role: [role, null] }, { create: true })
  begun = await data.begin({ ops: [staff(MANAGER, 'manager'), staff('u2', 'consultant')], actor: NOBODY })
  good(doneAnswer, await data.post(TABLET_PATHS.vouch, { key: KEY }))
})
afterEach(() => data.close())

type How = 'vouched' | 'unvouched' | 'elsewhere' | 'byAnother'

/** One set as the manager, with or without the proof of a tablet on which somebody is signed in. */
async function pushed(ops: readonly Op[], how: How, actor = MANAGER) {
  const set = { ...begun.tablet.set([...ops]), actor }
  const body = { inc: set.inc, seen: null, sets: [set] }
  const path = how === 'elsewhere' ? PATHS.hello : PATHS.push
  const proof = await vouchOf(how === 'byAnother' ? '00'.repeat(32) : KEY, path, JSON.stringify(body))
  const headers: Record<string, string> = how === 'unvouched' ? {} : { [VOUCH_HEADER]: proof }
  const { results } = good(pushAnswer, await data.post(PATHS.push, body, headers))
  return { uid: set.uid, ...results[0] }
}
const guest = (id: string) => op('guests', id, { name: ['样本', null] }, { create: true, person: id })
const erasing = (id: string) => op('erasures', id, { receipt: ['7F3A-91BC', null] }, { create: true })
const staffOf = async (id: string) =>
  (await data.storage.records(begun.shop, { table: 'staff', id, after: null, limit: 1 })).records[0]?.fields

describe('a tablet that does not show that it has the shop’s key', () => {
  const OFFICE: readonly (readonly [what: string, ops: () => readonly Op[]])[] = [
    ['makes no manager', () => [op('staff', 'u2', { role: ['manager', null] })]],
    ['gives nobody another PIN', () => [op('staff', MANAGER, { slot: ['x', null] })]],
    ['erases nobody', () => [erasing('g1')]],
    ['hides nothing of it among a visit', () => [op('visits', 'v1', {}, { create: true }), erasing('g1')]],
  ]
  test.each(OFFICE)('[SEC20] %s, whatever it says of its author', async (_what, ops) => {
    await pushed([guest('g1')], 'unvouched')
    for (const how of ['unvouched', 'elsewhere', 'byAnother'] as const)
      expect(await pushed(ops(), how), how).toMatchObject({ status: 'parked', reason: 'unvouched' })
    expect((await staffOf('u2'))?.role).toBe('consultant')
    expect(await data.storage.tablets.vouch(begun.shop)).toBe(KEY)
  })

  test('[SEC20] [S11] makes nobody’s work forgotten, nor where an urn is on', async () => {
    const bp = (value: string) =>
      op('visits', 'v1', { 'A4.3-bp': [value, null] }, { create: true, person: 'g1' })
    const number: Op = op(
      'visits',
      'v1',
      { guestId: ['n7', null], 'A4.3-bp': [null, null] },
      { person: 'n7', forgets: ['@person', 'guestId', 'A4.3-bp'] },
    )
    await pushed([bp('168/94')], 'vouched')
    const logged = async () => {
      const key = { table: 'visits', id: 'v1' }
      return JSON.stringify(await data.storage.audit(begun.shop, { key, after: 0, limit: 100 }))
    }
    expect(await pushed([number], 'unvouched')).toMatchObject({ status: 'parked', reason: 'unvouched' })
    expect(await logged()).toContain('168/94')
    expect(await pushed([number], 'vouched')).toMatchObject({ status: 'applied' })
    expect(await logged()).not.toContain('168/94')
  })

  test('[SEC20] does the floor’s work as ever: visits are kept, who looked is noted', async () => {
    expect(await pushed([guest('g1')], 'unvouched')).toMatchObject({ status: 'applied' })
    const visit = op('visits', 'v1', { guestId: ['g1', null] }, { create: true, person: 'g1' })
    expect(await pushed([visit], 'unvouched', 'u2')).toMatchObject({ status: 'applied' })
  })

  test('[SEC20] adds no tablet and takes none out', async () => {
    const code = { id: 'c'.repeat(64), wrapped: null, by: MANAGER }
    expect(codeOf(await data.post(TABLET_PATHS.codes, code))).toBe('notManager')
    const proof = await vouchOf(KEY, TABLET_PATHS.codes, JSON.stringify(code))
    expect((await data.post(TABLET_PATHS.codes, code, { [VOUCH_HEADER]: proof })).status).toBe(200)
    const change = { id: '1'.padStart(32, '0'), by: MANAGER, state: 'stolen' }
    expect(codeOf(await data.post(TABLET_PATHS.change, change, { [VOUCH_HEADER]: proof }))).toBe('notManager')
  })

  test('[SEC20] vouches for its body letter by letter, as it was sent', async () => {
    const post = (body: string, vouched: string) =>
      vouchOf(KEY, PATHS.push, vouched).then((proof) =>
        data.post(PATHS.push, body, { [VOUCH_HEADER]: proof, 'content-type': 'application/json' }),
      )
    const bodyOf = (id: string, space?: number) => {
      const set = { ...begun.tablet.set([erasing(id)]), actor: MANAGER }
      return JSON.stringify({ inc: set.inc, seen: null, sets: [set] }, null, space)
    }
    const spaced = bodyOf('g1', 2)
    expect(good(pushAnswer, await post(spaced, spaced)).results[0]).toMatchObject({ status: 'applied' })
    const other = bodyOf('g2')
    expect(good(pushAnswer, await post(`${other}\n`, other)).results[0]).toMatchObject({ status: 'parked' })
  })

  test('[SEC20] cannot put a key of its own in the place of the shop’s', async () => {
    good(doneAnswer, await data.post(TABLET_PATHS.vouch, { key: '00'.repeat(32) }))
    expect(await pushed([erasing('g1')], 'byAnother')).toMatchObject({ status: 'parked' })
    expect(await pushed([erasing('g1')], 'vouched')).toMatchObject({ status: 'applied' })
  })

  test('[SEC20] [S2] what it sent counts once a manager has accepted it where somebody is signed in', async () => {
    const promotion = await pushed([op('staff', 'u2', { role: ['manager', null] })], 'unvouched')
    const accepted = () => [
      op('attention', noteOf(promotion.uid), { accepted: [{ at: 1, by: MANAGER }, null] }),
    ]
    expect(await pushed(accepted(), 'unvouched')).toMatchObject({ status: 'parked', reason: 'unvouched' })
    expect((await staffOf('u2'))?.role).toBe('consultant')
    // More that is known of its author does not free it.
    await pushed([op('staff', MANAGER, { name: ['店长', null] })], 'vouched')
    expect((await staffOf('u2'))?.role).toBe('consultant')
    expect(await pushed(accepted(), 'vouched')).toMatchObject({ status: 'applied' })
    expect((await staffOf('u2'))?.role).toBe('manager')
  })
})
