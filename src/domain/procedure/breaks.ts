/** Plans a toilet break in mid-steam: supported out, supported in, dizziness and water asked (A6.1, A7.2, D13). */

import type { StepId } from '../ids.ts'
import { type Break, breaksOf, breakUnderWay } from '../urn/away.ts'
import { planOverrun } from '../urn/overrun.ts'
import { currentStart, isSteaming } from '../urn/starts.ts'
import { answerIn, fieldOf, fieldsOf, nextNumber, withFields } from './answers.ts'
import { momentOf } from './moment.ts'
import { isClosed } from './outline.ts'
import { asJson, changeOf, done, type EventOf } from './plan.ts'
import { isObject, isRefusal, refuse } from './refusal.ts'
import type { Refusal, Run, StepResult } from './run.ts'
import { FELT } from './steaming.ts'

const isSide = (side: unknown) => side === 'left' || side === 'right'

/** What keeps a break from being recorded at all; else the step that it is recorded in. */
function stepOfBreak(run: Run): { readonly away: StepId } | Refusal {
  const { away } = run.context.procedure.clock
  if (!away) return refuse('notApplicable')
  return isClosed(run) || fieldsOf(run).voided ? refuse('closed') : { away }
}

/** The guest is led out; the urn goes on, and so does its clock. */
export function planBreakOut(run: Run, event: EventOf<'breakOut'>, now: number): StepResult {
  const step = stepOfBreak(run)
  if (isRefusal(step)) return step
  const start = currentStart(run)
  if (!start || !isSteaming(run)) return refuse('notSteaming')
  if (breakUnderWay(run)) return refuse('limit', { stepId: step.away, detail: 'away' })
  if (!isSide(event.support)) return refuse('badValue', { stepId: step.away, detail: 'support' })
  const lastBackAt = breaksOf(run).at(-1)?.backAt ?? start.at
  const moment = momentOf(event.at, now, Math.max(start.at, lastBackAt))
  if (isRefusal(moment)) return moment
  const field = fieldOf(step.away, nextNumber(run.fields, step.away))
  const answer = { value: { outSupport: event.support }, ...moment, by: event.by }
  return done(changeOf(run, { [field]: asJson(answer) }), [FELT])
}

/** The guest is led in again, or, after too long or when the urn is off already, came back at all. */
export function planBreakBack(run: Run, event: EventOf<'breakBack'>, now: number): StepResult {
  const step = stepOfBreak(run)
  if (isRefusal(step)) return step
  const about = { stepId: step.away }
  const open: Break | null = breakUnderWay(run)
  const field = open && fieldOf(step.away, open.n)
  const old = field && answerIn(run.fields, field)
  if (!open || !field || !old) return refuse('limit', { ...about, detail: 'notAway' })
  const { support, dizzy, water } = event
  if (!isSide(support)) return refuse('badValue', { ...about, detail: 'support' })
  if (typeof dizzy !== 'boolean') return refuse('badValue', { ...about, detail: 'dizzy' })
  if (typeof water !== 'boolean') return refuse('badValue', { ...about, detail: 'water' })
  const moment = momentOf(event.at, Math.max(now, old.at), old.at)
  if (isRefusal(moment)) return moment
  const out = isObject(old.value) ? old.value : {}
  const back = { inSupport: support, backAt: moment.at, dizzy, water, backBy: event.by }
  const entered = moment.enteredAt === undefined ? {} : { enteredAt: moment.enteredAt }
  const answer = { ...old, ...entered, value: { ...out, ...back } }
  const fields = { [field]: asJson(answer) }
  // Once the urn is off, to be back is to be out of it.
  const start = currentStart(run)
  const incident = start?.off ? planOverrun(run, withFields(run, fields), start.n, { by: event.by, now }) : []
  return done([changeOf(run, fields), ...incident], [FELT])
}
