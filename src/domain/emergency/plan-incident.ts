/** What is done to an emergency's record (incident.ts): begun, ticked, told whom it is about and who did what, closed. */
import type { Change } from '../../sync/change-set.ts'
import type { SyncRecord } from '../../sync/record.ts'
import { goingField, goingFrom } from '../alarm/going.ts'
import type { GuestId, StaffId, UrnId, VisitId } from '../ids.ts'
import { type Deed, doerOf, NOBODY, namedField } from '../people/named.ts'
import { fieldOf, fieldsOf } from '../procedure/answers.ts'
import { isObject } from '../procedure/refusal.ts'
import type { Run } from '../procedure/run.ts'
import { startsOf } from '../urn/starts.ts'
import {
  INCIDENT_TABLE,
  type Incident,
  incidentFrom,
  isUntouched,
  NOTE_MAX,
  type Outcome,
  visitsOf,
} from './incident.ts'
import { doneIn, isOpenIncident, namelessDeeds } from './open-incident.ts'
import { CARDS_VERSION } from './structure.ts'

/** Stands in the envelope where a guest was taken back: a person can be replaced there but not cleared, and no guest has this id. */
export const NO_PERSON = 'nobody'
/** As the procedures name it among their reasons to stop. */
export const EMERGENCY_STOP = 'emergency'

/** Whom an incident is about, as far as is known. */
export type Whom = {
  readonly visitId: VisitId
  readonly urnId: UrnId | null
  readonly guestId: GuestId | null
} | null

/** Who acts, and when. */
export type Moment = { readonly by: StaffId; readonly now: number }
type Stored = Pick<SyncRecord, 'id' | 'fields'>
type Planned = { readonly changes: readonly Change[] }

const NOTHING: Planned = { changes: [] }

/** Begins an incident; `order` is who is in an urn, where the card concerns the whole shop. */
export function planIncident(
  {
    id,
    what,
    whom,
    order,
    day,
  }: { id: string; what: string; whom: Whom; order: readonly VisitId[]; day: string },
  { by, now }: Moment,
): Planned {
  const fields = {
    kind: 'emergency',
    what,
    cards: CARDS_VERSION,
    visitId: whom?.visitId ?? null,
    urnId: whom?.urnId ?? null,
    openedAt: now,
    by,
    ...(order.length > 0 ? { order: [...order] } : {}),
  }
  const person = whom?.guestId ? { person: whom.guestId } : {}
  return { changes: [{ table: INCIDENT_TABLE, id, create: true, day, ...person, fields }] }
}

/** Says whom it is about, which is often known only later. */
export function planWhom(record: Stored, whom: Whom): Planned {
  const incident = incidentFrom(record)
  const fields = { visitId: whom?.visitId ?? null, urnId: whom?.urnId ?? null }
  if (!incident || (incident.visitId === fields.visitId && incident.urnId === fields.urnId)) return NOTHING
  const person = whom?.guestId ?? NO_PERSON
  return { changes: [{ table: INCIDENT_TABLE, id: record.id, person, fields }] }
}

/** Ticks a step, or takes the tick back; the first who ticked it stays. */
export function planStep(record: Stored, step: string, isDone: boolean, moment: Moment): Planned {
  return planDone(record, `step:${step}`, isDone, moment)
}

/** Confirms by name that a guest is out of the urn, or takes that back. */
export function planOut(record: Stored, visitId: VisitId, isOut: boolean, moment: Moment): Planned {
  return planDone(record, `out:${visitId}`, isOut, moment)
}

/**
 * Says who goes there; each has a field of their own, so that two who answer at once are no conflict (M3). Dated after the call that
 * it answers, also by a tablet that runs behind.
 */
export function planGoingThere(record: Stored, { by, now }: Moment): Planned {
  if (!isOpenIncident(record.fields)) return NOTHING
  const called = doneIn(record.fields.called)
  const at = called ? Math.max(now, called.at + 1) : now
  return { changes: [{ table: INCIDENT_TABLE, id: record.id, fields: goingField(by, at) }] }
}

/** Calls once more: whoever said that they come is not there. Nobody's word from before quiets it. */
export function planCalledAgain(record: Stored, { by, now }: Moment): Planned {
  if (!isOpenIncident(record.fields)) return NOTHING
  const at = Math.max(now, ...goingFrom([record]).map((one) => one.at))
  return { changes: [{ table: INCIDENT_TABLE, id: record.id, fields: { called: { at, by } } }] }
}

/** Closes it with how it ended; one that is closed stays as it was closed. */
export function planClosed(
  record: Stored,
  { outcome, note }: { readonly outcome: Outcome; readonly note: string },
  { by, now }: Moment,
): Planned {
  if (!isOpenIncident(record.fields)) return NOTHING
  const closed = { at: now, by, outcome, note: note.trim().slice(0, NOTE_MAX) }
  return { changes: [{ table: INCIDENT_TABLE, id: record.id, fields: { closed } }] }
}

/** Marks it as opened by a wrong tap; not once anybody has ticked anything or goes there: then it is closed with how it ended. */
export function planMistaken(record: Stored, { by, now }: Moment): Planned {
  const incident = incidentFrom(record)
  if (!incident || !isUntouched(incident) || !isOpenIncident(record.fields)) return NOTHING
  return { changes: [{ table: INCIDENT_TABLE, id: record.id, fields: { mistaken: { at: now, by } } }] }
}

function planDone(record: Stored, field: string, isDone: boolean, { by, now }: Moment): Planned {
  const was = doneIn(record.fields[field])
  if (!incidentFrom(record) || isDone === (was !== null)) return NOTHING
  return {
    changes: [{ table: INCIDENT_TABLE, id: record.id, fields: { [field]: isDone ? { at: now, by } : null } }],
  }
}

/** Says who did what nobody was signed in for, all of it at once: in a hurry it was one pair of hands. */
export function planNamed(record: Stored, whose: StaffId, moment: Moment): Planned {
  const deeds = namelessDeeds(record.fields)
  if (deeds.length === 0) return NOTHING
  const fields = Object.assign({}, ...deeds.map(([name, deed]) => namedField(name, deed, whose, moment)))
  return { changes: [{ table: INCIDENT_TABLE, id: record.id, fields }] }
}

/**
 * The same in the visits that it is about: beside the urns that were stopped so between its opening and its end, and the word that the
 * guest is out. What another emergency did, or somebody has named before, stays as it is.
 */
export function planNamedStops(
  runs: readonly Run[],
  incident: Incident,
  whose: StaffId,
  moment: Moment,
): Planned {
  const about = visitsOf(incident)
  const endAt = incident.closed?.at ?? Number.POSITIVE_INFINITY
  const own = runs.filter(({ table, id }) => table === 'visits' && about.has(id as VisitId))
  return {
    changes: own.flatMap((run) => {
      const deeds = stopsIn(run).filter(
        ([field, deed]) =>
          deed.at >= incident.openedAt && deed.at <= endAt && doerOf(run.fields, field, deed) === NOBODY,
      )
      const named = deeds.map(([field, deed]) => namedField(field, deed, whose, moment))
      return named.length === 0 ? [] : [{ table: run.table, id: run.id, fields: Object.assign({}, ...named) }]
    }),
  }
}

/** What a card writes into a visit: the "off" of an emergency and that the guest is out, by their field. */
function stopsIn(run: Run): readonly (readonly [field: string, deed: Deed])[] {
  const { ledOut } = fieldsOf(run)
  const stops = startsOf(run).flatMap(({ n, off }) => {
    const isStop = isObject(off?.value) && off.value.reason === EMERGENCY_STOP
    return off && isStop ? [[fieldOf(run.context.procedure.clock.off, n), off] as const] : []
  })
  return [...stops, ...(ledOut ? [['ledOut', ledOut] as const] : [])]
}
