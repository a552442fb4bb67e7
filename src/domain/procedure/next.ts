/**
 * The one thing to do next, with its reason when it is blocked: the filled button, bottom right.
 * While the urn is on its clock leads; questions that a moved visit asks again come before the clock's own (D13).
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { StageId, StepId } from '../ids.ts'
import { type SteamClock, steamClock } from '../urn/clock.ts'
import { isSteaming } from '../urn/starts.ts'
import { answerRefusal } from './answering.ts'
import { fieldsOf } from './answers.ts'
import { answerOf, closedBeforeStart, gateRefusal, urnHolds } from './gates.ts'
import { isWanting, missingAtFiling } from './missing.ts'
import {
  applicableSteps,
  currentStage,
  findStep,
  isClosed,
  leftOf,
  mainStages,
  type Place,
  stageApplies,
  stagesOf,
} from './outline.ts'
import { refuse } from './refusal.ts'
import type { Refusal, Run } from './run.ts'
import { closedIn, leaveRefusal } from './stages.ts'
import { isBlocking } from './values.ts'

export type NextAction =
  | {
      readonly kind: 'step'
      readonly stageId: StageId
      readonly stepId: StepId
      readonly blocked: Refusal | null
    }
  | {
      readonly kind: 'leave'
      readonly stageId: StageId
      /** Closed gates of the stage, and a guest still in the urn; the stage can be left when empty. */
      readonly blocking: readonly Refusal[]
      /** Listed, not blocking. */
      readonly open: readonly StepId[]
    }
  | { readonly kind: 'steamStart'; readonly stageId: StageId; readonly blocking: readonly Refusal[] }
  | {
      readonly kind: 'check'
      readonly minute: number
      readonly dueAt: number
      readonly blocked: Refusal | null
    }
  | { readonly kind: 'ask'; readonly dueAt: number; readonly blocked: Refusal | null }
  | { readonly kind: 'off'; readonly dueAt: number; readonly blocked: null }
  | {
      readonly kind: 'file'
      readonly missing: readonly { readonly stageId: StageId; readonly stepId: StepId }[]
      readonly blocking: readonly Refusal[]
    }

/** A gate that was passed and is closed again: the visit was moved, and its stage has been left. */
function reopenedGate(run: Run): Place | null {
  if (fieldsOf(run).ended) return null
  const { clock } = run.context.procedure
  const urn = [clock.start, clock.ask, clock.off, clock.out]
  return (
    applicableSteps(run).find(
      ({ stage, step }) =>
        !urn.includes(step.id) && leftOf(run, stage.id) !== null && gateRefusal(run, step) !== null,
    ) ?? null
  )
}

function stepAction(run: Run, { stage, step }: Place): NextAction {
  const closed = gateRefusal(run, step)
  const blocked = answerRefusal(run, { stage, step }) ?? (closed?.refused === 'blockedValue' ? closed : null)
  return { kind: 'step', stageId: stage.id, stepId: step.id, blocked }
}

function urnAction(run: Run, urn: SteamClock, now: number): NextAction {
  const off: NextAction = { kind: 'off', dueAt: urn.plannedEndAt, blocked: null }
  if (urn.phase === 'over') return { ...off, dueAt: urn.deadlineAt }
  const again = reopenedGate(run)
  if (again) {
    const answer = answerOf(run, again.step)
    return answer && isBlocking(again.step, answer.value) ? { ...off, dueAt: now } : stepAction(run, again)
  }
  const { next } = urn
  if (!next || next.kind === 'off') return { ...off, dueAt: next?.dueAt ?? off.dueAt }
  const graceMs = run.context.procedure.clock.graceMin * MINUTE_MS
  const blocked = now < next.dueAt - graceMs ? refuse('tooEarly') : null
  if (next.kind === 'ask') return { kind: 'ask', dueAt: next.dueAt, blocked }
  return { kind: 'check', minute: next.minute, dueAt: next.dueAt, blocked }
}

function isWanted(run: Run, { step }: Place): boolean {
  const { check, ask, change } = run.context.procedure.clock
  if ([check, ask, change].includes(step.id)) return false
  return gateRefusal(run, step) !== null || isWanting(run, step)
}

function fileAction(run: Run): NextAction {
  const held = urnHolds(run)
  const stages = mainStages(run).filter((stage) => stageApplies(run, stage))
  const last = run.table === 'visits' ? stages.at(-1) : undefined
  const blocking = [...(held ? [held] : []), ...(last ? closedIn(run, last) : [])]
  return { kind: 'file', missing: missingAtFiling(run), blocking }
}

function stageAction(run: Run, stageId: StageId): NextAction | null {
  const { clock } = run.context.procedure
  const stage = stagesOf(run).find(({ id }) => id === stageId)
  if (!stage || !stageApplies(run, stage)) return null
  const places = applicableSteps(run).filter((place) => place.stage === stage)
  const first = places.find((place) => isWanted(run, place))
  const needsStart = first && (first.step.id === clock.start || first.step.id === clock.off)
  if (needsStart) return { kind: 'steamStart', stageId, blocking: closedBeforeStart(run) }
  if (first) return stepAction(run, first)
  const isLast = run.table === 'visits' && mainStages(run).at(-1) === stage
  if (isLast) return fileAction(run)
  if (leftOf(run, stage.id)) return null
  const refusal = leaveRefusal(run, stage)
  const open = places.filter((place) => !place.step.gate && isWanting(run, place.step))
  return { kind: 'leave', stageId, blocking: refusal ? [refusal] : [], open: open.map(({ step }) => step.id) }
}

/**
 * What to do next; for the stage on the screen when one is named, else for the stage that is now.
 * Null when there is nothing: filed, voided, not begun, or all done in that stage.
 */
export function nextAction(run: Run, now: number, stageId?: StageId): NextAction | null {
  if (isClosed(run)) return null
  const urn = isSteaming(run) ? steamClock(run, now) : null
  const isOfUrn =
    stageId === undefined || findStep(run, run.context.procedure.clock.off)?.stage.id === stageId
  if (urn && isOfUrn) return urnAction(run, urn, now)
  const again = stageId === undefined ? reopenedGate(run) : null
  if (again) return stepAction(run, again)
  const current = stageId ?? currentStage(run)
  if (current) return stageAction(run, current)
  return mainStages(run).some(({ id }) => leftOf(run, id)) ? fileAction(run) : null
}
