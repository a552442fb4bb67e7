/** The order in which staff are offered: those at work first, then by role, then by name. */
import type { Staff, StaffRole } from '../../domain/people/staff.ts'

const ROLES: readonly StaffRole[] = ['consultant', 'frontDesk', 'manager', 'inspector']

/** A sorted copy. */
export function inPickOrder(staff: readonly Staff[]): readonly Staff[] {
  return [...staff].sort(
    (a, b) =>
      Number(a.away) - Number(b.away) ||
      ROLES.indexOf(a.role) - ROLES.indexOf(b.role) ||
      a.name.localeCompare(b.name, 'zh-CN'),
  )
}
