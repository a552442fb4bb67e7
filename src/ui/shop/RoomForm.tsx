/** A room with its urns in one sheet, saved as one intent. */
import { useState } from 'react'
import type { Room, Urn } from '../../domain/rooms/room.ts'
import { planRoomWithUrns, type WantedUrn } from '../../domain/shop/plan-house.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { PlusIcon } from '../kit/Icons.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useApp } from '../state/app.tsx'
import { useSetupStrings } from '../strings/setup-strings.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { EditSheet } from './EditSheet.tsx'
import { Group } from './Section.tsx'
import styles from './ShopScreen.module.css'

/** `room` null: a new one, which comes with an urn. */
export function RoomForm({
  room,
  rooms,
  urns,
  onClose,
}: {
  readonly room: Room | null
  readonly rooms: readonly Room[]
  readonly urns: readonly Urn[]
  readonly onClose: () => void
}) {
  const words = useShopStrings()
  const setup = useSetupStrings()
  const { newId } = useApp()
  const [id] = useState(() => room?.id ?? newId())
  const [name, setName] = useState(() => room?.name ?? setup.rooms.room(rooms.length + 1))
  const [outOfOrder, setOutOfOrder] = useState(room?.outOfOrder ?? false)
  const [lines, setLines] = useState<readonly WantedUrn[]>(() =>
    room
      ? urns.filter((urn) => urn.roomId === room.id)
      : [{ id: newId(), name: words.rooms.firstUrn, outOfOrder: false }],
  )
  const setLine = (urnId: string, part: Partial<WantedUrn>) =>
    setLines((all) => all.map((line) => (line.id === urnId ? { ...line, ...part } : line)))
  const keys = [
    ...rooms.map((r) => ({ table: 'rooms', id: r.id })),
    ...urns.map((u) => ({ table: 'urns', id: u.id })),
  ]
  return (
    <EditSheet
      title={room?.name ?? words.rooms.newRoom}
      request={() => ({
        intent: room ? 'room.change' : 'room.add',
        keys,
        plan: (records) => planRoomWithUrns(records, { id, name, outOfOrder }, lines),
      })}
      onClose={onClose}
    >
      <TextEntry label={words.rooms.name} value={name} maxLength={20} onChange={setName} />
      <Group label={words.rooms.use}>
        <UseChoice label={words.rooms.use} outOfOrder={outOfOrder} onChange={setOutOfOrder} />
      </Group>
      <Group label={words.rooms.urns}>
        <ul className={styles.lines}>
          {lines.map((line, at) => (
            <li key={line.id} className={styles.urnLine}>
              <TextEntry
                label={words.rooms.urnName(at + 1)}
                value={line.name}
                maxLength={20}
                onChange={(next) => setLine(line.id, { name: next })}
              />
              <UseChoice
                label={words.rooms.urnUse(line.name)}
                outOfOrder={line.outOfOrder}
                onChange={(next) => setLine(line.id, { outOfOrder: next })}
              />
            </li>
          ))}
        </ul>
      </Group>
      <Button
        small
        onPress={() =>
          setLines([...lines, { id: newId(), name: words.rooms.newUrn(lines.length + 1), outOfOrder: false }])
        }
      >
        <PlusIcon />
        {words.rooms.addUrn}
      </Button>
    </EditSheet>
  )
}

function UseChoice({
  label,
  outOfOrder,
  onChange,
}: {
  readonly label: string
  readonly outOfOrder: boolean
  readonly onChange: (outOfOrder: boolean) => void
}) {
  const words = useShopStrings()
  return (
    <Choice<'inUse' | 'outOfOrder'>
      label={label}
      options={[
        { id: 'inUse', label: words.rooms.inUse },
        { id: 'outOfOrder', label: words.rooms.outOfOrder, tone: 'red' },
      ]}
      value={[outOfOrder ? 'outOfOrder' : 'inUse']}
      onChange={([next]) => onChange((next ?? (outOfOrder ? 'outOfOrder' : 'inUse')) === 'outOfOrder')}
    />
  )
}
