/**
 * The clock that a set counts with on the server (HLC3): its own, unless that is more than a minute ahead; then now. Always
 * above what its author saw (HLC4), whatever the clocks of tablets and server have been doing.
 *
 *   written 0199b0…-a (a day ahead), saw 0199a3…-b  ──now 0199a3…──▶  counts as now, or just above 0199a3…-b
 */
import type { ChangeSet, Op } from './change-set.ts'
import { nextHlc, packHlc, parseHlc } from './hlc.ts'
import { DAY, PERSON } from './merge.ts'
import type { RecordKey, SyncRecord } from './record.ts'

/** A tablet's clock may be ahead by this much and is still taken at its word (HLC3). */
export const FUTURE_MS = 60_000

type Clocks = SyncRecord['clocks']
type Given = {
  readonly now: number
  /** The highest that the same tablet was given for an earlier place; null where there is none. */
  readonly floor: string | null
  /** The effective clock of one that a tablet wrote down or saw. */
  readonly resolve: (clock: string) => string
  /** What stands in a record. */
  readonly standing: (key: RecordKey) => Clocks
}

/** The effective clock of a set that none was given to before. */
export function effectiveClock(set: ChangeSet, given: Given): string {
  const { now, floor } = given
  const ms = msOf(set.hlc)
  const isAhead = ms > now + FUTURE_MS
  const wanted = isAhead ? packHlc({ ms: now, counter: 0, inc: set.inc }) : set.hlc
  const below = [
    ...set.ops.flatMap((op) => seenBy(op, given)),
    ...(isAhead ? set.ops.flatMap((op) => envelopeOf(op, given)) : []),
    ...(floor === null ? [] : [floor]),
  ].reduce((a, b) => (b > a ? b : a), '')
  return wanted > below ? wanted : nextHlc(below, Math.min(ms, now), set.inc)
}

/** A clock that an earlier answer may have given: of that tablet, and not from the future. */
export function isBelievable(eff: string, inc: string, now: number): boolean {
  return parseHlc(eff)?.inc === inc && msOf(eff) <= now + FUTURE_MS
}

/**
 * What its author saw. A clock from the future that this server never gave cannot have been seen; believing it would let it
 * in by the back door. One that stands there was given, even if the server's own clock has been set back since.
 */
function seenBy(op: Op, { now, resolve, standing }: Given): readonly string[] {
  const clocks = standing(op)
  return Object.entries(op.fields).flatMap(([field, [, saw]]) => {
    if (saw === null) return []
    const clock = resolve(saw)
    return msOf(clock) <= now + FUTURE_MS || clock <= clockIn(clocks, field) ? [clock] : []
  })
}

/**
 * Day and person do not say what their author saw. A tablet's own clock is above it; where that clock is not believed, what
 * stands takes its place.
 */
function envelopeOf(op: Op, { standing }: Given): readonly string[] {
  const clocks = standing(op)
  return [
    ...(op.day === undefined ? [] : [clockIn(clocks, DAY)]),
    ...(op.person === undefined ? [] : [clockIn(clocks, PERSON)]),
  ]
}

function clockIn(clocks: Clocks, name: string): string {
  return Object.hasOwn(clocks, name) ? (clocks[name] ?? '') : ''
}

/** A clock that cannot be read is in no past. */
function msOf(clock: string): number {
  return parseHlc(clock)?.ms ?? Number.POSITIVE_INFINITY
}
