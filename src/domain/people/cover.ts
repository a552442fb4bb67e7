/**
 * What of a record stays clear on the tablet and at the server, because the urn's clock, the alarms and the emergency cards work
 * for whoever stands there, signed in or not; it identifies nobody (SECURITY.md). Everything else is sealed, and so is
 * what this version does not know.
 */
import type { Procedure } from '../procedure/structure.ts'

/**
 * `answer`: when and by whom stay clear, the value with its note, old value and reason does not. `clock`: all stays clear but what
 * somebody typed, a note or a reason. `break`: of a way to the toilet the clock reads when it began and ended; how the guest felt
 * after it is sealed.
 */
export type Cover = 'clear' | 'clock' | 'break' | 'answer' | 'sealed'

const CLEAR_TABLES: ReadonlySet<string> = new Set([
  'shop',
  'staff',
  'devices',
  'rooms',
  'urns',
  'procedures',
  'alarms',
  'erasures',
])

/** Of visits and turnovers beside their answers: whose by a random id, where, when, by whom. */
const CLEAR_OF_RUN: ReadonlySet<string> = new Set([
  'procedureId',
  'guestId',
  'bookingId',
  'visitId',
  'kind',
  'winter',
  'place',
  'begun',
  'consultant',
  'filed',
  'turnover',
  'ledOut',
])
/** `left:A5`, `since:…`, `until:…`, `dated:…`, `turnover#1`, `named:…`: instants and who did it. */
const CLEAR_STARTS = ['left:', 'since:', 'until:', 'dated:', 'turnover#', 'named:'] as const

/** Of an emergency or an overrun: which card, when, who did what. How it ended is an answer. */
const CLEAR_OF_INCIDENT: ReadonlySet<string> = new Set([
  'kind',
  'what',
  'cards',
  'visitId',
  'urnId',
  'openedAt',
  'by',
  'order',
  'mistaken',
  'deadlineAt',
  'offAt',
  'outAt',
  'outSaidAt',
  'enteredAt',
  'called',
  'overMs',
])

const CLEAR_DEEDS = ['step:', 'out:', 'named:', 'going:'] as const

/** The steps whose answers the urn's clock reads, with their cover: the same on a locked tablet as on an open one. */
export function clockSteps(procedures: readonly Pick<Procedure, 'clock'>[]): ReadonlyMap<string, Cover> {
  return new Map(
    procedures.flatMap(({ clock: { start, ask, change, off, away, urn } }): (readonly [string, Cover])[] => [
      ...[start, ask, change, off, ...(urn ? [...urn.preheat, urn.run] : [])].map(
        (step) => [step, 'clock'] as const,
      ),
      ...(away ? [[away, 'break'] as const] : []),
    ]),
  )
}

/** How a field is covered; `steps` are the clock's, by `clockSteps`. */
export function coverOf(table: string, field: string, steps: ReadonlyMap<string, Cover>): Cover {
  if (CLEAR_TABLES.has(table)) return 'clear'
  if (table === 'visits' || table === 'turnovers') {
    if (CLEAR_OF_RUN.has(field) || CLEAR_STARTS.some((start) => field.startsWith(start))) return 'clear'
    return steps.get(field.split('#')[0] ?? '') ?? 'answer'
  }
  if (table === 'attention') {
    if (CLEAR_OF_INCIDENT.has(field)) return 'clear'
    return CLEAR_DEEDS.some((start) => field.startsWith(start)) ? 'clear' : 'answer'
  }
  return 'sealed'
}
