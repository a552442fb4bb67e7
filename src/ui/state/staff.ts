/** Who works here, live: all who were ever written down, whether they are at work or not. */
import { recordsOf } from '../../db/queries.ts'
import type { StaffId } from '../../domain/ids.ts'
import { type Staff, staffFrom } from '../../domain/people/staff.ts'
import { useStrings } from '../strings/strings.ts'
import { useApp } from './app.tsx'
import { useLive } from './live.ts'

/** Undefined until it is read. */
export function useStaff(): readonly Staff[] | undefined {
  const { store } = useApp()
  return useLive(async () => (await recordsOf(store, 'staff')).map(staffFrom), [store])
}

/** A name for a person; whoever is not on this tablet is somebody. */
export function useNameOf(): (id: StaffId) => string {
  const { alarm } = useStrings()
  const staff = useStaff()
  return (id) => staff?.find((person) => person.id === id)?.name ?? alarm.someone
}
