/** Where this tablet stands, which decides whether it may sound (A6.1); takes effect at once and is never synced. */
import { recordsOf } from '../../db/queries.ts'
import type { TabletPlace } from '../../domain/alarm/call.ts'
import type { RoomId } from '../../domain/ids.ts'
import { roomFrom } from '../../domain/rooms/room.ts'
import { Choice } from '../kit/Choice.tsx'
import { useApp } from '../state/app.tsx'
import { keepPlace } from '../state/device-choices.ts'
import { useSayFailed } from '../state/failure.ts'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useReadinessStrings } from '../strings/readiness-strings.ts'
import styles from './PlaceChoice.module.css'

const PLACES = ['room', 'desk', 'corridor'] as const

/** The kind of place and, in a room, which; `here` is the room that is meant unless another is chosen. */
export function PlaceChoice({ here = null }: { readonly here?: RoomId | null }) {
  const { store } = useApp()
  const sayFailed = useSayFailed()
  const place = useSession((s) => s.place)
  const rooms = useLive(async () => {
    const all = (await recordsOf(store, 'rooms')).map(roomFrom)
    return all.sort((a, b) => a.order - b.order)
  }, [store])
  const change = (next: TabletPlace) => keepPlace(store, next).catch(sayFailed)
  const { place: words } = useReadinessStrings()
  return (
    <div className={styles.place}>
      <Choice<TabletPlace['place']>
        label={words.title}
        options={PLACES.map((id) => ({ id, label: words.options[id] }))}
        value={place ? [place.place] : []}
        onChange={([next]) => {
          if (next) void change(next === 'room' ? { place: next, roomId: here } : { place: next })
        }}
      />
      {place?.place === 'room' && rooms && rooms.length > 0 ? (
        <Choice<RoomId>
          label={words.which}
          options={rooms.map(({ id, name }) => ({ id, label: name }))}
          value={place.roomId ? [place.roomId] : []}
          onChange={([roomId]) => void change({ place: 'room', roomId: roomId ?? null })}
        />
      ) : null}
      <p className={styles.hint}>{words.hint[place?.place ?? 'unset']}</p>
    </div>
  )
}
