/** Whether whoever is signed in may erase: by the table of rights, and so told by it to the server too. */
import { recordsOf } from '../../../db/queries.ts'
import { writeLevel } from '../../../domain/people/rights.ts'
import { roleIn, staffFrom } from '../../../domain/people/staff.ts'
import { useApp } from '../../state/app.tsx'
import { useLive } from '../../state/live.ts'
import { useSession } from '../../state/session.ts'

export function useMayErase(): boolean {
  const { store } = useApp()
  const who = useSession((s) => s.who)
  const may = useLive(async () => {
    const staff = (await recordsOf(store, 'staff')).map(staffFrom)
    const own = staff.find(({ id }) => id === who)
    if (!own) return false
    const roles = staff.map(({ role }) => role)
    return writeLevel(roleIn({ role: own.role, isHere: !own.away }, roles), 'erasures') === 'all'
  }, [store, who])
  return may === true
}
