/** Branded ids of the shop's records, and the two ids that people read. */
import type { Brand } from '../base/brand.ts'

export type ShopId = Brand<string, 'ShopId'>
export type StaffId = Brand<string, 'StaffId'>
export type RoomId = Brand<string, 'RoomId'>
export type UrnId = Brand<string, 'UrnId'>
export type GuestId = Brand<string, 'GuestId'>
export type VisitId = Brand<string, 'VisitId'>
export type TurnoverId = Brand<string, 'TurnoverId'>
export type BookingId = Brand<string, 'BookingId'>
/** A written procedure in one version, e.g. `NIC-01/A@1`. A visit is pinned to it. */
export type ProcedureId = Brand<string, 'ProcedureId'>
/** A stage or step of a procedure, e.g. `A5` or `A5.7-water`; begins with the clause it serves. */
export type StageId = Brand<string, 'StageId'>
export type StepId = Brand<string, 'StepId'>
