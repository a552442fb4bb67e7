/**
 * What time it is for a run. A record's time never runs backwards: a tablet whose clock stands in 2015 still lets
 * people work (HLC2), and what it enters is not dated before the visit or before the urn was started.
 */
import { DAY_MS, MINUTE_MS } from '../../base/clock.ts'
import { startsOf } from '../urn/starts.ts'
import { fieldsOf } from './answers.ts'
import { refuse } from './refusal.ts'
import type { Refusal, Run } from './run.ts'

/** `at` is when it was done, `enteredAt` when it was entered if more than a minute later. */
export type Moment = { readonly at: number; readonly enteredAt?: number }

/** `now`, but never before what the record itself has seen. */
export function timeOf(run: Run, now: number): number {
  const starts = startsOf(run).flatMap((start) => [start.at, start.off?.at ?? start.at])
  return Math.max(now, fieldsOf(run).begun?.at ?? now, ...starts)
}

/** The first instant that something in this run can have: a day before it began, for what was done ahead (A1, A4.7). */
export function earliestOf(run: Run): number {
  return (fieldsOf(run).begun?.at ?? 0) - DAY_MS
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
