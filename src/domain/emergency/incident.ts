/**
 * The record of an emergency, in table `attention` as an overrun's is: begun when a card is chosen, closed with how it ended.
 * Who did what, and when, stays; a wrong tap is marked as one and nothing is deleted. Each field holds what is true
 * together (M2), so that two tablets can tick at once.
 * `{ kind: 'emergency', what: 'fainting', visitId: 'v1', urnId: 'e3', openedAt: …, by: 'u2', 'step:lay': { at, by } }`
 */
import type { Json } from '../../base/json.ts'
import type { Fields, SyncRecord } from '../../sync/record.ts'
import { goingFrom } from '../alarm/going.ts'
import type { StaffId, UrnId, VisitId } from '../ids.ts'
import { doerOf } from '../people/named.ts'
import { isObject } from '../procedure/refusal.ts'
import { type Done, doneIn, isOpenIncident, namelessDeeds } from './open-incident.ts'

export const INCIDENT_TABLE = 'attention'
export const NOTE_MAX = 400
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
  /** Who opened it, also where that was said only afterwards. */
  readonly opener: StaffId
  /** Whether anything in it was done by nobody who has been named. */
  readonly isNameless: boolean
  /** Who was in an urn when it began, in the order in which they should leave; empty for what concerns one guest. */
  readonly order: readonly VisitId[]
  /** Steps that are done, by their id. */
  readonly steps: ReadonlyMap<string, Done>
  /** Guests who are confirmed to be out of their urn. */
  readonly out: ReadonlyMap<VisitId, Done>
  readonly closed: (Done & { readonly outcome: string; readonly note: string }) | null
  /** Called again, because nobody who was to come is there; null while it was not. */
  readonly called: Done | null
  /** Who said since the last call, on another tablet, that they go there. */
  readonly going: readonly { readonly by: StaffId; readonly at: number }[]
  /** Opened by a wrong tap. */
  readonly mistaken: Done | null
}

type Stored = Pick<SyncRecord, 'id' | 'fields'>

/** Reads a record as an incident; null for what else stands in the table. */
export function incidentFrom({ id, fields }: Stored): Incident | null {
  if (fields.kind !== 'emergency' || typeof fields.openedAt !== 'number') return null
  const closed = doneIn(fields.closed)
  const by = String(fields.by ?? '') as StaffId
  return {
    id,
    what: String(fields.what ?? ''),
    visitId: idIn<VisitId>(fields.visitId),
    urnId: idIn<UrnId>(fields.urnId),
    openedAt: fields.openedAt,
    by,
    opener: doerOf(fields, 'by', { at: fields.openedAt, by }),
    isNameless: namelessDeeds(fields).length > 0,
    order: Array.isArray(fields.order) ? fields.order.map((one) => String(one) as VisitId) : [],
    steps: donesBelow(fields, 'step:'),
    out: donesBelow(fields, 'out:') as ReadonlyMap<VisitId, Done>,
    closed: closed && {
      ...closed,
      outcome: textIn(fields.closed, 'outcome'),
      note: textIn(fields.closed, 'note'),
    },
    called: doneIn(fields.called),
    going: goingIn({ id, fields }),
    mistaken: doneIn(fields.mistaken),
  }
}

/** Whose visits it is about. */
export function visitsOf({ visitId, order, out }: Incident): ReadonlySet<VisitId> {
  return new Set([...(visitId ? [visitId] : []), ...order, ...out.keys()])
}

/** Those that are over and in which somebody is still to be named, the newest first. */
export function namelessIncidents(records: readonly Stored[]): readonly Incident[] {
  return records
    .filter(({ fields }) => !isOpenIncident(fields))
    .flatMap((record) => incidentFrom(record) ?? [])
    .filter(({ isNameless }) => isNameless)
    .sort(newestFirst)
}

/** Begun, and nobody has done or answered anything since: only then it may have been a wrong tap. */
export function isUntouched({ steps, out, going, called }: Incident): boolean {
  return steps.size === 0 && out.size === 0 && going.length === 0 && called === null
}

function goingIn(record: Stored): Incident['going'] {
  const since = doneIn(record.fields.called)?.at ?? Number.NEGATIVE_INFINITY
  return goingFrom([record]).flatMap(({ by, at }) => (at > since ? [{ by, at }] : []))
}

/** Those under way, the newest first. */
export function openIncidents(records: readonly Stored[]): readonly Incident[] {
  return records
    .filter(({ fields }) => isOpenIncident(fields))
    .flatMap((record) => incidentFrom(record) ?? [])
    .sort(newestFirst)
}

function newestFirst(a: Incident, b: Incident): number {
  return b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1)
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
