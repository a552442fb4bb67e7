/** What the guests have left behind: rooms to turn over first, for they block the next guest, then records to file. */
import { useLocation } from 'wouter'
import { wallTime } from '../../domain/booking/local-time.ts'
import { dayOf } from '../../domain/shop/shop.ts'
import { type NotFinished, notFinished } from '../../domain/visit/today.ts'
import { Button } from '../kit/Button.tsx'
import { Tag } from '../kit/Tag.tsx'
import { placeName } from '../rooms/place-name.ts'
import { useTurnOver } from '../rooms/use-turn-over.ts'
import { type Strings, useStrings } from '../strings/strings.ts'
import { dayWords } from './day-words.ts'
import { joined, type Screen, staffName } from './screen.ts'
import { TaskCard, TaskList } from './TaskCard.tsx'
import type { Day } from './use-day.ts'

type OpenRecord = Extract<NotFinished, { kind: 'notFiled' | 'missing' }>
type OpenRoom = Extract<NotFinished, { kind: 'turnover' }>

/** Names of missing items that are written out; the others are counted. */
const NAMED = 3

/** Of whatever day; what is left over from earlier says so. */
export function UnfinishedList({ screen, data }: { readonly screen: Screen; readonly data: Day }) {
  const { today } = useStrings()
  const items = notFinished(data.visits, data.turnovers).filter(({ kind }) => kind !== 'missing')
  return (
    <TaskList title={today.unfinished.title} count={items.length}>
      {items.map((item) =>
        item.kind === 'turnover' ? (
          <RoomCard key={item.turnoverId} screen={screen} item={item} />
        ) : (
          <RecordCard key={item.visitId} screen={screen} item={item} />
        ),
      )}
    </TaskList>
  )
}

function RecordCard({ screen, item }: { readonly screen: Screen; readonly item: OpenRecord }) {
  const strings = useStrings()
  const { today } = strings
  const [, go] = useLocation()
  const name = screen.guests.called(item.guestId)
  const isReady = item.missing.length === 0
  return (
    <TaskCard
      title={isReady ? today.unfinished.ready(name) : today.unfinished.missing(name, item.missing.length)}
      line={joined([ofDay(item.at, screen, strings), missingWords(item, screen, strings)], strings)}
    >
      <Button onPress={() => go(`/visit/${item.visitId}`)}>
        {isReady ? today.unfinished.file : today.unfinished.complete}
      </Button>
    </TaskCard>
  )
}

function missingWords({ missing }: OpenRecord, { shopNow }: Screen, { today }: Strings): string {
  const labels = missing.flatMap(({ stepId }) => shopNow.text?.steps[stepId]?.label ?? [])
  const named = labels.slice(0, NAMED).join(today.unfinished.comma)
  return labels.length > NAMED ? today.unfinished.more(named, labels.length) : named
}

function ofDay(at: number, { shopNow, day }: Screen, { today }: Strings): string {
  const began = dayOf(at, shopNow.shop.timeZone).day
  return began === day ? '' : today.unfinished.ofDay(dayWords(began, today.locale))
}

function RoomCard({ screen, item }: { readonly screen: Screen; readonly item: OpenRoom }) {
  const strings = useStrings()
  const { unfinished } = strings.today
  const turnOver = useTurnOver()
  const { shopNow, day } = screen
  const { timeZone } = shopNow.shop
  const where = placeName(item.place, shopNow.rooms, shopNow.urns)
  const time = wallTime(item.at, timeZone)
  const leftOn = dayOf(item.at, timeZone).day
  const left =
    leftOn === day ? unfinished.left(time) : unfinished.leftOn(dayWords(leftOn, strings.today.locale), time)
  const who = staffName(item.consultantId, screen, strings.today.underWay.you)
  return (
    <TaskCard
      title={who ? unfinished.turning(where) : unfinished.dirty(where)}
      line={joined([left, who && unfinished.by(who)], strings)}
      tags={item.serious ? <Tag tone="amber">{unfinished.serious}</Tag> : null}
    >
      <Button onPress={() => turnOver(item.turnoverId)}>{who ? unfinished.goOn : unfinished.turnOver}</Button>
    </TaskCard>
  )
}
