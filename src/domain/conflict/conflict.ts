/**
 * Two people wrote the same field without knowing of each other (M3). The server has put one value into the record and
 * kept both, with their authors, as a record of `conflicts`; a person says which one is right. Pure reading of it:
 * `{ of: { table: 'visits', id: 'v1', field: 'A5.5-media' }, won: { value, actor, clock, uid }, lost: { … } }`
 */
import { MINUTE_MS } from '../../base/clock.ts'
import { isEqual, type Json } from '../../base/json.ts'
import type { SyncRecord } from '../../sync/record.ts'
import type { ConflictFields } from '../../sync/server-record.ts'
import { readLevel } from '../people/rights.ts'
import type { Seen } from '../people/seen.ts'
import type { Role } from '../people/staff.ts'

/** The server's table. */
export const CONFLICTS = 'conflicts'

export type Side = {
  readonly value: Json
  /** Who wrote it. */
  readonly actor: string
  /** When it was written. */
  readonly at: number
}
export type SideName = 'won' | 'lost'
export type Conflict = {
  readonly id: string
  readonly of: { readonly table: string; readonly id: string; readonly field: string }
  /** The guests whom it is about: by its envelope, and by both values where they differ in that. */
  readonly guests: readonly string[]
  readonly won: Side
  readonly lost: Side
  readonly settled: NonNullable<ConflictFields['settled']> | null
}

/** Reads a record as a conflict; null where a newer version wrote another shape (M7). */
export function conflictFrom({ id, fields, person }: SyncRecord): Conflict | null {
  const { of } = fields
  const won = sideFrom(fields.won)
  const lost = sideFrom(fields.lost)
  if (!isPlace(of) || won === null || lost === null) return null
  const named = [
    person,
    ...(of.table === 'guests' ? [of.id] : []),
    ...(of.field === 'guestId' ? [won.value, lost.value] : []),
  ]
  const guests = [...new Set(named.filter((one) => typeof one === 'string'))]
  return { id, of, guests, won, lost, settled: settledFrom(fields.settled) }
}

/** Whether somebody may see both values: of guests whom they see whole, never health, and of what is about no guest. */
export function isConflictSeen(
  { of, guests }: Pick<Conflict, 'of' | 'guests'>,
  { role, seen }: { readonly role: Role; readonly seen: (guest: string) => Seen },
): boolean {
  const level = readLevel(role, of.table)
  if (level !== 'today') return level === 'all'
  return guests.length > 0 && guests.every((guest) => seen(guest) === 'all')
}

/** Conflicts that somebody must still decide: open, and of two answers that really differ. */
export function openConflicts(records: readonly SyncRecord[]): readonly Conflict[] {
  return inOrder(records.map(conflictFrom)).filter(({ settled }) => settled === null)
}

/** Conflicts settled since an instant, the latest first: they can still be decided the other way. */
export function settledSince(records: readonly SyncRecord[], since: number): readonly Conflict[] {
  const at = (one: Conflict) => one.settled?.at ?? 0
  return inOrder(records.map(conflictFrom))
    .filter((one) => at(one) >= since && one.settled !== null)
    .sort((a, b) => at(b) - at(a))
}

/**
 * Whether two values say the same: an answer by what was found and its note, whoever gave it and when. An urn's start and
 * its end are instants, and two that are a minute apart are two answers (D13).
 */
export function isSameAnswer(one: Json, other: Json): boolean {
  const [mine, theirs] = [instantOf(one), instantOf(other)]
  if (mine !== null && theirs !== null && Math.abs(mine - theirs) > MINUTE_MS) return false
  return isEqual(substanceOf(one), substanceOf(other))
}

/** Which side's value stands in the record; null when it is neither any more, or the record is not on this tablet. */
export function standingSide(conflict: Conflict, record: SyncRecord | null): SideName | null {
  if (record === null) return null
  const value = valueIn(record, conflict.of.field)
  if (isEqual(value, conflict.won.value)) return 'won'
  return isEqual(value, conflict.lost.value) ? 'lost' : null
}

/** The field's value as it stands; null where it was never written or was cleared. */
export function valueIn({ fields }: SyncRecord, field: string): Json {
  return Object.hasOwn(fields, field) ? (fields[field] ?? null) : null
}

/** What a value says without who wrote it and when. */
function substanceOf(value: Json): Json {
  if (!isObject(value)) return value
  if (typeof value.at !== 'number') return value
  if ('value' in value) return [value.value ?? null, value.note ?? null]
  const { at: _at, by: _by, ...rest } = value
  return rest
}

/** When an urn was started or switched off; null for any other answer. */
function instantOf(value: Json): number | null {
  if (!isObject(value) || typeof value.at !== 'number' || !isObject(value.value)) return null
  return 'plannedMin' in value.value || 'how' in value.value ? value.at : null
}

/** The oldest first, without those in which both say the same. */
function inOrder(found: readonly (Conflict | null)[]): Conflict[] {
  return found
    .filter((one) => one !== null)
    .filter(({ won, lost }) => !isSameAnswer(won.value, lost.value))
    .sort((a, b) => writtenLast(a) - writtenLast(b) || (a.id < b.id ? -1 : 1))
}

function writtenLast({ won, lost }: Conflict): number {
  return Math.max(won.at, lost.at)
}

function sideFrom(found: Json | undefined): Side | null {
  if (!isObject(found)) return null
  const { clock, actor, value } = found
  return typeof clock === 'string' && typeof actor === 'string'
    ? { value: value ?? null, actor, at: msOf(clock) }
    : null
}

/** The instant in an hlc: its first twelve hex digits (HLC1); 0 for what is none. */
export function msOf(clock: string): number {
  const ms = Number.parseInt(clock.slice(0, 12), 16)
  return Number.isNaN(ms) ? 0 : ms
}

function isPlace(of: Json | undefined): of is Conflict['of'] {
  return (
    isObject(of) && typeof of.table === 'string' && typeof of.id === 'string' && typeof of.field === 'string'
  )
}

function settledFrom(found: Json | undefined): Conflict['settled'] {
  if (!isObject(found) || typeof found.at !== 'number' || typeof found.by !== 'string') return null
  return { at: found.at, by: found.by, kept: found.kept === 'lost' ? 'lost' : 'won' }
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
