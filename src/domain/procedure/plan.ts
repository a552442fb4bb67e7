/** The small parts that every plan is made of: the record's change, and what the tablet does besides. */
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { Fields } from '../../sync/record.ts'
import type { Effect, Run, RunEvent, StepResult } from './run.ts'

/** One kind of event, by its type. */
export type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>

/** A change of the run's own record. */
export function changeOf(run: Run, fields: Fields): Change {
  return { table: run.table, id: run.id, fields }
}

/** A plan's outcome: one change or several, and the effects that follow once they are kept. */
export function done(changes: Change | readonly Change[], effects: readonly Effect[] = []): StepResult {
  return { changes: 'table' in changes ? [changes] : changes, effects }
}

/** A value of known shape as JSON; types with optional parts are not assignable to it by themselves. */
export function asJson(value: object): Json {
  return value as unknown as Json
}
