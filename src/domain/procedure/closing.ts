/** Plans what concerns the run as a whole: who has it, whose it is, and how it ends, is voided or is filed. */
import { WHOSE } from '../people/numbered.ts'
import { currentStart } from '../urn/starts.ts'
import { fieldsOf, withFields } from './answers.ts'
import { kindOf, voidedAnswers } from './beginning.ts'
import { urnHolds } from './gates.ts'
import { answersUnderNumber, forgottenUnderNumber, strippedAnswers } from './keeping.ts'
import { missingAtFiling } from './missing.ts'
import { hasUsedRoom, isClosed, leftOf, mainStages, stageApplies, stagesOf } from './outline.ts'
import { asJson, changeOf, done, type EventOf } from './plan.ts'
import { isText, refuse } from './refusal.ts'
import type { Run, StepResult } from './run.ts'
import { closedIn } from './stages.ts'
import { withTurnover } from './turnover.ts'

/** Hands the guest, or the room, to a colleague; also how one takes over. */
export function planHandOver(run: Run, event: EventOf<'handOver'>, now: number): StepResult {
  if (isClosed(run)) return refuse('closed')
  if (!isText(event.to, 100)) return refuse('badValue')
  if (event.why !== undefined && !isText(event.why)) return refuse('badValue')
  const consultant = { value: event.to, at: now, by: event.by, ...(event.why && { why: event.why }) }
  return done(changeOf(run, { consultant: asJson(consultant) }))
}

/**
 * Moves a visit begun for the wrong guest. Steps stay; what only that guest could say or sign, and that it was
 * they, is asked again; what they have not agreed to being kept is left out. Their booking goes back to the register, and their kind does not become the other's. Allowed while the urn is on: the clock goes on, and the questions come first.
 */
export function planMove(run: Run, event: EventOf<'move'>, now: number): StepResult {
  if (isClosed(run)) return refuse('closed')
  if (run.table !== 'visits') return refuse('notApplicable')
  const from = fieldsOf(run).guestId
  if (!isText(event.to, 100) || !from) return refuse('badValue')
  if (event.to === from) return refuse('sameGuest')
  if (!isText(event.why)) return refuse('needsReason')
  const personal = stagesOf(run)
    .flatMap((stage) => stage.steps)
    .filter(
      ({ kind, gate, askAgainWhenMoved, carry }) =>
        askAgainWhenMoved || carry || kind === 'signature' || gate?.name === 'identity',
    )
  const { context } = run
  const stripped = strippedAnswers({ ...run, context: { ...context, keeps: event.keeps ?? context.keeps } })
  const voided = voidedAnswers(
    withFields(run, stripped),
    personal.map(({ id }) => id),
    now,
  )
  const moved = { from, at: now, by: event.by, why: event.why }
  const own = {
    guestId: event.to,
    bookingId: isText(event.bookingId, 100) ? event.bookingId : null,
    kind: kindOf(event.kind),
  }
  return done({ ...changeOf(run, { ...own, moved, ...stripped, ...voided }), person: event.to })
}

/**
 * Puts the visit of a guest who wants no record under a number, and its line in the register with it: whose it was is written
 * nowhere, of what was entered the verdict alone stays, in the log as well (S11). Steps and the urn's clock go on.
 */
export function planNumber(run: Run, { to }: EventOf<'number'>): StepResult {
  if (isClosed(run)) return refuse('closed')
  if (run.table !== 'visits') return refuse('notApplicable')
  if (!isText(to, 100)) return refuse('badValue')
  if (to === fieldsOf(run).guestId) return refuse('sameGuest')
  const { booking } = run.context
  const line = booking && {
    ...{ table: 'bookings', id: booking.id, person: to, forgets: WHOSE },
    fields: { guestId: to },
  }
  const forgets = [...WHOSE, ...forgottenUnderNumber(run)]
  const own = { ...changeOf(run, { ...answersUnderNumber(run), guestId: to }), person: to, forgets }
  return done(line ? [own, line] : own)
}

/** Ends the visit early: declined (D17), or the guest goes home (D16). Never while they may be in the urn. */
export function planEnd(run: Run, event: EventOf<'end'>, now: number): StepResult {
  if (isClosed(run)) return refuse('closed')
  if (run.table !== 'visits' || fieldsOf(run).ended) return refuse('notApplicable')
  if (event.outcome !== 'declined' && event.outcome !== 'leftEarly') return refuse('badValue')
  if (!isText(event.reason)) return refuse('needsReason')
  const held = urnHolds(run, now)
  if (held) return held
  if (event.outcome === 'declined' && currentStart(run)) return refuse('alreadySteaming')
  const ended = { outcome: event.outcome, reason: event.reason, at: now, by: event.by }
  return done(hasUsedRoom(run) ? withTurnover(run, { ended }, event.by, now) : changeOf(run, { ended }))
}

/** Voids the run: it stays readable and counts for nothing. The room it has used is turned over all the same. */
export function planVoid(run: Run, event: EventOf<'void'>, now: number): StepResult {
  if (isClosed(run)) return refuse('closed')
  if (!isText(event.why)) return refuse('needsReason')
  const held = urnHolds(run, now)
  if (held) return held
  const voided = { at: now, by: event.by, why: event.why }
  return done(hasUsedRoom(run) ? withTurnover(run, { voided }, event.by, now) : changeOf(run, { voided }))
}

/** Files the record with the list of what is missing. The room may still be open (D5); a guest in the urn may not. */
export function planFile(run: Run, event: EventOf<'file'>, now: number): StepResult {
  if (isClosed(run)) return refuse('closed')
  const held = urnHolds(run)
  if (held) return held
  const stages = mainStages(run).filter((stage) => stageApplies(run, stage))
  // The visit's last stage is the filing itself; a turnover has no such stage.
  const last = run.table === 'visits' ? stages.at(-1) : undefined
  const open = stages.find((stage) => stage !== last && !leftOf(run, stage.id))
  if (open) return refuse('stageOpen', { detail: open.id })
  const [closed] = last ? closedIn(run, last) : []
  if (closed) return closed
  const left = last && !leftOf(run, last.id) ? { [`left:${last.id}`]: { at: now, by: event.by } } : {}
  const missing = missingAtFiling(run).map(({ stepId }) => stepId)
  return done(changeOf(run, { ...left, filed: { at: now, by: event.by, missing } }), [
    { kind: 'vibrate', pattern: 'done' },
  ])
}
