/** Properties of the engine under any order of events, any pause and any jump of the clock. */
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { VisitId } from '../../../src/domain/ids.ts'
import { step } from '../../../src/domain/procedure/engine.ts'
import { timeOf } from '../../../src/domain/procedure/moment.ts'
import { nextAction } from '../../../src/domain/procedure/next.ts'
import type { RefusalCode, RunEvent } from '../../../src/domain/procedure/run.ts'
import { stageViews } from '../../../src/domain/procedure/view.ts'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import { deadlineOf, isSteaming, startsOf } from '../../../src/domain/urn/starts.ts'
import { urnTakenBy } from '../../../src/domain/urn/taken.ts'
import {
  answer,
  by,
  DAY,
  type Deed,
  emptyRun,
  GATE_ANSWERS,
  leave,
  MIN,
  play,
  playAll,
  ready,
  T0,
  type Table,
  tableOf,
} from './play.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 })

const HALF_HOUR = 30 * MIN
const SEED = { seed: 20261123 }

const minutes = fc.integer({ min: -2, max: 40 })
const stated = fc.option(minutes, { nil: undefined })
const setting = fc.record({
  setting: fc.constantFrom('1', '2'),
  plannedMin: fc.integer({ min: 1, max: 30 }),
})

/** Deeds around the urn; `at` is minutes before now. */
const urnDeed: fc.Arbitrary<(now: number, table: Table) => Deed> = fc.oneof(
  setting.map((s) => () => ({ type: 'steamStart', ...s }) as Deed),
  fc.constantFrom(5, 10, 15, 20, 25).map((minute) => () => ({ type: 'check', minute, found: [] }) as Deed),
  setting.map((s) => () => ({ type: 'change', ...s }) as Deed),
  fc.boolean().map((goOn) => () => ({ type: 'continue', goOn }) as Deed),
  stated.map(
    (m) => (now: number) => ({ type: 'off', ...(m !== undefined && { at: now - m * MIN }) }) as Deed,
  ),
  fc.tuple(fc.constantFrom('mistaken', 'dizzy'), stated).map(
    ([reason, m]) =>
      (now: number) =>
        ({ type: 'stop', reason, ...(m !== undefined && { at: now - m * MIN }) }) as Deed,
  ),
  fc
    .constantFrom('prep-start#1', 'steam-off#1', 'steam-ask', 'steam-check#5', 'prep-water')
    .map((field) => () => ({ type: 'undo', field }) as Deed),
  fc.tuple(fc.constantFrom('prep-start#1', 'prep-start#2'), minutes, setting).map(
    ([field, m, value]) =>
      (now: number) =>
        ({ type: 'correct', field, value, why: 'mistyped', at: now - m * MIN }) as Deed,
  ),
  fc.tuple(fc.constantFrom('steam-off#1', 'steam-off#2'), minutes, fc.constantFrom('off', 'stop')).map(
    ([field, m, how]) =>
      (now: number) =>
        ({
          type: 'correct',
          field,
          value: { how, reason: 'dizzy' },
          why: 'mistyped',
          at: now - m * MIN,
        }) as Deed,
  ),
  fc.constantFrom(...GATE_ANSWERS).map(
    ([id, value]) =>
      () =>
        answer(id, value),
  ),
  fc.constantFrom('talk', 'prep', 'steam', 'after', 'go').map((id) => () => leave(id)),
  fc.constantFrom('talk', 'prep', 'steam').map((stageId) => () => ({ type: 'reopen', stageId }) as Deed),
  fc.constant(() => ({ type: 'move', to: 'g2', why: 'mixedUp' }) as Deed),
  fc.constant(() => ({ type: 'place', roomId: 'r2', urnId: 'e2' }) as Deed),
)
/** Most pauses are minutes; now and then the clock jumps by an hour or a day, either way. */
const pause = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 12 * MIN }) },
  { weight: 1, arbitrary: fc.constantFrom(-DAY, -60 * MIN, 60 * MIN, DAY) },
)
const start = fc.tuple(
  setting.map((s) => () => ({ type: 'steamStart', ...s }) as Deed),
  fc.constant(MIN),
)
const story = fc
  .tuple(start, fc.array(fc.tuple(urnDeed, pause), { minLength: 5, maxLength: 40 }))
  .map(([first, rest]) => [first, ...rest])

/** Tells the story from a visit that is ready for the urn, and looks at every state between two events. */
function told(
  deeds: readonly (readonly [(now: number, table: Table) => Deed, number])[],
  look: (before: Table, after: Table, deed: Deed, now: number) => void,
): Table {
  let table = ready()
  let now = T0
  for (const [deedAt, wait] of deeds) {
    now += wait
    const deed = deedAt(now, table)
    const after = play(table, deed, now)
    look(table, after, deed, now)
    table = after
  }
  return table
}

describe('the urn under any story', () => {
  test('[D13] nothing moves the deadline past the running start and half an hour, nor later than it was', () => {
    let running = 0
    fc.assert(
      fc.property(story, (deeds) => {
        const firstSeen = new Map<number, { at: number; deadlineAt: number }>()
        told(deeds, (_before, { run }, _deed, now) => {
          const clock = steamClock(run, now)
          const start = startsOf(run).at(-1)
          if (!clock || !start || clock.phase === 'ended') return
          running++
          const seen = firstSeen.get(start.n) ?? { at: start.at, deadlineAt: clock.deadlineAt }
          firstSeen.set(start.n, { ...seen, deadlineAt: Math.min(seen.deadlineAt, clock.deadlineAt) })
          expect(clock.deadlineAt).toBeLessThanOrEqual(seen.at + HALF_HOUR)
          expect(clock.deadlineAt).toBeLessThanOrEqual(seen.deadlineAt)
          for (const moment of [now, now - DAY, now + DAY]) {
            const looked = steamClock(run, moment)
            expect(looked?.deadlineAt).toBe(clock.deadlineAt)
            expect(looked?.remainingMs).toBeLessThanOrEqual(HALF_HOUR)
            expect(looked?.elapsedMs).toBeGreaterThanOrEqual(0)
          }
        })
      }),
      { ...SEED, numRuns: 250 },
    )
    expect(running).toBeGreaterThan(1000)
  })

  test('[D13] all starts together never plan more than half an hour of steam', () => {
    let starts = 0
    fc.assert(
      fc.property(story, (deeds) => {
        const { run } = told(deeds, () => {})
        const all = startsOf(run)
        starts += all.length
        const spent = all.slice(0, -1).reduce((sum, { at, off }) => sum + ((off?.at ?? at) - at), 0)
        const last = all.at(-1)
        if (last)
          expect(spent + deadlineOf(run, last) - last.at).toBeLessThanOrEqual(Math.max(spent, HALF_HOUR))
      }),
      { ...SEED, numRuns: 250 },
    )
    expect(starts).toBeGreaterThan(200)
  })

  test('[D13] every “off” was said by a person, and every one said too late has its incident', () => {
    let overruns = 0
    let offs = 0
    fc.assert(
      fc.property(story, (deeds) => {
        told(deeds, (before, after, deed, now) => {
          const known = new Set(startsOf(before.run).flatMap(({ n, off }) => (off ? [n] : [])))
          for (const start of startsOf(after.run)) {
            if (!start.off) continue
            if (!known.has(start.n)) {
              offs++
              expect(['off', 'stop']).toContain(deed.type)
              expect(start.off.at).toBeGreaterThanOrEqual(start.at)
              expect(start.off.at).toBeLessThanOrEqual(timeOf(before.run, now))
            }
            const isLate = (start.off.enteredAt ?? start.off.at) > deadlineOf(after.run, start) + MIN
            if (!isLate || start.annulled) continue
            overruns++
            expect(after.others.get(`attention/overrun-v1-${start.n}`)).toMatchObject({
              kind: 'overrun',
              offAt: start.off.at,
              overMs: Math.max(0, start.off.at - deadlineOf(after.run, start)),
            })
          }
        })
      }),
      { ...SEED, numRuns: 250 },
    )
    expect(offs).toBeGreaterThan(120)
    expect(overruns).toBeGreaterThan(100)
  })

  test('[D15] of two visits in one urn the second never starts while the first is on', () => {
    let refused = 0
    let alone = 0
    const either = fc.oneof(
      { weight: 4, arbitrary: urnDeed },
      { weight: 1, arbitrary: start.map(([deedAt]) => deedAt) },
    )
    const turn = fc.tuple(fc.boolean(), either, fc.integer({ min: 0, max: 12 * MIN }))
    const turns = fc.array(turn, { minLength: 10, maxLength: 60 })
    fc.assert(
      fc.property(turns, (deeds) => {
        const second = ready()
        const tables = [ready(), { ...second, run: { ...second.run, id: 'v2' } }]
        let now = T0
        for (const [isFirst, deedAt, wait] of deeds) {
          now += wait
          const at = isFirst ? 0 : 1
          const [own, other] = [tables[at], tables[1 - at]]
          if (!own || !other) continue
          const urnTaken = urnTakenBy(own.run, [own.run, other.run], own.run.context.procedure)
          const seeing = {
            ...own,
            run: { ...own.run, context: { ...own.run.context, urnTakenBy: urnTaken } },
          }
          const after = play(seeing, deedAt(now, own), now)
          const isStart = after.run !== seeing.run && startsOf(after.run).length > startsOf(own.run).length
          if (isStart) {
            alone++
            expect(urnTaken).toBeNull()
          }
          if (after.refusal?.refused === 'urnTaken') refused++
          tables[at] = after
        }
      }),
      { ...SEED, numRuns: 150 },
    )
    expect(refused).toBeGreaterThan(50)
    expect(alone).toBeGreaterThan(50)
  })

  test('[A5.11] no start without each gate, in whatever order they are given', () => {
    let started = 0
    const subset = fc.shuffledSubarray([...GATE_ANSWERS], { minLength: 5 })
    fc.assert(
      fc.property(subset, (given) => {
        const begun = playAll(tableOf(emptyRun()), [
          [{ type: 'begin', consultant: 'u1', place: { roomId: 'r1', urnId: 'e1' } }, T0],
        ])
        const table = given.reduce((sofar, [id, value]) => play(sofar, answer(id, value), T0), begun)
        const done = given.filter(([id]) => table.run.fields[id])
        const result = play(table, { type: 'steamStart', setting: '1', plannedMin: 30 }, T0)
        const isComplete = done.length === GATE_ANSWERS.length
        if (isComplete) started++
        expect(isSteaming(result.run)).toBe(isComplete)
        expect(result.refusal === null).toBe(isComplete)
      }),
      { ...SEED, numRuns: 300 },
    )
    expect(started).toBeGreaterThan(5)
  })
})

describe('any event at all', () => {
  const TYPES = [
    'begin',
    'place',
    'answer',
    'undo',
    'correct',
    'leave',
    'reopen',
    'steamStart',
    'check',
    'change',
    'continue',
    'off',
    'stop',
    'handOver',
    'move',
    'note',
    'end',
    'void',
    'file',
    'dance',
  ]
  const PARTS = [
    'answers',
    'field',
    'value',
    'why',
    'at',
    'approvedBy',
    'stageId',
    'setting',
    'plannedMin',
    'minute',
    'found',
    'note',
    'goOn',
    'reason',
    'to',
    'outcome',
    'guestId',
    'place',
    'roomId',
    'urnId',
    'bookingId',
    'kind',
    'consultant',
  ]
  const FIELDS = [
    'greet-seat',
    'talk-bp',
    'talk-health',
    'prep-start#1',
    'steam-off#1',
    'steam-check#5',
    'after-out',
    '__proto__',
    'constructor',
    '#',
    'steam-check#',
    'ended',
  ]
  const junk = fc.oneof(
    fc.anything({ maxDepth: 2 }),
    fc.constantFrom(...FIELDS, 'talk', 'nowhere', 'mistaken', 'leftEarly', 'g2'),
    fc.integer({ min: -5, max: 40 }),
    fc.boolean(),
  )
  const input = fc.record(
    {
      stepId: fc.oneof(fc.constantFrom(...FIELDS, 'prep-water', 'room-set', 'room-heat', 'greet-note'), junk),
      value: junk,
      n: fc.option(junk, { nil: undefined }),
      note: junk,
      approvedBy: junk,
    },
    { requiredKeys: [] },
  )
  // About half of the parts fit, so that events get far enough in to do harm.
  const fitting: Record<string, unknown> = {
    field: 'prep-water',
    value: 3,
    why: 'mistyped',
    at: T0,
    stageId: 'greet',
    setting: '1',
    plannedMin: 20,
    minute: 5,
    found: [],
    goOn: true,
    reason: 'dizzy',
    to: 'g2',
    outcome: 'leftEarly',
    consultant: 'u1',
    roomId: 'r2',
    urnId: 'e2',
  }
  const parts = fc
    .array(fc.tuple(fc.constantFrom(...PARTS), fc.boolean(), junk), { maxLength: 24 })
    .map((list) =>
      list.flatMap(([part, isJunk, value]) =>
        isJunk ? [[part, value]] : part in fitting ? [[part, fitting[part]]] : [],
      ),
    )
  const garbage = fc
    .tuple(
      fc.constantFrom(...TYPES),
      fc.constantFrom({}, fitting),
      parts,
      fc.option(fc.array(fc.oneof(input, junk)), { nil: undefined }),
    )
    .map(([type, most, some, answers]) => ({
      by,
      ...most,
      ...Object.fromEntries(some),
      type,
      ...(answers && { answers }),
    }))
  const tables = [
    tableOf(emptyRun()),
    ready(),
    playAll(ready(), [[{ type: 'steamStart', setting: '1', plannedMin: 30 }, T0]]),
    playAll(ready(), [[{ type: 'void', why: 'duplicate' }, T0]]),
    tableOf(emptyRun({}, 'turnovers')),
  ]

  test('[A0.1] is answered with changes or a refusal, never with a crash, and what is written is plain JSON', () => {
    let accepted = 0
    fc.assert(
      fc.property(
        fc.nat({ max: tables.length - 1 }),
        fc.oneof(garbage, fc.anything()),
        fc.oneof(fc.constant(T0 + MIN), fc.double()),
        (which, event, now) => {
          const table = tables[which] ?? ready()
          const result = step(table.run, event as RunEvent, now)
          if ('refused' in result) return
          accepted++
          expect(JSON.parse(JSON.stringify(result.changes))).toEqual(result.changes)
          for (const { fields } of result.changes) {
            expect(Object.values(fields)).not.toContain(undefined)
            expect(Object.hasOwn(fields, '__proto__')).toBe(false)
          }
          const after = { ...table.run, fields: { ...table.run.fields, ...result.changes[0]?.fields } }
          stageViews(after, T0)
          nextAction(after, T0)
        },
      ),
      { ...SEED, numRuns: 3000 },
    )
    expect(accepted).toBeGreaterThan(80)
  })

  test('[CS6] undo and the same answer again give the same record', () => {
    const given = fc.constantFrom<readonly [string, unknown]>(
      ['greet-seat', true],
      ['greet-note', '喜静'],
      ['talk-air', { degrees: 22.5 }],
      ['talk-health', ['none', 'liver']],
      ['room-set', { missing: ['mat'] }],
      ['after-tired', 'tired'],
    )
    fc.assert(
      fc.property(given, fc.integer({ min: 0, max: 40 }), ([id, value], minute) => {
        const begun = playAll(tableOf(emptyRun()), [[{ type: 'begin', consultant: 'u1' }, T0]])
        const now = T0 + minute * MIN
        const once = playAll(begun, [[answer(id, value), now]])
        const again = playAll(once, [
          [{ type: 'undo', field: id }, now],
          [answer(id, value), now],
        ])
        expect(again.run.fields).toEqual(once.run.fields)
      }),
      { ...SEED, numRuns: 60 },
    )
  })

  test('[A4.3] a number outside what can be is never stored', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true }), fc.double(), (high, low) => {
        const known = playAll(ready(), [[{ type: 'reopen', stageId: 'talk' }, T0]])
        const more = { approvedBy: 'm1', note: 'x' }
        const result = play(known, answer('talk-bp', { high, low }, more), T0)
        const isPossible = high >= 60 && high <= 260 && low >= 30 && low <= 160
        if (!isPossible) expect(['implausible', 'badValue']).toContain(result.refusal?.refused)
      }),
      { ...SEED, numRuns: 300 },
    )
  })
})

describe('refusals', () => {
  test('[A0.1] every code is said somewhere', () => {
    const turned = playAll(tableOf(emptyRun()), [[{ type: 'begin', consultant: 'u1' }, T0]])
    const steaming = playAll(ready(), [[{ type: 'steamStart', setting: '1', plannedMin: 30 }, T0]])
    const feverish = playAll(turned, [
      [answer('talk-health', ['fever']), T0],
      [answer('talk-who', 'other'), T0],
    ])
    const dirty = tableOf({ ...turned.run, context: { ...turned.run.context, openTurnover: { id: 't' } } })
    const taken = ready({ urnTakenBy: { visitId: 'v9' as VisitId } })
    const closed = playAll(playAll(turned, [[answer('greet-seat', true), T0]]), [
      [{ type: 'void', why: 'x' }, T0],
    ])
    const left = playAll(turned, [
      [answer('greet-seat', true), T0],
      [leave('greet'), T0],
    ])
    const said: readonly [RefusalCode, Table, Deed][] = [
      ['gate', turned, leave('talk')],
      ['notApplicable', turned, answer('talk-liver', true)],
      ['unknownStep', turned, answer('x', true)],
      ['unknownStage', turned, leave('x')],
      ['badValue', turned, answer('greet-seat', 1)],
      ['implausible', turned, answer('prep-water', 99)],
      ['needsApproval', turned, answer('talk-health', ['tablets'])],
      ['blockedValue', feverish, leave('talk')],
      ['stageLeft', left, answer('greet-seat', true)],
      ['stageOpen', turned, { type: 'file' }],
      ['needsReason', turned, { type: 'void', why: '' }],
      ['alreadyBegun', turned, { type: 'begin', consultant: 'u1' }],
      ['alreadySteaming', steaming, { type: 'steamStart', setting: '1', plannedMin: 30 }],
      ['notSteaming', turned, { type: 'off' }],
      ['tooEarly', steaming, { type: 'check', minute: 10, found: [] }],
      ['inFuture', turned, answer('greet-seat', true, { at: T0 + DAY })],
      ['beforeStart', turned, answer('greet-seat', true, { at: T0 - 2 * DAY })],
      ['limit', steaming, { type: 'change', setting: '1', plannedMin: 31 }],
      ['closed', closed, leave('greet')],
      ['gateCannotBeSkipped', turned, answer('prep-water', { notDone: 'noTime' })],
      ['roomNotClean', dirty, answer('room-clean', 'clean')],
      ['steamingUnderWay', steaming, { type: 'void', why: 'x' }],
      ['notAllMinutes', steaming, { type: 'check', minute: 7, found: [] }],
      ['sameGuest', turned, { type: 'move', to: 'g1', why: 'x' }],
      ['urnTaken', taken, { type: 'steamStart', setting: '1', plannedMin: 30 }],
      ['unchanged', closed, { type: 'correct', field: 'greet-seat', value: true, why: 'x' }],
    ]
    // A code that is missing here is a type error: the list must name them all.
    const all: Record<RefusalCode, true> = Object.fromEntries(said.map(([code]) => [code, true])) as never
    expect(Object.keys(all)).toHaveLength(26)
    for (const [code, table, deed] of said) expect(play(table, deed, T0).refusal?.refused).toBe(code)
  })
})
