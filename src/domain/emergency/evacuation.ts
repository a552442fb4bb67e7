/**
 * Who leaves the urns first when all must leave (a power cut, a fire). Invariant: the same guests always come in the
 * same order, on every tablet, and nobody is missing from it.
 *
 *   past the deadline ── then by minutes in the urn, the longest first; a weak or dizzy guest counts as five minutes longer
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { VisitId } from '../ids.ts'
import { numberedAnswers } from '../procedure/answers.ts'
import { chosenIn, factsOf } from '../procedure/facts.ts'
import type { Run } from '../procedure/run.ts'
import { breaksOf, breakUnderWay } from '../urn/away.ts'
import { mayHoldGuest, steamClock } from '../urn/clock.ts'
import { type Out, outOf } from '../urn/out.ts'
import type { Incident } from './incident.ts'

export type InUrn = {
  readonly visitId: VisitId
  readonly startAt: number
  readonly deadlineAt: number
  /** Weak, with low blood sugar, or dizzy at a check or after a break: bears waiting less. */
  readonly isFragile: boolean
  /** The urn is on; else it is off and nobody has said that the guest is out of it. */
  readonly isOn: boolean
  /** On a break: to be looked for where they were led, not in the urn. */
  readonly isAway?: boolean
}

/** One check's distance: within it two times count as similar, and the frail guest goes before. */
export const FRAGILE_LEAD_MS = 5 * MINUTE_MS

/** All of them, in the order in which they should leave. */
export function evacuationOrder(guests: readonly InUrn[], now: number): readonly InUrn[] {
  const isOver = ({ deadlineAt }: InUrn) => now >= deadlineAt
  const countsFrom = ({ startAt, isFragile }: InUrn) => startAt - (isFragile ? FRAGILE_LEAD_MS : 0)
  return [...guests].sort(
    (a, b) =>
      Number(isOver(b)) - Number(isOver(a)) ||
      countsFrom(a) - countsFrom(b) ||
      Number(b.isFragile) - Number(a.isFragile) ||
      (a.visitId < b.visitId ? -1 : 1),
  )
}

/** A guest who is out: confirmed on this card by name, or said so elsewhere, in the visit or on another tablet's card. */
export type OutRow = { readonly visitId: VisitId; readonly at: number; readonly isElsewhere: boolean }

/**
 * Who is still to be brought out, in the order of now, and who is out already, in the order in which they came. The visits decide, so
 * that two tablets' cards agree: whoever their visit holds in an urn is inside, whatever a card says. Whoever was in an urn when it
 * began and is confirmed by nobody stays inside, after those whose urn is on: that an urn is off does not bring anybody out.
 */
export function evacuationRows(
  inUrns: readonly InUrn[],
  { order, out, openedAt }: Pick<Incident, 'order' | 'out' | 'openedAt'>,
  saidOut: ReadonlyMap<VisitId, Out>,
): { readonly inside: readonly VisitId[]; readonly out: readonly OutRow[] } {
  const inside = new Set(inUrns.map(({ visitId }) => visitId))
  for (const id of order) if (!out.has(id) && !saidOut.has(id)) inside.add(id)
  const here = [...out].map(([visitId, { at }]) => ({ visitId, at, isElsewhere: false }))
  const elsewhere = [...saidOut]
    .filter(([id, { saidAt }]) => !out.has(id) && (order.includes(id) || saidAt >= openedAt))
    .map(([visitId, { at }]) => ({ visitId, at, isElsewhere: true }))
  const gone = [...here, ...elsewhere].filter(({ visitId }) => !inside.has(visitId))
  return { inside: [...inside], out: gone.sort((a, b) => a.at - b.at) }
}

/** Whose visit says that they are out of the urn since the start that counts. */
export function guestsSaidOut(visits: readonly Run[]): ReadonlyMap<VisitId, Out> {
  return new Map(
    visits.flatMap((run) => {
      const out = outOf(run)
      return out ? [[run.id as VisitId, out] as const] : []
    }),
  )
}

/** Whoever is in an urn, on or off, and not said to be out of it. */
export function guestsInUrns(visits: readonly Run[], now: number): readonly InUrn[] {
  return visits.flatMap((run) => {
    const clock = steamClock(run, now)
    if (!clock || !mayHoldGuest(clock)) return []
    const { startAt, deadlineAt, offAt } = clock
    return [
      {
        visitId: run.id as VisitId,
        startAt,
        deadlineAt,
        isFragile: isFragile(run),
        isOn: offAt === null,
        isAway: breakUnderWay(run) !== null,
      },
    ]
  })
}

function isFragile(run: Run): boolean {
  const { weak, lowSugar } = factsOf(run)
  const checks = numberedAnswers(run.fields, run.context.procedure.clock.check)
  const wasDizzy =
    checks.some(({ answer }) => chosenIn(answer).includes('dizzy')) ||
    breaksOf(run).some(({ dizzy }) => dizzy)
  return weak || lowSugar || wasDizzy
}
