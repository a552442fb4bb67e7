/**
 * When to switch an urn on so that it is hot for the planned entry: counted back from it (A4.7, D3), winter 10–15
 * minutes, summer 5, and not before alcohol has been aired out (D18). Entry at 14:20 in winter → on from 14:05, by 14:10.
 */
import { MINUTE_MS } from '../../base/clock.ts'
import { fieldsOf } from '../procedure/answers.ts'
import { findStep, guestStages, leftOf } from '../procedure/outline.ts'
import type { Run } from '../procedure/run.ts'
import type { Procedure, Stage } from '../procedure/structure.ts'
import { begunAt } from './dated.ts'
import { currentStart } from './starts.ts'
import { timedOf, urnStepsOf } from './state.ts'

export type PreheatPlan = {
  readonly plannedEntryAt: number
  /** From when it may be switched on, and when at the latest. */
  readonly onFromAt: number
  readonly onByAt: number
}
export type PreheatDue = 'early' | 'now' | 'late'

/** A4.7. */
export const PREHEAT_MIN = { winter: { min: 10, max: 15 }, summer: { min: 5, max: 5 } } as const
/** Five minutes in summer are no window at all; a person needs a minute to get there. */
const GRACE_MS = MINUTE_MS

/** From when to when; `notBefore` is the end of an airing. */
export function preheatPlan({
  plannedEntryAt,
  winter,
  notBefore = null,
}: {
  readonly plannedEntryAt: number
  readonly winter: boolean
  readonly notBefore?: number | null
}): PreheatPlan {
  const { min, max } = winter ? PREHEAT_MIN.winter : PREHEAT_MIN.summer
  const from = Math.max(plannedEntryAt - max * MINUTE_MS, notBefore ?? Number.NEGATIVE_INFINITY)
  return { plannedEntryAt, onFromAt: from, onByAt: Math.max(from, plannedEntryAt - min * MINUTE_MS) }
}

/** Whether it is too early, time, or late to switch on. */
export function preheatDue({ onFromAt, onByAt }: PreheatPlan, now: number): PreheatDue {
  if (now < onFromAt) return 'early'
  return now > onByAt + GRACE_MS ? 'late' : 'now'
}

/** A stage without minutes of its own takes what its timed steps take: of the preparation that is the shower. */
function minutesOf({ minutes, steps }: Stage, { clock }: Procedure, winter: boolean): number {
  if (typeof minutes === 'number') return minutes
  if (minutes) return minutes[winter ? 'winter' : 'summer']
  const timed = steps.filter(({ id }) => id !== clock.start)
  return timed.reduce((sum, step) => sum + (step.kind === 'timed' ? step.maxMin : 0), 0)
}

/** The guest's stages from arriving to the urn, by the procedure's own order. */
function stagesToUrn(procedure: Procedure): readonly Stage[] {
  const stages = guestStages(procedure)
  const at = stages.findIndex(({ steps }) => steps.some(({ id }) => id === procedure.clock.start))
  return stages.slice(0, at + 1)
}

/** When a guest who is booked for that time will be in the urn, by the procedure's own minutes. */
export function entryAfter(arriveAt: number, procedure: Procedure, winter: boolean): number {
  return stagesToUrn(procedure).reduce(
    (at, stage) => at + minutesOf(stage, procedure, winter) * MINUTE_MS,
    arriveAt,
  )
}

/** When the guest of a visit will be in the urn: what is left of the way there, from the last stage that was left. */
export function entryOf(run: Run, now: number): number | null {
  const begun = begunAt(run)
  if (begun === undefined || currentStart(run)) return null
  const { procedure } = run.context
  const winter = fieldsOf(run).winter === true
  const stages = stagesToUrn(procedure)
  const lefts = stages.flatMap(({ id }) => leftOf(run, id)?.at ?? [])
  const open = stages.filter(({ id }) => !leftOf(run, id))
  const from = Math.max(begun, ...lefts)
  const at = open.reduce((sum, stage) => sum + minutesOf(stage, procedure, winter) * MINUTE_MS, from)
  return Math.max(at, now)
}

/** What a visit's urn wants before its guest comes; null once it is being heated, or the guest has been in it. */
export function preheatOf(run: Run, now: number, notBefore: number | null = null): PreheatPlan | null {
  const plannedEntryAt = entryOf(run, now)
  const { place, ended, winter } = fieldsOf(run)
  if (plannedEntryAt === null || !place || ended) return null
  const steps = urnStepsOf(run).preheat.filter((id) => findStep(run, id))
  if (steps.length === 0 || steps.some((id) => timedOf(run, id) !== null)) return null
  return preheatPlan({ plannedEntryAt, winter: winter === true, notBefore })
}
