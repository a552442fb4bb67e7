/**
 * Who can be given a guest, or a room to be made ready: whoever reads all of such a record and writes in it, by the table of rights
 * (SEC7, SEC8). Asked by every list of consultants, so that nobody is given a guest whose cautions they may not see.
 */
import type { RunTable } from '../procedure/structure.ts'
import { readLevel, writeLevel } from './rights.ts'
import { roleOf, type Staff } from './staff.ts'

/** By their role while they are on leave: somebody who comes back may be named. */
export function mayLookAfter(staff: readonly Staff[], person: Staff, table: RunTable = 'visits'): boolean {
  const role = person.away ? person.role : roleOf(staff, person.id)
  const level = readLevel(role, table)
  return (level === 'all' || level === 'today') && writeLevel(role, table) === 'all'
}
