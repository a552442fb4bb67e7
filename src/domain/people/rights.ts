/**
 * Who may read and write what: one table of data for the server, which judges every change set by it (S2), and for all screens
 * (B4.3, SEC7, SEC8). In each row the roles stand in the order of ROLES, each with what it reads and what it writes.
 * `guests: [['today', 'all'], ['noHealth', 'all'], ['all', 'all'], ['all', 'none'], ['none', 'none']]`
 *
 * `nobody` is a tablet on which nobody is signed in. What it may, anybody may, whoever has no right left included: an urn's
 * clock, an alarm and an emergency card belong to whoever stands there.
 */
import type { Op } from '../../sync/change-set.ts'
import { ROLES, type Role } from './staff.ts'

export type ReadLevel =
  | 'all'
  /** In full whoever has business today or is followed up by the reader, the others masked. */
  | 'today'
  /** Without what was answered, measured or noted of somebody's health. */
  | 'noHealth'
  /** What is about the reader. */
  | 'own'
  /** What stays clear on a locked tablet (cover.ts). */
  | 'clear'
  | 'none'

export type WriteLevel =
  | 'all'
  /** Makes new records and changes none. */
  | 'add'
  /** A procedure that a build brings; two tablets may bring the same. */
  | 'publish'
  /** Of the shop's record which procedure is in force, nothing else. */
  | 'inForce'
  /** Of one's own record the key slot that one's PIN opens. */
  | 'ownSlot'
  /** Says which of two values is right. */
  | 'settle'
  /** Emergencies and what an urn left behind, but nothing of the server's notes. */
  | 'incidents'
  /** The same, and accepts or dismisses what the server has parked. */
  | 'judge'
  /** Of a visit what the urn's clock reads: off, out, away, and since when. */
  | 'clock'
  | 'none'

type Cell = readonly [read: ReadLevel, write: WriteLevel]
type Row = readonly [consultant: Cell, frontDesk: Cell, manager: Cell, inspector: Cell, nobody: Cell]

/** Every table that a shop has; UNKNOWN_TABLE for those of a newer version. */
export const RIGHTS = {
  shop: [
    ['all', 'inForce'],
    ['all', 'inForce'],
    ['all', 'all'],
    ['all', 'inForce'],
    ['all', 'inForce'],
  ],
  staff: [
    ['all', 'ownSlot'],
    ['all', 'ownSlot'],
    ['all', 'all'],
    ['all', 'ownSlot'],
    ['all', 'none'],
  ],
  devices: [
    ['all', 'none'],
    ['all', 'none'],
    ['all', 'all'],
    ['all', 'none'],
    ['all', 'none'],
  ],
  rooms: [
    ['all', 'none'],
    ['all', 'none'],
    ['all', 'all'],
    ['all', 'none'],
    ['all', 'none'],
  ],
  urns: [
    ['all', 'none'],
    ['all', 'none'],
    ['all', 'all'],
    ['all', 'none'],
    ['all', 'none'],
  ],
  guests: [
    ['today', 'all'],
    ['noHealth', 'all'],
    ['all', 'all'],
    ['all', 'none'],
    ['none', 'none'],
  ],
  visits: [
    ['today', 'all'],
    ['noHealth', 'all'],
    ['all', 'all'],
    ['all', 'clock'],
    ['clear', 'clock'],
  ],
  turnovers: [
    ['all', 'all'],
    ['all', 'all'],
    ['all', 'all'],
    ['all', 'clock'],
    ['clear', 'clock'],
  ],
  bookings: [
    ['today', 'all'],
    ['all', 'all'],
    ['all', 'all'],
    ['all', 'none'],
    ['none', 'none'],
  ],
  procedures: [
    ['all', 'publish'],
    ['all', 'publish'],
    ['all', 'all'],
    ['all', 'publish'],
    ['all', 'publish'],
  ],
  cards: [
    ['today', 'all'],
    ['all', 'all'],
    ['all', 'all'],
    ['all', 'none'],
    ['none', 'none'],
  ],
  ledger: [
    ['today', 'add'],
    ['all', 'add'],
    ['all', 'add'],
    ['all', 'none'],
    ['none', 'none'],
  ],
  forms: [
    ['today', 'all'],
    ['noHealth', 'all'],
    ['all', 'all'],
    ['all', 'none'],
    ['none', 'none'],
  ],
  attention: [
    ['all', 'incidents'],
    ['all', 'incidents'],
    ['all', 'judge'],
    ['all', 'incidents'],
    ['clear', 'incidents'],
  ],
  alarms: [
    ['all', 'all'],
    ['all', 'all'],
    ['all', 'all'],
    ['all', 'all'],
    ['all', 'all'],
  ],
  conflicts: [
    ['today', 'settle'],
    ['noHealth', 'settle'],
    ['all', 'settle'],
    ['all', 'none'],
    ['none', 'none'],
  ],
  consents: [
    ['today', 'all'],
    ['all', 'all'],
    ['all', 'all'],
    ['all', 'none'],
    ['none', 'none'],
  ],
  erasures: [
    ['none', 'none'],
    ['none', 'none'],
    ['all', 'all'],
    ['all', 'none'],
    ['none', 'none'],
  ],
  access: [
    ['none', 'add'],
    ['none', 'add'],
    ['all', 'add'],
    ['all', 'add'],
    // Who looked without a right left to, on a tablet that had not heard of it, is above all to be on the list.
    ['none', 'add'],
  ],
  assessments: [
    ['own', 'none'],
    ['own', 'none'],
    ['all', 'all'],
    ['own', 'none'],
    ['none', 'none'],
  ],
} as const satisfies { readonly [table: string]: Row }

export type Table = keyof typeof RIGHTS

/** No screen shows it; what a newer tablet writes is passed on to the others of its kind (M7). */
export const UNKNOWN_TABLE: Row = [
  ['none', 'all'],
  ['none', 'all'],
  ['none', 'all'],
  ['none', 'none'],
  ['none', 'none'],
]

function rowOf(table: string): Row {
  return Object.hasOwn(RIGHTS, table) ? RIGHTS[table as Table] : UNKNOWN_TABLE
}

/** How much of a table somebody reads. */
export function readLevel(role: Role, table: string): ReadLevel {
  return rowOf(table)[ROLES.indexOf(role)]?.[0] ?? 'none'
}

/** How much of a table somebody writes. */
export function writeLevel(role: Role, table: string): WriteLevel {
  return rowOf(table)[ROLES.indexOf(role)]?.[1] ?? 'none'
}

/** Whether a table is somebody's to write in at all; the urn's clock alone is everybody's. Asked by what offers to. */
export function writesIn(role: Role, table: string): boolean {
  const level = writeLevel(role, table)
  return level !== 'none' && level !== 'clock'
}

const CARE: ReadonlySet<string> = new Set(['visits', 'turnovers', 'urns', 'alarms'])

/**
 * What is written beside a guest or an urn, emergencies included. A tablet never refuses it for a right: it may not have heard of one
 * yet, and a tick that was refused is lost; one that was kept waits at the server for a manager.
 */
export function isCare({ table, id }: Pick<Op, 'table' | 'id'>): boolean {
  return CARE.has(table) || (table === 'attention' && !isNote(id))
}

/**
 * Whether an op is of the floor's daily work. Where an urn may be running by it, it counts whoever wrote it; staff, rights and the
 * house are never among it, nor is what makes a log forget.
 */
export function isFloorWork({ table, id, forgets }: Op): boolean {
  if (forgets !== undefined) return false
  const level = writeLevel('consultant', table)
  return Object.hasOwn(RIGHTS, table) && (level === 'all' || (level === 'incidents' && !isNote(id)))
}

/** The notes that the server writes; tablets write incidents of their own into the same table. */
const NOTE_ID = /^(parked|clone|holes)-/

/** Whether it is one of the server's notes, by its id. */
export function isNote(id: string): boolean {
  return NOTE_ID.test(id)
}
