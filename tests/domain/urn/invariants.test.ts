/**
 * Ten thousand seeded stories of one tablet: gates given or not, events in any order, and a clock that jumps by an hour
 * or a day either way, sleeps, is reloaded and corrected by the server. `truth` is the time outside, which nothing in
 * the app ever sees: by it the guest must be rung out. Of what no clock can know, a wall clock set back while the
 * tablet sleeps, there is nothing here.
 */
import { expect, test, vi } from 'vitest'
import { believedFloor, deviceClock } from '../../../src/device/clock.ts'
import { correctedClock } from '../../../src/device/corrected-clock.ts'
import { breaksOf } from '../../../src/domain/urn/away.ts'
import { type SteamClock, steamClock } from '../../../src/domain/urn/clock.ts'
import { deadlineOf, isSteaming, startsOf } from '../../../src/domain/urn/starts.ts'
import { type Chance, chanceFrom } from '../../sim/random.ts'
import {
  answer,
  BEGIN,
  DAY,
  type Deed,
  emptyRun,
  GATE_ANSWERS,
  MIN,
  play,
  T0,
  type Table,
  tableOf,
} from '../procedure/play.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 240_000 })

const STORIES = 10_000
const FIRST_SEED = 20261126
const HOUR = 60 * MIN
/** Steps of less than two seconds are the clock's own noise. */
const NOISE = 5_000

/** The tablet's clocks as the app puts them together, over a wall and a monotonic clock that the story moves. */
function tabletAt(truth: number) {
  const time = { truth, wall: truth, mono: 0 }
  const sources = { wall: () => time.wall, mono: () => time.mono }
  let device = deviceClock({ floor: 0, ...sources })
  let app = correctedClock(device, 0)
  let correction = 0
  const runs = (ms: number) => {
    time.truth += ms
    time.wall += ms
    time.mono += ms
  }
  const weather: { readonly [kind: string]: (chance: Chance, steaming: boolean) => void } = {
    runs: (chance) => runs(chance.int(0, 12 * MIN)),
    soon: (chance) => runs(chance.int(0, MIN)),
    sleeps: () => {
      time.truth += 10 * MIN
      time.wall += 10 * MIN
    },
    jumps: (chance) => {
      time.wall += chance.pick([-DAY, -HOUR, HOUR, DAY])
    },
    reloads: (_chance, steaming) => {
      const known = device.now()
      const floor =
        known > time.wall ? believedFloor(known, { wall: time.wall, builtAt: 0, isSteaming: steaming }) : 0
      device = deviceClock({ floor, ...sources })
      app = correctedClock(device, correction)
    },
    learns: (_chance, steaming) => {
      correction = app.correct(time.truth - device.now(), steaming)
    },
  }
  const KINDS = ['runs', 'runs', 'runs', 'soon', 'soon', 'sleeps', 'jumps', 'reloads', 'learns'] as const
  return {
    truth: () => time.truth,
    now: () => app.now(),
    pass: (chance: Chance, steaming: boolean) => {
      weather[chance.pick(KINDS)]?.(chance, steaming)
      app.now()
    },
  }
}

const BAD: readonly Deed[] = [
  answer('prep-water', 1),
  answer('prep-water', -1),
  answer('room-clean', 'notYet'),
  answer('talk-health', ['fever']),
]

/** What somebody does next, sensible or not. */
function deedOf(chance: Chance, now: number): Deed {
  const stated = chance.is(0.2) ? { at: now - chance.int(-2, 40) * MIN } : {}
  const setting = { setting: chance.pick(['1', '2']), plannedMin: chance.int(0, 31) }
  const check = { minute: 5 * chance.int(0, 6), found: chance.is(0.2) ? ['thirsty'] : [] }
  const field = chance.pick(['prep-start#1', 'steam-off#1', 'steam-ask', 'steam-away#1', 'prep-water'])
  const all: readonly (() => Deed)[] = [
    () => ({ type: 'steamStart', ...setting }),
    () => ({ type: 'check', ...check, ...stated }),
    () => ({ type: 'check', ...check }),
    () => ({ type: 'change', ...setting }),
    () => ({ type: 'continue', goOn: chance.is(0.7), ...stated }),
    () => ({ type: 'off', ...stated }),
    () => ({ type: 'stop', reason: chance.pick(['mistaken', 'dizzy']), ...stated }),
    () => ({ type: 'breakOut', support: 'left', ...stated }),
    () => ({ type: 'breakBack', support: 'right', dizzy: chance.is(0.1), water: true, ...stated }),
    () => ({ type: 'undo', field }),
    () => ({ type: 'correct', field, value: { ...setting, how: 'off' }, why: 'mistyped', ...stated }),
    () => answer('prep-water', chance.int(-2, 12)),
    () => answer('steam-check', { notDone: 'noTime' }, { n: 5 * chance.int(1, 5) }),
    () => answer('after-out', chance.pick(['left', 'right']), stated),
    () => ({ type: 'ledOut' }),
    () => ({ type: 'end', outcome: 'leftEarly', reason: 'unwell' }),
    () => chance.pick(BAD),
  ]
  return chance.pick(all)()
}

const TOLD: readonly string[] = ['done', 'late', 'missed']

/** A million of these are asked: an assertion library's own bookkeeping would take most of the time. */
function holds(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(what)
}

const counted = {
  looks: 0,
  refusedStarts: 0,
  rung: 0,
  overruns: 0,
  breaks: 0,
  missed: 0,
  late: 0,
  unasked: 0,
  lateOuts: 0,
}

/** What the fields of the gates before the start must say; written anew here, not asked of the engine. */
function gatesOpen({ run }: Table): boolean {
  const value = (id: string) => (run.fields[id] as { value?: unknown } | null | undefined)?.value
  return (
    value('talk-bp') !== undefined &&
    JSON.stringify(value('talk-health')) === '["none"]' &&
    value('talk-consent') !== undefined &&
    value('room-clean') === 'clean' &&
    Number(value('prep-water') ?? 0) >= 2 &&
    value('prep-balance') === 'steady' &&
    value('prep-locker') === true
  )
}

function lookAtChecks(clock: SteamClock): void {
  for (const check of clock.checks) {
    holds(check.lateMs >= 0, `late by ${check.lateMs}`)
    if (check.state === 'missed') counted.missed++
    if (check.state === 'late') counted.late++
    if (clock.phase === 'ended') holds(TOLD.includes(check.state), `an ended check is ${check.state}`)
  }
  if (clock.offAt === null || clock.goOn === false || clock.isAwayOver) return
  const asked = Math.min(20, clock.plannedMin)
  for (const minute of [5, 10, 15, 20, 25]) {
    const dueAt = clock.startAt + minute * MIN
    const isDue = dueAt < Math.min(clock.offAt, clock.deadlineAt) && minute < clock.plannedMin
    if (isDue && minute !== asked)
      holds(
        clock.checks.some((one) => one.minute === minute),
        `check ${minute} is not told`,
      )
  }
}

function lookAtCounts({ run }: Table): void {
  const cups = (run.fields['prep-water'] as { value?: unknown } | null | undefined)?.value
  if (cups === undefined) return
  holds(Number.isInteger(cups) && Number(cups) >= 0, `${cups} cups`)
}

type Told = { readonly at: number; readonly enteredAt?: number; readonly value?: unknown } | null | undefined

const saidAtOf = (told: NonNullable<Told>) => told.enteredAt ?? told.at

/** When the last "off" was said that was none of a mistake; told anew from the fields. */
function offSaidAt(fields: Table['run']['fields']): number {
  const offs = Object.entries(fields).flatMap(([name, told]) =>
    name.startsWith('steam-off#') && told ? [told as NonNullable<Told>] : [],
  )
  const real = offs.filter(({ value }) => (value as { reason?: string }).reason !== 'mistaken')
  return Math.max(0, ...real.map((off) => Math.max(off.at, saidAtOf(off))))
}

/** When the guest was led out after it, by whatever says so; 0 while nothing does. */
function outAtOf(fields: Table['run']['fields']): number {
  const offAt = offSaidAt(fields)
  const backs = Object.entries(fields).flatMap(([name, told]) => {
    const backAt = name.startsWith('steam-away#')
      ? ((told as Told)?.value as { backAt?: number })?.backAt
      : undefined
    return backAt && backAt >= offAt ? [{ at: backAt }] : []
  })
  const said = [fields['after-out'] as Told, fields.ledOut as Told, ...backs].filter((told) => Boolean(told))
  const own = said.map((told) => told as NonNullable<Told>).filter((told) => saidAtOf(told) >= offAt - MIN)
  return own.sort((a, b) => saidAtOf(a) - saidAtOf(b)).at(0)?.at ?? 0
}

function lookAtIncidents({ run, others }: Table): void {
  for (const start of startsOf(run)) {
    if (!start.off || start.annulled) continue
    const confirmedAt = Math.max(start.off.at, start.off.enteredAt ?? 0)
    const isLast = start.n === startsOf(run).at(-1)?.n
    const outAt = isLast ? outAtOf(run.fields) : 0
    if (confirmedAt <= deadlineOf(run, start) + MIN && outAt <= deadlineOf(run, start) + 3 * MIN) continue
    counted.overruns++
    if (confirmedAt <= deadlineOf(run, start) + MIN) counted.lateOuts++
    expect(others.get(`attention/overrun-v1-${start.n}`)).toMatchObject({ kind: 'overrun' })
  }
}

/** One story, looked at after every event; throws with what is wrong. */
function tell(seed: number): void {
  const chance = chanceFrom(seed)
  const tablet = tabletAt(T0)
  const given = GATE_ANSWERS.filter(() => !chance.is(0.02)).map(([id, value]) => answer(id, value))
  const bad = chance.is(0.1) ? [chance.pick(BAD)] : []
  const first: readonly Deed[] = [
    ...[BEGIN, ...given, ...bad],
    { type: 'steamStart', setting: '1', plannedMin: 30 },
  ]
  const trueStarts = new Map<number, { readonly truth: number; deadlineAt: number }>()
  let table = tableOf(emptyRun())
  const length = first.length + chance.int(6, 16)
  for (let at = 0; at < length; at += 1) {
    if (at >= first.length - 1 || chance.is(0.2)) tablet.pass(chance, isSteaming(table.run))
    const now = tablet.now()
    const deed = first[at] ?? deedOf(chance, now)
    const before = table
    table = play(table, deed, now)
    const started = startsOf(table.run).length > startsOf(before.run).length
    if (deed.type === 'steamStart' && !started) counted.refusedStarts++
    if (started) holds(gatesOpen(before), 'steam without its gates')
    look(table, tablet, trueStarts)
  }
}

function look(
  table: Table,
  tablet: ReturnType<typeof tabletAt>,
  trueStarts: Map<number, { readonly truth: number; deadlineAt: number }>,
): void {
  const { run } = table
  const clock = steamClock(run, tablet.now())
  lookAtCounts(table)
  lookAtIncidents(table)
  counted.breaks += breaksOf(run).length
  const start = startsOf(run).at(-1)
  if (!clock || !start) return
  counted.looks++
  holds(Math.min(clock.elapsedMs, clock.remainingMs, clock.overMs) >= 0, 'a negative time')
  holds(clock.deadlineAt - clock.startAt <= 30 * MIN, 'more than half an hour')
  lookAtChecks(clock)
  const known = trueStarts.get(start.n) ?? { truth: tablet.truth(), deadlineAt: clock.deadlineAt }
  holds(clock.deadlineAt <= known.deadlineAt, 'the deadline moved later')
  trueStarts.set(start.n, { truth: known.truth, deadlineAt: clock.deadlineAt })
  // Whoever is off and not said to be out is asked for (A7.2).
  const offAt = offSaidAt(run.fields)
  const ended = run.fields.ended as { at: number } | null | undefined
  const isKnown = outAtOf(run.fields) > 0 || (ended && ended.at >= offAt - MIN)
  if (clock.phase === 'ended' && !isKnown && tablet.now() < offAt + 4 * HOUR) {
    holds(clock.outDueAt !== null, 'nobody asks whether the guest is out')
    counted.unasked++
  }
  if (clock.phase === 'ended' || tablet.truth() < known.truth + 30 * MIN + NOISE) return
  counted.rung++
  holds(clock.phase === 'off' || clock.phase === 'over', `past the half hour it is ${clock.phase}`)
}

test('[D13] ten thousand stories: rung out by the true half hour, every overrun an incident, no steam without its gates, every due check told', () => {
  for (let at = 0; at < STORIES; at += 1) {
    try {
      tell(FIRST_SEED + at)
    } catch (error) {
      throw new Error(`story ${FIRST_SEED + at}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      })
    }
  }
  expect(counted.looks).toBeGreaterThan(30_000)
  expect(counted.lateOuts).toBeGreaterThan(20)
  for (const n of [
    counted.refusedStarts,
    counted.rung,
    counted.overruns,
    counted.breaks,
    counted.missed,
    counted.late,
    counted.unasked,
  ])
    expect(n).toBeGreaterThan(500)
})
