/**
 * What the one filled button of a stage does, and what keeps it: decided from the stage on the screen. Gates block,
 * with the steps to go to; everything else that is open is only counted (look.md).
 */
import type { StageId, StepId } from '../../../domain/ids.ts'
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import type { ChallengeMoment } from '../../../domain/procedure/challenge.ts'
import { closedBeforeStart, gateRefusal } from '../../../domain/procedure/gates.ts'
import { guestStages } from '../../../domain/procedure/outline.ts'
import type { Refusal, Run } from '../../../domain/procedure/run.ts'
import { isClosed, missingAtFiling, type StageView } from '../../../domain/procedure/view.ts'
import { currentStart } from '../../../domain/urn/starts.ts'
import { openRows } from './rows.ts'

export type Foot =
  /** Filed or voided: nothing to do but go. */
  | { readonly kind: 'closed' }
  /** Another stage than the one that is now is on the screen. */
  | { readonly kind: 'back'; readonly to: StageId }
  | { readonly kind: 'blocked'; readonly to: StageId | null; readonly missing: readonly Refusal[] }
  /** A gate's answer says that the guest must not steam today (D17). */
  | { readonly kind: 'decline'; readonly because: Refusal }
  | { readonly kind: 'leave'; readonly stageId: StageId; readonly to: StageId | null; readonly open: number }
  /** The questions asked aloud come first; they are answered on a card of their own. */
  | { readonly kind: 'ask'; readonly moment: ChallengeMoment }
  | { readonly kind: 'start'; readonly missing: readonly Refusal[] }
  | { readonly kind: 'file'; readonly missing: number }

/** The stages of the track that still lie ahead; the next one to go to. */
function nextStage(stages: readonly StageView[], from: StageView): StageId | null {
  const ahead = stages.slice(stages.indexOf(from) + 1)
  const next = ahead.find(({ stage, state }) => stage.track === from.stage.track && state === 'waiting')
  return next?.stage.id ?? null
}

/** Gates of stages already left that are closed again, because the visit was moved or the room changed. */
export function reopened(run: Run, stages: readonly StageView[]): readonly Refusal[] {
  return stages.filter(({ state }) => state === 'left').flatMap((left) => closedOf(run, left))
}

function blockedOr(foot: Foot, missing: readonly Refusal[], to: StageId | null): Foot {
  const declined = missing.find(({ refused }) => refused === 'blockedValue')
  if (declined) return { kind: 'decline', because: declined }
  return missing.length > 0 ? { kind: 'blocked', to, missing } : foot
}

function closedOf(run: Run, shown: StageView): readonly Refusal[] {
  // An early end opens what was still closed (D16, D17).
  if (fieldsOf(run).ended) return []
  return shown.steps.map(({ step }) => gateRefusal(run, step)).filter((refusal) => refusal !== null)
}

/** The foot of the stage on the screen; `current` is the stage that is now. */
export function footOf(
  run: Run,
  stages: readonly StageView[],
  shown: StageView | null,
  current: StageId | null,
): Foot {
  if (isClosed(run)) return { kind: 'closed' }
  const missing = missingAtFiling(run).length
  if (current === null || !shown) return { kind: 'file', missing }
  const beside = shown.stage.track !== (run.table === 'visits' ? 'guest' : shown.stage.track)
  if (shown.stage.id !== current && !(beside && shown.state === 'now')) return { kind: 'back', to: current }
  const isLast = run.table === 'visits' && guestStages(run.context.procedure).at(-1)?.id === shown.stage.id
  const { clock } = run.context.procedure
  const to = beside ? current : nextStage(stages, shown)
  if (shown.steps.some(({ step }) => step.id === clock.start) && !currentStart(run)) {
    const closed = unique([...reopened(run, stages), ...closedOf(run, shown), ...closedBeforeStart(run)])
    return blockedOr({ kind: 'start', missing: [] }, closed, to)
  }
  const closed = unique([...(beside ? [] : reopened(run, stages)), ...closedOf(run, shown)])
  if (isLast) return blockedOr({ kind: 'file', missing }, closed, null)
  return blockedOr({ kind: 'leave', stageId: shown.stage.id, to, open: openRows(shown, clock) }, closed, to)
}

function unique(refusals: readonly Refusal[]): readonly Refusal[] {
  const seen = new Map<string, Refusal>()
  for (const one of refusals) {
    const key = one.stepId ?? one.detail ?? one.refused
    const known = seen.get(key)
    // The sharper reason wins: that it cannot pass, over that it has not passed.
    if (!known || known.refused === 'gate') seen.set(key, one)
  }
  return [...seen.values()]
}

/** Which step the tap on a blocked button leads to. */
export function firstMissing(missing: readonly Refusal[]): StepId | null {
  return missing.find(({ stepId }) => stepId !== undefined)?.stepId ?? null
}
