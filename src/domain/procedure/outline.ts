/**
 * Finds the way in a procedure from its data: which stages and steps a run has, which of them apply, and the few
 * stages that mean something to the engine. No step or stage is known here by its id.
 */
import type { StageId } from '../ids.ts'
import { answerIn, fieldsOf, isNotDone } from './answers.ts'
import { applies, type Facts, factsOf } from './facts.ts'
import type { Run } from './run.ts'
import type { Condition, Procedure, Stage, Step } from './structure.ts'

export type Place = { readonly stage: Stage; readonly step: Step }

/** The stages whose answers are kept in this run's record, in the rules' order. */
export function stagesOf(run: Run): readonly Stage[] {
  return run.context.procedure.stages.filter((stage) => stage.table === run.table)
}

/** A step of this run's record with its stage; null when the record has none of that id. */
export function findStep(run: Run, stepId: string): Place | null {
  for (const stage of stagesOf(run)) {
    const step = stage.steps.find((one) => one.id === stepId)
    if (step) return { stage, step }
  }
  return null
}

/** The stages that the guest goes through, in order. */
export function guestStages(procedure: Procedure): readonly Stage[] {
  return procedure.stages.filter((stage) => stage.track === 'guest' && stage.table === 'visits')
}

/** The line of stages that a record goes along: the guest's for a visit, all of its own for a turnover. */
export function mainStages(run: Run): readonly Stage[] {
  return run.table === 'visits' ? guestStages(run.context.procedure) : stagesOf(run)
}

/** The last two guest stages, farewell and filing: what stays when a visit ends early (D16, D17). */
export function closingStages(procedure: Procedure): readonly Stage[] {
  return guestStages(procedure).slice(-2)
}

/** Where a step's stage stands among the guest stages; -1 when it is not one of them. */
export function guestIndexOf(procedure: Procedure, stepId: string): number {
  return guestStages(procedure).findIndex((stage) => stage.steps.some((step) => step.id === stepId))
}

/** The guest stage after which the room is turned over: the last that the first turnover stage names in `after`. */
export function leavingStage(procedure: Procedure): Stage | null {
  const first = procedure.stages.find((stage) => stage.table === 'turnovers')
  const before = guestStages(procedure).filter((stage) => first?.after.includes(stage.id))
  return before.at(-1) ?? null
}

/** When and by whom a stage was left; null while it has not been. */
export function leftOf(run: Pick<Run, 'fields'>, stageId: StageId) {
  return fieldsOf(run)[`left:${stageId}`] ?? null
}

// Facts are gathered only for what has a condition: most has none, and a screen asks of every step at every tap.
function holds(run: Run, when: Condition | undefined, facts: Facts | undefined): boolean {
  return when === undefined || applies(when, facts ?? factsOf(run))
}

/** Whether the stage is for this guest at all: its condition holds and the visit did not end before it. */
export function stageApplies(run: Run, stage: Stage, facts?: Facts): boolean {
  if (stage.table !== run.table || !holds(run, stage.when, facts)) return false
  if (!fieldsOf(run).ended) return true
  return leftOf(run, stage.id) !== null || closingStages(run.context.procedure).includes(stage)
}

/** Whether the step is asked for: its stage applies, its condition holds, and a booking is there if it needs one. */
export function stepApplies(run: Run, { stage, step }: Place, facts?: Facts): boolean {
  if (!stageApplies(run, stage, facts) || !holds(run, step.when, facts)) return false
  return step.carry !== 'booking' || Boolean(fieldsOf(run).bookingId)
}

/** All steps that apply, with their stages, in order. */
export function applicableSteps(run: Run): readonly Place[] {
  const facts = factsOf(run)
  return stagesOf(run).flatMap((stage) =>
    stage.steps.map((step) => ({ stage, step })).filter((place) => stepApplies(run, place, facts)),
  )
}

/** Whether the run is closed for everything but correction, and late entry where something is missing. */
export function isClosed(run: Pick<Run, 'fields'>): boolean {
  const { filed, voided } = fieldsOf(run)
  return Boolean(filed) || Boolean(voided)
}

export function firstOpen(run: Run): Stage | null {
  return mainStages(run).find((stage) => !leftOf(run, stage.id) && stageApplies(run, stage)) ?? null
}

/** The stage that is now on the guest's way, or the turnover's own; null when filed, voided or all left. */
export function currentStage(run: Run): StageId | null {
  if (isClosed(run) || !fieldsOf(run).begun) return null
  return firstOpen(run)?.id ?? null
}

function roomLeftAt(run: Run, field: string): number {
  return field.startsWith('turnover#') ? (fieldsOf(run)[field as 'turnover#1']?.at ?? 0) : 0
}

/**
 * Whether the guest has used the care room that the visit has now: something was done in a stage from the urn's
 * preparation to leaving it, after another room was left behind to be turned over.
 */
export function hasUsedRoom(run: Run): boolean {
  const { procedure } = run.context
  const stages = guestStages(procedure)
  const leaving = leavingStage(procedure)
  const to = leaving ? stages.indexOf(leaving) : -1
  const inRoom = stages.slice(Math.max(0, guestIndexOf(procedure, procedure.clock.start)), to + 1)
  const ids = new Set<string>(inRoom.flatMap((stage) => stage.steps.map((step) => step.id)))
  const since = Math.max(...Object.keys(run.fields).map((field) => roomLeftAt(run, field)))
  return Object.keys(run.fields).some((field) => {
    const answer = ids.has(field.split('#')[0] ?? '') ? answerIn(run.fields, field) : null
    return answer !== null && !isNotDone(answer.value) && (answer.enteredAt ?? answer.at) > since
  })
}
