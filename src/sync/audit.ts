/**
 * Who changed a record, from what to what: folded from its log entries in the order of seq, because an entry says what was
 * written and not what stood there (CS5). What a set wrote under a lower clock than the standing one is told too, with
 * `won: false` (M1), and so is a parked set, which changed nothing (S2).
 *
 *   entry 7, u17: roomId r1 → r2 (won)        entry 9, u3, offline since noon: roomId r2 → r5 (not won)
 */
import type { Json } from '../base/json.ts'
import type { LogEntry } from './admit.ts'
import type { ChangeSet, Op } from './change-set.ts'
import { type Merged, mergeOp, NOTHING } from './merge.ts'
import type { RecordKey } from './record.ts'

export type AuditedChange = {
  /** A field, or the envelope's `@day` or `@person`. */
  readonly field: string
  /** What stood there when the entry came; null where nothing did. */
  readonly from: Json
  readonly to: Json
  readonly won: boolean
}
export type AuditedEntry = {
  readonly seq: number
  readonly uid: string
  /** When the server had it. */
  readonly at: number
  readonly eff: string
  readonly actor: string
  readonly intent: string
  readonly verdict: string
  readonly changes: readonly AuditedChange[]
}

/** The record as it stands before its first entry. */
export const UNTOUCHED: Merged = NOTHING

/**
 * Folds more entries of one record onto what stood before them. A long record is read in pieces: the answer's `state` is
 * what the next piece begins with, so that memory is bounded by a piece and not by a record's age.
 */
export function foldAudit(
  before: Merged,
  key: RecordKey,
  log: readonly LogEntry[],
): { readonly entries: readonly AuditedEntry[]; readonly state: Merged } {
  let state = before
  const entries = log.map((entry) => {
    const isApplied = entry.verdict !== 'parked'
    const set = entry.body as unknown as ChangeSet
    const changes: AuditedChange[] = []
    for (const op of opsOn(key, entry)) {
      const after = isApplied ? mergeOp(state, op, entry.eff, entry.uid) : state
      changes.push(...changesOf(op, state, after))
      state = after
    }
    const { seq, uid, receivedAt: at, eff, verdict } = entry
    return { ...{ seq, uid, at, eff, verdict }, actor: set.actor, intent: set.intent, changes }
  })
  return { entries, state }
}

/** An entry names a record only if its set could be read, so its body is one. */
function opsOn({ table, id }: RecordKey, { body }: LogEntry): readonly Op[] {
  return (body as unknown as ChangeSet).ops.filter((op) => op.table === table && op.id === id)
}

function changesOf(op: Op, before: Merged, after: Merged): readonly AuditedChange[] {
  const won = (name: string) =>
    own(after.clocks, name) !== own(before.clocks, name) || own(after.uids, name) !== own(before.uids, name)
  const written: AuditedChange[] = Object.entries(op.fields).map(([field, [to]]) => ({
    ...{ field, from: own(before.fields, field) ?? null, to },
    won: won(field),
  }))
  const envelope = (field: string, from: string | undefined, to: string | undefined) =>
    to === undefined ? [] : [{ field, from: from ?? null, to, won: won(field) }]
  return [
    ...written,
    ...envelope('@day', before.day, op.day),
    ...envelope('@person', before.person, op.person),
  ]
}

function own<T>(of: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined
}
