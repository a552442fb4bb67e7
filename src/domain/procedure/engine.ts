/** Contract only: being written. See run.ts for the events. */
import type { Run, RunEvent, StepResult } from './run.ts'
export declare function step(run: Run, event: RunEvent, now: number): StepResult
