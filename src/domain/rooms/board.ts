/**
 * The state of every urn, derived from visits and turnovers; occupancy is by urn (D15). Two guests in one urn is a
 * fact that stands and is shown (M6), not an error: `{ urn, state: 'steaming', visits: ['v1', 'v2'], … }`.
 *
 *   ready → reserved → occupied → steaming → occupied → dirty → turningOver → ready
 */
import type { TurnoverId, VisitId } from '../ids.ts'
import { answerIn, fieldsOf } from '../procedure/answers.ts'
import { hasUsedRoom, isClosed, leavingStage, leftOf } from '../procedure/outline.ts'
import type { Run } from '../procedure/run.ts'
import { mayHoldGuest, type SteamClock, steamClock } from '../urn/clock.ts'
import { isSteaming, placeOf } from '../urn/starts.ts'
import type { Room, Urn } from './room.ts'

export type UrnState = 'ready' | 'reserved' | 'occupied' | 'steaming' | 'dirty' | 'turningOver' | 'outOfOrder'
export type UrnView = {
  readonly room: Room
  readonly urn: Urn
  readonly state: UrnState
  /** Guests who have the urn, by the time they came; more than one is an overlap to be put right. */
  readonly visits: readonly VisitId[]
  readonly isOverlapping: boolean
  /** Of the guest who is in the urn longest, or not known to be out of it; null when nobody is. */
  readonly clock: SteamClock | null
  /** The record by which the room becomes ready again; null when none is open. */
  readonly turnoverId: TurnoverId | null
  /** Since when it has been dirty. */
  readonly dirtySince: number | null
}

/** Whether a visit still has its urn: a room was chosen, and the guest has neither left it nor ended without it. */
export function holdsUrn(run: Run): boolean {
  const { ended, begun } = fieldsOf(run)
  if (!placeOf(run) || !begun) return false
  // Whoever closed it did not know of the start: the guest is in the urn all the same (D13, M6).
  if (isSteaming(run)) return true
  if (isClosed(run)) return false
  const leaving = leavingStage(run.context.procedure)
  return !ended && !(leaving && leftOf(run, leaving.id))
}

function hasBegunWork(turnover: Run): boolean {
  if (fieldsOf(turnover).consultant) return true
  const ids = turnover.context.procedure.stages
    .filter(({ table }) => table === 'turnovers')
    .flatMap(({ steps }) => steps.map(({ id }) => id))
  return ids.some((id) => answerIn(turnover.fields, id) !== null)
}

function stateOf(room: Room, urn: Urn, holders: readonly Run[], turnover: Run | undefined): UrnState {
  // What is true of a guest goes before what is true of the room: an urn with a guest in it is never "out of order".
  if (holders.some(isSteaming)) return 'steaming'
  if (holders.some(hasUsedRoom)) return 'occupied'
  if (room.outOfOrder || urn.outOfOrder) return 'outOfOrder'
  if (turnover) return hasBegunWork(turnover) ? 'turningOver' : 'dirty'
  return holders.length > 0 ? 'reserved' : 'ready'
}

/** A turnover has the place that it was made for. */
const placeIn = (run: Run) => (run.table === 'visits' ? placeOf(run) : fieldsOf(run).place)

type Placed = { readonly order: number; readonly name: string }
function inOrder(a: Placed, b: Placed): number {
  return a.order - b.order || a.name.localeCompare(b.name, 'zh', { numeric: true })
}

/** Every urn with its state, in the order of the rooms and of the urns in them. */
export function roomBoard(
  rooms: readonly Room[],
  urns: readonly Urn[],
  { visits, turnovers }: { readonly visits: readonly Run[]; readonly turnovers: readonly Run[] },
  now: number,
): readonly UrnView[] {
  const begunAt = (run: Run) => fieldsOf(run).begun?.at ?? 0
  const ofUrn = (runs: readonly Run[], urn: Urn) =>
    runs.filter((run) => placeIn(run)?.urnId === urn.id).sort((a, b) => begunAt(a) - begunAt(b))
  const ordered = [...rooms].sort(inOrder)
  return ordered.flatMap((room) =>
    urns
      .filter((urn) => urn.roomId === room.id)
      .sort(inOrder)
      .map((urn) => {
        const holders = ofUrn(visits.filter(holdsUrn), urn)
        const turnover = ofUrn(
          turnovers.filter((run) => !isClosed(run)),
          urn,
        ).at(0)
        const clocks = holders.flatMap((run) => steamClock(run, now) ?? []).filter(mayHoldGuest)
        return {
          room,
          urn,
          state: stateOf(room, urn, holders, turnover),
          visits: holders.map(({ id }) => id as VisitId),
          isOverlapping: holders.length > 1,
          clock: clocks.sort((a, b) => a.deadlineAt - b.deadlineAt).at(0) ?? null,
          turnoverId: (turnover?.id as TurnoverId | undefined) ?? null,
          dirtySince: turnover ? begunAt(turnover) : null,
        }
      }),
  )
}
