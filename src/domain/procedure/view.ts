/** What may be done now, what blocks and why, minutes against plan: pure functions of the record. */

import { MINUTE_MS } from '../../base/clock.ts'
import type { StepId } from '../ids.ts'
import { answerRefusal, undoRefusal } from './answering.ts'
import { answerIn, fieldsOf, numberedAnswers, parseField } from './answers.ts'
import { type Facts, factsOf } from './facts.ts'
import { answerOf, gateRefusal, isNumbered } from './gates.ts'
import { isWanting, stateOf } from './missing.ts'
import {
  applicableSteps,
  currentStage,
  findStep,
  firstOpen,
  guestStages,
  isClosed,
  leftOf,
  mainStages,
  type Place,
  stageApplies,
  stagesOf,
  stepApplies,
} from './outline.ts'
import type { Answer, Refusal, Run } from './run.ts'
import { closedIn } from './stages.ts'
import type { GateName, Stage, Step } from './structure.ts'

export { missingAtFiling } from './missing.ts'
export { isClosed } from './outline.ts'

export type StepView = {
  readonly step: Step
  readonly state: 'open' | 'done' | 'notDone'
  /** The answer; for repeated steps the answers by n in `answers`. */
  readonly answer: Answer | null
  readonly answers: readonly { readonly n: number; readonly answer: Answer }[]
  /** Why it cannot be answered now; null when it can. */
  readonly blocked: Refusal | null
  /** For a gate: whether it lets pass. */
  readonly satisfied: boolean
}

export type StageView = {
  readonly stage: Stage
  /** `notApplicable` when its condition does not hold or the visit ended before it. */
  readonly state: 'left' | 'now' | 'waiting' | 'notApplicable'
  readonly steps: readonly StepView[]
  readonly startedAt: number | null
  readonly leftAt: number | null
  /** Minutes taken so far against the plan; plannedMin null where the rules give none. */
  readonly takenMs: number
  readonly plannedMin: number | null
  readonly lateMs: number
  /** Gate steps still closed: what keeps the stage from being left. */
  readonly blocking: readonly { readonly stepId: StepId; readonly gate: GateName }[]
  /** Applicable, not optional, not a gate, and still open: listed, not blocking. */
  readonly open: readonly StepId[]
}

function stepView(run: Run, place: Place, facts: Facts): StepView {
  const { step } = place
  return {
    step,
    state: stateOf(run, step),
    answer: answerOf(run, step),
    answers: isNumbered(run, step) ? numberedAnswers(run.fields, step.id) : [],
    blocked: answerRefusal(run, place, undefined, facts),
    satisfied: gateRefusal(run, step) === null,
  }
}

function stateOfStage(run: Run, stage: Stage): StageView['state'] {
  if (leftOf(run, stage.id)) return 'left'
  if (!stageApplies(run, stage)) return 'notApplicable'
  if (isClosed(run)) return 'waiting'
  if (mainStages(run).includes(stage)) return currentStage(run) === stage.id ? 'now' : 'waiting'
  // The room's stages run beside the guest's: one is now as soon as what it waits for has been left.
  const before = stagesOf(run).filter(({ id }) => stage.after.includes(id))
  return before.every((one) => leftOf(run, one.id) || !stageApplies(run, one)) ? 'now' : 'waiting'
}

function firstAnswerAt(run: Run, stage: Stage): number | null {
  const ids = new Set<string>(stage.steps.filter(({ carry }) => !carry).map(({ id }) => id))
  const times = Object.keys(run.fields)
    .filter((field) => ids.has(parseField(field)?.stepId ?? ''))
    .map((field) => answerIn(run.fields, field)?.at)
    .filter((at) => at !== undefined)
  return times.length > 0 ? Math.min(...times) : null
}

function startedAtOf(run: Run, stage: Stage): number | null {
  const main = mainStages(run)
  const isReached = leftOf(run, stage.id) !== null || firstOpen(run) === stage
  if (!main.includes(stage) || !isReached) return firstAnswerAt(run, stage)
  const before = main.slice(0, main.indexOf(stage)).map(({ id }) => leftOf(run, id)?.at ?? 0)
  const { begun, ended } = fieldsOf(run)
  const leftAt = leftOf(run, stage.id)?.at ?? Number.POSITIVE_INFINITY
  // An early end leaves no stage: what is next then began with it (D16, D17).
  const endedAt = ended && leftAt >= ended.at ? ended.at : 0
  return Math.max(begun?.at ?? 0, endedAt, ...before)
}

function plannedMinOf(run: Run, stage: Stage): number | null {
  if (stage.minutes === undefined) return null
  if (typeof stage.minutes === 'number') return stage.minutes
  return fieldsOf(run).winter ? stage.minutes.winter : stage.minutes.summer
}

function stageView(run: Run, stage: Stage, now: number): StageView {
  const facts = factsOf(run)
  const places = stage.steps
    .map((step) => ({ stage, step }))
    .filter((place) => stepApplies(run, place, facts))
  const state = stateOfStage(run, stage)
  const startedAt = startedAtOf(run, stage)
  const leftAt = leftOf(run, stage.id)?.at ?? null
  const { filed, voided } = fieldsOf(run)
  const until = leftAt ?? filed?.at ?? voided?.at ?? now
  const takenMs = startedAt === null ? 0 : Math.max(0, until - startedAt)
  const plannedMin = plannedMinOf(run, stage)
  return {
    stage,
    state,
    steps: places.map((place) => stepView(run, place, facts)),
    startedAt,
    leftAt,
    takenMs,
    plannedMin,
    lateMs: plannedMin === null ? 0 : Math.max(0, takenMs - plannedMin * MINUTE_MS),
    blocking: closedIn(run, stage).flatMap(({ stepId, gate }) => (stepId && gate ? [{ stepId, gate }] : [])),
    open: places.filter(({ step }) => !step.gate && isWanting(run, step)).map(({ step }) => step.id),
  }
}

/** Every stage of the run in the rules' order, with its steps and minutes. */
export function stageViews(run: Run, now: number): readonly StageView[] {
  return stagesOf(run).map((stage) => stageView(run, stage, now))
}

/**
 * Minutes of the whole visit by the procedure's own sum (D2): its guest stages up to the farewell, and a timed
 * step that does not fit into its stage's minutes, such as the rest, apart and at its longest.
 */
export function plannedMinutes(run: Run): number {
  const facts = factsOf(run)
  const { clock } = run.context.procedure
  const stages = guestStages(run.context.procedure).slice(0, -1)
  return stages.reduce((sum, stage) => {
    if (!stageApplies({ ...run, table: 'visits' }, stage, facts)) return sum
    const minutes = plannedMinOf(run, stage) ?? 0
    // The urn's start is no time of its own: it runs as the minutes of the stage after it.
    const apart = applicableSteps(run).filter(
      ({ step, stage: own }) =>
        own === stage && step.kind === 'timed' && step.minMin > minutes && step.id !== clock.start,
    )
    return (
      sum + minutes + apart.reduce((more, { step }) => more + (step.kind === 'timed' ? step.maxMin : 0), 0)
    )
  }, 0)
}

/** How many of each kind a standard set holds; computed from its rows, never typed (A5.1). */
export function supplyTotals(
  step: Extract<Step, { kind: 'supplies' }>,
  gender: 'female' | 'male',
): Readonly<Record<string, number>> {
  const totals: Record<string, number> = {}
  for (const item of step.items) {
    if (item[gender] > 0) totals[item.of] = (totals[item.of] ?? 0) + item[gender]
  }
  return totals
}

/** Which foot steps down first: the one away from the side that is supported (A7.3). */
export function footFirst(run: Run): 'left' | 'right' | null {
  const side = factsOf(run).supportSide
  return side === null ? null : side === 'left' ? 'right' : 'left'
}

/** Whether an answer can be taken back: its stage is open, and it is not the urn's start. */
export function canUndo(run: Run, field: string): boolean {
  return undoRefusal(run, field) === null
}

/** The answer entered last that undo would clear; null when none in the open stages. */
export function lastUndoable(run: Run): string | null {
  let last: { readonly field: string; readonly at: number } | null = null
  for (const field of Object.keys(run.fields)) {
    const answer = findStep(run, parseField(field)?.stepId ?? '') ? answerIn(run.fields, field) : null
    const at = answer ? (answer.enteredAt ?? answer.at) : 0
    if (answer && canUndo(run, field) && (last === null || at >= last.at)) last = { field, at }
  }
  return last?.field ?? null
}
