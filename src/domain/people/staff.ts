/** Who works here: `{ name: '林晓芸', role: 'consultant' }`. `slot` is the shop's key wrapped under their PIN (db/key-slot.ts). */
import type { SyncRecord } from '../../sync/record.ts'
import type { StaffId } from '../ids.ts'

export type StaffRole = 'consultant' | 'frontDesk' | 'manager' | 'inspector'
export type Staff = {
  readonly id: StaffId
  readonly name: string
  readonly role: StaffRole
  readonly away: boolean
  readonly sample: boolean
  /** Somebody gave them a PIN. */
  readonly hasPin: boolean
}

/** Reads a record as a member of staff. */
export function staffFrom(record: SyncRecord): Staff {
  const f = record.fields
  return {
    id: record.id as StaffId,
    name: String(f.name ?? ''),
    role: (f.role as StaffRole | undefined) ?? 'consultant',
    away: f.away === true,
    sample: f.sample === true,
    hasPin: typeof f.slot === 'object' && f.slot !== null,
  }
}
