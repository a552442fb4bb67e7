/** What was said of an urn on a locked tablet, "off" and "out", for as long as nobody has said whose word it was. */
import type { Change } from '../../sync/change-set.ts'
import type { StaffId } from '../ids.ts'
import { type Deed, doerOf, NOBODY, namedField } from '../people/named.ts'
import { fieldOf, fieldsOf } from '../procedure/answers.ts'
import type { Run } from '../procedure/run.ts'
import { startsOf } from './starts.ts'

/** Each by its field. */
export function namelessOf(run: Run): readonly (readonly [field: string, deed: Deed])[] {
  const { ledOut } = fieldsOf(run)
  const offField = run.context.procedure.clock.off
  const offs = startsOf(run).flatMap(({ n, off }): readonly (readonly [string, Deed])[] =>
    off ? [[fieldOf(offField, n), off]] : [],
  )
  const said = ledOut ? [...offs, ['ledOut', ledOut] as const] : offs
  return said.filter(([field, deed]) => doerOf(run.fields, field, deed) === NOBODY)
}

/** One name for all of them: whoever stood there. */
export function planNamedUrn(
  run: Run,
  whose: StaffId,
  moment: { readonly by: StaffId; readonly now: number },
): readonly Change[] {
  const named = namelessOf(run).map(([field, deed]) => namedField(field, deed, whose, moment))
  return named.length === 0 ? [] : [{ table: run.table, id: run.id, fields: Object.assign({}, ...named) }]
}
