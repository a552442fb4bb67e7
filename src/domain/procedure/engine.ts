/**
 * Decides what an event changes in a run: the only door. Pure and total: whatever comes in, the answer is a list of
 * changes with their effects, or a refusal that says why; it never throws.
 * `step(run, { type: 'steamStart', setting: '1', plannedMin: 30, by }, now)` → `{ changes: [...], effects: [...] }`
 */
import { planAnswer, planUndo } from './answering.ts'
import { fieldsOf } from './answers.ts'
import { planBegin, planPlace } from './beginning.ts'
import { planBreakBack, planBreakOut } from './breaks.ts'
import { planEnd, planFile, planHandOver, planMove, planNumber, planVoid } from './closing.ts'
import { planCorrect, planNote } from './correcting.ts'
import { withLateGone } from './keeping.ts'
import { timeOf } from './moment.ts'
import { isObject, isText, refuse } from './refusal.ts'
import type { Run, RunEvent, StepResult } from './run.ts'
import { planLeave, planReopen } from './stages.ts'
import {
  planChange,
  planCheck,
  planContinue,
  planLedOut,
  planOff,
  planSteamStart,
  planStop,
} from './steaming.ts'

/** The last instant that a Date can hold; beyond it there is no day to file under. */
const DATE_MAX_MS = 8.64e15

function plan(run: Run, event: RunEvent, now: number): StepResult {
  switch (event.type) {
    case 'begin':
      return planBegin(run, event, now)
    case 'place':
      return planPlace(run, event, now)
    case 'answer':
      return planAnswer(run, event, now)
    case 'undo':
      return planUndo(run, event, now)
    case 'correct':
      return planCorrect(run, event, now)
    case 'note':
      return planNote(run, event)
    case 'leave':
      return planLeave(run, event, now)
    case 'reopen':
      return planReopen(run, event)
    case 'steamStart':
      return planSteamStart(run, event, now)
    case 'check':
      return planCheck(run, event, now)
    case 'change':
      return planChange(run, event, now)
    case 'continue':
      return planContinue(run, event, now)
    case 'off':
      return planOff(run, event, now)
    case 'stop':
      return planStop(run, event, now)
    case 'ledOut':
      return planLedOut(run, event, now)
    case 'breakOut':
      return planBreakOut(run, event, now)
    case 'breakBack':
      return planBreakBack(run, event, now)
    case 'handOver':
      return planHandOver(run, event, now)
    case 'move':
      return planMove(run, event, now)
    case 'number':
      return planNumber(run, event)
    case 'end':
      return planEnd(run, event, now)
    case 'void':
      return planVoid(run, event, now)
    case 'file':
      return planFile(run, event, now)
    default:
      return refuse('badValue', { detail: 'event' })
  }
}

/** What the event changes, or why not. A clock that stands before the record's own times is taken as theirs (HLC2). */
export function step(run: Run, event: RunEvent, now: number): StepResult {
  if (!isObject(event) || !isText(event.by, 100) || !(Math.abs(now) <= DATE_MAX_MS)) return refuse('badValue')
  if (event.type !== 'begin' && !fieldsOf(run).begun) return refuse('beforeStart')
  // `+ 0`, for JSON knows no −0.
  const here = Math.round(now) + 0
  const planned = plan(run, event, isOfTheClock(event) ? here : timeOf(run, here))
  return 'refused' in planned ? planned : { ...planned, changes: withLateGone(run, planned.changes) }
}

/**
 * A start is dated by the clock that will count it: one ahead of that clock would give the guest the difference. Nor
 * does an "off" from before the clock was set back come undone, for its start would lie ahead (D13).
 */
function isOfTheClock({ type }: RunEvent): boolean {
  return type === 'steamStart' || type === 'undo'
}
