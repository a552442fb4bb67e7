/**
 * What time it is for a run. A record's time never runs backwards: a tablet whose clock stands in 2015 still lets
 * people work (HLC2), and what it enters is not dated before the visit or before the urn was started.
 */
import { DAY_MS, MINUTE_MS } from '../../base/clock.ts'
import { begunAt } from '../urn/dated.ts'
import { startsOf } from '../urn/starts.ts'
import { fieldsOf } from './answers.ts'
import { mainStages } from './outline.ts'
import { refuse } from './refusal.ts'
import type { Refusal, Run } from './run.ts'
import type { Stage } from './structure.ts'

/** `at` is when it was done, `enteredAt` when it was entered if more than a minute later. */
export type Moment = { readonly at: number; readonly enteredAt?: number }

/** `now`, but never before what the record itself has seen. */
export function timeOf(run: Run, now: number): number {
  const starts = startsOf(run).flatMap((start) => [start.at, start.off?.at ?? start.at])
  // Once somebody is in the urn its start alone counts: the visit may have been begun on a clock since set right.
  return starts.length > 0 ? Math.max(now, ...starts) : Math.max(now, begunAt(run) ?? now)
}

/** The first instant that something in this run can have: a day before it began, for what was done ahead (A1, A4.7). */
export function earliestOf(run: Run): number {
  return (fieldsOf(run).begun?.at ?? 0) - DAY_MS
}

/** A visit is sometimes begun on the tablet when the guest has been there for a while; longer is a slip of the clock's hand. */
export const BEGUN_LATE_MAX_MS = 180 * MINUTE_MS

/**
 * The same for one stage. Only the booking and the room's work are done ahead: 10:45 said at 10:00 would else be
 * taken for yesterday's.
 */
export function earliestIn(run: Run, stage: Stage): number {
  const isDoneAhead = stage.track === 'room' || mainStages(run)[0] === stage
  return isDoneAhead ? earliestOf(run) : (fieldsOf(run).begun?.at ?? 0) - BEGUN_LATE_MAX_MS
}

/** When something was done: `stated` if the person gave it, else now. Refuses the future, and what lies before `from`. */
export function momentOf(stated: unknown, now: number, from: number): Moment | Refusal {
  if (stated === undefined) return { at: now }
  if (typeof stated !== 'number' || !Number.isFinite(stated)) return refuse('badValue', { detail: 'at' })
  if (stated > now + MINUTE_MS) return refuse('inFuture')
  if (stated < from) return refuse('beforeStart')
  const at = Math.min(Math.round(stated), now)
  return now - at > MINUTE_MS ? { at, enteredAt: now } : { at }
}
