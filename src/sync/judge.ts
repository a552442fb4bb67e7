/**
 * Why a set is parked and not applied (S2), and what must count all the same because somebody may be in an urn by it. Judged
 * by what stands while a batch is decided; carried out by admit.ts.
 *
 *   shape, limit ─▶ stolen ─▶ unvouched ─▶ creatorParked ─▶ guestInVisit ─▶ accepted by a manager ─▶ null
 *                                                              └─ not ─▶ actor, right, withdrawn, or null
 */
import type { Offer } from './admit.ts'
import type { ChangeSet, Op } from './change-set.ts'
import { type Claims, erasedBy, isNobodys, personsOf } from './erase.ts'
import { checkSet } from './limits.ts'
import { SHOP_RECORD } from './link.ts'
import { mergeSets, NOTHING } from './merge.ts'
import { ERASURES, type Fields, keyOf, type RecordKey } from './record.ts'
import { type RoleHistory, type Standing, standingAt } from './roles.ts'
import { ATTENTION, type ServerRecord } from './server-record.ts'
import { acceptedIn, isJudging, noteOf, type Waiting } from './waiting.ts'

export type ParkReason =
  /** The set has a name and a place, and nothing else in it can be read. */
  | 'shape'
  /** Larger than CS7 allows. */
  | 'limit'
  /** It changes a record whose creating set is parked itself. */
  | 'creatorParked'
  /** It erases a guest who has a visit that is not over: whoever is in an urn must not vanish from the screens (S10). */
  | 'guestInVisit'
  /** The shop knows nobody by that name, or nobody was signed in for what needs somebody. */
  | 'actor'
  /** Its author had no right to it when it was made. */
  | 'right'
  /** They had it then, and have it no longer. */
  | 'withdrawn'
  /** The tablet that sends it was reported stolen (SEC10). */
  | 'stolen'
  /** It is the manager's work, or would be forgotten, and came from a tablet on which nobody was signed in (SEC20). */
  | 'unvouched'
/** What is wrong with its author or its tablet, or with what a set hangs on; the rest of the reasons is about the set itself. */
export const OF_RIGHT: ReadonlySet<string> = new Set([
  'actor',
  'right',
  'withdrawn',
  'stolen',
  'creatorParked',
])

const OFFICE: ReadonlySet<string> = new Set(['staff', ERASURES])

/** What no right may keep from the other tablets; comes from outside, for no visit is read here (S2, S9). */
export type UrnRules = {
  /** Whether somebody may be in an urn by this record. */
  readonly isOn: (record: Pick<ServerRecord, 'table' | 'fields'>) => boolean
  /** Whether the op is of such work; a set with any other is none of it. */
  readonly isOf: (op: Op) => boolean
}

/** Somebody who wrote, and what they are; null where the shop knows nobody by that name. */
export type Writer = { readonly actor: string; readonly standing: Standing | null }
/** What else a right depends on. */
export type Around = {
  /** The shop's own record is there: before it, the shop is being set up, and there is nobody who could sign in. */
  readonly isBegun: boolean
  /** The fields of the record that is written as they stand; null where it is not there yet. */
  readonly standing: Fields | null
  /** What all members of staff are, away or not. */
  readonly roles: readonly Standing[]
  /** The fields of the shop's procedures, which say what the urn's clock reads. */
  readonly procedures: () => readonly Fields[]
}
/** Whether somebody may write this op; comes from outside, for no role is known here (S2, S9). */
export type MayWrite = (writer: Writer, op: Op, around: Around) => boolean

/** What is judged by, as it stands now: what the batch has changed so far is in it. */
export type Facts = {
  readonly mayWrite: MayWrite
  readonly urns: UrnRules
  /** Whose nobody's records would be. */
  readonly claims: Claims
  /** Whether a record keeps whoever it is about from being erased now. */
  readonly isInVisit: (record: ServerRecord) => boolean
  readonly record: (key: RecordKey) => ServerRecord | null
  /** All that are known of. */
  readonly records: () => Iterable<ServerRecord>
  readonly procedures: () => readonly Fields[]
  readonly roles: RoleHistory
  /** Whether the set that creates the record was parked. */
  readonly isParkedCreate: (key: RecordKey) => boolean
  /** Parked sets that may still be applied, by their uids. */
  readonly waiting: ReadonlyMap<string, Waiting>
}
type Judged = Pick<Offer, 'uid' | 'set'>

/**
 * Why it is to be parked, at its effective clock; null where it is to be applied. `isStolen`: by a tablet that was reported stolen;
 * `isVouched`: by one that has the shop's key at hand.
 */
export function reasonToPark(
  { set, uid }: Judged,
  {
    eff,
    isStolen,
    isVouched,
  }: { readonly eff: string; readonly isStolen: boolean; readonly isVouched: boolean },
  facts: Facts,
): ParkReason | null {
  if (set === null) return 'shape'
  if (checkSet(set) !== null) return 'limit'
  // After a restore the manager's word may arrive before what it is about.
  const isAccepted = acceptedIn(facts.record({ table: ATTENTION, id: noteOf(uid) }))
  // Whoever has the tablet may have written it; before a manager has looked, it counts for nothing (SEC10).
  if (isStolen && !isAccepted) return 'stolen'
  if (!isVouched && !isAccepted && set.ops.some(isOfOffice)) return 'unvouched'
  if (set.ops.some((op) => isOrphan(op, facts))) return 'creatorParked'
  if (isAnyInVisit(erasedBy(set), facts)) return 'guestInVisit'
  return isAccepted ? null : rightMissing(set, eff, facts)
}

/**
 * What must count with a set that should be parked, the first first, because somebody may be in an urn by it; null where nobody
 * is, or none of it is about that. A stolen tablet may say that an urn is on, and nothing after that.
 */
export function atUrn(
  { set }: Judged,
  { eff, wrong }: { readonly eff: string; readonly wrong: ParkReason },
  { urns: { isOn, isOf }, record, waiting }: Facts,
): readonly Waiting[] | null {
  if (set === null || !OF_RIGHT.has(wrong) || !set.ops.every(isOf)) return null
  const isStolen = wrong === 'stolen'
  const held = [...waiting.values()].filter(
    ({ reason, set: { ops } }) =>
      OF_RIGHT.has(reason) && (isStolen || reason !== 'stolen') && ops.every(isOf),
  )
  const found = set.ops.flatMap((op) => {
    const own = held.filter(({ set: { ops } }) => ops.some((part) => keyOf(part) === keyOf(op)))
    const standing = record(op)
    const wasOn = standing !== null && isOn(standing)
    const sets = [...own.map((one) => ({ ...one.set, hlc: one.eff })), { ...set, hlc: eff }]
    const isOnNow = isOn({ table: op.table, ...mergeSets(standing ?? NOTHING, op, sets) })
    return (isStolen ? isOnNow && !wasOn : isOnNow || wasOn) ? [own] : []
  })
  return found.length === 0 ? null : [...new Set(found.flat())].sort((a, b) => a.seq - b.seq)
}

/**
 * Who works here and what they may, who is erased, what is accepted of what was parked, what a log is to forget: what a thief would
 * want to write.
 */
function isOfOffice(op: Op): boolean {
  return OFFICE.has(op.table) || isJudging(op) || op.forgets !== undefined
}

function isOrphan(op: Op, { isParkedCreate, record }: Facts): boolean {
  return isParkedCreate(op) && op.create !== true && record(op) === null
}

function isAnyInVisit(persons: readonly string[], { records, claims, isInVisit }: Facts): boolean {
  if (persons.length === 0) return false
  const named = new Set(persons)
  return [...records()].some((record) => {
    const claimed = isNobodys(record) ? (claims.get(keyOf(record)) ?? []) : []
    return [...personsOf(record, undefined), ...claimed].some((one) => named.has(one)) && isInVisit(record)
  })
}

/** What is wrong with its author's right to it, when it was made and now (S2). */
function rightMissing({ actor, ops }: ChangeSet, eff: string, facts: Facts): ParkReason | null {
  const { mayWrite, record, roles, procedures } = facts
  const isBegun = record(SHOP_RECORD) !== null
  const may = (clock: string | null) => {
    const standing = standingAt(roles.get(actor) ?? [], clock)
    const all = [...roles.values()].flatMap((entries) => standingAt(entries, clock) ?? [])
    return ops.every((op) => {
      const around = { isBegun, standing: record(op)?.fields ?? null, roles: all, procedures }
      return mayWrite({ actor, standing }, op, around)
    })
  }
  const [then, now] = [may(eff), may(null)]
  if (then && now) return null
  if (!roles.has(actor)) return 'actor'
  return then ? 'withdrawn' : 'right'
}
