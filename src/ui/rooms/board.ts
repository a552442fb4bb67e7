/** The board as the screen shows it: every urn with what it asks for, urgent first. On top of domain/rooms/board.ts. */
import { MINUTE_MS } from '../../base/clock.ts'
import type { Booking } from '../../domain/booking/booking.ts'
import type { GuestId, VisitId } from '../../domain/ids.ts'
import { answerIn, fieldsOf } from '../../domain/procedure/answers.ts'
import { applicableSteps } from '../../domain/procedure/outline.ts'
import type { Run } from '../../domain/procedure/run.ts'
import type { Procedure } from '../../domain/procedure/structure.ts'
import { type UrnState as Holding, holdsUrn, roomBoard, type UrnView } from '../../domain/rooms/board.ts'
import type { Room, Urn } from '../../domain/rooms/room.ts'
import { AIRING_MIN, dayOf, type Shop } from '../../domain/shop/shop.ts'
import {
  entryAfter,
  type PreheatDue,
  type PreheatPlan,
  preheatDue,
  preheatOf,
  preheatPlan,
} from '../../domain/urn/preheat.ts'
import { airedAt, type UrnState, urnState } from '../../domain/urn/state.ts'
import { byUrgency, type Due, type DueKind, dueOf } from '../today/due.ts'

export type CardState = Exclude<DueKind, 'soon'> | Holding

/** Top to bottom: what cannot wait, what asks for work, what is in use, what is free. */
const ORDER: readonly CardState[] = [
  'over',
  'out',
  'unsure',
  'off',
  'away',
  'ask',
  'overdue',
  'due',
  'steaming',
  'dirty',
  'turningOver',
  'occupied',
  'reserved',
  'ready',
  'outOfOrder',
]
const URGENT: readonly CardState[] = ['over', 'out', 'unsure', 'off', 'away', 'ask', 'overdue', 'due']

export type UrnCard = {
  readonly view: UrnView
  readonly state: CardState
  readonly due: Due | null
  /** Guests who have the urn, and who turns it over. */
  readonly visits: readonly Run[]
  readonly turnover: Run | null
  /** The next guest who wished for this room. */
  readonly next: Booking | null
  /** How the urn itself stands. */
  readonly heat: UrnState
  /** When to switch it on for the next guest (A4.7); null while there is none, or it is on. */
  readonly preheat: Preheat | null
}

export type Preheat = PreheatPlan & {
  readonly due: PreheatDue
  readonly guestId: GuestId
  /** null for a guest who is not here yet. */
  readonly visitId: VisitId | null
}

/** Whether somebody should go there now. */
export function isUrgent({ state }: Pick<UrnCard, 'state'>): boolean {
  return URGENT.includes(state)
}

/** How long after its time a booking still counts as the next one. */
const STILL_NEXT_MS = 60 * MINUTE_MS

/** Guests of one room who are booked no further apart come for urns of their own. */
const TOGETHER_MS = 30 * MINUTE_MS

type Input = {
  readonly rooms: readonly Room[]
  readonly urns: readonly Urn[]
  readonly visits: readonly Run[]
  readonly turnovers: readonly Run[]
  readonly bookings: readonly Booking[]
  readonly shop?: Pick<Shop, 'airingMin' | 'winterMonths' | 'timeZone'>
  /** What new visits are begun with. */
  readonly procedure?: Procedure | null
}

/** All urns of the shop, sorted by urgency and then as the rooms are. */
export function urnCards(input: Input, now: number): readonly UrnCard[] {
  const { rooms, urns, visits, turnovers, bookings } = input
  const waiting = waitingBookings(bookings, visits, now)
  const cards = roomBoard(rooms, urns, { visits, turnovers }, now).map((view): UrnCard => {
    const due = view.clock && dueOf(view.clock, now)
    const isDue = due !== null && due.kind !== 'soon'
    return {
      view,
      due,
      state: isDue ? (due.kind as Exclude<DueKind, 'soon'>) : view.state,
      visits: view.visits.flatMap((id) => visits.find((run) => run.id === id) ?? []),
      turnover: turnovers.find(({ id }) => id === view.turnoverId) ?? null,
      next: waiting.find(({ roomId }) => roomId === view.room.id) ?? null,
      ...heatOf(input, view, waiting, now),
    }
  })
  return cards.sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.due && b.due ? byUrgency(a.due, b.due) : 0),
  )
}

/** The urn itself, and when it is to be switched on: for the guest who has it, else for the next who wished for the room. */
function heatOf(
  { visits, turnovers, urns, shop, procedure }: Input,
  view: UrnView,
  waiting: readonly Booking[],
  now: number,
): Pick<UrnCard, 'heat' | 'preheat'> {
  const { urn, room } = view
  const airingMin = shop?.airingMin ?? AIRING_MIN
  const own = (runs: readonly Run[]) => runs.filter((run) => fieldsOf(run).place?.urnId === urn.id)
  const ownTurnovers = own(turnovers)
  const holders = own(visits).filter(holdsUrn)
  const isOutOfOrder = room.outOfOrder || urn.outOfOrder
  const heat = urnState({ isOutOfOrder, visits: holders, turnovers: ownTurnovers, airingMin }, now)
  const notBefore = airedAt(ownTurnovers, airingMin)
  const planned = (plan: PreheatPlan, guestId: GuestId, visitId: VisitId | null): Preheat => ({
    ...{ ...plan, due: preheatDue(plan, now), guestId, visitId },
  })
  const visit = holders.at(0)
  const { guestId } = visit ? fieldsOf(visit) : {}
  const plan = visit && preheatOf(visit, now, notBefore)
  if (visit && plan && guestId) return { heat, preheat: planned(plan, guestId, visit.id as VisitId) }
  const next = wishedFor(urn, urns, waiting)
  if (!next || !procedure || !shop || view.state !== 'ready') return { heat, preheat: null }
  const winter = shop.winterMonths.includes(dayOf(next.at, shop.timeZone).month)
  const plannedEntryAt = entryAfter(next.arrived?.at ?? next.at, procedure, winter)
  const wished = planned(preheatPlan({ plannedEntryAt, winter, notBefore }), next.guestId, null)
  // Nobody heats an urn for a guest who has not come.
  return { heat, preheat: wished.due === 'late' && !next.arrived ? null : wished }
}

/** Of several urns of a room each is for one of the guests who wished for it together, such as a couple (D15). */
function wishedFor(urn: Urn, urns: readonly Urn[], waiting: readonly Booking[]): Booking | undefined {
  const place = urns.filter(({ roomId }) => roomId === urn.roomId).findIndex(({ id }) => id === urn.id)
  const ofRoom = waiting.filter(({ roomId }) => roomId === urn.roomId)
  return ofRoom.filter(({ at }) => at <= (ofRoom[0]?.at ?? at) + TOGETHER_MS)[place]
}

/** What is to be switched on now: for guests who are here also when it is late, for others as long as it is in time. */
export function toPreheat(cards: readonly UrnCard[]): readonly (UrnCard & { readonly preheat: Preheat })[] {
  return cards
    .flatMap((card) => (card.preheat ? [{ ...card, preheat: card.preheat }] : []))
    .filter(({ preheat: { due, visitId } }) => due === 'now' || (due === 'late' && visitId !== null))
    .sort((a, b) => a.preheat.onByAt - b.preheat.onByAt)
}

function waitingBookings(
  bookings: readonly Booking[],
  visits: readonly Run[],
  now: number,
): readonly Booking[] {
  const begun = new Set(visits.map((run) => fieldsOf(run).bookingId))
  return bookings
    .filter((b) => !b.cancelled && !begun.has(b.id) && b.at > now - STILL_NEXT_MS)
    .sort((a, b) => a.at - b.at)
}

/** Steps of a turnover that are answered, of those that are asked for. */
export function progressOf(run: Run): { readonly done: number; readonly all: number } {
  const steps = applicableSteps(run).filter(({ step }) => !step.optional)
  return {
    done: steps.filter(({ step }) => answerIn(run.fields, step.id) !== null).length,
    all: steps.length,
  }
}

/** The figures above the board. */
export function countsOf(cards: readonly UrnCard[]): {
  readonly urns: number
  readonly steaming: number
  readonly ready: number
  readonly dirty: number
  readonly outOfOrder: number
} {
  const count = (...states: readonly Holding[]) =>
    cards.filter(({ view }) => states.includes(view.state)).length
  return {
    urns: cards.length,
    steaming: count('steaming'),
    ready: count('ready'),
    dirty: count('dirty', 'turningOver'),
    outOfOrder: count('outOfOrder'),
  }
}
