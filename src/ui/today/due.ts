/** What the urn's clock asks for, as one word with its urgency: the order of Today and of the board (A6.1, A6.5, A6.6). */
import { MINUTE_MS } from '../../base/clock.ts'
import type { SteamClock } from '../../domain/urn/clock.ts'
import type { SteamDialProps } from '../kit/SteamDial.tsx'
import type { ShellStrings } from '../strings/zh-cn/shell.ts'

/** Minutes of the ring. */
export const FULL_MIN = 30

export const DUE_KINDS = ['over', 'out', 'unsure', 'off', 'away', 'ask', 'overdue', 'due', 'soon'] as const
export type DueKind = (typeof DUE_KINDS)[number]

export type Due = {
  readonly kind: DueKind
  /** What it is about; for `soon` what comes next. */
  readonly about: 'check' | 'ask' | 'off'
  readonly minute: number
  /** How long it has been waiting; for `soon` and `away` how long there is still. */
  readonly ms: number
}

/** The gravest thing due; null when the urn is off and the guest out of it, or on the way. */
export function dueOf(clock: SteamClock, now: number): Due | null {
  const { next, phase, outDueAt, plannedMin } = clock
  if (outDueAt !== null && now >= outDueAt) {
    return { kind: 'out', about: 'off', minute: plannedMin, ms: now - outDueAt }
  }
  if (!next || phase === 'ended') return null
  const { kind: about, minute, dueAt } = next
  const waited = Math.max(0, now - dueAt)
  if (clock.isAhead) return { kind: 'unsure', about, minute, ms: 0 }
  if (phase === 'over') return { kind: 'over', about, minute, ms: clock.overMs }
  if (phase === 'off') return { kind: phase, about, minute, ms: waited }
  // Nothing is asked of a guest who is out of the urn but to come back in time.
  if (clock.away) return { kind: 'away', about, minute, ms: Math.max(0, clock.away.overAt - now) }
  if (phase === 'ask') return { kind: phase, about, minute, ms: waited }
  const state = about === 'check' ? clock.checks.find((check) => check.minute === minute)?.state : undefined
  if (state === 'overdue' || state === 'due') return { kind: state, about, minute, ms: waited }
  return { kind: 'soon', about, minute, ms: Math.max(0, dueAt - now) }
}

/** Urgent first, and of the equally urgent the one that has waited longest or comes soonest. */
export function byUrgency(a: Due, b: Due): number {
  const rank = DUE_KINDS.indexOf(a.kind) - DUE_KINDS.indexOf(b.kind)
  return rank || (isToCome(a) ? a.ms - b.ms : b.ms - a.ms)
}

/** Whether its time is what is left. */
function isToCome({ kind }: Pick<Due, 'kind'>): boolean {
  return kind === 'soon' || kind === 'away'
}

/** `2:36`, minutes and seconds: what is left is rounded up, so that 0:00 means nothing is left; what was waited, down. */
export function clockWords(ms: number, round: 'up' | 'down' = 'down'): string {
  const seconds = round === 'up' ? Math.ceil(ms / 1000) : Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/**
 * What is left of a plan that is shorter than the half hour; null where the half hour is the plan, or the plan is no longer
 * what comes. It is told beside the time to the half hour, which alone rings (D6, D13).
 */
export function planLeft(
  clock: SteamClock,
  now: number,
): { readonly minutes: number; readonly leftMs: number } | null {
  const { phase, away, isAhead, plannedMin, plannedEndAt, deadlineAt } = clock
  if (phase !== 'steaming' && phase !== 'ask') return null
  if (away || isAhead || plannedEndAt >= deadlineAt || now >= plannedEndAt) return null
  return { minutes: plannedMin, leftMs: plannedEndAt - now }
}

/** The same to the second, for what counts seconds itself; empty where there is nothing to tell. */
export function planWords(clock: SteamClock, now: number, words: ShellStrings['plan']): string {
  const plan = planLeft(clock, now)
  return plan ? words.full(plan.minutes, clockWords(plan.leftMs, 'up')) : ''
}

/** The same in whole minutes, where there is little room or the screen does not count seconds. */
export function planBrief(clock: SteamClock, now: number, words: ShellStrings['plan']): string {
  const plan = planLeft(clock, now)
  return plan ? words.brief(Math.ceil(plan.leftMs / MINUTE_MS)) : ''
}

/** The words of a due's time: left until it comes, or waited since. */
export function dueTime(due: Due): string {
  return clockWords(due.ms, isToCome(due) ? 'up' : 'down')
}

/**
 * The ring, the same at every size: the half hour up to the deadline, so that after a start that was a mistake it begins
 * with the time already spent (D13).
 */
export function ringOf(
  clock: SteamClock,
): Pick<SteamDialProps, 'elapsedMin' | 'checks' | 'asked' | 'askMin' | 'awayShare'> {
  const away = breakOf(clock)
  const minuteOf = (at: number) => FULL_MIN - (clock.deadlineAt - at) / MINUTE_MS
  return {
    elapsedMin: minuteOf(clock.startAt + clock.elapsedMs),
    checks: clock.checks.map(({ dueAt, state }) => ({ minute: Math.round(minuteOf(dueAt)), state })),
    asked: clock.goOn === null ? (clock.phase === 'ask' ? 'due' : 'waiting') : clock.goOn ? 'yes' : 'no',
    askMin: Math.round(minuteOf(clock.askAt)),
    ...(away ? { awayShare: Math.min(1, away.spentMs / away.fullMs) } : {}),
  }
}

/** Whether there is still something to count: the urn is on, or its guest not known to be out past the half hour. */
export function isCounting({ offAt, overMs }: SteamClock): boolean {
  return offAt === null || overMs > 0
}

/** The break under way, as every dial counts it: what is spent of its minutes, and what is left; null in the urn. */
export function breakOf(
  clock: SteamClock,
): { readonly spentMs: number; readonly fullMs: number; readonly leftMs: number } | null {
  if (!clock.away) return null
  const { sinceAt, overAt } = clock.away
  const spentMs = Math.max(0, clock.startAt + clock.elapsedMs - sinceAt)
  const fullMs = overAt - sinceAt
  return { spentMs, fullMs, leftMs: fullMs - spentMs }
}

/**
 * The small dial's figures: minutes left in the middle, a begun one counted; past the end with a plus. While the guest
 * is out they are those of the break, which ends first.
 */
export function dialOf(
  clock: SteamClock,
): Pick<SteamDialProps, 'elapsedMin' | 'checks' | 'asked' | 'askMin' | 'awayShare' | 'over' | 'label'> {
  const isOver = clock.overMs > 0
  const leftMs = isOver ? -clock.overMs : (breakOf(clock)?.leftMs ?? clock.remainingMs)
  return {
    ...ringOf(clock),
    over: isOver,
    label: leftMs < 0 ? `+${Math.ceil(-leftMs / MINUTE_MS)}` : String(Math.ceil(leftMs / MINUTE_MS)),
  }
}
