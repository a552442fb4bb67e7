/**
 * A colleague is wanted at an urn (A6.1): a record in `alarms`, asked by one tap and taken back by one. It names the room and
 * never the guest, and is no emergency. Who asked and when is one field (M2); each who comes has their own (M3).
 * `alarms/wanted-0199… { kind: 'wanted', visitId: 'v1', roomId: 'r3', asked: { at, by: 'u1' }, 'going:u17': 1763…, back: { at, by } }`
 */
import type { Change } from '../../sync/change-set.ts'
import type { SyncRecord } from '../../sync/record.ts'
import { doneIn } from '../emergency/open-incident.ts'
import type { RoomId, StaffId, UrnId, VisitId } from '../ids.ts'
import { ALARMS, goingField, goingFrom, isWanted, WANTED } from './going.ts'
import type { Summons } from './summons.ts'

export type Wanted = Pick<Summons, 'askedAt' | 'going'> & {
  readonly id: string
  readonly visitId: VisitId
  readonly roomId: RoomId | null
  readonly urnId: UrnId | null
  /** Who asked. */
  readonly by: StaffId
}
type Moment = { readonly by: StaffId; readonly now: number }

/** Asks for one. */
export function planWanted(
  {
    id,
    visitId,
    place,
    day,
  }: {
    readonly id: string
    readonly visitId: VisitId
    readonly place: { readonly roomId: RoomId; readonly urnId: UrnId } | null
    readonly day: string
  },
  { by, now }: Moment,
): readonly Change[] {
  const { roomId = null, urnId = null } = place ?? {}
  const fields = { kind: WANTED, visitId, roomId, urnId, asked: { at: now, by } }
  return [{ table: ALARMS, id, create: true, day, fields }]
}

/** Takes it back: nobody is needed any more. */
export function planBack(
  { id, fields }: Pick<SyncRecord, 'id' | 'fields'>,
  { by, now }: Moment,
): readonly Change[] {
  return isWanted(fields) ? [{ table: ALARMS, id, fields: { back: { at: now, by } } }] : []
}

/** Says who comes. */
export function planComing(
  { id, fields }: Pick<SyncRecord, 'id' | 'fields'>,
  { by, now }: Moment,
): readonly Change[] {
  return isWanted(fields) ? [{ table: ALARMS, id, fields: goingField(by, now) }] : []
}

/** Those that nobody has taken back, from records of `alarms`. */
export function wantedFrom(records: readonly SyncRecord[]): readonly Wanted[] {
  return records.flatMap((record) => {
    const { id, fields } = record
    const asked = doneIn(fields.asked)
    if (!asked || !isWanted(fields)) return []
    return [
      {
        id,
        visitId: String(fields.visitId ?? '') as VisitId,
        roomId: (fields.roomId as RoomId | undefined) ?? null,
        urnId: (fields.urnId as UrnId | undefined) ?? null,
        askedAt: asked.at,
        by: asked.by,
        going: goingFrom([record]).map(({ by, at }) => ({ by, at })),
      },
    ]
  })
}
