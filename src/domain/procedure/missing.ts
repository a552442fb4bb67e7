/** What is still to be done about a step, and what is missing when a record is filed: listed, never blocking. */
import type { StageId, StepId } from '../ids.ts'
import { isNotDone } from './answers.ts'
import { answerOf, wasNotDue } from './gates.ts'
import { applicableSteps } from './outline.ts'
import type { Run } from './run.ts'
import type { Step } from './structure.ts'
import { isComplete } from './values.ts'

/** Whether a step has been dealt with: `notDone` is left out with a reason, `open` has no answer or still runs. */
export function stateOf(run: Run, step: Step): 'open' | 'done' | 'notDone' {
  const answer = answerOf(run, step)
  if (!answer || !isComplete(answer.value)) return 'open'
  return isNotDone(answer.value) ? 'notDone' : 'done'
}

/** Whether the step is wanted and open: not optional, and it did come due. */
export function isWanting(run: Run, step: Step): boolean {
  if (step.optional || wasNotDue(run, step)) return false
  return step.id !== run.context.procedure.clock.change && stateOf(run, step) === 'open'
}

/** What is missing at filing: applicable, not optional, without an answer; with the stage it belongs to. */
export function missingAtFiling(run: Run): readonly { readonly stageId: StageId; readonly stepId: StepId }[] {
  return applicableSteps(run)
    .filter(({ step }) => isWanting(run, step))
    .map(({ stage, step }) => ({ stageId: stage.id, stepId: step.id }))
}
