/** Whatever may be done where nobody is signed in can be kept without the shop's key: by every planner of emergencies and calls, and every event of a visit. */
import { describe, expect, test } from 'vitest'
import { shopKeyFrom } from '../../src/db/shop-key.ts'
import { shopSealer } from '../../src/db/shop-sealer.ts'
import { planGoing } from '../../src/domain/alarm/going.ts'
import { planBack, planComing, planWanted } from '../../src/domain/alarm/wanted.ts'
import * as incidents from '../../src/domain/emergency/plan-incident.ts'
import type { GuestId, StaffId, UrnId, VisitId } from '../../src/domain/ids.ts'
import { clockSteps, coverOf } from '../../src/domain/people/cover.ts'
import { mayWrite } from '../../src/domain/people/may-write.ts'
import { NOBODY } from '../../src/domain/people/named.ts'
import { step } from '../../src/domain/procedure/engine.ts'
import type { Run, RunEvent } from '../../src/domain/procedure/run.ts'
import { breaksOf } from '../../src/domain/urn/away.ts'
import { steamClock } from '../../src/domain/urn/clock.ts'
import type { Change } from '../../src/sync/change-set.ts'
import type { Fields } from '../../src/sync/record.ts'
import { MIN, playAll, steaming, T0, type Table } from '../domain/procedure/play.ts'

const V1 = 'v1' as VisitId
const WANG = { visitId: V1, urnId: 'e1' as UrnId, guestId: 'g1' as GuestId }
const locked = (run: Run) => {
  const steps = clockSteps([run.context.procedure])
  return shopSealer((table, field) => coverOf(table, field, steps))
}
const keptLocked = async (run: Run, changes: readonly Change[]): Promise<void> => {
  expect(changes.length).toBeGreaterThan(0)
  for (const { table, id, fields } of changes)
    expect(await locked(run).seal({ table, id }, fields)).toEqual(fields)
}
const done = (ms: number, by = NOBODY) => ({ at: T0 + ms, by })

describe('[SEC6] on a locked tablet', () => {
  const opened: Fields = { kind: 'emergency', openedAt: T0, by: NOBODY, what: 'fainting', visitId: null }
  const record = (more: Fields = {}) => ({ id: 'i1', fields: { ...opened, ...more } })
  const by = { by: NOBODY, now: T0 + MIN }
  const run = playAll(steaming(), [[{ type: 'stop', reason: 'emergency', by: NOBODY }, T0 + MIN]]).run
  const incident = { openedAt: T0, visitId: V1, order: [], out: new Map(), closed: null }
  const PLANS: {
    readonly [name in keyof typeof incidents as name extends `plan${string}` ? name : never]:
      | (() => readonly Change[])
      | null
  } = {
    planIncident: () =>
      incidents.planIncident({ id: 'i1', what: 'fire', whom: WANG, order: [V1], day: '2026-11-23' }, by)
        .changes,
    planWhom: () => incidents.planWhom(record(), WANG).changes,
    planStep: () => incidents.planStep(record(), 'lay', true, by).changes,
    planOut: () => incidents.planOut(record(), V1, true, by).changes,
    planGoingThere: () => incidents.planGoingThere(record(), by).changes,
    planCalledAgain: () => incidents.planCalledAgain(record({ 'going:u1': T0 }), by).changes,
    planMistaken: () => incidents.planMistaken(record(), by).changes,
    planNamed: () => incidents.planNamed(record({ 'step:lay': done(1) }), 'u1' as StaffId, by).changes,
    planNamedStops: () => incidents.planNamedStops([run], incident as never, 'u1' as StaffId, by).changes,
    // How it ended is sealed; the card asks to sign in first.
    planClosed: null,
  }

  test.each(Object.entries(PLANS).flatMap(([name, plan]) => (plan ? [[name, plan] as const] : [])))(
    'an emergency can be recorded: %s',
    async (_name, plan) => keptLocked(run, plan()),
  )

  test('how an emergency ended cannot, and whoever signs in writes it', async () => {
    const [closed] = incidents.planClosed(record(), { outcome: 'better', note: '' }, by).changes
    await expect(locked(run).seal({ table: 'attention', id: 'i1' }, closed?.fields ?? {})).rejects.toThrow()
  })

  test('people can be called, answered and sent back', async () => {
    const alarm = { id: 'a1', kind: 'off', minute: 30, dueAt: T0, visitId: V1, urnId: null, roomId: null }
    const day = '2026-11-23'
    const wanted = planWanted({ id: 'w1', visitId: V1, place: null, day }, by)
    const asked = { id: 'w1', fields: wanted[0]?.fields ?? {} }
    for (const changes of [
      planGoing(alarm, null, { ...by, day }),
      wanted,
      planComing(asked, by),
      planBack(asked, by),
    ])
      await keptLocked(run, changes)
  })

  /** Of a visit in the urn since T0, or switched off; each event as a screen would send it. */
  const off: Table = playAll(steaming(), [[{ type: 'off', by: NOBODY }, T0 + 29 * MIN]])
  const stopped: Table = playAll(steaming(), [
    [{ type: 'stop', reason: 'emergency', by: NOBODY }, T0 + 10 * MIN],
  ])
  const EVENTS: readonly (readonly [string, Table, object, number])[] = [
    ['switched off in time', steaming(), { type: 'off' }, 29],
    ['switched off too late', steaming(), { type: 'off' }, 45],
    ['stopped', steaming(), { type: 'stop', reason: 'emergency' }, 9],
    ['stopped, and the guest is out', steaming(), { type: 'stop', reason: 'emergency', isOut: true }, 9],
    ['stopped by mistake', steaming(), { type: 'stop', reason: 'mistaken' }, 1],
    ['the guest is out', off, { type: 'ledOut' }, 30],
    ['the guest is out, too late', off, { type: 'ledOut' }, 60],
    ['the “off” taken back', stopped, { type: 'undo', field: 'steam-off#1' }, 11],
    [
      'the word that the guest is out taken back',
      playAll(off, [[{ type: 'ledOut' }, T0 + 30 * MIN]]),
      { type: 'undo', field: 'ledOut' },
      30.1,
    ],
    ['the question at twenty minutes', steaming(), { type: 'continue', goOn: true }, 20],
    ['a change of plan', steaming(), { type: 'change', setting: '2', plannedMin: 20 }, 5],
    ['out on a break', steaming(), { type: 'breakOut', support: 'left' }, 5],
  ]

  test.each(EVENTS)('the urn’s clock is kept: %s', async (_name, table, event, minute) => {
    const steps = { procedures: () => [{ head: table.run.context.procedure as never }] }
    const outcome = step(table.run, { by: NOBODY, ...event } as RunEvent, T0 + minute * MIN)
    if ('refused' in outcome) throw new Error(JSON.stringify(outcome))
    await keptLocked(table.run, outcome.changes)
    const around = { isBegun: true, standing: {}, roles: [{ role: 'manager', isHere: true }], ...steps }
    for (const { fields, ...change } of outcome.changes) {
      const op = {
        ...change,
        fields: Object.fromEntries(
          Object.entries(fields).map(([name, value]) => [name, [value, null] as const]),
        ),
      }
      const may = mayWrite({ actor: NOBODY, standing: null }, op, {
        ...around,
        standing: change.create === true ? null : {},
      })
      expect(may, JSON.stringify(change)).toBe(true)
    }
  })

  test('the clock reads of a break that the guest is back, and nobody how they felt', async () => {
    const back = { type: 'breakBack', support: 'left', dizzy: true, water: true } as const
    const table = playAll(steaming(), [
      [{ type: 'breakOut', support: 'left' }, T0 + 5 * MIN],
      [back, T0 + 8 * MIN],
    ])
    const { run } = table
    const key = { table: 'visits', id: V1 }
    const sealer = locked(run)
    sealer.unlock(await shopKeyFrom(new Uint8Array(32).fill(7)))
    const breaks = Object.fromEntries(Object.entries(run.fields).filter(([name]) => name.includes('away')))
    const kept = await sealer.seal(key, breaks)
    expect(JSON.stringify(kept)).not.toMatch(/dizzy|water/)
    sealer.lock()
    const there = { ...run, fields: { ...run.fields, ...(await sealer.open(key, kept)) } }
    expect(breaksOf(run)).toMatchObject([{ dizzy: true, water: true, backAt: T0 + 8 * MIN }])
    expect(breaksOf(there)).toEqual(breaksOf(run).map((one) => ({ ...one, dizzy: false, water: false })))
    expect(steamClock(there, T0 + 9 * MIN)).toEqual(steamClock(run, T0 + 9 * MIN))
  })
})
