import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mayWrite } from '../../src/domain/people/may-write.ts'
import type { ChangeSet, Op } from '../../src/sync/change-set.ts'
import { NOON, op, tablet } from '../contracts/storage/sets.ts'
import { ACTORS, CLOCK, COLUMNS, opOf, standingId, WRITE_CELLS } from '../matrix/rights-matrix.ts'
import { type DataApp, dataApp } from './data-app.ts'

const MINUTE = 60_000

describe('every role, table and kind of writing, asked of the server', () => {
  let server: DataApp
  const own = tablet('b')
  const by = (actor: string, ops: readonly Op[]): ChangeSet => ({
    ...own.set(ops, { at: NOON - MINUTE }),
    actor,
  })
  const verdictOf = async (set: ChangeSet) => (await server.push([set])).results[0]

  beforeAll(async () => {
    server = await dataApp({}, mayWrite)
    const staff = COLUMNS.filter((role) => role !== 'nobody').map((role) =>
      op('staff', ACTORS[role], { role: [role, null] }, { create: true }),
    )
    const tables = new Set(WRITE_CELLS.map(({ deed }) => deed.split(' ')[0] ?? ''))
    for (const table of ['shop', 'staff', 'conflicts', 'attention']) tables.delete(table)
    const standing = [...tables, 'attention', 'conflicts'].map((table) =>
      op(table, standingId(table), { note: ['old', null] }, { create: true }),
    )
    const ops = [
      op('procedures', 'P@1', { head: [{ clock: CLOCK }, null] }, { create: true }),
      op('staff', 'u-other', { role: ['consultant', null] }, { create: true }),
      ...staff,
      ...standing,
    ]
    await server.begin({ ops, actor: ACTORS.nobody })
  })
  afterAll(() => server.close())

  test.each(WRITE_CELLS.map((cell, at) => ({ ...cell, at })))(
    '[SEC7] [S2] $who, $deed: $may',
    async ({ who, deed, may, at }) => {
      const actor = ACTORS[who]
      const result = await verdictOf(by(actor, [opOf(deed, actor, `new-${at}`)]))
      const reason = who === 'nobody' ? 'actor' : 'right'
      expect(result).toMatchObject(may ? { status: 'applied' } : { status: 'parked', reason })
    },
  )

  test('[SEC7] [S2] whoever has no record of staff may nothing', async () => {
    for (const deed of ['visits create', 'visits switch the urn off', 'alarms create', 'rooms change']) {
      expect(
        await verdictOf(by('u-nobody-knows', [opOf(deed, 'u-nobody-knows', deed.replaceAll(' ', '-'))])),
      ).toMatchObject({ status: 'parked', reason: 'actor' })
    }
  })
})
