/**
 * The room's own record after a guest (D5): made once, when the guest leaves the care room, ends early after having
 * used it, or the visit is voided after that. Its id is the visit's with `t-`, so two tablets make the same one. A room that the
 * guest has used before another was chosen gets one of its own.
 */
import type { Change } from '../../sync/change-set.ts'
import type { Fields } from '../../sync/record.ts'
import type { StaffId, TurnoverId } from '../ids.ts'
import { placeOf } from '../urn/starts.ts'
import { fieldsOf, nextNumber } from './answers.ts'
import { factsOf } from './facts.ts'
import { asJson, changeOf } from './plan.ts'
import type { Run } from './run.ts'

/** The turnover that a visit leaves behind. */
export function turnoverIdOf(visitId: string): TurnoverId {
  return `t-${visitId}` as TurnoverId
}

/** The visit's change with these fields, and the turnover with it; none without a room, or when it was made before. */
export function withTurnover(run: Run, own: Fields, by: StaffId, now: number): readonly Change[] {
  const { turnover } = fieldsOf(run)
  if (run.table !== 'visits' || !placeOf(run) || turnover) return [changeOf(run, own)]
  const id = turnoverIdOf(run.id)
  return [changeOf(run, { ...own, turnover: { id, at: now } }), newTurnover(run, id, by, now)]
}

/** The same for a room that the visit has used and goes away from; `t-v1-1` is the first such, for a second urn. */
export function withTurnoverOfOldRoom(run: Run, own: Fields, by: StaffId, now: number): readonly Change[] {
  if (run.table !== 'visits' || !fieldsOf(run).place) return [changeOf(run, own)]
  const n = nextNumber(run.fields, 'turnover')
  const id = `${turnoverIdOf(run.id)}-${n}` as TurnoverId
  return [changeOf(run, { ...own, [`turnover#${n}`]: { id, at: now } }), newTurnover(run, id, by, now)]
}

function newTurnover(run: Run, id: TurnoverId, by: StaffId, now: number): Change {
  const { procedureId, winter } = fieldsOf(run)
  const fields = {
    visitId: run.id,
    place: asJson(placeOf(run) ?? {}),
    procedureId: procedureId ?? run.context.procedure.id,
    serious: factsOf(run).serious,
    winter: winter === true,
    begun: { at: now, by },
  }
  return { table: 'turnovers', id, create: true, day: run.day, fields }
}
