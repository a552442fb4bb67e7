/**
 * Settling a conflict (M3) is one intent of one person: the field as they say it is, and the mark that it was settled. The
 * value that stands is checked once more when it is written, so that nobody decides about what they did not see. Both
 * values stay in the conflict's record; settling it again the other way takes it back.
 */
import { isEqual, type Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { SyncRecord } from '../../sync/record.ts'
import { CONFLICTS, type Conflict, conflictFrom, type SideName, valueIn } from './conflict.ts'

/** A side's value, or what somebody has written since. */
export type Choice = SideName | 'standing'
export type SettleRefusal =
  /** The record says something else than the person was shown. */
  | 'moved'
  /** The conflict or its record is not on this tablet. */
  | 'gone'
export type SettlePlan = { readonly changes: readonly Change[] } | { readonly refused: SettleRefusal }

/** What a person decided: on which conflict, what they saw standing, and what is to stand. */
export type Decision = {
  readonly conflict: Pick<Conflict, 'id' | 'of'>
  readonly seen: Json
  readonly choice: Choice
  readonly by: string
  readonly now: number
}

/** The changes of one decision; only the mark where the chosen value stands already. */
export function planSettle(records: readonly SyncRecord[], decision: Decision): SettlePlan {
  const { of, id } = decision.conflict
  const own = records.find((record) => record.table === CONFLICTS && record.id === id)
  const conflict = own === undefined ? null : conflictFrom(own)
  const record = records.find((one) => one.table === of.table && one.id === of.id)
  if (conflict === null || record === undefined) return { refused: 'gone' }
  const standing = valueIn(record, of.field)
  if (!isEqual(standing, decision.seen)) return { refused: 'moved' }
  const { choice, by, now } = decision
  const wanted = choice === 'standing' ? standing : conflict[choice].value
  const settled = { by, at: now, kept: choice === 'lost' ? 'lost' : 'won' }
  const mark: Change = { table: CONFLICTS, id, fields: { settled } }
  if (isEqual(wanted, standing)) return { changes: [mark] }
  return { changes: [{ table: of.table, id: of.id, fields: { [of.field]: wanted } }, mark] }
}
