/** The care rooms with their urns: add, rename, put out of order. Nothing is deleted; visits point at them. */
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { recordsOf } from '../../db/queries.ts'
import { type Room, roomFrom, type Urn, urnFrom } from '../../domain/rooms/room.ts'
import { Button } from '../kit/Button.tsx'
import { NextIcon, PlusIcon } from '../kit/Icons.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useMayChange } from '../state/rights.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { RoomForm } from './RoomForm.tsx'
import { Section } from './Section.tsx'
import styles from './ShopScreen.module.css'

/** One line a room. */
export function RoomsSection() {
  const words = useShopStrings()
  const { store } = useApp()
  const [open, setOpen] = useState<{ readonly room: Room | null } | null>(null)
  const mayChange = useMayChange('rooms')
  const house = useLive(async () => {
    const [rooms, urns] = await Promise.all([recordsOf(store, 'rooms'), recordsOf(store, 'urns')])
    return {
      rooms: rooms.map(roomFrom).sort((a, b) => a.order - b.order),
      urns: urns.map(urnFrom).sort((a, b) => a.order - b.order),
    }
  }, [store])
  const { rooms, urns } = house ?? { rooms: [], urns: [] }
  return (
    <Section
      title={words.rooms.title}
      note={house ? words.rooms.count(rooms.length, urns.length) : undefined}
      action={
        mayChange ? (
          <Button small onPress={() => setOpen({ room: null })}>
            <PlusIcon />
            {words.rooms.addRoom}
          </Button>
        ) : null
      }
    >
      {house && rooms.length === 0 ? <p className={styles.quiet}>{words.rooms.empty}</p> : null}
      <ul className={styles.lines}>
        {rooms.map((room) => (
          <li key={room.id}>
            <RoomLine
              room={room}
              urns={urns.filter((urn) => urn.roomId === room.id)}
              onOpen={mayChange ? () => setOpen({ room }) : null}
            />
          </li>
        ))}
      </ul>
      {open ? <RoomForm room={open.room} rooms={rooms} urns={urns} onClose={() => setOpen(null)} /> : null}
    </Section>
  )
}

function RoomLine({
  room,
  urns,
  onOpen,
}: {
  readonly room: Room
  readonly urns: readonly Urn[]
  /** Null for whoever may not change it. */
  readonly onOpen: (() => void) | null
}) {
  const words = useShopStrings()
  const broken = urns.filter((urn) => urn.outOfOrder)
  const line = (
    <>
      <span className={styles.lineText}>
        <b>{room.name}</b>
        <span className={styles.quiet}>{urns.map((urn) => urn.name).join(' · ')}</span>
      </span>
      {room.outOfOrder ? <Tag tone="amber">{words.rooms.outOfOrder}</Tag> : null}
      {room.outOfOrder
        ? null
        : broken.map((urn) => (
            <Tag key={urn.id} tone="amber">
              {urn.name} {words.rooms.outOfOrder}
            </Tag>
          ))}
    </>
  )
  if (!onOpen) return <div className={styles.line}>{line}</div>
  return (
    <AriaButton className={styles.line} onPress={onOpen}>
      {line}
      <NextIcon />
    </AriaButton>
  )
}
