/**
 * What somebody should look at, derived on every tablet from the same facts and never stored (M6): it begins when they
 * overlap and ends when they do not; an emergency, when it is closed. `{ kind: 'urnTwice', urnId, roomId, visits: ['v1', 'v2'] }`
 */
import type { Incident } from '../emergency/incident.ts'
import type { GuestId, RoomId, UrnId, VisitId } from '../ids.ts'
import type { Guest } from '../people/guest.ts'
import { digitsOf, likelySame, plainText } from '../people/search.ts'
import { fieldsOf } from '../procedure/answers.ts'
import type { Run } from '../procedure/run.ts'
import type { UrnView } from '../rooms/board.ts'
import { type QuickChecks, quickChecks } from '../urn/quick-checks.ts'
import { underWay } from './today.ts'

export type Attention =
  /** An emergency that nobody has closed. */
  | { readonly kind: 'emergency'; readonly incident: Incident }
  /** An emergency that is over, in which something was done by somebody who is still to be named. */
  | { readonly kind: 'nameless'; readonly incident: Incident }
  /** Two guests have one urn. */
  | {
      readonly kind: 'urnTwice'
      readonly roomId: RoomId
      readonly urnId: UrnId
      readonly visits: readonly VisitId[]
    }
  /** One guest is being served twice. */
  | { readonly kind: 'guestTwice'; readonly guestId: GuestId; readonly visits: readonly VisitId[] }
  /** Checks in several rooms within seconds; for the manager alone. */
  | ({ readonly kind: 'quickChecks' } & QuickChecks)
  /** Two records that look like one person. */
  | { readonly kind: 'guestsAlike'; readonly guests: readonly [GuestId, GuestId] }
  /** Conflicts that nobody has settled (M3). */
  | { readonly kind: 'conflicts'; readonly count: number }
  /** Change sets of anybody that wait for a manager's word (S2); for the manager alone. */
  | { readonly kind: 'parked'; readonly count: number }
  /** Change sets of this tablet that the server has not taken (S2, C3). */
  | { readonly kind: 'unapplied'; readonly count: number }

export type AttentionFacts = {
  /** Emergencies under way; absent counts as none. */
  readonly incidents?: readonly Incident[]
  /** Those that are over and ask who did something; absent counts as none. */
  readonly nameless?: readonly Incident[]
  readonly board: readonly UrnView[]
  readonly visits: readonly Run[]
  /** Those of the day. */
  readonly guests: readonly Pick<Guest, 'id' | 'name' | 'address' | 'phone'>[]
  readonly conflicts: number
  readonly unapplied: number
  /** Absent counts as none. */
  readonly parked?: number
  /** Whether a manager is looking. */
  readonly isManager?: boolean
  readonly now: number
}

/** The gravest first: who needs help, who is in the wrong urn, who is served twice, what must be decided, what may be one person. */
export function attentionOf(facts: AttentionFacts): readonly Attention[] {
  const {
    board,
    visits,
    guests,
    conflicts,
    unapplied,
    now,
    incidents = [],
    nameless = [],
    parked = 0,
  } = facts
  return [
    ...incidents.map((incident) => ({ kind: 'emergency' as const, incident })),
    ...urnsTwice(board),
    ...guestsTwice(visits, now),
    ...(conflicts > 0 ? [{ kind: 'conflicts' as const, count: conflicts }] : []),
    ...(facts.isManager && parked > 0 ? [{ kind: 'parked' as const, count: parked }] : []),
    ...(unapplied > 0 ? [{ kind: 'unapplied' as const, count: unapplied }] : []),
    ...guestsAlike(guests),
    ...nameless.map((incident) => ({ kind: 'nameless' as const, incident })),
    ...(facts.isManager ? quickOnes(visits) : []),
  ]
}

function quickOnes(visits: readonly Run[]): readonly Attention[] {
  return quickChecks(visits).map((quick) => ({ kind: 'quickChecks', ...quick }))
}

function urnsTwice(board: readonly UrnView[]): readonly Attention[] {
  return board
    .filter(({ isOverlapping }) => isOverlapping)
    .map(({ room, urn, visits }) => ({ kind: 'urnTwice', roomId: room.id, urnId: urn.id, visits }))
}

function guestsTwice(visits: readonly Run[], now: number): readonly Attention[] {
  const byGuest = new Map<GuestId, VisitId[]>()
  const begunAt = (run: Run) => fieldsOf(run).begun?.at ?? 0
  const here = underWay(visits, now).map(({ run }) => run)
  for (const run of [...here].sort((a, b) => begunAt(a) - begunAt(b))) {
    const { guestId } = fieldsOf(run)
    if (guestId) byGuest.set(guestId, [...(byGuest.get(guestId) ?? []), run.id as VisitId])
  }
  return [...byGuest]
    .filter(([, own]) => own.length > 1)
    .map(([guestId, own]) => ({ kind: 'guestTwice', guestId, visits: own }))
}

/** The same name, and no telephone number that tells them apart: namesakes have two numbers, one person has one. */
function guestsAlike(guests: AttentionFacts['guests']): readonly Attention[] {
  return guests.flatMap((guest, at) =>
    likelySame(guests.slice(at + 1), guest)
      .map((like) => like.guest)
      .filter((other) => plainText(other.name) === plainText(guest.name))
      .filter((other) => !haveTwoPhones(guest, other))
      .map((other): Attention => ({ kind: 'guestsAlike', guests: [guest.id, other.id] })),
  )
}

function haveTwoPhones(one: Pick<Guest, 'phone'>, other: Pick<Guest, 'phone'>): boolean {
  const [mine, theirs] = [digitsOf(one.phone), digitsOf(other.phone)]
  return mine !== '' && theirs !== '' && mine !== theirs
}
