/**
 * Who else is in the urn. Two guests in one urn is a fact that stands when it comes from elsewhere (M6, D15); a second
 * start on the tablet that knows of the first is refused.
 */
import type { VisitId } from '../ids.ts'
import { fieldsOf } from '../procedure/answers.ts'
import type { Run } from '../procedure/run.ts'
import type { Procedure } from '../procedure/structure.ts'
import { isSteaming, placeOf } from './starts.ts'

type Known = Pick<Run, 'id' | 'fields'>

/** The other visit whose guest is being steamed in this visit's urn; null when nobody is. */
export function urnTakenBy(
  own: Known,
  visits: readonly Known[],
  procedure: Procedure,
): { readonly visitId: VisitId } | null {
  const urnId = fieldsOf(own).place?.urnId
  if (!urnId) return null
  const other = visits.find(
    ({ id, fields }) =>
      id !== own.id &&
      placeOf({ fields, context: { procedure } })?.urnId === urnId &&
      isSteaming({ fields, context: { procedure } }),
  )
  return other ? { visitId: other.id as VisitId } : null
}
