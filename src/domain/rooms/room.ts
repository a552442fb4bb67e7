/** Care rooms and their urns; a room may hold more than one urn, occupancy is by urn (D15). */
import type { SyncRecord } from '../../sync/record.ts'
import type { RoomId, UrnId } from '../ids.ts'

export type Room = {
  readonly id: RoomId
  readonly name: string
  readonly order: number
  readonly outOfOrder: boolean
}
export type Urn = {
  readonly id: UrnId
  readonly roomId: RoomId
  readonly name: string
  /** Its place among the urns of its room. */
  readonly order: number
  readonly outOfOrder: boolean
}

/** Reads a record as a room. */
export function roomFrom(record: SyncRecord): Room {
  const f = record.fields
  return {
    id: record.id as RoomId,
    name: String(f.name ?? ''),
    order: orderOf(f.order),
    outOfOrder: f.outOfOrder === true,
  }
}

/** Reads a record as an urn. */
export function urnFrom(record: SyncRecord): Urn {
  const f = record.fields
  return {
    id: record.id as UrnId,
    roomId: String(f.roomId ?? '') as RoomId,
    name: String(f.name ?? ''),
    order: orderOf(f.order),
    outOfOrder: f.outOfOrder === true,
  }
}

function orderOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
