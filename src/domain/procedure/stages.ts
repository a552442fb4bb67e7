/** Plans the leaving of stages, and their opening again. Only gates, and a guest in the urn, keep a stage. */
import { currentStart } from '../urn/starts.ts'
import { fieldsOf } from './answers.ts'
import { closedAmong, urnHolds } from './gates.ts'
import {
  findStep,
  guestIndexOf,
  isClosed,
  leavingStage,
  leftOf,
  mainStages,
  stageApplies,
  stagesOf,
  stepApplies,
} from './outline.ts'
import { changeOf, done, type EventOf } from './plan.ts'
import { refuse } from './refusal.ts'
import type { Refusal, Run, StepResult } from './run.ts'
import type { Stage } from './structure.ts'
import { withTurnover } from './turnover.ts'

/** The closed gates of a stage: what keeps it from being left. An early end opens them (D16, D17). */
export function closedIn(run: Run, stage: Stage): readonly Refusal[] {
  if (fieldsOf(run).ended) return []
  const places = stage.steps.filter(({ gate }) => gate).map((step) => ({ stage, step }))
  return closedAmong(
    run,
    places.filter((place) => stepApplies(run, place)),
  )
}

/** Whether the stage comes after the one where the urn is switched off: then nobody may be in it any more. */
function isAfterUrn(run: Run, stage: Stage): boolean {
  const { procedure } = run.context
  if (run.table !== 'visits' || stage.track !== 'guest') return false
  return mainStages(run).indexOf(stage) > guestIndexOf(procedure, procedure.clock.off)
}

/** Why a stage cannot be left now; null when it can. */
export function leaveRefusal(run: Run, stage: Stage): Refusal | null {
  if (isClosed(run)) return refuse('closed')
  if (leftOf(run, stage.id)) return refuse('stageLeft')
  if (!stageApplies(run, stage)) return refuse('notApplicable')
  const [closed] = closedIn(run, stage)
  if (closed) return closed
  return isAfterUrn(run, stage) ? (urnHolds(run) ?? beforeUrnLeft(run)) : null
}

/** The urn's own stage as long as it is open: nobody leaves the room first and is steamed afterwards. */
function beforeUrnLeft(run: Run): Refusal | null {
  const urn = findStep(run, run.context.procedure.clock.off)?.stage
  const isOpen = urn && !fieldsOf(run).ended && stageApplies(run, urn) && !leftOf(run, urn.id)
  return isOpen ? refuse('stageOpen', { detail: urn.id }) : null
}

/** Leaves a stage; leaving the care room hands the room over to be turned over (A9.2). */
export function planLeave(run: Run, event: EventOf<'leave'>, now: number): StepResult {
  const stage = stagesOf(run).find((one) => one.id === event.stageId)
  if (!stage) return refuse('unknownStage')
  const refusal = leaveRefusal(run, stage)
  if (refusal) return refusal
  const left = { [`left:${stage.id}`]: { at: now, by: event.by } }
  const isLeavingRoom = leavingStage(run.context.procedure)?.id === stage.id
  const changes = isLeavingRoom ? withTurnover(run, left, event.by, now) : changeOf(run, left)
  return done(changes, [{ kind: 'vibrate', pattern: 'done' }])
}

/** Opens a stage again that was left too soon. */
export function planReopen(run: Run, event: EventOf<'reopen'>): StepResult {
  if (isClosed(run)) return refuse('closed')
  const stages = stagesOf(run)
  const stage = stages.find((one) => one.id === event.stageId)
  if (!stage) return refuse('unknownStage')
  if (!leftOf(run, stage.id)) return refuse('stageOpen')
  const later = stages.slice(stages.indexOf(stage) + 1).filter(({ track }) => track === stage.track)
  if (later.some(({ id }) => leftOf(run, id))) return refuse('stageLeft')
  const { start, off } = run.context.procedure.clock
  const isOfUrn = stage.steps.some(({ id }) => id === start || id === off)
  if (isOfUrn && currentStart(run)) return refuse('alreadySteaming')
  return done(changeOf(run, { [`left:${stage.id}`]: null }))
}
