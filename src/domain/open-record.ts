/** Which records still ask for work: what the tablet indexes as open, so that the others need not be read. */
import { ALARMS, isWanted } from './alarm/going.ts'
import { isOpenIncident, namelessDeeds } from './emergency/open-incident.ts'
import { fieldsOf } from './procedure/answers.ts'
import type { Run } from './procedure/run.ts'
import { mayAwaitOut } from './urn/out.ts'
import { mayBeSteaming } from './urn/starts.ts'

/** Whether the record still asks for work; what the tablet indexes as open. */
export function isOpenRecord(record: { table: string; fields: Run['fields'] }): boolean {
  if (record.table === 'attention')
    return isOpenIncident(record.fields) || namelessDeeds(record.fields).length > 0
  if (record.table === ALARMS) return isWanted(record.fields)
  if (record.table !== 'visits' && record.table !== 'turnovers') return false
  const { begun, filed, voided } = fieldsOf(record)
  // Closed elsewhere by somebody who did not know of the start: the guest is in the urn all the same (D13, M6).
  return isAtUrn(record) || (Boolean(begun) && !filed && !voided)
}

/** Whether it is a visit whose guest may be in an urn; told without the procedure and from what is clear, so that the server can. */
export function isAtUrn({ table, fields }: { table: string; fields: Run['fields'] }): boolean {
  if (table !== 'visits' || !fieldsOf({ fields }).begun) return false
  return mayBeSteaming(fields) || mayAwaitOut(fields)
}
