/** Who works here: `{ name: '林晓芸', role: 'consultant' }`. `slot` is the shop's key wrapped under their PIN (db/key-slot.ts). */
import type { SyncRecord } from '../../sync/record.ts'
import type { Standing } from '../../sync/roles.ts'
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

/** `nobody` is a tablet on which nobody is signed in, and whoever has no right of their own left. */
export type Role = StaffRole | 'nobody'
/** In the order in which the table of rights names them (rights.ts). */
export const ROLES = ['consultant', 'frontDesk', 'manager', 'inspector', 'nobody'] as const

/**
 * The role by which somebody's rights are told. In a shop that has never named a manager whoever works there is one: else
 * nobody could ever name one. For the same reason a manager on leave remains one while no other is at work: two tablets may
 * send the last two on leave at once. `all` are those who were ever written down, away or not.
 */
export function roleIn({ role: said, isHere, isGone }: Standing, all: readonly Standing[]): Role {
  // Whoever was written down without a role is a consultant.
  const role = ROLES.find((one) => one === (said ?? 'consultant')) ?? 'nobody'
  const managers = all.filter((one) => one.role === 'manager')
  if (!isHere) return role === 'manager' && !isGone && !managers.some((one) => one.isHere) ? role : 'nobody'
  const mayManage = role === 'consultant' || role === 'frontDesk'
  return mayManage && managers.length === 0 ? 'manager' : role
}

/** The same for one of the staff as a screen knows them; `nobody` while nobody is signed in. */
export function roleOf(staff: readonly Staff[], who: StaffId | null): Role {
  const own = staff.find(({ id }) => id === who)
  if (!own) return 'nobody'
  return roleIn(standingOf(own), staff.map(standingOf))
}

function standingOf({ role, away }: Staff): Standing {
  return { role, isHere: !away }
}

/** Whether this person may enrol tablets, take them out, and the like; asked by the tablet and by the server. */
export function manages(staff: readonly Staff[], who: string | null): boolean {
  return roleOf(staff, who as StaffId | null) === 'manager'
}

/** Whether this person may use a tablet by their PIN: not while on leave, save for whoever has to run the shop from there. */
export function maySignIn(staff: readonly Staff[], who: StaffId): boolean {
  return staff.some(({ id, away }) => id === who && !away) || manages(staff, who)
}
