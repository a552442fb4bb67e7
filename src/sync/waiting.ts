/**
 * Parked sets that wait for somebody's word, or for what they hang on (S2): a manager accepts one, its author turns out to be
 * known, the set that creates its record is applied. Accepted is a field of the note that the server has written about it:
 *
 *   attention/parked-<uid> { kind: 'parked', reason: 'withdrawn', …, accepted: { at, by, … } }
 *                 └─ the set is applied as it was, under its own effective clock ─▶ appliedAt
 */
import type { LogEntry, Offer } from './admit.ts'
import type { ChangeSet } from './change-set.ts'
import type { ParkReason } from './judge.ts'
import { jsonBytes } from './limits.ts'
import { keyOf, type RecordKey } from './record.ts'
import type { RoleEntry } from './roles.ts'
import { ATTENTION, type ServerRecord } from './server-record.ts'

/** A parked set that can be read; it can be judged again as it was offered. */
export type Waiting = Pick<LogEntry, 'uid' | 'inc' | 'n' | 'seq' | 'eff'> & {
  readonly actor: string
  readonly reason: ParkReason
  readonly set: ChangeSet
}

const PARKED = 'parked-'
/** Reasons that end by themselves when more is known of the author. */
const OF_AUTHOR: ReadonlySet<string> = new Set(['actor', 'right'])
/** What a note tells of the set's values; larger ones are told by their fields' names. */
const TOLD_MAX_BYTES = 32 * 1024

/** The note about a parked set, in `attention`. */
export function noteOf(uid: string): string {
  return `${PARKED}${uid}`
}

/** Whether a note says that a manager has accepted what it is about. */
export function acceptedIn(note: Pick<ServerRecord, 'fields'> | null): boolean {
  const accepted = note?.fields.accepted
  return typeof accepted === 'object' && accepted !== null
}

/** What these sets may free: parked sets by their uid, and those of people of whom they say something. */
export function freeable(offers: readonly Offer[]): {
  readonly uids: readonly string[]
  readonly people: readonly string[]
} {
  const ops = offers.flatMap(({ set }) => set?.ops ?? [])
  return {
    uids: ops.filter(isJudging).map(({ id }) => id.slice(PARKED.length)),
    people: [...new Set(ops.filter(({ table }) => table === 'staff').map(({ id }) => id))],
  }
}

/** The keys of what a set creates: sets that were parked because of it wait for these. */
export function createdBy({ ops }: Pick<ChangeSet, 'ops'>): readonly RecordKey[] {
  return ops.flatMap(({ create, table, id }) => (create === true ? [{ table, id }] : []))
}

/** Whether a waiting set may be free once this one is applied. */
export function touchedBy(set: ChangeSet, roles: readonly RoleEntry[]): (one: Waiting) => boolean {
  const judged = new Set(set.ops.filter(isJudging).map(({ id }) => id))
  const people = new Set(roles.map(({ person }) => person))
  const created = new Set(createdBy(set).map(keyOf))
  return ({ uid, actor, reason, set: { ops } }) =>
    judged.has(noteOf(uid)) ||
    (OF_AUTHOR.has(reason) && people.has(actor)) ||
    (reason === 'creatorParked' && ops.some((op) => created.has(keyOf(op))))
}

/** What a note tells of a set, so that a manager can look at it: each record with the values as they travelled. */
export function toldOf({ ops }: Pick<ChangeSet, 'ops'>, isWhole: boolean) {
  const told = ops.map(({ table, id, create, fields }) => ({
    ...{ table, id },
    ...(create === true ? { create } : {}),
    fields: Object.fromEntries(Object.entries(fields).map(([name, [value]]) => [name, value])),
  }))
  if (isWhole && jsonBytes(told) <= TOLD_MAX_BYTES) return told
  return ops
    .map(({ table, id, fields }) => ({ table, id, names: Object.keys(fields).slice(0, 20) }))
    .slice(0, 20)
}

/** Whether an op is a manager's word about what was parked. */
export function isJudging({ table, id, fields }: ChangeSet['ops'][number]): boolean {
  return table === ATTENTION && id.startsWith(PARKED) && Object.hasOwn(fields, 'accepted')
}
