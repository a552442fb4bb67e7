/**
 * Walks every path through the real procedure from its data, as a consultant led by the one next action would: for
 * every kind of guest, in both seasons, with each way through the urn. Nothing here knows a step.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../../src/base/clock.ts'
import { type NextAction, nextAction } from '../../../src/domain/procedure/next.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { currentStage } from '../../../src/domain/procedure/outline.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import type { Step } from '../../../src/domain/procedure/structure.ts'
import { missingAtFiling, stageViews, supplyTotals } from '../../../src/domain/procedure/view.ts'
import {
  answer,
  contextOf,
  type Deed,
  emptyRun,
  play,
  playAll,
  SUMMER,
  T0,
  type Table,
  tableOf,
} from './play.ts'

const URN_WAYS = ['whole', 'declinedAtTwenty', 'stoppedEarly', 'mistakenStart', 'shortPlan'] as const
const ORGANS = [[], ['liver'], ['stomach'], ['kidneys']] as const
const BOOKINGS = [null, { selfBooked: true }, { selfBooked: false }] as const

type Walker = {
  table: Table
  now: number
  readonly seed: number
  readonly way: (typeof URN_WAYS)[number]
  readonly seen: Set<string>
}

const bit = (seed: number, place: number) => ((seed >> place) & 1) === 1
/** Spreads a seed over what is not one of its bits, the same on every run. */
const turn = (seed: number, salt: number, of: number) =>
  (Math.imul(seed + 1, 2654435761 + salt * 40503) >>> 8) % of

/** A value that the step takes and its gate lets pass; which one of several, the seed decides. */
function valueFor(step: Step, { seed, now }: Walker): unknown {
  switch (step.kind) {
    case 'do':
    case 'say':
    case 'supplies':
    case 'repeated':
      return true
    case 'choose': {
      const open = step.options.filter(({ verdict }) => verdict === undefined || verdict === 'pass')
      const picked = open[turn(seed, step.id.length + step.options.length, open.length)]?.id
      return step.many ? [picked] : picked
    }
    case 'count':
      return Math.max(step.min, 1)
    case 'reading':
      return Object.fromEntries(step.parts.map(({ id, start }) => [id, start]))
    case 'timed':
      return { startedAt: now - step.minMin * MINUTE_MS, endedAt: now }
    case 'note':
      return '无特别情况'
    case 'photo':
      return { ref: 'sample' }
    case 'signature':
      return { strokes: 'M0 0L9 9' }
  }
}

function act(walker: Walker, deed: Deed): void {
  walker.table = playAll(walker.table, [[deed, walker.now]])
}

/** Everything that a stage still offers, asked for or optional. */
function answerStage(walker: Walker, stageId: string): void {
  const { clock } = structure
  const { start, check, ask, change, off, away } = clock
  const byEvent: readonly (string | undefined)[] = [start, check, ask, change, off, away]
  for (;;) {
    const view = stageViews(walker.table.run, walker.now).find(({ stage }) => stage.id === stageId)
    const open = view?.steps.filter(
      ({ step, state, blocked }) => state === 'open' && blocked === null && !byEvent.includes(step.id),
    )
    for (const { step } of view?.steps ?? []) walker.seen.add(step.id)
    if (!open || open.length === 0) return
    // Up to the first answer that may change what else is asked.
    const turning = open.findIndex(
      ({ step }) => step.kind === 'choose' && step.options.some(({ sets }) => sets),
    )
    const answers = open
      .slice(0, turning < 0 ? open.length : turning + 1)
      .map(({ step }) => ({ stepId: step.id, value: valueFor(step, walker) }))
    act(walker, { type: 'answer', answers } as Deed)
    walker.now += 1000
  }
}

const ROOM_STAGES = structure.stages.filter(({ track, table }) => track === 'room' && table === 'visits')

function walkRoom(walker: Walker): void {
  if (ROOM_STAGES.every(({ id }) => walker.table.run.fields[`left:${id}`])) return
  for (const { stage, state } of stageViews(walker.table.run, walker.now)) {
    if (stage.track !== 'room' || state !== 'now') continue
    answerStage(walker, stage.id)
    act(walker, { type: 'leave', stageId: stage.id })
  }
}

function deedFor(walker: Walker, action: NextAction): Deed | null {
  const { way } = walker
  switch (action.kind) {
    case 'leave':
      expect(action.blocking).toEqual([])
      expect(action.open).toEqual([])
      return { type: 'leave', stageId: action.stageId }
    case 'steamStart':
      expect(action.blocking).toEqual([])
      return { type: 'steamStart', setting: '1', plannedMin: way === 'shortPlan' ? 12 : 30 }
    case 'check':
      return { type: 'check', minute: action.minute, found: [] }
    case 'ask':
      return { type: 'continue', goOn: way !== 'declinedAtTwenty' }
    case 'off':
      return { type: 'off' }
    case 'file':
      expect(action.blocking).toEqual([])
      return { type: 'file' }
    case 'step':
      return null
  }
}

function takeStep(walker: Walker, action: NextAction): void {
  if (action.kind === 'step') {
    expect(action.blocked).toBeNull()
    answerStage(walker, action.stageId)
    return
  }
  // What the consultation brought up for a stage already left, e.g. the salt, is entered before filing.
  if (action.kind === 'file') for (const { stageId } of action.missing) answerStage(walker, stageId)
  if ('dueAt' in action) walker.now = Math.max(walker.now, action.dueAt)
  const deed = deedFor(walker, action)
  if (deed) act(walker, deed)
  const starts = Object.keys(walker.table.run.fields).filter((field) =>
    field.startsWith(`${structure.clock.start}#`),
  )
  if (action.kind !== 'steamStart') return
  if (walker.way === 'mistakenStart' && starts.length === 1) act(walker, { type: 'stop', reason: 'mistaken' })
  if (walker.way === 'stoppedEarly') {
    walker.now += structure.clock.everyMin * MINUTE_MS
    act(walker, { type: 'check', minute: structure.clock.everyMin, found: [] })
    walker.now += 3 * MINUTE_MS
    act(walker, { type: 'stop', reason: 'guestWish' })
  }
}

/** Follows the one next action until there is none. */
function walk(walker: Walker): Walker {
  for (let i = 0; i < 200; i++) {
    if (walker.table.run.table === 'visits') walkRoom(walker)
    const stage = currentStage(walker.table.run)
    if (stage) walker.seen.add(stage)
    const action = nextAction(walker.table.run, walker.now)
    if (!action) return walker
    // What is optional in a stage is done before it is left.
    if (action.kind === 'leave') answerStage(walker, action.stageId)
    takeStep(walker, nextAction(walker.table.run, walker.now) ?? action)
    walker.now += MINUTE_MS / 6
  }
  throw new Error(`no end in sight at ${currentStage(walker.table.run)}`)
}

function walkerFor(seed: number, seen: Set<string>): Walker {
  const way = URN_WAYS[turn(seed, 1, URN_WAYS.length)] ?? 'whole'
  const booking = BOOKINGS[turn(seed, 2, BOOKINGS.length)] ?? null
  const now = bit(seed, 3) ? T0 : SUMMER
  const run: Run = {
    ...emptyRun(),
    context: contextOf({
      procedure: structure,
      guest: {
        gender: bit(seed, 0) ? 'female' : 'male',
        hasCard: bit(seed, 1),
        trial: bit(seed, 2),
        serious: bit(seed, 4),
        weak: bit(seed, 5),
        lowSugar: bit(seed, 6),
        organs: ORGANS[turn(seed, 3, ORGANS.length)] ?? [],
      },
      booking: booking && { ...booking, at: now - DAY_MS },
      shop: { busy: turn(seed, 4, 2) === 1 },
    }),
  }
  const begin: Deed = {
    type: 'begin',
    consultant: 'u1',
    place: { roomId: 'r1', urnId: 'e1' },
    ...(booking && { bookingId: 'b1' }),
  }
  return { table: playAll(tableOf(run), [[begin, now]]), now, seed, way, seen }
}

function turnoverOf({ table, now, seed, way, seen }: Walker): Walker {
  const fields = table.others.get('turnovers/t-v1')
  if (!fields) throw new Error('no turnover')
  const run: Run = {
    ...table.run,
    table: 'turnovers',
    id: 't-v1',
    fields,
    context: { ...table.run.context, guest: null },
  }
  return { table: tableOf(run), now, seed, way, seen }
}

const SEEDS = Array.from({ length: 128 }, (_, seed) => seed)

describe('the whole procedure', () => {
  const seen = new Set<string>()
  let ends: readonly { readonly seed: number; readonly visit: Walker; readonly turnover: Walker }[] = []
  beforeAll(() => {
    ends = SEEDS.map((seed) => {
      const visit = walk(walkerFor(seed, seen))
      return { seed, visit, turnover: walk(turnoverOf(visit)) }
    })
  }, 60_000)

  test('[P1] the walk was not vacuous: every seed came to its end', () => {
    expect(ends).toHaveLength(SEEDS.length)
  })

  test('[D12] every guest gets from the greeting to a filed record with nothing missing', () => {
    for (const { visit } of ends) {
      const { run } = visit.table
      expect([visit.seed, visit.way, run.fields.filed]).toMatchObject([
        visit.seed,
        visit.way,
        { missing: [] },
      ])
      expect(missingAtFiling(run)).toEqual([])
      for (const { stage, state } of stageViews(run, visit.now)) {
        expect([stage.id, ['left', 'notApplicable'].includes(state)]).toEqual([stage.id, true])
      }
    }
    expect(new Set(ends.map(({ visit }) => visit.way)).size).toBe(URN_WAYS.length)
  })

  test('[D5] every room gets from the guest’s leaving to a filed turnover with nothing missing', () => {
    for (const { turnover } of ends) expect(turnover.table.run.fields.filed).toMatchObject({ missing: [] })
  })

  test('[A9.2] a serious case’s linen is asked for apart, and nobody else’s', () => {
    for (const { visit, turnover } of ends) {
      const { serious } = turnover.table.run.fields
      const asked = stageViews(turnover.table.run, turnover.now)
        .flatMap(({ steps }) => steps)
        .some(({ step }) => JSON.stringify(step.when ?? null).includes('serious'))
      expect([visit.seed, asked]).toEqual([visit.seed, serious === true])
    }
  })

  test('[A0.1] every stage and every step is reached by somebody', () => {
    const all = structure.stages.flatMap((stage) => [stage.id, ...stage.steps.map(({ id }) => id)])
    // A room’s stage is known by its steps; only the guest’s are ever the one that is now.
    for (const stage of ROOM_STAGES) seen.add(stage.id)
    const bookedOnly = structure.stages.flatMap(({ id, steps }) =>
      steps.some(({ carry }) => carry === 'booking') ? [id as string] : [],
    )
    for (const { visit } of ends) {
      for (const id of bookedOnly) if (visit.table.run.fields[`left:${id}`]) seen.add(id)
      for (const field of Object.keys(visit.table.run.fields)) seen.add(field)
    }
    expect(all.filter((id) => !seen.has(id))).toEqual([])
  })

  test('[A6.6] nobody was in the urn for more than half an hour, and nothing was an incident', () => {
    for (const { visit } of ends) {
      expect([...visit.table.others.keys()]).toEqual(['turnovers/t-v1'])
    }
  })

  test('[A5.1] 7 towels each, 5 and 6 bath towels, a cap for women', () => {
    const steps = structure.stages.filter(({ table }) => table === 'visits').flatMap((stage) => stage.steps)
    const set = steps.find((step) => step.kind === 'supplies')
    if (set?.kind !== 'supplies') throw new Error('no standard set')
    expect(supplyTotals(set, 'female')).toMatchObject({
      towel: 7,
      bathTowel: 6,
      cap: 1,
      robe: 1,
      slippers: 1,
    })
    expect(supplyTotals(set, 'male')).toMatchObject({ towel: 7, bathTowel: 5, robe: 1, slippers: 1 })
    expect(supplyTotals(set, 'male')).not.toHaveProperty('cap')
  })
})

describe('each answer of the real procedure', () => {
  const choices = structure.stages
    .filter(({ table }) => table === 'visits')
    .flatMap(({ steps }) => steps)
    .flatMap((step) => (step.kind === 'choose' ? step.options.map((option) => ({ step, option })) : []))
    .filter(({ step }) => step.id !== structure.clock.ask && step.id !== structure.clock.out)

  test.each(choices.map(({ step, option }) => [step.id, option.id, option.verdict ?? 'pass', step] as const))(
    '[D17] %s answered %s is taken as %s',
    (id, option, verdict, step) => {
      // The guest for whom the step applies, and the gates before it open.
      const walker = [0, 1, 2, 3]
        .map((seed) => walkerFor(seed, new Set()))
        .find((one) => opened(one, step.id))
      if (!walker) throw new Error('nobody is asked')
      const value = step.kind === 'choose' && step.many ? [option] : option
      const plain = play(walker.table, answer(id, value), walker.now)
      const approved = play(walker.table, answer(id, value, { approvedBy: 'm1', note: '已问过' }), walker.now)
      expect(plain.refusal?.refused).toBe(verdict === 'approve' ? 'needsApproval' : undefined)
      expect(approved.refusal).toBeNull()
      const view = stageViews(approved.run, walker.now)
        .flatMap(({ steps }) => steps)
        .find((one) => one.step.id === id)
      expect(view?.satisfied).toBe(!step.gate || verdict !== 'block')
    },
  )

  function opened(walker: Walker, stepId: string): boolean {
    for (const stage of stageViews(walker.table.run, walker.now)) {
      for (const { step } of stage.steps) {
        if (step.gate?.before === stepId) act(walker, answer(step.id, valueFor(step, walker)))
      }
    }
    return stageViews(walker.table.run, walker.now).some(({ steps }) =>
      steps.some(({ step }) => step.id === stepId),
    )
  }
})
