/** What the tablet seals, and that whatever is found by what stays clear is found on a locked tablet too. */
import { afterEach, expect, test } from 'vitest'
import type { Json } from '../../../src/base/json.ts'
import { commit } from '../../../src/db/commit.ts'
import { openRecords, readRecord, recordsOf } from '../../../src/db/queries.ts'
import { openConflicts } from '../../../src/domain/conflict/conflict.ts'
import { planSettle } from '../../../src/domain/conflict/settle.ts'
import { isOpenRecord } from '../../../src/domain/open-record.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { isSteaming } from '../../../src/domain/urn/starts.ts'
import { loadRuns } from '../../../src/ui/state/runs.ts'
import { fromServer, put } from '../../db/tablet.ts'
import { putAway, sealedTablet } from './harness.tsx'
import { guestInUrn } from './in-urn.ts'

afterEach(putAway)
const MIN = 60_000
const KEY = { person: 'sample-staff-lin', pin: SAMPLE_PIN }

test('[SEC6] a locked tablet finds the same open work, and sees the same urns on, as an open one', async () => {
  const of = await sealedTablet()
  const { keys } = of.services
  await keys.unlock(KEY, false)
  await guestInUrn(of, {
    ms: 12 * MIN,
    fields: (at) => ({ 'A4.3-bp': { value: { systolic: 118 }, at, by: 'x' } }),
  })
  await guestInUrn(of, {
    id: 'v2',
    guest: 'liu',
    room: '2',
    ms: 31 * MIN,
    fields: (at) => ({ [`${structure.clock.off}#1`]: { value: { how: 'off' }, at: at + 30 * MIN, by: 'x' } }),
  })
  await put(of.store, {
    table: 'visits',
    id: 'v3',
    create: true,
    day: '2026-11-23',
    fields: { begun: { at: 1, by: 'x' }, voided: { value: 'duplicate', at: 2, by: 'x' } },
  })
  await put(of.store, {
    table: 'attention',
    id: 'i1',
    create: true,
    fields: {
      kind: 'emergency',
      what: 'fainting',
      openedAt: 1,
      by: 'x',
      closed: { at: 3, by: 'x', outcome: 'better' },
    },
  })
  const seen = async () => {
    const tables = ['visits', 'turnovers', 'attention', 'alarms'] as const
    const open = await Promise.all(tables.map((table) => openRecords(of.store, table)))
    const all = await Promise.all(tables.map((table) => recordsOf(of.store, table)))
    const runs = await loadRuns(of.store, open[0] ?? [], 'zh-CN')
    return {
      indexed: open.flat().map(({ id }) => id),
      judged: all
        .flat()
        .filter(isOpenRecord)
        .map(({ id }) => id),
      steaming: runs.filter(({ run }) => isSteaming(run)).map(({ run }) => run.id),
    }
  }
  const open = await seen()
  expect(open.indexed.sort()).toEqual(open.judged.sort())
  expect(open.indexed).toEqual(expect.arrayContaining(['v1', 'v2']))
  expect(open.indexed).not.toContain('i1')
  expect(open.steaming).toEqual(['v1'])
  const bp = async () => (await readRecord(of.store, { table: 'visits', id: 'v1' }))?.fields['A4.3-bp']
  expect(await bp()).toMatchObject({ value: { systolic: 118 } })
  keys.lock()
  expect(await seen()).toEqual(open)
  expect(await bp(), 'that it was measured is known, and nothing of what').not.toMatchObject({
    value: { systolic: 118 },
  })
})

test('[M3] a conflict is settled with the value that was meant, though the server copied both as they lay there, sealed', async () => {
  const of = await sealedTablet()
  await of.services.keys.unlock(KEY, false)
  const field = 'A5.5-media'
  const lay = async (value: string, at: number) => {
    await guestInUrn(of, { ms: 12 * MIN, fields: () => ({ [field]: { value, at, by: 'x' } }) })
    const row = await of.store.database.view.get(['visits', 'v1'])
    return row?.fields[field] ?? null
  }
  const side = (value: Json, uid: string) => ({ value, uid, clock: '019a00000000-0000-9f31c07a', actor: 'x' })
  const lost = side(await lay('film', 5), 'u1')
  const won = side(await lay('music', 6), 'u2')
  const about = { table: 'visits', id: 'v1', field }
  await fromServer(of.store, { table: 'conflicts', id: 'c1', clocks: {}, fields: { of: about, won, lost } })
  const [conflict] = openConflicts(await recordsOf(of.store, 'conflicts'))
  expect(conflict?.lost.value).toEqual({ value: 'film', at: 5, by: 'x' })
  if (!conflict) throw new Error('no conflict')
  const seen = conflict.won.value
  await commit(of.store, {
    ...{ intent: 'conflict.settle', actor: KEY.person, session: 's1' },
    keys: [
      { table: 'conflicts', id: 'c1' },
      { table: 'visits', id: 'v1' },
    ],
    plan: (records) => {
      const planned = planSettle([...records.values()], { conflict, seen, choice: 'lost', by: 'x', now: 7 })
      if ('refused' in planned) throw new Error(planned.refused)
      return planned
    },
  })
  const visit = await readRecord(of.store, { table: 'visits', id: 'v1' })
  expect(visit?.fields[field]).toEqual({ value: 'film', at: 5, by: 'x' })
})
