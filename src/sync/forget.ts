/**
 * What a guest never wanted kept is kept nowhere (S11), purely. An op puts values in place of what must not be there, and names
 * those fields in `forgets`: all that was written to them under a lower clock leaves the log, the conflicts, the notes and the tablets,
 * and with `@person` among them, whose the record was. What comes later under a lower clock leaves its values at the door.
 *
 *   visits/v1 { person: 'g1', 'A4.3-bp': 138 }  ──{ person: 'n7', 'A4.3-bp': 'pass' }, forgets both──▶  { person: 'n7', 'A4.3-bp': 'pass' }
 *   body: { person: 'g1', 'A4.3-bp': [138, null] }  ──▶  { person: 'n7', 'A4.3-bp': [null, null] }
 */
import type { Json } from '../base/json.ts'
import type { LogEntry } from './admit.ts'
import type { ChangeSet, Op } from './change-set.ts'
import { emptiedRecord, mentions, untold } from './erase.ts'
import { forgotten, isForgotten, type Merged, PERSON } from './merge.ts'
import { keyOf, type RecordKey, type SyncRecord } from './record.ts'
import { ATTENTION, CONFLICTS, type ConflictFields, type ServerRecord } from './server-record.ts'
import { noteOf } from './waiting.ts'

/** A record in which something was put in place of what is to be forgotten, and the set that did it. */
export type Forgetting = RecordKey & {
  readonly set: Pick<ChangeSet, 'uid' | 'actor'>
  readonly eff: string
  readonly seq: number
  readonly at: number
}

type Forgetful = Pick<Merged, 'clocks' | 'person'>

/** Whether anything of the record is forgotten. */
export function isForgetful(record: Pick<SyncRecord, 'clocks'>): boolean {
  return forgetsMore(record, undefined)
}

/** Whether anything is that was not before. */
export function forgetsMore(
  { clocks }: Pick<SyncRecord, 'clocks'>,
  before: Pick<SyncRecord, 'clocks'> | undefined,
): boolean {
  const known = new Map(Object.entries(before?.clocks ?? {}))
  return Object.entries(clocks).some(
    ([name, clock]) => name.startsWith(forgotten('')) && clock > (known.get(name) ?? ''),
  )
}

/** The set without what is forgotten of the records that it writes to, at its effective clock; itself where that is nothing. */
export function forgetIn<S extends Pick<ChangeSet, 'ops'>>(
  set: S,
  clock: string,
  recordOf: (key: RecordKey) => Forgetful | null | undefined,
): S {
  const ops = set.ops.map((op) => forgetOp(op, clock, recordOf(op)))
  return ops.some((op, at) => op !== set.ops[at]) ? { ...set, ops } : set
}

function forgetOp(op: Op, clock: string, record: Forgetful | null | undefined): Op {
  if (!record || !isForgetful(record)) return op
  const isGone = (name: string) => isForgotten(record, name, clock)
  const isMoved = op.person !== undefined && op.person !== record.person && isGone(PERSON)
  const entries = Object.entries(op.fields)
  if (!isMoved && !entries.some(([name, [value]]) => value !== null && isGone(name))) return op
  const fields = entries.map(([name, [value, seen]]) => [name, [isGone(name) ? null : value, seen]] as const)
  const { person: _was, ...rest } = op
  const whose = isMoved ? record.person : op.person
  return { ...rest, ...(whose === undefined ? {} : { person: whose }), fields: Object.fromEntries(fields) }
}

/** What is forgotten, and the records as they stand now. */
export type Forgotten = { readonly forgetting: Forgetting; readonly record: ServerRecord }

/**
 * What forgetting makes of log entries, conflicts and notes, those alone that it changes; all of a batch in one walk. To be given are
 * the entries that name the records, all that are parked, the conflicts that these led to, and the notes about them; more does no harm.
 */
export function forgetFrom(
  all: readonly Forgotten[],
  of: { readonly records: readonly ServerRecord[]; readonly log: readonly LogEntry[] },
): { readonly records: readonly ServerRecord[]; readonly log: readonly LogEntry[] } {
  const [first] = all
  if (first === undefined) return { records: [], log: [] }
  const known = new Map(all.map((one) => [keyOf(one.record), one]))
  const log = of.log.map((entry) => forgetEntry(entry, known))
  const changed = log.filter((entry, at) => entry !== of.log[at])
  const told = new Set(changed.map(({ uid }) => noteOf(uid)))
  const notes = of.records.filter(({ table, id }) => table === ATTENTION && told.has(id))
  return {
    records: [
      ...of.records.flatMap((record) => (record.table === CONFLICTS ? forgetConflict(record, known) : [])),
      ...notes.map((note) => untold(note, first.forgetting.seq)),
    ],
    log: changed,
  }
}

type Known = ReadonlyMap<string, Forgotten>

function forgetEntry(entry: LogEntry, known: Known): LogEntry {
  const { body, eff, reason } = entry
  if (reason === 'shape') {
    const before = [...known.values()].filter(({ record }) =>
      Object.keys(record.clocks).some((name) => isForgotten(record, name, eff)),
    )
    const ids = before.map(({ record }) => record.id)
    return body !== null && mentions(body, ids) ? { ...entry, body: null } : entry
  }
  const set = body as unknown as ChangeSet
  const left = forgetIn(set, eff, (key) => known.get(keyOf(key))?.record)
  return left === set ? entry : { ...entry, body: left as unknown as Json }
}

/** One that holds what is forgotten is emptied; one that does not is about whom the record is about now. */
function forgetConflict(conflict: ServerRecord, known: Known): readonly ServerRecord[] {
  const { of, won, lost } = conflict.fields as Partial<ConflictFields>
  const found = of && known.get(keyOf(of))
  if (!of || !found) return []
  const {
    record,
    forgetting: { set, eff, seq, at },
  } = found
  const { person } = record
  const isGone = [won, lost].some((side) => side && isForgotten(record, of.field, side.clock))
  if (isGone) return [emptiedRecord(conflict, { person, mark: { at, receipt: null }, set, eff, seq })]
  if (conflict.person === person || person === undefined) return []
  return [{ ...conflict, seq, person }]
}
