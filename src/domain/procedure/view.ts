/** Contract only: being written. What may be done now, what blocks and why; pure functions of the record. */

import type { StageId, StepId } from '../ids.ts'
import type { Answer, Refusal, Run } from './run.ts'
import type { GateName, Stage, Step } from './structure.ts'

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

export declare function stageViews(run: Run, now: number): readonly StageView[]
/** The guest-track stage that is now; null when filed, voided or all left. */
export declare function currentStage(run: Run): StageId | null
/** What is missing at filing: applicable, not optional, without an answer; with the stage it belongs to. */
export declare function missingAtFiling(
  run: Run,
): readonly { readonly stageId: StageId; readonly stepId: StepId }[]
/** Minutes of the whole visit by the procedure's own sum (D2). */
export declare function plannedMinutes(run: Run): number
export declare function supplyTotals(
  step: Extract<Step, { kind: 'supplies' }>,
  gender: 'female' | 'male',
): Readonly<Record<string, number>>
/** Shown when support is given: which foot first (A7.3). */
export declare function footFirst(run: Run): 'left' | 'right' | null
export declare function canUndo(run: Run, field: string): boolean
/** The last answer that undo would clear, by `at`; null when none in the open stages. */
export declare function lastUndoable(run: Run): string | null
/** Whether a filed or voided run is closed for everything but correction. */
export declare function isClosed(run: Run): boolean
/** Whether the record still asks for work; what the tablet indexes as open. */
export declare function isOpenRecord(record: { table: string; fields: Run['fields'] }): boolean
