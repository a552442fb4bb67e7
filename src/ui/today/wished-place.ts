/** The room that a booking asks for, as long as one of its urns is ready; else the consultant chooses. */
import { openRecords, recordsOf } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import type { Language } from '../../domain/language.ts'
import type { RunFields } from '../../domain/procedure/run.ts'
import { roomBoard } from '../../domain/rooms/board.ts'
import { roomFrom, urnFrom } from '../../domain/rooms/room.ts'
import { loadRuns } from '../state/runs.ts'

/** null when nothing was wished for, or no urn of that room is ready now. */
export async function wishedPlace(
  store: Store,
  roomId: string | null,
  language: Language,
): Promise<NonNullable<RunFields['place']> | null> {
  if (!roomId) return null
  const runsOf = async (table: 'visits' | 'turnovers') =>
    (await loadRuns(store, await openRecords(store, table), language)).map(({ run }) => run)
  const [rooms, urns, visits, turnovers] = await Promise.all([
    recordsOf(store, 'rooms'),
    recordsOf(store, 'urns'),
    runsOf('visits'),
    runsOf('turnovers'),
  ])
  const wished = rooms.map(roomFrom).filter(({ id }) => id === roomId)
  const board = roomBoard(wished, urns.map(urnFrom), { visits, turnovers }, store.options.clock.now())
  const ready = board.find(({ state }) => state === 'ready')
  return ready ? { roomId: ready.room.id, urnId: ready.urn.id } : null
}
