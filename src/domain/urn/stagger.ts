/**
 * Whether to start an urn a little later, so that its question and its end do not fall together with those of an urn
 * that is on: one person cannot be at two urns within a minute (A6.5, A6.6). A proposal, never a refusal.
 * Another is asked at 14:40; started at 14:20 for 30 minutes this one would be too → wait a minute.
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { ClockRule } from '../procedure/structure.ts'
import type { SteamClock } from './clock.ts'

/** Longer nobody keeps an undressed guest waiting. */
const WAIT_MAX_MS = 2 * MINUTE_MS
const STEP_MS = 15_000
/** A question takes about as long. */
const APART_MS = MINUTE_MS
/** Two checks this close are one walk. */
const CHECK_APART_MS = 30_000

type Moments = { readonly grave: readonly number[]; readonly checks: readonly number[] }

/** The question and the end that are still to come, and the checks. */
function comingOf(clock: SteamClock): Moments {
  const ask = clock.goOn === null ? [clock.askAt] : []
  const open = clock.checks.filter(
    ({ state }) => state === 'waiting' || state === 'due' || state === 'overdue',
  )
  return { grave: [...ask, clock.plannedEndAt], checks: open.map(({ dueAt }) => dueAt) }
}

function momentsFrom(startAt: number, plannedMin: number, rule: ClockRule): Moments {
  const askMin = Math.min(rule.askMin, plannedMin)
  const checks: number[] = []
  for (let minute = rule.everyMin; minute < plannedMin; minute += rule.everyMin)
    if (minute !== askMin) checks.push(startAt + minute * MINUTE_MS)
  const grave = [...new Set([askMin, plannedMin])].map((minute) => startAt + minute * MINUTE_MS)
  return { grave, checks }
}

function clashes(ones: readonly number[], others: readonly number[], apartMs: number): number {
  return ones.filter((one) => others.some((other) => Math.abs(one - other) < apartMs)).length
}

/** When to start instead of now; null where now is as good. Of equally good instants the earliest. */
export function proposeStart({
  running,
  plannedMin,
  rule,
  now,
}: {
  readonly running: readonly SteamClock[]
  readonly plannedMin: number
  readonly rule: ClockRule
  readonly now: number
}): { readonly startAt: number; readonly waitMs: number } | null {
  const others = running.filter(({ phase }) => phase !== 'ended').map(comingOf)
  const grave = others.flatMap((one) => one.grave)
  const checks = others.flatMap((one) => one.checks)
  const costOf = (waitMs: number) => {
    const own = momentsFrom(now + waitMs, plannedMin, rule)
    return {
      waitMs,
      grave: clashes(own.grave, grave, APART_MS),
      checks: clashes(own.checks, checks, CHECK_APART_MS),
    }
  }
  const costs = Array.from({ length: WAIT_MAX_MS / STEP_MS + 1 }, (_, at) => costOf(at * STEP_MS))
  const [atOnce] = costs
  if (!atOnce || atOnce.grave === 0) return null
  const best = costs.reduce((least, one) =>
    one.grave < least.grave || (one.grave === least.grave && one.checks < least.checks) ? one : least,
  )
  return best.grave < atOnce.grave ? { startAt: now + best.waitMs, waitMs: best.waitMs } : null
}
