/** Who runs the shop: its managers, and where nobody is one, everybody who works there. The same on the tablet and at the server. */
import type { Staff } from './staff.ts'

/** Whether this person may enrol tablets, take them out, and the like. Whoever is away or unknown may not. */
export function manages(staff: readonly Staff[], who: string | null): boolean {
  const here = staff.filter(({ away }) => !away)
  const person = here.find(({ id }) => id === who)
  if (person === undefined) return false
  return person.role === 'manager' || !staff.some(({ role }) => role === 'manager')
}
