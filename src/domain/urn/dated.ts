/**
 * When something was really done, where its author's tablet ran ahead: nothing is done after it was written, and the
 * server clamps the clock of a field from the future (HLC3). Without it a start from a tablet an hour ahead would
 * give the guest an hour more on every other tablet (D13).
 * at 15:20, written 14:20 → 14:20; at 14:20, written 14:50 (kept without network) → 14:20
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { Change } from '../../sync/change-set.ts'
import { answerIn, fieldsOf } from '../procedure/answers.ts'
import { isObject } from '../procedure/refusal.ts'
import type { Answer, Run } from '../procedure/run.ts'

export type Dated = Pick<Run, 'fields' | 'writtenAt'>

/** The instant, but never later than its field was written. */
export function datedBy({ writtenAt }: Dated, field: string, at: number): number {
  return writtenAt && Object.hasOwn(writtenAt, field) ? Math.min(at, writtenAt[field] ?? at) : at
}

/** The answer in a field with the instants at which it was really given and entered; null when there is none. */
export function datedAnswer(run: Dated, field: string): Answer | null {
  const answer = answerIn(run.fields, field)
  if (!answer) return null
  const at = datedBy(run, field, answer.at)
  const enteredAt = answer.enteredAt && datedBy(run, field, answer.enteredAt)
  if (at === answer.at && enteredAt === answer.enteredAt) return answer
  return { ...answer, at, ...(enteredAt && { enteredAt }) }
}

/** When the visit was begun; undefined before. */
export function begunAt(run: Dated): number | undefined {
  const at = fieldsOf(run).begun?.at
  return at === undefined ? undefined : datedBy(run, 'begun', at)
}

/** A field that tells when another one was written; the server can only say when it arrived. */
export const DATED = 'dated:'

/** Less than a minute ahead the server lets pass, and two measurements of one clock differ by seconds (HLC3). */
const AHEAD_FROM_MS = MINUTE_MS
const NOISE_MS = 2_000

/**
 * Of a tablet that has learnt how far it runs ahead: when its own running start was by the server's time, for the other
 * tablets, that else count from its arrival there. `isOwn`: this tablet wrote the field. Nothing where the server found
 * the start in order: then the tablet ran true when it was made.
 */
export function planDated(
  run: Run,
  { field, isOwn, aheadMs }: { readonly field: string; readonly isOwn: boolean; readonly aheadMs: number },
): readonly Change[] {
  const at = answerIn(run.fields, field)?.at
  const arrivedAt = (run.writtenAt?.[field] ?? Number.POSITIVE_INFINITY) - aheadMs
  if (at === undefined || !isOwn || aheadMs < AHEAD_FROM_MS || at <= arrivedAt + NOISE_MS) return []
  const told = run.fields[DATED + field]
  if (isObject(told) && Number(told.at) <= at - aheadMs + NOISE_MS) return []
  return [{ table: run.table, id: run.id, fields: { [DATED + field]: { at: at - aheadMs } } }]
}
