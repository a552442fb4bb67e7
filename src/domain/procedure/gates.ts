/**
 * The gates of look.md: the few steps that keep a stage from being left, and the step they name in `before` from
 * being done. Everything else is listed, not blocking.
 */
import { MINUTE_MS } from '../../base/clock.ts'
import { steamClock } from '../urn/clock.ts'
import { OUT_WATCHED_MS, outOf } from '../urn/out.ts'
import { currentStart, isSteaming } from '../urn/starts.ts'
import { answerIn, fieldOf, fieldsOf, isNotDone, numberedAnswers } from './answers.ts'
import { findStep, type Place, stepApplies } from './outline.ts'
import { refuse } from './refusal.ts'
import type { Answer, Refusal, Run } from './run.ts'
import type { Step } from './structure.ts'
import { isBlocking, isComplete, wantsApproval } from './values.ts'

/** Whether the step's answers are numbered: repeated ones, and the urn's start, off and changes. */
export function isNumbered(run: Run, step: Step): boolean {
  const { start, check, change, off } = run.context.procedure.clock
  return step.kind === 'repeated' || [start, check, change, off].includes(step.id)
}

/** The answer that counts for a step: of the urn's start and off that of the running start, else the last one. */
export function answerOf(run: Run, step: Step): Answer | null {
  const { start, off } = run.context.procedure.clock
  if (step.id === start || step.id === off) {
    const current = currentStart(run)
    return current && answerIn(run.fields, fieldOf(step.id, current.n))
  }
  if (isNumbered(run, step)) return numberedAnswers(run.fields, step.id).at(-1)?.answer ?? null
  return answerIn(run.fields, step.id)
}

function opensGate(step: Step, answer: Answer): boolean {
  if (isNotDone(answer.value) || isBlocking(step, answer.value)) return false
  if (wantsApproval(step, answer.value) && !answer.approvedBy) return false
  if (step.kind === 'count' && typeof answer.value === 'number') return answer.value >= step.min
  return isComplete(answer.value)
}

function roomRefusal(run: Run, step: Step): Refusal | null {
  if (step.gate?.name !== 'cleanRoom' || run.table !== 'visits' || currentStart(run)) return null
  const { openTurnover } = run.context
  const about = { gate: step.gate.name, stepId: step.id }
  if (openTurnover) return refuse('roomNotClean', { ...about, detail: openTurnover.id })
  return fieldsOf(run).place ? null : refuse('gate', { ...about, detail: 'noPlace' })
}

/** Why a gate is closed; null when it lets pass, or when the step is none. */
export function gateRefusal(run: Run, step: Step): Refusal | null {
  if (!step.gate) return null
  const room = roomRefusal(run, step)
  if (room) return room
  const answer = answerOf(run, step)
  if (answer && opensGate(step, answer)) return null
  // Once the urn is off, the question whether to go on has no meaning left.
  if (step.id === run.context.procedure.clock.ask && currentStart(run)?.off) return null
  const code = answer && isBlocking(step, answer.value) ? 'blockedValue' : 'gate'
  return refuse(code, { gate: step.gate.name, stepId: step.id })
}

/** The closed gates among these steps, in order. */
export function closedAmong(run: Run, places: readonly Place[]): readonly Refusal[] {
  return places.map(({ step }) => gateRefusal(run, step)).filter((refusal) => refusal !== null)
}

/** The closed gates that stand before a step, in the rules' order. */
export function closedBefore(run: Run, stepId: string): readonly Refusal[] {
  // A plain loop: it runs for every step of a screen, at every tap.
  const gates: Place[] = []
  for (const stage of run.context.procedure.stages) {
    if (stage.table !== run.table) continue
    for (const step of stage.steps) if (step.gate?.before === stepId) gates.push({ stage, step })
  }
  return closedAmong(
    run,
    gates.filter((place) => stepApplies(run, place)),
  )
}

/** What keeps steam from being started: a child without guardian, the gates before it, a room that is not clean or not chosen, another guest in the urn. */
export function closedBeforeStart(run: Run): readonly Refusal[] {
  const closed = closedBefore(run, run.context.procedure.clock.start)
  const { openTurnover, urnTakenBy, barred } = run.context
  const isSaid = closed.some(({ refused }) => refused === 'roomNotClean')
  const dirty = openTurnover && !isSaid ? [{ code: 'roomNotClean', detail: openTurnover.id } as const] : []
  const taken = urnTakenBy ? [{ code: 'urnTaken', detail: urnTakenBy.visitId } as const] : []
  const ofGuest = barred ? [refuse(barred, { gate: 'consent' })] : []
  const ofUrn = [...taken, ...dirty].map(({ code, detail }) => refuse(code, { gate: 'cleanRoom', detail }))
  return [...ofGuest, ...closed, ...ofUrn]
}

/** Whether nobody can be blamed for the missing answer: the urn was off before the question or a check was due. */
export function wasNotDue(run: Run, step: Step): boolean {
  const { clock } = run.context.procedure
  if (step.id !== clock.ask && step.id !== clock.check) return false
  const start = currentStart(run)
  if (!start?.off) return false
  const urn = steamClock(run, start.off.at)
  if (!urn) return false
  if (step.id === clock.check) return urn.checks.length === 0
  return start.off.at <= urn.askAt + clock.graceMin * MINUTE_MS
}

/**
 * Whether a guest may still be in the urn: it is on, or nobody has yet led them out (A7.2). With `now`, not for ever: who was
 * to be led out hours ago has gone home.
 */
export function urnHolds(run: Run, now?: number): Refusal | null {
  if (isSteaming(run)) return refuse('steamingUnderWay')
  const off = currentStart(run)?.off
  if (!off || outOf(run)) return null
  if (now !== undefined && now >= Math.max(off.at, off.enteredAt ?? 0) + OUT_WATCHED_MS) return null
  const out = findStep(run, run.context.procedure.clock.out)
  if (!out || !stepApplies(run, out)) return null
  return refuse('gate', { gate: out.step.gate?.name ?? 'support', stepId: out.step.id })
}
