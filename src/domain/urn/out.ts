/**
 * Whether the guest is out of the urn that is off (A7.2, D13): an "off" alone does not say so, and one tapped for the
 * wrong urn leaves somebody in the heat. The answer of the step says it, or a name in an evacuation: `ledOut: { at, by }`.
 */
import { MINUTE_MS } from '../../base/clock.ts'
import { fieldsOf, isNotDone } from '../procedure/answers.ts'
import { breakUnderWay } from './away.ts'
import { datedAnswer, datedBy } from './dated.ts'
import { currentStart, type Steamed } from './starts.ts'

/** A towel and a helping hand take this long (A7.1, A7.2); then somebody is asked. */
export const OUT_AFTER_MS = 2 * MINUTE_MS

export type Out = {
  readonly at: number
  /** When it was said; later than `at` where it was entered afterwards. */
  readonly saidAt: number
}

/** When the guest was led out after the start that counts; null while nobody has said so. */
export function outOf(run: Steamed): Out | null {
  const start = currentStart(run)
  if (!start?.off) return null
  const { out } = run.context.procedure.clock
  const answer = datedAnswer(run, out)
  const { ledOut } = fieldsOf(run)
  const said = [
    ...(answer && !isNotDone(answer.value) ? [{ at: answer.at, saidAt: answer.enteredAt ?? answer.at }] : []),
    ...(ledOut ? [datedBy(run, 'ledOut', ledOut.at)].map((at) => ({ at, saidAt: at })) : []),
  ]
  // What was said before this start was said of another.
  const own = said.filter(({ saidAt }) => saidAt >= start.at)
  return own.sort((a, b) => a.saidAt - b.saidAt).at(0) ?? null
}

/** When somebody should have said that the guest is out; null while the urn is on, and once it is known or the visit has ended. */
export function outDueAt(run: Steamed): number | null {
  const off = currentStart(run)?.off
  const { filed, voided, ended } = fieldsOf(run)
  if (!off || filed || voided || ended || outOf(run) || breakUnderWay(run)) return null
  return Math.max(off.at, off.enteredAt ?? 0) + OUT_AFTER_MS
}
