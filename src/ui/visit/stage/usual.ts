/** Whether a reading lies outside what the shop calls usual; no medical judgement, only the shop's own limits. */
import type { Json } from '../../../base/json.ts'
import { isObject } from '../../../domain/procedure/refusal.ts'
import type { Step } from '../../../domain/procedure/structure.ts'

/** True when a part lies outside its usual range; false for everything that is no reading. */
export function isUnusual(step: Step, value: Json | undefined): boolean {
  if (step.kind !== 'reading' || !isObject(value)) return false
  return step.parts.some((part) => {
    const given = value[part.id]
    return (
      part.usual !== undefined &&
      typeof given === 'number' &&
      (given < part.usual[0] || given > part.usual[1])
    )
  })
}
