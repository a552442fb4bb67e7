/**
 * The room's own record after a guest (D5): made once, when the guest leaves the care room, ends early after having
 * used it, or the visit is voided after that. Its id is the visit's with `t-`, so two tablets make the same one.
 */
import type { Change } from '../../sync/change-set.ts'
import type { Fields } from '../../sync/record.ts'
import type { StaffId, TurnoverId } from '../ids.ts'
import { fieldsOf } from './answers.ts'
import { factsOf } from './facts.ts'
import { asJson, changeOf } from './plan.ts'
import type { Run } from './run.ts'

/** The turnover that a visit leaves behind. */
export function turnoverIdOf(visitId: string): TurnoverId {
  return `t-${visitId}` as TurnoverId
}

/** The visit's change with these fields, and the turnover with it; none without a room, or when it was made before. */
export function withTurnover(run: Run, own: Fields, by: StaffId, now: number): readonly Change[] {
  const { place, turnover, procedureId, winter } = fieldsOf(run)
  if (run.table !== 'visits' || !place || turnover) return [changeOf(run, own)]
  const id = turnoverIdOf(run.id)
  const fields = {
    visitId: run.id,
    place: asJson(place),
    procedureId: procedureId ?? run.context.procedure.id,
    serious: factsOf(run).serious,
    winter: winter === true,
    begun: { at: now, by },
  }
  return [
    changeOf(run, { ...own, turnover: { id, at: now } }),
    { table: 'turnovers', id, create: true, day: run.day, fields },
  ]
}
