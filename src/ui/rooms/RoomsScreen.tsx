/** The board of rooms: every urn at a glance, what cannot wait on top, one button each. */
import { lazy, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import { StaleTag } from '../alarm/StaleNote.tsx'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useNow } from '../state/now.ts'
import { useSession } from '../state/session.ts'
import { useRoomsStrings } from '../strings/rooms-strings.ts'
import type { RoomsStrings } from '../strings/zh-cn/rooms.ts'
import {
  type Day,
  type Guests,
  guestIdsOf,
  type ShopNow,
  useDay,
  useGuests,
  useShopDay,
  useShopNow,
} from '../today/use-day.ts'
import { countsOf, isUrgent, type UrnCard, urnCards } from './board.ts'
import styles from './RoomsScreen.module.css'
import { UrnTile } from './UrnTile.tsx'

const ChooseGuestSheet = lazy(() =>
  import('./ChooseGuestSheet.tsx').then((m) => ({ default: m.ChooseGuestSheet })),
)

/** The board; while the records are read, one quiet sentence. */
export function RoomsScreen() {
  const shopNow = useShopNow()
  return shopNow ? <RoomsOf shopNow={shopNow} /> : <Waiting />
}

function Waiting() {
  const rooms = useRoomsStrings()
  return (
    <main className={styles.rooms} aria-label={rooms.title} aria-busy="true">
      <p role="status">{rooms.loading}</p>
    </main>
  )
}

function RoomsOf({ shopNow }: { readonly shopNow: ShopNow }) {
  const data = useDay(useShopDay(shopNow.shop.timeZone))
  const guests = useGuests(guestIdsOf(data))
  if (!data || !guests) return <Waiting />
  return <Board shopNow={shopNow} data={data} guests={guests} />
}

function Board({
  shopNow,
  data,
  guests,
}: {
  readonly shopNow: ShopNow
  readonly data: Day
  readonly guests: Guests
}) {
  const rooms = useRoomsStrings()
  const me = useSession((s) => s.who)
  const [, go] = useLocation()
  const [chosen, setChosen] = useState<UrnCard | null>(null)
  const now = useNow()
  const cards = urnCards({ ...shopNow, ...data }, now)
  if (cards.length === 0)
    return (
      <main className={styles.rooms}>
        <h1>{rooms.title}</h1>
        <Empty title={rooms.empty.title} line={rooms.empty.line}>
          <Button look="go" onPress={() => go('/shop')}>
            {rooms.empty.go}
          </Button>
        </Empty>
      </main>
    )
  return (
    <main className={styles.rooms} aria-label={rooms.title}>
      <header className={styles.head}>
        <h1>{rooms.title}</h1>
        <p className={styles.numbers}>{numbersOf(cards, rooms.numbers)}</p>
        <StaleTag now={now} />
        <Tag>{rooms.sorted}</Tag>
      </header>
      <ul className={styles.grid} aria-label={rooms.board}>
        {cards.map((card, i) => (
          <UrnTile
            now={now}
            key={card.view.urn.id}
            card={card}
            shopNow={shopNow}
            guests={guests}
            me={me}
            isFirst={i === 0 && isUrgent(card)}
            onChoose={() => setChosen(card)}
          />
        ))}
      </ul>
      {chosen ? (
        <Suspense fallback={null}>
          <ChooseGuestSheet
            card={chosen}
            visits={data.visits}
            shopNow={shopNow}
            guests={guests}
            onClose={() => setChosen(null)}
          />
        </Suspense>
      ) : null}
    </main>
  )
}

/** `6 个瓮，3 位在蒸，1 个可用`; what there is none of is left out, but for the steaming and the ready. */
function numbersOf(cards: readonly UrnCard[], numbers: RoomsStrings['numbers']): string {
  const counts = countsOf(cards)
  return [
    numbers.urns(counts.urns),
    numbers.steaming(counts.steaming),
    numbers.ready(counts.ready),
    counts.dirty > 0 ? numbers.dirty(counts.dirty) : '',
    counts.outOfOrder > 0 ? numbers.outOfOrder(counts.outOfOrder) : '',
  ]
    .filter((part) => part !== '')
    .join(numbers.comma)
}
