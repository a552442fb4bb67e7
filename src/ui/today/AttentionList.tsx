/**
 * What somebody should look at: emergencies under way, overlaps that no tablet could prevent (M6), what two people entered differently (M3),
 * what the server has not taken. Derived from the facts, so it goes by itself when they do; a tap leads there.
 */
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { useLocation } from 'wouter'
import { stillUnapplied } from '../../db/sync-state.ts'
import { wallTime } from '../../domain/booking/local-time.ts'
import type { Incident } from '../../domain/emergency/incident.ts'
import { roleOf } from '../../domain/people/staff.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { roomBoard } from '../../domain/rooms/board.ts'
import { type Attention, attentionOf } from '../../domain/visit/attention.ts'
import { cardName } from '../emergency/incident-words.ts'
import { Button } from '../kit/Button.tsx'
import { WarnIcon } from '../kit/Icons.tsx'
import { placeName } from '../rooms/place-name.ts'
import { useEmergency } from '../state/emergency.ts'
import { useNamelessIncidents, useOpenIncidents } from '../state/open-incidents.ts'
import { useSyncPanel } from '../state/sync-panel.ts'
import { clockTime } from '../state/times.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import { useOpenConflicts, useOverview, useWaitingParked } from '../sync/use-sync.ts'
import styles from './AttentionList.module.css'
import { type Screen, staffName } from './screen.ts'
import type { Day } from './use-day.ts'

/** Asked afterwards, and not often. */
const NameWho = lazy(() => import('../emergency/NameWho.tsx').then((m) => ({ default: m.NameWho })))

type Props = { readonly screen: Screen; readonly data: Day }

/** One calm section; nothing at all while all is in order. */
export function AttentionList({ screen, data, now }: Props & { readonly now: number }) {
  const { attention } = useSyncStrings()
  const conflicts = useOpenConflicts()
  const overview = useOverview()
  const unapplied = overview ? stillUnapplied(overview).length : 0
  const incidents = useOpenIncidents()
  const nameless = useNamelessIncidents()
  const { shopNow, guests, me } = screen
  const isManager = roleOf(shopNow.staff, me) === 'manager'
  const parked = useWaitingParked(isManager)
  const items = useMemo(() => {
    const { visits } = data
    const board = roomBoard(shopNow.rooms, shopNow.urns, data, now)
    return attentionOf({
      board,
      visits,
      guests: [...guests.byId.values()],
      conflicts,
      unapplied,
      parked,
      now,
      incidents,
      nameless,
      isManager,
    })
  }, [data, shopNow, guests, conflicts, unapplied, parked, now, incidents, nameless, isManager])
  if (items.length === 0) return null
  return (
    <section className={styles.section} aria-label={attention.title}>
      <h2 className={styles.title}>
        <WarnIcon />
        {attention.title}
      </h2>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={keyOf(item)} className={styles.item}>
            <ItemOf item={item} screen={screen} data={data} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function keyOf(item: Attention): string {
  switch (item.kind) {
    case 'emergency':
    case 'nameless':
      return item.incident.id
    case 'urnTwice':
      return `urn ${item.urnId}`
    case 'guestTwice':
      return `guest ${item.guestId}`
    case 'guestsAlike':
      return item.guests.join(' ')
    case 'quickChecks':
      return `quick ${item.by} ${item.at}`
    default:
      return item.kind
  }
}

function ItemOf({ item, screen, data }: Props & { readonly item: Attention }) {
  const { attention } = useSyncStrings()
  const [, go] = useLocation()
  const { guests, shopNow } = screen
  const { open } = useSyncPanel.getState()
  const fields = (id: string) => fieldsOf(data.visits.find((run) => run.id === id) ?? { fields: {} })
  switch (item.kind) {
    case 'emergency':
    case 'nameless':
      return (
        <Suspense>
          <Emergency item={item} screen={screen} data={data} />
        </Suspense>
      )
    case 'urnTwice': {
      const names = item.visits.map((id) => guests.called(fields(id).guestId))
      return (
        <Item
          title={attention.urnTwice(placeName(item, shopNow.rooms, shopNow.urns))}
          line={attention.urnTwiceLine(names.join(attention.and))}
          ways={[{ id: 'rooms', words: attention.toRooms, go: () => go('/rooms') }]}
        />
      )
    }
    case 'guestTwice': {
      const ways = item.visits.map((id) => {
        const time = wallTime(fields(id).begun?.at ?? 0, shopNow.shop.timeZone)
        return { id, words: attention.toVisit(time), go: () => go(`/visit/${id}`) }
      })
      return (
        <Item
          title={attention.guestTwice(guests.called(item.guestId))}
          line={attention.guestTwiceLine}
          ways={ways}
        />
      )
    }
    case 'guestsAlike':
      return (
        <Item
          title={attention.guestsAlike(guests.byId.get(item.guests[0])?.name ?? '')}
          line={attention.guestsAlikeLine}
          ways={[{ id: 'guests', words: attention.toGuests, go: () => go('/guests') }]}
        />
      )
    case 'quickChecks': {
      const roomIds = [...new Set(item.ticks.map(({ roomId }) => roomId))]
      const places = roomIds.map((id) => shopNow.rooms.find((room) => room.id === id)?.name ?? '')
      return (
        <Item
          title={attention.quickChecks(staffName(item.by, screen, attention.you))}
          line={attention.quickChecksLine(
            clockTime(item.at, shopNow.shop.timeZone),
            places.join(attention.and),
          )}
          ways={item.ticks.slice(0, 2).map(({ visitId }) => ({
            id: visitId,
            words: attention.toCheckOf(guests.called(fields(visitId).guestId)),
            go: () => go(`/visit/${visitId}`),
          }))}
        />
      )
    }
    case 'conflicts':
      return (
        <Item
          title={attention.conflicts(item.count)}
          line={attention.conflictsLine}
          ways={[{ id: 'panel', words: attention.toConflicts, go: open }]}
        />
      )
    case 'parked':
      return (
        <Item
          title={attention.parked(item.count)}
          line={attention.parkedLine}
          ways={[{ id: 'panel', words: attention.toParked, go: open }]}
        />
      )
    case 'unapplied':
      return (
        <Item
          title={attention.unapplied(item.count)}
          line={attention.unappliedLine}
          ways={[{ id: 'panel', words: attention.toUnapplied, go: open }]}
        />
      )
  }
}

/** Its words come in a part of their own; the rest of the list does not wait for them. */
function Emergency({
  item: { kind, incident },
  screen,
  data,
}: Props & { readonly item: Extract<Attention, { readonly incident: Incident }> }) {
  const words = useEmergencyStrings()
  const { shopNow, guests } = screen
  const { what, id, visitId, openedAt, opener, isNameless } = incident
  const run = data.visits.find((one) => one.id === visitId)
  const { guestId, place } = fieldsOf(run ?? { fields: {} })
  const names = [run ? guests.called(guestId) : '', placeName(place, shopNow.rooms, shopNow.urns)]
  const who = words.line.words(names.filter(Boolean))
  const colleague = shopNow.staff.find((person) => person.id === opener)?.name ?? words.attention.someone
  const time = clockTime(openedAt, shopNow.shop.timeZone)
  const isOver = kind === 'nameless'
  const title = (isOver ? words.nameless : words.attention).title(cardName(what, words), who)
  const line = isNameless ? words.nameless.since(time) : words.attention.line(time, colleague)
  const go = () => useEmergency.getState().show({ kind: 'card', what, id })
  return (
    <Item
      title={title}
      line={isOver ? words.nameless.at(time) : line}
      ways={isOver ? [] : [{ id, words: words.attention.go, go }]}
    >
      {isNameless ? <NameWho id={id} about={title} /> : null}
    </Item>
  )
}

function Item({
  title,
  line,
  ways,
  children,
}: {
  readonly title: string
  readonly line: string
  readonly ways: readonly { readonly id: string; readonly words: string; readonly go: () => void }[]
  readonly children?: ReactNode
}) {
  return (
    <>
      <div className={styles.text}>
        <h3 className={styles.what}>{title}</h3>
        <p>{line}</p>
      </div>
      <div className={styles.ways}>
        {children}
        {ways.map((way) => (
          <Button key={way.id} small aria-label={`${way.words} ${title}`} onPress={way.go}>
            {way.words}
          </Button>
        ))}
      </div>
    </>
  )
}
