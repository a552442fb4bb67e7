/** Step 2: how many rooms, what they are called, how many urns stand in each (D15). */
import { ROOMS_MAX, URNS_MAX, withRoomCount } from '../../domain/shop/setup-draft.ts'
import { Stepper } from '../kit/Stepper.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useApp } from '../state/app.tsx'
import { useSetupStrings } from '../strings/setup-strings.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './SetupScreen.module.css'
import type { StepProps } from './step-props.ts'

/** The number makes the list; each line can be changed. */
export function RoomsStep({ draft, change }: StepProps) {
  const { kit } = useStrings()
  const setup = useSetupStrings()
  const { newId } = useApp()
  const setCount = (count: number) => {
    const ids = Array.from({ length: Math.max(0, count - draft.rooms.length) }, newId)
    change(withRoomCount(draft, count, setup.rooms.room, ids))
  }
  const setRoom = (id: string, part: { name?: string; urns?: number }) =>
    change({ rooms: draft.rooms.map((room) => (room.id === id ? { ...room, ...part } : room)) })
  return (
    <>
      <Stepper
        label={setup.rooms.count}
        value={draft.rooms.length || null}
        start={1}
        min={1}
        max={ROOMS_MAX}
        unit={setup.rooms.countUnit}
        words={kit}
        onChange={setCount}
      />
      <ul className={styles.lines}>
        {draft.rooms.map((room, at) => (
          <li key={room.id} className={styles.roomLine}>
            <TextEntry
              label={setup.rooms.roomName(at + 1)}
              value={room.name}
              maxLength={20}
              onChange={(name) => setRoom(room.id, { name })}
            />
            <Stepper
              label={setup.rooms.urns(room.name)}
              value={room.urns}
              start={1}
              min={1}
              max={URNS_MAX}
              unit={setup.rooms.urnUnit}
              words={kit}
              onChange={(urns) => setRoom(room.id, { urns })}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
