/**
 * What is written when the urn was on, or its guest in it, beyond the deadline, or nobody said "off" or "out" in time
 * (D13): an attention item `overrun-<visitId>-<n>`, one for each start. It is corrected with what it is about, and never taken back.
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { Change } from '../../sync/change-set.ts'
import type { StaffId } from '../ids.ts'
import type { Run } from '../procedure/run.ts'
import { OUT_AFTER_MS, type Out, outOf } from './out.ts'
import { currentStart, deadlineOf, type Start, startsOf } from './starts.ts'

/** A person needs a moment to switch off and to say so. */
export const OVERRUN_AFTER_MS = MINUTE_MS

/** Whether "off" was done, or confirmed, more than a minute after the deadline; or the guest led out later than the time it takes from there. */
export function isOverrun(run: Run, start: Start): boolean {
  if (!start.off || start.annulled) return false
  const limitAt = deadlineOf(run, start) + OVERRUN_AFTER_MS
  const confirmedAt = Math.max(start.off.at, start.off.enteredAt ?? 0)
  return confirmedAt > limitAt || (outAfter(run, start)?.at ?? 0) > limitAt + OUT_AFTER_MS
}

/** When the guest of that start was led out; of an earlier start that was a mistake nobody says so. */
function outAfter(run: Run, { n }: Start): Out | null {
  return currentStart(run)?.n === n ? outOf(run) : null
}

/** The incident of one start between two states of a run: raised, or kept true; empty when there is none. */
export function planOverrun(
  before: Run,
  after: Run,
  n: number,
  { by, now }: { by: StaffId; now: number },
): readonly Change[] {
  const old = startsOf(before).find((start) => start.n === n)
  const start = startsOf(after).find((one) => one.n === n)
  const isRaised = old !== undefined && isOverrun(before, old)
  if (!start?.off || !(isRaised || isOverrun(after, start))) return []
  const deadlineAt = deadlineOf(after, start)
  const out = outAfter(after, start)
  const fields = {
    deadlineAt,
    offAt: start.off.at,
    enteredAt: Math.max(start.off.at, start.off.enteredAt ?? 0),
    ...(out && { outAt: out.at, outSaidAt: out.saidAt }),
    overMs: Math.max(0, (out?.at ?? start.off.at) - deadlineAt),
    by,
  }
  const key = { table: 'attention', id: `overrun-${after.id}-${n}`, day: after.day }
  if (isRaised) return [{ ...key, fields }]
  return [{ ...key, create: true, fields: { kind: 'overrun', visitId: after.id, openedAt: now, ...fields } }]
}
