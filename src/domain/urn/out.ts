/**
 * Whether the guest is out of the urn that is off (A7.2, D13): an "off" alone does not say so, and one tapped for the
 * wrong urn leaves somebody in the heat. The answer of the step says it, or a name in an evacuation: `ledOut: { at, by }`.
 */
import { MINUTE_MS } from '../../base/clock.ts'
import { fieldsOf, isNotDone } from '../procedure/answers.ts'
import { isObject } from '../procedure/refusal.ts'
import { breaksOf } from './away.ts'
import { datedAnswer, datedBy } from './dated.ts'
import { type Steamed, startsOf } from './starts.ts'

/** A towel and a helping hand take this long (A7.1, A7.2); then somebody is asked. */
export const OUT_AFTER_MS = 2 * MINUTE_MS
/** Longer than any visit lasts after its "off": by then the guest has gone home, and what is missing is a word in the record. */
export const OUT_WATCHED_MS = 4 * 60 * MINUTE_MS
/** Two tablets' clocks may differ by less. */
const SKEW_MS = MINUTE_MS

export type Out = {
  readonly at: number
  /** When it was said; later than `at` where it was entered afterwards. */
  readonly saidAt: number
}

/** When the last "off" was said; null while an urn is on, before the first start, and when the last one was a mistake. */
function offSaidAt(run: Steamed): number | null {
  const starts = startsOf(run)
  if (starts.some(({ off }) => off === null) || starts.at(-1)?.annulled) return null
  const said = starts.flatMap(({ off, annulled }) => (off && !annulled ? [off] : []))
  return said.length === 0 ? null : Math.max(...said.map(({ at, enteredAt = 0 }) => Math.max(at, enteredAt)))
}

/** When the guest was led out after the "off" that counts; null while nobody has said so. */
export function outOf(run: Steamed): Out | null {
  const offAt = offSaidAt(run)
  return offAt === null ? null : outSince(run, offAt)
}

function outSince(run: Steamed, offAt: number): Out | null {
  const { out } = run.context.procedure.clock
  const answer = datedAnswer(run, out)
  const { ledOut } = fieldsOf(run)
  const said = [
    ...(answer && !isNotDone(answer.value) ? [{ at: answer.at, saidAt: answer.enteredAt ?? answer.at }] : []),
    ...(ledOut ? [datedBy(run, 'ledOut', ledOut.at)].map((at) => ({ at, saidAt: at })) : []),
    // Back from a break when the urn was off already: nobody goes into it again.
    ...breaksOf(run).flatMap(({ backAt }) =>
      backAt && backAt >= offAt ? [{ at: backAt, saidAt: backAt }] : [],
    ),
  ]
  // What was said before this "off" was said of another start, or before it was taken back.
  const own = said.filter(({ saidAt }) => saidAt >= offAt - SKEW_MS)
  return own.sort((a, b) => a.saidAt - b.saidAt).at(0) ?? null
}

/**
 * When somebody should have said that the guest is out; null while the urn is on, once it is known, when the visit was ended
 * by somebody who knew of the "off", and when it is so long ago that nobody can be there.
 */
export function outDueAt(run: Steamed, now: number): number | null {
  const offAt = offSaidAt(run)
  if (offAt === null || outSince(run, offAt)) return null
  const { filed, voided, ended } = fieldsOf(run)
  if ([filed, voided, ended].some((end) => end && end.at >= offAt - SKEW_MS)) return null
  const dueAt = offAt + OUT_AFTER_MS
  if (now >= offAt + OUT_WATCHED_MS) return null
  // An "off" from a clock that ran ahead: nobody can tell how long it has been.
  return dueAt > now + OUT_AFTER_MS + SKEW_MS ? now : dueAt
}

/**
 * Whether a closed or ended record may be of an urn that was switched off after it was closed, by somebody who did not know, told by
 * the shape of its fields alone: until something was answered after the "off", which is that the guest is out.
 */
export function mayAwaitOut(fields: Steamed['fields']): boolean {
  const { filed, voided, ended, ledOut } = fieldsOf({ fields })
  const closedAt = Math.max(filed?.at ?? 0, voided?.at ?? 0, ended?.at ?? 0)
  let offAt = Number.NEGATIVE_INFINITY
  let answeredAt = ledOut?.at ?? Number.NEGATIVE_INFINITY
  for (const field of Object.values(fields)) {
    const answer: unknown = field
    if (!isObject(answer) || typeof answer.at !== 'number' || !('value' in answer)) continue
    const saidAt = typeof answer.enteredAt === 'number' ? answer.enteredAt : answer.at
    if (isObject(answer.value) && 'how' in answer.value) offAt = Math.max(offAt, saidAt)
    else answeredAt = Math.max(answeredAt, saidAt)
  }
  return offAt > closedAt + SKEW_MS && answeredAt < offAt
}
