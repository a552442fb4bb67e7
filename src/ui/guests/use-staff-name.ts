/** The name of somebody who works or worked here; empty while unknown. */
import { readRecord } from '../../db/queries.ts'
import type { StaffId } from '../../domain/ids.ts'
import { staffFrom } from '../../domain/people/staff.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'

export function useStaffName(id: StaffId): string {
  const { store } = useApp()
  const name = useLive(async () => {
    const record = await readRecord(store, { table: 'staff', id })
    return record ? staffFrom(record).name : ''
  }, [store, id])
  return name ?? ''
}
