/**
 * A step that takes its time and is under way (rest, massage, shower, preheating): how long yet, whether it may end, whether
 * it is long over. Counted from the stored start alone, so that a reload and every other tablet say the same.
 * rest of 20–25 min, begun 10:31 → at 10:43 `{ state: 'running', leftMs: 8 min }`, at 10:52 `{ state: 'due' }`
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { StageId } from '../ids.ts'
import { datedBy } from '../urn/dated.ts'
import { answerOf } from './gates.ts'
import { applicableSteps, isClosed, leftOf } from './outline.ts'
import { isObject } from './refusal.ts'
import type { Run } from './run.ts'
import type { Step } from './structure.ts'

export type TimedStep = Extract<Step, { kind: 'timed' }>

export type UnderWay = {
  readonly startedAt: number
  readonly ranMs: number
  /** Until the rule's shorter time is over; 0 from then on. */
  readonly leftMs: number
  /** `due` between the rule's two times: it may end. `over` past both: a minute late is not late yet. */
  readonly state: 'running' | 'due' | 'over'
}

const GRACE_MS = MINUTE_MS

/** How a timed step stands; null while it has not begun, when it has ended, and for the urn's own start. */
export function timedUnderWay(run: Run, step: TimedStep, now: number): UnderWay | null {
  const answer = step.id === run.context.procedure.clock.start ? null : answerOf(run, step)
  const value = answer?.value
  if (!isObject(value) || typeof value.startedAt !== 'number' || typeof value.endedAt === 'number')
    return null
  const startedAt = datedBy(run, step.id, value.startedAt)
  const ranMs = Math.max(0, now - startedAt)
  const leftMs = Math.max(0, step.minMin * MINUTE_MS - ranMs)
  const isOver = ranMs > step.maxMin * MINUTE_MS + GRACE_MS
  return { startedAt, ranMs, leftMs, state: leftMs > 0 ? 'running' : isOver ? 'over' : 'due' }
}

/** The timed step of the guest's own way that runs now: the one begun last, of a stage that has not been left. */
export function restUnderWay(run: Run, now: number): (UnderWay & { readonly stageId: StageId }) | null {
  if (isClosed(run)) return null
  const running = applicableSteps(run).flatMap(({ stage, step }) => {
    if (step.kind !== 'timed' || stage.track !== 'guest' || leftOf(run, stage.id)) return []
    const way = timedUnderWay(run, step, now)
    return way ? [{ ...way, stageId: stage.id }] : []
  })
  return running.reduce<(typeof running)[number] | null>(
    (last, one) => (last && last.startedAt > one.startedAt ? last : one),
    null,
  )
}
