/**
 * The urn's clock, computed anew from the stored instants (A5.11–A6.6, D6, D13). Invariant: whatever `now` is,
 * the deadline stays start + 30 minutes less what earlier starts took, and "off" is only what a person confirmed.
 *
 *   start ── 5 ── 10 ── 15 ── 20 ask ── 25 ── 30 deadline ── over …
 *
 * The question takes the place of the check that falls on its minute.
 */
import { MINUTE_MS } from '../../base/clock.ts'
import { fieldOf, isNotDone, numberedAnswers } from '../procedure/answers.ts'
import { chosenIn } from '../procedure/facts.ts'
import { isObject } from '../procedure/refusal.ts'
import type { Answer, Run } from '../procedure/run.ts'
import { type Break, breaksOf, overByBreakAt } from './away.ts'
import { datedAnswer } from './dated.ts'
import { outDueAt } from './out.ts'
import { currentStart, deadlineOf, type Start } from './starts.ts'

/** Two tablets' clocks may differ by less; a start from further ahead was dated by a wrong one. */
const AHEAD_MS = MINUTE_MS

export type CheckState = 'waiting' | 'due' | 'overdue' | 'done' | 'late' | 'missed'
export type Check = {
  readonly minute: number
  readonly dueAt: number
  readonly state: CheckState
  readonly lateMs: number
  readonly found: readonly string[]
}
export type SteamClock = {
  readonly startAt: number
  readonly setting: string
  readonly plannedMin: number
  /** start + 30 minutes less what earlier annulled starts took. Nothing moves it. */
  readonly deadlineAt: number
  /** When the question is due: minute 20, or the end of a shorter plan (D6). */
  readonly askAt: number
  readonly plannedEndAt: number
  readonly elapsedMs: number
  /** Until the deadline; 0 past it. Never more than 30 minutes. */
  readonly remainingMs: number
  /** Past the deadline without a confirmed "off", or without the guest confirmed to be out. */
  readonly overMs: number
  readonly phase: 'steaming' | 'ask' | 'off' | 'over' | 'ended'
  /** The guest is out on a break, and when that is too long; null in the urn, and once they are known to be back or out for good. */
  readonly away: { readonly sinceAt: number; readonly overAt: number } | null
  /** A break lasted too long and has ended the session. */
  readonly isAwayOver: boolean
  readonly checks: readonly Check[]
  /** null until answered. */
  readonly goOn: boolean | null
  readonly offAt: number | null
  /** The start lies ahead by this clock: how long the guest has been in the urn is not known. */
  readonly isAhead: boolean
  /** Of an urn that is off: when somebody should have said that the guest is out; null once that is known. */
  readonly outDueAt: number | null
  /** The next thing due: a check, the question, or off. */
  readonly next: {
    readonly kind: 'check' | 'ask' | 'off'
    readonly minute: number
    readonly dueAt: number
  } | null
}

/** What was agreed, and what follows from it; of the time of looking only a break that lasts depends. */
type Plan = Pick<
  SteamClock,
  'startAt' | 'setting' | 'plannedMin' | 'deadlineAt' | 'askAt' | 'plannedEndAt' | 'goOn' | 'offAt'
> & {
  readonly askMinute: number
  readonly breaks: readonly Break[]
  /** When a break that lasted too long ended the session; null while none did. */
  readonly awayOverAt: number | null
  /** When steaming stopped being wanted: "off", a no to the question, or too long a break; null while it goes on. */
  readonly endAt: number | null
}

function planOf(run: Run, start: Start, now: number): Plan {
  const rule = run.context.procedure.clock
  const graceMs = rule.graceMin * MINUTE_MS
  const deadlineAt = deadlineOf(run, start)
  const changed = numberedAnswers(run.fields, rule.change).at(-1)?.answer.value
  const agreed = isObject(changed) ? changed : {}
  const minutes = Math.min(rule.offMin, Number(agreed.plannedMin ?? start.plannedMin))
  const asked = datedAnswer(run, rule.ask)
  const goesOn = asked?.value === true
  // A yes at the end of a short plan means: on to the rule's end (A6.6), and ask again at 20 if that is still ahead.
  const atPlannedEnd = asked !== null && asked.at >= start.at + minutes * MINUTE_MS - graceMs
  const plannedMin = goesOn && atPlannedEnd && minutes <= rule.askMin ? rule.offMin : minutes
  const askMinute = Math.min(rule.askMin, plannedMin)
  const askAt = Math.min(start.at + askMinute * MINUTE_MS, deadlineAt)
  const goOn = asked?.value === false ? false : goesOn && asked.at >= askAt - graceMs ? true : null
  const offAt = start.off?.at ?? null
  const breaks = breaksOf(run)
  const awayOverAt = overByBreakAt(breaks, offAt ?? now)
  const wishes = [goOn === false ? asked?.at : null, awayOverAt].filter((at) => typeof at === 'number')
  return {
    startAt: start.at,
    setting: String(agreed.setting ?? start.setting),
    plannedMin,
    deadlineAt,
    askMinute,
    askAt,
    plannedEndAt: Math.min(start.at + plannedMin * MINUTE_MS, deadlineAt),
    goOn,
    offAt,
    breaks,
    awayOverAt,
    endAt: offAt ?? (wishes.length > 0 ? Math.min(...wishes) : null),
  }
}

/** Until when a check is in time: while the guest is out nobody can feel the wall, so the grace begins anew on return. */
function graceEnd(dueAt: number, plan: Plan, graceMs: number, now: number): number {
  const during = plan.breaks.find(
    ({ sinceAt, backAt }) => sinceAt <= dueAt + graceMs && dueAt - graceMs <= (backAt ?? now),
  )
  return Math.max(dueAt, during ? Math.min(during.backAt ?? now, during.overAt) : dueAt) + graceMs
}

function answeredCheck(minute: number, dueAt: number, answer: Answer, graceAt: number): Check {
  const given = { minute, dueAt, found: chosenIn(answer) }
  if (isNotDone(answer.value)) return { ...given, state: 'missed', lateMs: 0 }
  const isLate = answer.enteredAt !== undefined || answer.at > graceAt
  const lateMs = isLate ? Math.max(0, (answer.enteredAt ?? answer.at) - dueAt) : 0
  return { ...given, state: isLate ? 'late' : 'done', lateMs }
}

function openCheck(
  minute: number,
  dueAt: number,
  plan: Plan,
  nextAt: number,
  graceMs: number,
  now: number,
): Check {
  const given = { minute, dueAt, found: [] }
  if (plan.endAt !== null || now >= nextAt) return { ...given, state: 'missed', lateMs: 0 }
  if (now > graceEnd(dueAt, plan, graceMs, now)) return { ...given, state: 'overdue', lateMs: now - dueAt }
  return { ...given, state: now >= dueAt - graceMs ? 'due' : 'waiting', lateMs: 0 }
}

function checksOf(run: Run, plan: Plan, now: number): readonly Check[] {
  const rule = run.context.procedure.clock
  const graceMs = rule.graceMin * MINUTE_MS
  const answers = new Map(
    numberedAnswers(run.fields, rule.check).map(({ n, answer }) => [
      n,
      datedAnswer(run, fieldOf(rule.check, n)) ?? answer,
    ]),
  )
  const listed: number[] = []
  for (let minute = rule.everyMin; minute < rule.offMin; minute += rule.everyMin) {
    const dueAt = plan.startAt + minute * MINUTE_MS
    const isWanted = minute !== plan.askMinute && minute < plan.plannedMin && dueAt < plan.deadlineAt
    if (answers.has(minute) || (isWanted && (plan.endAt === null || dueAt < plan.endAt))) listed.push(minute)
  }
  const moments = [
    ...listed.map((minute) => plan.startAt + minute * MINUTE_MS),
    plan.askAt,
    plan.plannedEndAt,
  ]
  return listed.map((minute) => {
    const dueAt = plan.startAt + minute * MINUTE_MS
    const answer = answers.get(minute)
    if (answer) return answeredCheck(minute, dueAt, answer, graceEnd(dueAt, plan, graceMs, now))
    const nextAt = Math.min(...moments.filter((at) => at > dueAt))
    return openCheck(minute, dueAt, plan, nextAt, graceMs, now)
  })
}

function phaseOf(plan: Plan, now: number): SteamClock['phase'] {
  if (plan.offAt !== null) return 'ended'
  if (now > plan.deadlineAt) return 'over'
  if (now >= plan.deadlineAt || plan.goOn === false || plan.awayOverAt !== null) return 'off'
  if (now >= plan.askAt && plan.goOn === null) return 'ask'
  return now >= plan.plannedEndAt ? 'off' : 'steaming'
}

function nextOf(plan: Plan, phase: SteamClock['phase'], checks: readonly Check[]): SteamClock['next'] {
  const ask = { kind: 'ask', minute: plan.askMinute, dueAt: plan.askAt } as const
  const off = { kind: 'off', minute: plan.plannedMin, dueAt: plan.endAt ?? plan.plannedEndAt } as const
  if (phase === 'ended') return null
  if (phase === 'ask') return ask
  if (phase !== 'steaming') return off
  const open = checks.find(({ state }) => state === 'waiting' || state === 'due' || state === 'overdue')
  const check = open ? [{ kind: 'check', minute: open.minute, dueAt: open.dueAt } as const] : []
  const waiting = [...check, ...(plan.goOn === null ? [ask] : []), off]
  return waiting.reduce((first, one) => (one.dueAt < first.dueAt ? one : first))
}

/** Whether the guest is in the urn, or not known to be out of it. */
export function mayHoldGuest({ offAt, outDueAt }: Pick<SteamClock, 'offAt' | 'outDueAt'>): boolean {
  return offAt === null || outDueAt !== null
}

/** The clock of the start that counts, as it stands now; null before the first start, or when that was a mistake. */
export function steamClock(run: Run, now: number): SteamClock | null {
  const start = currentStart(run)
  if (!start) return null
  const whole = planOf(run, start, now)
  const dueOut = outDueAt(run, now)
  const { askMinute: _minute, endAt: _endAt, breaks, awayOverAt, ...plan } = whole
  const out =
    plan.offAt === null || dueOut !== null ? breaks.find(({ backAt }) => backAt === null) : undefined
  const phase = phaseOf(whole, now)
  const checks = checksOf(run, whole, now)
  const until = Math.max(plan.startAt, plan.offAt ?? now)
  return {
    ...plan,
    elapsedMs: until - plan.startAt,
    remainingMs: Math.max(0, plan.deadlineAt - until),
    overMs: mayHoldGuest({ offAt: plan.offAt, outDueAt: dueOut }) ? Math.max(0, now - plan.deadlineAt) : 0,
    phase,
    away: out ? { sinceAt: out.sinceAt, overAt: out.overAt } : null,
    isAwayOver: awayOverAt !== null,
    checks,
    isAhead: plan.offAt === null && now < plan.startAt - AHEAD_MS,
    outDueAt: dueOut,
    next: nextOf(whole, phase, checks),
  }
}
