/** Urns to be switched on now, so that they are hot when their guests come (A4.7, D3); nothing while there are none. */
import { useLocation } from 'wouter'
import { wallTime } from '../../domain/booking/local-time.ts'
import { Button } from '../kit/Button.tsx'
import { toPreheat, urnCards } from '../rooms/board.ts'
import { placeName } from '../rooms/place-name.ts'
import { useStrings } from '../strings/strings.ts'
import type { Screen } from './screen.ts'
import { TaskCard, TaskList } from './TaskCard.tsx'
import type { Day } from './use-day.ts'

/** The one who taps is led to the guest's visit, or to the rooms while the guest is not here. */
export function PreheatList({
  screen,
  data,
  now,
}: {
  readonly screen: Screen
  readonly data: Day
  readonly now: number
}) {
  const { today } = useStrings()
  const cards = toPreheat(urnCards({ ...screen.shopNow, ...data }, now))
  return (
    <TaskList title={today.now.preheatTitle} count={cards.length}>
      {cards.map((card) => (
        <PreheatCard key={card.view.urn.id} screen={screen} card={card} />
      ))}
    </TaskList>
  )
}

function PreheatCard({
  screen,
  card,
}: {
  readonly screen: Screen
  readonly card: ReturnType<typeof toPreheat>[number]
}) {
  const { today } = useStrings()
  const [, go] = useLocation()
  const { shopNow, guests } = screen
  const { room, urn } = card.view
  const { due, guestId, visitId, plannedEntryAt, onFromAt, onByAt } = card.preheat
  const place = placeName({ roomId: room.id, urnId: urn.id }, shopNow.rooms, shopNow.urns)
  const [entry, from, by] = [plannedEntryAt, onFromAt, onByAt].map((at) =>
    wallTime(at, shopNow.shop.timeZone),
  )
  const title = today.now[due === 'late' ? 'preheatLate' : 'preheat'](place, guests.called(guestId))
  return (
    <TaskCard
      tone={due === 'late' ? 'hot' : 'plain'}
      title={title}
      line={today.now.preheatLine(entry ?? '', from ?? '', by ?? '')}
    >
      <Button onPress={() => go(visitId ? `/visit/${visitId}` : '/rooms')}>{today.now.goPreheat}</Button>
    </TaskCard>
  )
}
