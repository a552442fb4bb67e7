/**
 * What erasing a person does to what a server keeps (S10), purely. A set that writes `erasures/<person>` is an erasure: every record
 * whose envelope names that person, or whose guest in the clear they are, is emptied down to one mark, their values leave the
 * log's bodies, and so they do from every set that comes later. Names, clocks, seq and chain stay, for they say nothing of anybody.
 *
 *   visits/v1 { day, person: 'g1', 'A4.2-talk': …, … }  ──erasures/g1──▶  { day, person: 'g1', erased: { at, receipt } }
 *   body: ops [{ visits/v1, 'A4.2-talk': [{ value: … }, null] }]         ──▶  [{ …, 'A4.2-talk': [null, null], erased: true }]
 */
import type { Json } from '../base/json.ts'
import type { LogEntry, Offer } from './admit.ts'
import type { ChangeSet, Op } from './change-set.ts'
import { RECORD_ID, TABLE_NAME } from './limits.ts'
import { ERASED, ERASURES, type Fields, keyOf, type RecordKey } from './record.ts'
import { ATTENTION, CONFLICTS, isServersOwn, type ServerRecord } from './server-record.ts'
import { noteOf } from './waiting.ts'

/** Of whom records are emptied, what is left of them, and the set that does it. */
type Emptying = {
  readonly person: string
  readonly mark: Json
  readonly set: Pick<ChangeSet, 'uid' | 'actor'>
  readonly eff: string
  readonly seq: number
}

/** An erasure that was applied. */
export type Erasure = Emptying & { readonly set: ChangeSet }

/** These records alone, which turn out to be theirs when everything else is gone already. */
export type LateErasure = Emptying & { readonly only: readonly RecordKey[] }

/** What is left in a record of theirs: when, and the number of the receipt. */
export function markOf(erasure: Pick<ServerRecord, 'fields'> | null): Json {
  const { at = null, receipt = null } = erasure?.fields ?? {}
  return { at, receipt }
}

/** Whom a set erases. */
export function erasedBy(set: Pick<ChangeSet, 'ops'>): readonly string[] {
  return [...new Set(set.ops.flatMap(({ table, id }) => (table === ERASURES ? [id] : [])))]
}

/** What is about nobody, whatever its id: an erasure of `shop` must not empty the shop. */
const HOUSE: ReadonlySet<string> = new Set(['shop', 'staff', 'devices', 'rooms', 'urns', 'procedures'])

/** Tables that name their guest in the clear; by the envelope alone, whoever may write in one could keep it from being erased. */
export const NAMING: readonly string[] = ['visits', 'turnovers']
const GUEST = 'guestId'

/** The guest whom a record names in the clear, or an op of one. */
export function guestIn(
  of: Pick<RecordKey, 'table'> & { readonly fields?: Fields | Op['fields'] },
): string | null {
  if (!NAMING.includes(of.table) || of.fields === undefined || !Object.hasOwn(of.fields, GUEST)) return null
  const value = of.fields[GUEST]
  const said = Array.isArray(value) ? value[0] : value
  return typeof said === 'string' ? said : null
}

/** Whom an op may be about: who it says, whose the record is, and the one whose own record it is. */
export function personsOf(
  op: RecordKey & Pick<Op, 'person'> & { readonly fields?: Fields | Op['fields'] },
  holder: string | undefined,
): readonly string[] {
  if (op.table === ERASURES) return []
  const guest = guestIn(op)
  return [
    ...(HOUSE.has(op.table) ? [] : [op.id]),
    ...(op.person === undefined ? [] : [op.person]),
    ...(holder === undefined ? [] : [holder]),
    ...(guest === null ? [] : [guest]),
  ]
}

/** The set without the values of those ops that are about somebody erased; itself where there are none. */
export function redactSet<S extends Pick<ChangeSet, 'ops'>>(set: S, isAbout: (op: Op) => boolean): S {
  const ops = set.ops.map((op) => ((op.erased === true ? holdsValues(op) : isAbout(op)) ? redactOp(op) : op))
  return ops.some((op, at) => op !== set.ops[at]) ? { ...set, ops } : set
}

function holdsValues({ fields }: Op): boolean {
  return Object.values(fields).some(([value]) => value !== null)
}

function redactOp(op: Op): Op {
  const fields = Object.entries(op.fields).map(([name, [, seen]]) => [name, [null, seen]] as const)
  return { ...op, fields: Object.fromEntries(fields), erased: true }
}

/** Records that a set of unreadable shape seems to name, of whom it says that they are, and whether it would begin them. */
export function looseOps(raw: Json): readonly (RecordKey & Pick<Op, 'person' | 'create'>)[] {
  const ops = typeof raw === 'object' && raw !== null && 'ops' in raw ? raw.ops : null
  if (!Array.isArray(ops)) return []
  return ops.flatMap((op: Json) => {
    if (typeof op !== 'object' || op === null || Array.isArray(op)) return []
    const { table, id, person, create } = op as { readonly [name: string]: Json }
    const isKey =
      typeof table === 'string' && typeof id === 'string' && TABLE_NAME.test(table) && RECORD_ID.test(id)
    if (!isKey) return []
    const of = typeof person === 'string' ? { person } : {}
    return [{ table, id, ...of, ...(create === true ? { create } : {}) }]
  })
}

/** `table/id` of records that parked sets would have begun → whom these name: of nobody's record it is all that is known. */
export type Claims = ReadonlyMap<string, readonly string[]>

export function claimsIn(log: readonly Pick<LogEntry, 'verdict' | 'body'>[]): Claims {
  const parked = log.filter(({ verdict }) => verdict === 'parked')
  return claimsOf(parked.flatMap(({ body }) => opsIn(body)))
}

/** What ops that are parked claim. */
export function claimsOf(ops: readonly (RecordKey & Partial<Op>)[]): Claims {
  const claims = new Map<string, readonly string[]>()
  for (const op of ops)
    if (op.create === true)
      claims.set(keyOf(op), [...(claims.get(keyOf(op)) ?? []), ...personsOf(op, undefined)])
  return claims
}

/** Whether nothing that was applied says whom the record is about, though it may be about somebody. */
export function isNobodys(record: ServerRecord): boolean {
  const { table, person } = record
  return person === undefined && guestIn(record) === null && !HOUSE.has(table) && !isServersOwn(record)
}

/** Whether a set of unreadable shape may hold something about any of these; told by their ids alone. */
export function mentions(raw: Json, ids: Iterable<string>): boolean {
  const text = JSON.stringify(raw)
  return [...ids].some((id) => text.includes(JSON.stringify(id)))
}

/** The record of a conflict that the server may have written for an op's field (M3). */
export function conflictId(uid: string, opAt: number, fieldAt: number): string {
  return `${uid}.${opAt}.${fieldAt}`
}

/** The records in the journal that entries of the log may have led to, by those of their ops. */
export function conflictsOf(
  log: readonly Pick<LogEntry, 'uid' | 'body'>[],
  isMeant: (op: Op) => boolean = () => true,
): ReadonlySet<string> {
  const ids = log.flatMap(({ uid, body }) =>
    opsIn(body).flatMap((op, opAt) =>
      isMeant(op) ? Object.keys(op.fields).map((_field, fieldAt) => conflictId(uid, opAt, fieldAt)) : [],
    ),
  )
  return new Set(ids)
}

/**
 * What an erasure makes of records and log entries, those alone that it changes. To be given are the person's records, the
 * entries that name them, all that are parked, the conflicts that these led to, and the notes about them; more does no harm.
 */
export function eraseFrom(
  erasure: Erasure | LateErasure,
  of: { readonly records: readonly ServerRecord[]; readonly log: readonly LogEntry[] },
): { readonly records: readonly ServerRecord[]; readonly log: readonly LogEntry[] } {
  const { person } = erasure
  const only = 'only' in erasure ? erasure.only : null
  const isBegun = begunBy(person, only, of.log)
  const asked = only === null ? null : new Set(only.map(keyOf))
  const own = of.records.filter((record) => {
    const isMeant = asked === null || asked.has(keyOf(record))
    return isMeant && (personsOf(record, undefined).includes(person) || isBegun(record))
  })
  const known = new Map(of.records.map((record) => [keyOf(record), record]))
  // What was parked may have made a record that is not there; later changes of it are told by the one that is left for it.
  const tried = asked === null ? triedBy(person, of.log).filter((op) => !known.has(keyOf(op))) : []
  const keys = new Set([...own, ...tried].map(keyOf))
  const ids = new Set([person, ...[...own, ...tried].map(({ id }) => id)])
  const led = conflictsOf(of.log, (op) => keys.has(keyOf(op)))
  const log = of.log.map((entry) => redactEntry(entry, person, keys, ids))
  const changed = log.filter((entry, at) => entry !== of.log[at])
  const conflicts = of.records.filter(({ table, id }) => table === CONFLICTS && led.has(id))
  const never = new Map(tried.map((op) => [keyOf(op), op])).values()
  // A parked set about others too can still be accepted for them: its note stays, without what it tells.
  const isWhole = new Map(changed.map(({ uid, body }) => [noteOf(uid), isAllErased(body)]))
  const noted = of.records.filter(({ table, id }) => table === ATTENTION && isWhole.has(id))
  const [whole, half] = [true, false].map((is) => noted.filter(({ id }) => isWhole.get(id) === is))
  const staying = new Set(half)
  const emptied = [...new Set([...own, ...conflicts, ...never, ...(whole ?? [])])]
    .filter((record) => !staying.has(record as ServerRecord))
    .map((record) => emptiedRecord(record, erasure))
  const notes = (half ?? []).map((note) => untold(note, erasure.seq))
  return { records: [...emptied, ...notes], log: changed }
}

/**
 * Nobody's records that are theirs by a parked set that would have begun them, and has not: with the sets that came after it, they
 * hold what is known of the person all the same. A record that another set began is not given away by one that is parked.
 */
function begunBy(
  person: string,
  only: readonly RecordKey[] | null,
  log: readonly LogEntry[],
): (record: ServerRecord) => boolean {
  const claims = claimsIn(log)
  const late = new Set((only ?? []).map(keyOf))
  const begun = new Set(
    log.flatMap(({ verdict, body }) =>
      verdict === 'parked'
        ? []
        : opsIn(body).flatMap((op) => (op.create === true && op.erased !== true ? [keyOf(op)] : [])),
    ),
  )
  return (record) => {
    const key = keyOf(record)
    const isClaimed = late.has(key) || claims.get(key)?.includes(person) === true
    return isClaimed && !begun.has(key) && isNobodys(record)
  }
}

function isAllErased(body: Json): boolean {
  return opsIn(body).every(({ erased }) => erased === true)
}

/** What parked sets would have done to a person's records: `eraseFrom` must be given those of them that are there. */
export function triedBy(person: string, log: readonly LogEntry[]): readonly Op[] {
  const parked = log.filter(({ verdict }) => verdict === 'parked')
  return parked.flatMap(({ body }) => opsIn(body).filter((op) => personsOf(op, undefined).includes(person)))
}

export function untold({ person: _erased, ...note }: ServerRecord, seq: number): ServerRecord {
  const { about: _told, ...fields } = note.fields
  return { ...note, seq, fields }
}

/** The envelope stays: a random number that now leads to nobody, by which later changes are known to be about them. */
export function emptiedRecord(
  { table, id, day }: RecordKey & { readonly day?: string },
  { person, mark, set, eff, seq }: Omit<Emptying, 'person'> & { readonly person: string | undefined },
): ServerRecord {
  return {
    ...{ table, id, seq },
    ...(person === undefined ? {} : { person }),
    ...(day === undefined ? {} : { day }),
    fields: { [ERASED]: mark },
    clocks: { [ERASED]: eff },
    uids: { [ERASED]: set.uid },
    authors: { [ERASED]: { actor: set.actor, saw: null } },
  }
}

function redactEntry(
  entry: LogEntry,
  person: string,
  keys: ReadonlySet<string>,
  ids: ReadonlySet<string>,
): LogEntry {
  const { body, reason, verdict } = entry
  if (reason === 'shape') return body !== null && mentions(body, ids) ? { ...entry, body: null } : entry
  const set = body as unknown as ChangeSet
  const isTried = (op: Op) => verdict === 'parked' && personsOf(op, undefined).includes(person)
  const redacted = redactSet(set, (op) => keys.has(keyOf(op)) || isTried(op))
  return redacted === set ? entry : { ...entry, body: redacted as unknown as Json }
}

/** What arrived, without what it says of people who are erased; `isErased` knows them by their ids. */
export function redactOffer<O extends Offer>(
  offer: O,
  holderOf: (key: RecordKey) => string | undefined,
  erased: ReadonlySet<string>,
): O {
  if (offer.set !== null) {
    const isAbout = (op: Op) => personsOf(op, holderOf(op)).some((person) => erased.has(person))
    const set = redactSet(offer.set, isAbout)
    if (set === offer.set) return offer
    // Whom it named goes with its values; the envelope says so in its place, for what is written to that record later.
    const ops = offer.set.ops.map((op, at) => {
      const guest = guestIn(op)
      const redacted = set.ops[at] ?? op
      return guest !== null && erased.has(guest) ? { ...redacted, person: guest } : redacted
    })
    return { ...offer, set: { ...set, ops } }
  }
  const holders = looseOps(offer.raw).flatMap((op) => personsOf(op, holderOf(op)))
  const isAbout = holders.some((person) => erased.has(person)) || mentions(offer.raw, erased)
  return isAbout ? { ...offer, raw: null } : offer
}

/** An entry's ops; none where its shape could not be read. */
function opsIn(body: Json): readonly Op[] {
  const isSet = typeof body === 'object' && body !== null && 'ops' in body && Array.isArray(body.ops)
  return isSet ? (body as unknown as ChangeSet).ops.filter(isOp) : []
}

function isOp(op: Op): boolean {
  return typeof op === 'object' && op !== null && typeof op.fields === 'object' && op.fields !== null
}
