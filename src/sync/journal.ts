/**
 * Whether two values of one field were written by people who did not know of each other, and what the journal then keeps (M3).
 *
 *   b: r3 ─▶ r4 (had seen r3)          the server, when a's r2 arrives last
 *   a: r2, offline                     ─▶ won r4, lost r2: whoever wrote r4 had seen a value, but not this one
 */
import { parseHlc } from './hlc.ts'
import type { RecordKey } from './record.ts'
import type { ConflictFields, ServerRecord, Side } from './server-record.ts'

/** A value with who wrote it, and the effective clock of the value that they had before them. */
export type Claim = Side & { readonly saw: string | null }

/** The value that stands in a field; null where none does. */
export function standingClaim(record: ServerRecord, field: string): Claim | null {
  if (!Object.hasOwn(record.clocks, field)) return null
  const author = Object.hasOwn(record.authors, field) ? record.authors[field] : undefined
  return {
    value: record.fields[field],
    clock: record.clocks[field] ?? '',
    uid: record.uids[field] ?? '',
    actor: author?.actor ?? '',
    saw: author?.saw ?? null,
  }
}

/** What the journal keeps of a value that arrives where another one stands; null where they are in no conflict. */
export function conflictOf(
  of: RecordKey & { readonly field: string },
  own: Claim,
  standing: Claim,
  how: {
    /** Offered again after a restore: others may have seen it before, and gone on from there. */
    readonly isAgain: boolean
    /** Its tablet is one of two that took the same name. */
    readonly isCloned: boolean
  },
): ConflictFields | null {
  if (standing.uid === own.uid || JSON.stringify(own.value) === JSON.stringify(standing.value)) return null
  const isOneTablet = !how.isCloned && parseHlc(own.clock)?.inc === parseHlc(standing.clock)?.inc
  if (isOneTablet || hadSeen(own, standing) || wasSeen(own, standing, how.isAgain)) return null
  const isWinner = own.clock > standing.clock || (own.clock === standing.clock && own.uid > standing.uid)
  const [won, lost] = isWinner ? [own, standing] : [standing, own]
  return { of, won: sideOf(won), lost: sideOf(lost) }
}

/** What stands is what the author saw, or what that was put in place of. */
function hadSeen(own: Claim, standing: Claim): boolean {
  return own.saw !== null && own.saw >= standing.clock
}

/**
 * What arrives for the first time nobody else can have seen, unless it was here before a restore: then it is the very value
 * that the other author saw. One that is offered again may also be what that value had been put in place of.
 */
function wasSeen(own: Claim, standing: Claim, isAgain: boolean): boolean {
  if (standing.saw === null) return false
  return isAgain ? standing.saw >= own.clock : standing.saw === own.clock
}

function sideOf({ value, clock, uid, actor }: Claim): Side {
  return { value, clock, uid, actor }
}
