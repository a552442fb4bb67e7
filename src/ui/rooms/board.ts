/** The board as the screen shows it: every urn with what it asks for, urgent first. On top of domain/rooms/board.ts. */
import { MINUTE_MS } from '../../base/clock.ts'
import type { Booking } from '../../domain/booking/booking.ts'
import { answerIn, fieldsOf } from '../../domain/procedure/answers.ts'
import { applicableSteps } from '../../domain/procedure/outline.ts'
import type { Run } from '../../domain/procedure/run.ts'
import { roomBoard, type UrnState, type UrnView } from '../../domain/rooms/board.ts'
import type { Room, Urn } from '../../domain/rooms/room.ts'
import { byUrgency, type Due, type DueKind, dueOf } from '../today/due.ts'

export type CardState = Exclude<DueKind, 'soon'> | UrnState

/** Top to bottom: what cannot wait, what asks for work, what is in use, what is free. */
const ORDER: readonly CardState[] = [
  'over',
  'off',
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
const URGENT: readonly CardState[] = ['over', 'off', 'ask', 'overdue', 'due']

export type UrnCard = {
  readonly view: UrnView
  readonly state: CardState
  readonly due: Due | null
  /** Guests who have the urn, and who turns it over. */
  readonly visits: readonly Run[]
  readonly turnover: Run | null
  /** The next guest who wished for this room. */
  readonly next: Booking | null
}

/** Whether somebody should go there now. */
export function isUrgent({ state }: Pick<UrnCard, 'state'>): boolean {
  return URGENT.includes(state)
}

/** How long after its time a booking still counts as the next one. */
const STILL_NEXT_MS = 60 * MINUTE_MS

type Input = {
  readonly rooms: readonly Room[]
  readonly urns: readonly Urn[]
  readonly visits: readonly Run[]
  readonly turnovers: readonly Run[]
  readonly bookings: readonly Booking[]
}

/** All urns of the shop, sorted by urgency and then as the rooms are. */
export function urnCards(
  { rooms, urns, visits, turnovers, bookings }: Input,
  now: number,
): readonly UrnCard[] {
  const waiting = waitingBookings(bookings, visits, now)
  const cards = roomBoard(rooms, urns, { visits, turnovers }, now).map((view): UrnCard => {
    const due = view.clock && dueOf(view.clock, now)
    const isDue = view.state === 'steaming' && due !== null && due.kind !== 'soon'
    return {
      view,
      due,
      state: isDue ? (due.kind as Exclude<DueKind, 'soon'>) : view.state,
      visits: view.visits.flatMap((id) => visits.find((run) => run.id === id) ?? []),
      turnover: turnovers.find(({ id }) => id === view.turnoverId) ?? null,
      next: waiting.find(({ roomId }) => roomId === view.room.id) ?? null,
    }
  })
  return cards.sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.due && b.due ? byUrgency(a.due, b.due) : 0),
  )
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
  const count = (...states: readonly UrnState[]) =>
    cards.filter(({ view }) => states.includes(view.state)).length
  return {
    urns: cards.length,
    steaming: count('steaming'),
    ready: count('ready'),
    dirty: count('dirty', 'turningOver'),
    outOfOrder: count('outOfOrder'),
  }
}
