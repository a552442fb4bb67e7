/** The room and urn of the screen's run, in words. */
import { readRecord, recordsOf } from '../../db/queries.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { type Room, roomFrom, type Urn, urnFrom } from '../../domain/rooms/room.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useWork } from './work.tsx'

export type PlaceWords = { readonly room: Room; readonly urn: Urn | null; readonly words: string }

/** null while none is chosen, or until it is read. The urn is named only where a room has more than one (D15). */
export function usePlace(): PlaceWords | null {
  const { store } = useApp()
  const { run } = useWork().loaded
  const place = fieldsOf(run).place
  const found = useLive(async () => {
    if (!place) return null
    const [roomRecord, urns] = await Promise.all([
      readRecord(store, { table: 'rooms', id: place.roomId }),
      recordsOf(store, 'urns'),
    ])
    if (!roomRecord) return null
    const room = roomFrom(roomRecord)
    const own = urns.map(urnFrom).filter(({ roomId }) => roomId === room.id)
    const urn = own.find(({ id }) => id === place.urnId) ?? null
    return { room, urn, words: own.length > 1 && urn ? `${room.name} ${urn.name}` : room.name }
  }, [store, place?.roomId, place?.urnId])
  return found ?? null
}
