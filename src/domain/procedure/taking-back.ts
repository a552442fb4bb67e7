/**
 * Who may take an answer back: whoever did it, while its stage is open, and what is about health only those who see it (SEC8). "Off"
 * is anybody's (D13).
 */

import type { StaffId } from '../ids.ts'
import { isAboutHealth } from '../people/seen.ts'
import { ownRefusal, undoRefusal } from './answering.ts'
import { parseField } from './answers.ts'
import { findStep } from './outline.ts'
import type { Run } from './run.ts'

export type TakesBack = { readonly by: StaffId | null; readonly seesHealth: boolean }

/** Whether undo of the field is somebody's to do. */
export function mayTakeBack(run: Run, field: string, { by, seesHealth }: TakesBack): boolean {
  if (undoRefusal(run, field) ?? ownRefusal(run, field, by)) return false
  return seesHealth || !isHealthField(run, field)
}

/** Whether what would be taken back tells of the guest's health. */
export function isHealthField(run: Run, field: string): boolean {
  const step = findStep(run, parseField(field)?.stepId ?? '')?.step
  return step !== undefined && step.id !== run.context.procedure.clock.off && isAboutHealth(step)
}
