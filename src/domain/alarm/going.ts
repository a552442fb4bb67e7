/**
 * Who said that they go to an urn: a record in `alarms` that every tablet of the shop gets. It names the urn and never
 * the guest. Each person has a field of their own, so that two who answer at once on two tablets are no conflict (M3):
 * `alarms/v1-off-30 { visitId: 'v1', kind: 'off', minute: 30, dueAt: 1763…, 'going:u17': 1763… }`
 */
import type { Change } from '../../sync/change-set.ts'
import type { Fields, SyncRecord } from '../../sync/record.ts'
import { doneIn } from '../emergency/open-incident.ts'
import type { RoomId, StaffId, UrnId, VisitId } from '../ids.ts'

export const ALARMS = 'alarms'
/** The kind of a record in which a colleague is wanted (wanted.ts). */
export const WANTED = 'wanted'

export type Going = { readonly alarmId: string; readonly by: StaffId; readonly at: number }

const GOING = 'going:'

/** What of an alarm stands in its record. */
type Called = {
  readonly id: string
  readonly kind: string
  readonly minute: number
  readonly dueAt: number
  readonly visitId: VisitId
  readonly urnId: UrnId | null
  readonly roomId: RoomId | null
}

/** Writes down that somebody goes there; `day` is the visit's. */
export function planGoing(
  { id, kind, minute, dueAt, visitId, urnId, roomId }: Called,
  record: SyncRecord | null,
  { by, now, day }: { readonly by: StaffId; readonly now: number; readonly day: string },
): readonly Change[] {
  const going = goingField(by, now)
  if (record) return [{ table: ALARMS, id, fields: going }]
  const fields = { kind, minute, dueAt, visitId, urnId, roomId, ...going }
  return [{ table: ALARMS, id, create: true, day, fields }]
}

/** The field of one who goes, in whatever record calls for people. */
export function goingField(by: StaffId, now: number): Fields {
  return { [`${GOING}${by}`]: now }
}

/** Everybody who goes somewhere, from records of `alarms`. */
export function goingFrom(records: readonly Pick<SyncRecord, 'id' | 'fields'>[]): readonly Going[] {
  return records.flatMap(({ id, fields }) =>
    Object.entries(fields).flatMap(([name, at]) =>
      name.startsWith(GOING) && typeof at === 'number'
        ? [{ alarmId: id, by: name.slice(GOING.length) as StaffId, at }]
        : [],
    ),
  )
}

/** Whether a record asks for a colleague and nobody has taken it back; here, because the first screen needs no more of it. */
export function isWanted({ kind, asked, back }: Fields): boolean {
  return kind === WANTED && doneIn(asked) !== null && !doneIn(back)
}
