/** What a person reads on the screens, in simplified Chinese: drivers find everything by these words and by role. */
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { text } from '../../../src/domain/procedure/nic-01-a/text-zh-cn.ts'
import type { Step } from '../../../src/domain/procedure/structure.ts'
import { all } from '../../../src/ui/strings/zh-cn/all.ts'
import { consent } from '../../../src/ui/strings/zh-cn/consent.ts'
import { lock } from '../../../src/ui/strings/zh-cn/lock.ts'
import { readiness } from '../../../src/ui/strings/zh-cn/readiness.ts'
import { rooms } from '../../../src/ui/strings/zh-cn/rooms.ts'
import { setup } from '../../../src/ui/strings/zh-cn/setup.ts'
import { shop } from '../../../src/ui/strings/zh-cn/shop.ts'
import { sync } from '../../../src/ui/strings/zh-cn/sync.ts'
import { tablets } from '../../../src/ui/strings/zh-cn/tablets.ts'

export const words = { ...all, consent, lock, readiness, rooms, setup, shop, sync, tablets }
export { structure }

function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`the procedure has no ${what}`)
  return found
}

/** A step by its id. */
export function stepOf(stepId: string): Step {
  return must(
    structure.stages.flatMap(({ steps }) => steps).find(({ id }) => id === stepId),
    stepId,
  )
}

/** The row's label. */
export function labelOf(stepId: string): string {
  return must(text.steps[stepId], stepId).label
}

/** What stands above the pad: what the guest reads, where there is something to read. */
export function signTitleOf(stepId: string): string {
  return must(text.steps[stepId], stepId).reads?.title ?? labelOf(stepId)
}

/** What stands on an option's button, or beside a part of a reading. */
export function optionOf(stepId: string, id: string): string {
  return must(text.steps[stepId]?.options?.[id], `${stepId} ${id}`)
}

/** What is said where the step is missing. */
export function missingOf(stepId: string): string {
  return must(text.steps[stepId]?.missing, `words for a missing ${stepId}`)
}

/** The row of steps that are done together. */
export function groupOf(groupId: string): string {
  return must(text.groups[groupId], groupId)
}

/** A stage's heading, and its short name in the rail. */
export function stageOf(stageId: string): { readonly name: string; readonly short: string } {
  return must(text.stages[stageId], stageId)
}

/** A reason's words. */
export function reasonOf(id: string): string {
  return must(text.reasons[id], id)
}

/** The ids of the steps in a group that one tap confirms. */
export function stepsInGroup(groupId: string): readonly string[] {
  const steps = structure.stages.flatMap((stage) => stage.steps)
  return steps.filter(({ group }) => group === groupId).map(({ id }) => id)
}

/** The names of the languages, which are the same in all of them. */
export const languageNames = all.kit.languages
