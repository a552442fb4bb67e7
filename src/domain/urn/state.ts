/**
 * What state an urn itself is in, derived from its record, its visits and its turnovers (A4.7, A5.11, A9.3, A12.1).
 * Deadlines are stored instants, as the steaming clock's are; past `endsAt` a state lasts until somebody confirms it.
 *
 *   cold → preheating → ready → steaming → off → disinfecting │ airing → clean → preheating …
 *                                                    (after alcohol, D18: no heat before it is over)
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { StepId } from '../ids.ts'
import { fieldsOf } from '../procedure/answers.ts'
import { chosenIn } from '../procedure/facts.ts'
import { findStep, hasUsedRoom, isClosed } from '../procedure/outline.ts'
import { isObject } from '../procedure/refusal.ts'
import type { Run } from '../procedure/run.ts'
import type { UrnSteps } from '../procedure/structure.ts'
import { datedAnswer } from './dated.ts'
import { currentStart, deadlineOf, isSteaming } from './starts.ts'

export const URN_STATES = [
  'cold',
  'preheating',
  'ready',
  'steaming',
  'off',
  'airing',
  'disinfecting',
  'clean',
  'outOfOrder',
] as const
export type UrnStateName = (typeof URN_STATES)[number]

export type UrnState = {
  readonly state: UrnStateName
  /** null where nothing is known of it. */
  readonly sinceAt: number | null
  /** When it ends, or ended and waits for somebody; null where no minutes are set for it. */
  readonly endsAt: number | null
}

export type UrnFacts = {
  readonly isOutOfOrder: boolean
  /** Visits that hold this urn. */
  readonly visits: readonly Run[]
  /** Turnovers of this urn, open ones and those of the day. */
  readonly turnovers: readonly Run[]
  /** How long the urn is aired after alcohol: the shop's setting (D18). */
  readonly airingMin: number
}

/** The steps of version 1, which did not name them. */
const FIRST_VERSION: UrnSteps = {
  preheat: ['A4.7-preheat-winter' as StepId, 'A4.7-preheat-summer' as StepId],
  disinfect: 'A9.3-disinfect' as StepId,
  alcohol: 'alcohol',
  run: 'A9.3-run' as StepId,
  air: 'A9.3-air' as StepId,
}

/** The steps that are done to the urn itself, by the run's own procedure. */
export function urnStepsOf(run: Run): UrnSteps {
  return run.context.procedure.clock.urn ?? FIRST_VERSION
}

type Timed = { readonly startedAt: number; readonly endedAt: number | null; readonly minMin: number }

/** A timed step that was begun, with the least minutes that it takes. */
export function timedOf(run: Run, stepId: StepId): Timed | null {
  const value = datedAnswer(run, stepId)?.value
  const step = findStep(run, stepId)?.step
  if (!isObject(value) || typeof value.startedAt !== 'number') return null
  const endedAt = typeof value.endedAt === 'number' ? value.endedAt : null
  return { startedAt: value.startedAt, endedAt, minMin: step?.kind === 'timed' ? step.minMin : 0 }
}

/** How the urn stands now: what is true of a guest first, then what makes heat dangerous, then what prepares it. */
export function urnState({ isOutOfOrder, visits, turnovers, airingMin }: UrnFacts, now: number): UrnState {
  const steaming = visits.filter(isSteaming).at(0)
  const start = steaming && currentStart(steaming)
  if (steaming && start) return since('steaming', start.at, deadlineOf(steaming, start))
  if (isOutOfOrder) return since('outOfOrder', null)
  const used = visits.filter(hasUsedRoom).flatMap((run) => currentStart(run)?.off?.at ?? [])
  if (used.length > 0) return since('off', Math.max(...used))
  const latest = latestOf(turnovers)
  const cleaned = latest && cleaningOf(latest, airingMin, now)
  if (cleaned && (cleaned.state === 'airing' || cleaned.state === 'disinfecting')) return cleaned
  return visits.flatMap((run) => preheatingOf(run, now) ?? []).at(0) ?? cleaned ?? since('cold', null)
}

/** Until when alcohol forbids heat (D18); null where none was used, or it is long gone. */
export function airedAt(turnovers: readonly Run[], airingMin: number): number | null {
  const latest = latestOf(turnovers)
  const at = latest && alcoholAt(latest)
  return at === null ? null : at + airingMin * MINUTE_MS
}

function since(state: UrnStateName, sinceAt: number | null, endsAt: number | null = null): UrnState {
  return { state, sinceAt, endsAt }
}

function latestOf(turnovers: readonly Run[]): Run | null {
  const begunAt = (run: Run) => fieldsOf(run).begun?.at ?? 0
  return [...turnovers].sort((a, b) => begunAt(b) - begunAt(a)).at(0) ?? null
}

function alcoholAt(turnover: Run): number | null {
  const { disinfect, alcohol } = urnStepsOf(turnover)
  const answer = datedAnswer(turnover, disinfect)
  return answer && chosenIn(answer).includes(alcohol) ? answer.at : null
}

/** The urn by its latest turnover: to be cleaned, being disinfected, aired after alcohol, clean. */
function cleaningOf(turnover: Run, airingMin: number, now: number): UrnState {
  const { run, air, disinfect } = urnStepsOf(turnover)
  const running = timedOf(turnover, run)
  if (running && running.endedAt === null && !isClosed(turnover))
    return since('disinfecting', running.startedAt, running.startedAt + running.minMin * MINUTE_MS)
  const begunAt = fieldsOf(turnover).begun?.at ?? null
  const filedAt = fieldsOf(turnover).filed?.at ?? null
  const poured = alcoholAt(turnover)
  const airedByHand = datedAnswer(turnover, air)?.at ?? filedAt
  if (poured !== null) {
    const endsAt = poured + airingMin * MINUTE_MS
    if (now < endsAt || airedByHand === null) return since('airing', poured, endsAt)
    return since('clean', Math.max(endsAt, airedByHand))
  }
  const doneAt = running?.endedAt ?? datedAnswer(turnover, disinfect)?.at ?? filedAt
  return doneAt === null ? since('off', begunAt) : since('clean', doneAt)
}

/** Heated for the guest to come: hot after the rule's least minutes, or once somebody has said so. */
function preheatingOf(run: Run, now: number): UrnState | null {
  const heated = urnStepsOf(run)
    .preheat.flatMap((id) => timedOf(run, id) ?? [])
    .at(0)
  if (!heated) return null
  const hotAt = heated.startedAt + heated.minMin * MINUTE_MS
  if (heated.endedAt !== null) return since('ready', heated.endedAt)
  return now < hotAt ? since('preheating', heated.startedAt, hotAt) : since('ready', hotAt)
}
