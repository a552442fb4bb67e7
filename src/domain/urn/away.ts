/**
 * Toilet breaks in mid-steam: out with support, and in again. Nothing moves the deadline for them (D13); one that
 * lasts longer than the rule allows ends the session, whoever comes back. `A6.1-away#1`:
 * `{ value: { outSupport: 'left', inSupport: 'left', backAt: 1763791260123, dizzy: false, water: true }, at, by }`
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { StaffId } from '../ids.ts'
import { fieldOf, numberedAnswers } from '../procedure/answers.ts'
import { isObject } from '../procedure/refusal.ts'
import { datedAnswer, datedBy } from './dated.ts'
import type { Steamed } from './starts.ts'

export type Side = 'left' | 'right'

export type Break = {
  readonly n: number
  readonly sinceAt: number
  /** From then on the session is over. */
  readonly overAt: number
  /** null while the guest is out. */
  readonly backAt: number | null
  readonly outSupport: Side | null
  readonly inSupport: Side | null
  readonly dizzy: boolean
  readonly water: boolean
  readonly by: StaffId
}

/** The reason that an "off" carries when the guest stayed out too long. */
export const AWAY_TOO_LONG = 'awayTooLong'

const sideIn = (value: unknown): Side | null => (value === 'left' || value === 'right' ? value : null)

/** All breaks, in order; none where the procedure knows of none. */
export function breaksOf(run: Steamed): readonly Break[] {
  const { away, awayMaxMin = 0 } = run.context.procedure.clock
  if (!away) return []
  return numberedAnswers(run.fields, away).flatMap(({ n }) => {
    const field = fieldOf(away, n)
    const answer = datedAnswer(run, field)
    if (!answer) return []
    const value = isObject(answer.value) ? answer.value : {}
    const back = typeof value.backAt === 'number' ? datedBy(run, field, value.backAt) : null
    return {
      n,
      sinceAt: answer.at,
      overAt: answer.at + awayMaxMin * MINUTE_MS,
      backAt: back && Math.max(back, answer.at),
      outSupport: sideIn(value.outSupport),
      inSupport: sideIn(value.inSupport),
      dizzy: value.dizzy === true,
      water: value.water === true,
      by: answer.by,
    }
  })
}

/** The break in which the guest is out; null when they are in the urn, or out of it for good. */
export function breakUnderWay(run: Steamed): Break | null {
  return breaksOf(run).find(({ backAt }) => backAt === null) ?? null
}

/** When the session was over because of a break that lasted too long; null while none did. */
export function overByBreakAt(breaks: readonly Break[], now: number): number | null {
  const long = breaks.filter(({ backAt, overAt }) => (backAt ?? now) > overAt)
  return long.length > 0 ? Math.min(...long.map(({ overAt }) => overAt)) : null
}
