/** Who works here, for the cards: to name who did something, and to say who comes. */
import { recordsOf } from '../../db/queries.ts'
import type { StaffId } from '../../domain/ids.ts'
import { type Staff, staffFrom } from '../../domain/people/staff.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useStrings } from '../strings/strings.ts'

/** Nobody until it is read. */
export function useStaff(): {
  readonly staff: readonly Staff[]
  readonly nameOf: (id: StaffId) => string
} {
  const { store } = useApp()
  const { alarm } = useStrings()
  const staff = useLive(async () => (await recordsOf(store, 'staff')).map(staffFrom), [store]) ?? []
  return { staff, nameOf: (id) => staff.find((person) => person.id === id)?.name ?? alarm.someone }
}
