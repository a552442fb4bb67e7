/**
 * The record of an emergency, in table `attention` as an overrun's is: begun when a card is chosen, closed with how it ended.
 * Who did what, and when, stays; a wrong tap is marked as one and nothing is deleted. Each field holds what is true
 * together (M2), so that two tablets can tick at once.
 * `{ kind: 'emergency', what: 'fainting', visitId: 'v1', urnId: 'e3', openedAt: …, by: 'u2', 'step:lay': { at, by } }`
 */
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { Fields, SyncRecord } from '../../sync/record.ts'
import { goingField, goingFrom } from '../alarm/going.ts'
import type { GuestId, StaffId, UrnId, VisitId } from '../ids.ts'
import { isObject } from '../procedure/refusal.ts'
import { type Done, doneIn, isOpenIncident } from './open-incident.ts'
import { CARDS_VERSION } from './structure.ts'

export const INCIDENT_TABLE = 'attention'
export const NOTE_MAX = 400
/** Stands in the envelope where a guest was taken back: a person can be replaced there but not cleared, and no guest has this id. */
export const NO_PERSON = 'nobody'
/** How an emergency ended, as far as the shop sees it. */
export const OUTCOMES = ['better', 'ambulance', 'wentHome', 'nobodyHurt', 'other'] as const
export type Outcome = (typeof OUTCOMES)[number]

export type Incident = {
  readonly id: string
  /** A card's id; a newer tablet may know cards that this one does not. */
  readonly what: string
  readonly visitId: VisitId | null
  readonly urnId: UrnId | null
  readonly openedAt: number
  readonly by: StaffId
  /** Who was in an urn when it began, in the order in which they should leave; empty for what concerns one guest. */
  readonly order: readonly VisitId[]
  /** Steps that are done, by their id. */
  readonly steps: ReadonlyMap<string, Done>
  /** Guests who are confirmed to be out of their urn. */
  readonly out: ReadonlyMap<VisitId, Done>
  readonly closed: (Done & { readonly outcome: string; readonly note: string }) | null
  /** Who said on another tablet that they go there. */
  readonly going: readonly { readonly by: StaffId; readonly at: number }[]
  /** Opened by a wrong tap. */
  readonly mistaken: Done | null
}

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

/** Reads a record as an incident; null for what else stands in the table. */
export function incidentFrom({ id, fields }: Stored): Incident | null {
  if (fields.kind !== 'emergency' || typeof fields.openedAt !== 'number') return null
  const closed = doneIn(fields.closed)
  return {
    id,
    what: String(fields.what ?? ''),
    visitId: idIn<VisitId>(fields.visitId),
    urnId: idIn<UrnId>(fields.urnId),
    openedAt: fields.openedAt,
    by: String(fields.by ?? '') as StaffId,
    order: Array.isArray(fields.order) ? fields.order.map((one) => String(one) as VisitId) : [],
    steps: donesBelow(fields, 'step:'),
    out: donesBelow(fields, 'out:') as ReadonlyMap<VisitId, Done>,
    closed: closed && {
      ...closed,
      outcome: textIn(fields.closed, 'outcome'),
      note: textIn(fields.closed, 'note'),
    },
    going: goingFrom([{ id, fields }]).map(({ by, at }) => ({ by, at })),
    mistaken: doneIn(fields.mistaken),
  }
}

/** Those under way, the newest first. */
export function openIncidents(records: readonly Stored[]): readonly Incident[] {
  return records
    .filter(({ fields }) => isOpenIncident(fields))
    .flatMap((record) => incidentFrom(record) ?? [])
    .sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1))
}

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

/** Says who goes there; each has a field of their own, so that two who answer at once are no conflict (M3). */
export function planGoingThere(record: Stored, { by, now }: Moment): Planned {
  if (!isOpenIncident(record.fields)) return NOTHING
  return { changes: [{ table: INCIDENT_TABLE, id: record.id, fields: goingField(by, now) }] }
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

/** Marks it as opened by a wrong tap; what was ticked meanwhile stays readable. */
export function planMistaken(record: Stored, { by, now }: Moment): Planned {
  if (!isOpenIncident(record.fields)) return NOTHING
  return { changes: [{ table: INCIDENT_TABLE, id: record.id, fields: { mistaken: { at: now, by } } }] }
}

function planDone(record: Stored, field: string, isDone: boolean, { by, now }: Moment): Planned {
  const was = doneIn(record.fields[field])
  if (!incidentFrom(record) || isDone === (was !== null)) return NOTHING
  return {
    changes: [{ table: INCIDENT_TABLE, id: record.id, fields: { [field]: isDone ? { at: now, by } : null } }],
  }
}

function donesBelow(fields: Fields, start: string): ReadonlyMap<string, Done> {
  return new Map(
    Object.entries(fields).flatMap(([name, value]) => {
      const done = name.startsWith(start) ? doneIn(value) : null
      return done ? [[name.slice(start.length), done] as const] : []
    }),
  )
}

function textIn(value: Json | undefined, name: string): string {
  return isObject(value) && typeof value[name] === 'string' ? value[name] : ''
}

function idIn<Id extends string>(value: Json | undefined): Id | null {
  return typeof value === 'string' && value !== '' ? (value as Id) : null
}
