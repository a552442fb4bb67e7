/** What to do now: urns that ask for somebody, then the next arrivals. It counts by the second; nothing else does. */
import { useLocation } from 'wouter'
import { MINUTE_MS } from '../../base/clock.ts'
import type { Booking } from '../../domain/booking/booking.ts'
import { wallTime } from '../../domain/booking/local-time.ts'
import { phoneTail } from '../../domain/people/guest.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { StaleTag } from '../alarm/StaleNote.tsx'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { SteamDial } from '../kit/SteamDial.tsx'
import { placeName } from '../rooms/place-name.ts'
import { useNow } from '../state/now.ts'
import { type Strings, useStrings } from '../strings/strings.ts'
import { LATE_MIN, nextArrivals, type Served, served } from './day.ts'
import { clockWords, type Due, type DueKind, dialOf, dueTime, isCounting, planWords } from './due.ts'
import { joined, type Screen, staffName } from './screen.ts'
import { TaskCard, TaskList } from './TaskCard.tsx'
import type { Day } from './use-day.ts'

const DIAL_PX = 76
const RED: readonly DueKind[] = ['over', 'out', 'unsure']
/** What somebody waits for; the time past the half hour stands in the title. */
const WAITS: readonly DueKind[] = ['ask', 'off', 'out', 'overdue']
/** Arrivals shown here; the others stand in the register. */
const ARRIVALS_SHOWN = 3

/** Urgent first; the first card carries the screen's filled button. That nobody is urgent is said with how old it is (C9). */
export function NowList({ screen, data }: { readonly screen: Screen; readonly data: Day }) {
  const { today } = useStrings()
  const now = useNow()
  const { urgent } = served(data.visits, screen.me, now)
  const arrivals = nextArrivals(data.bookings, data.visits, screen.me, now)
  const hidden = arrivals.length - ARRIVALS_SHOWN
  const count = urgent.length + arrivals.length
  if (count === 0)
    return (
      <section aria-label={today.now.title}>
        <Empty title={today.now.quietTitle} line={today.now.quietLine}>
          <StaleTag now={now} />
        </Empty>
      </section>
    )
  return (
    <TaskList
      title={today.now.title}
      count={count}
      aside={urgent.length === 0 ? <StaleTag now={now} /> : null}
    >
      {urgent.map((one, i) => (
        <SteamCard key={one.run.id} screen={screen} one={one} now={now} isFirst={i === 0} />
      ))}
      {arrivals.slice(0, ARRIVALS_SHOWN).map((booking, i) => (
        <ArrivalCard
          key={booking.id}
          screen={screen}
          booking={booking}
          now={now}
          isFirst={urgent.length === 0 && i === 0}
        />
      ))}
      {hidden > 0 ? <li>{today.now.more(hidden)}</li> : null}
    </TaskList>
  )
}

/** Whether something stands in the list, so that its first card carries the filled button. */
export function hasNow(screen: Screen, data: Day, now: number): boolean {
  return (
    served(data.visits, screen.me, now).urgent.length > 0 ||
    nextArrivals(data.bookings, data.visits, screen.me, now).length > 0
  )
}

function SteamCard({
  screen,
  one,
  now,
  isFirst,
}: {
  readonly screen: Screen
  readonly one: Served & { readonly due: Due }
  readonly now: number
  readonly isFirst: boolean
}) {
  const strings = useStrings()
  const { today } = strings
  const [, go] = useLocation()
  const { run, clock, due } = one
  const { guestId, place, consultant } = fieldsOf(run)
  const name = screen.guests.called(guestId)
  const where = placeName(place, screen.shopNow.rooms, screen.shopNow.urns)
  const waited = WAITS.includes(due.kind)
  const line = joined(
    [
      where,
      clock?.away ? today.now.outSince(wallTime(clock.away.sinceAt, screen.shopNow.shop.timeZone)) : '',
      staffName(consultant?.value, screen, today.underWay.you) || today.underWay.nobody,
      waited && due.ms >= 1000 ? today.now.waiting(clockWords(due.ms)) : '',
      clock ? planWords(clock, now, strings.shell.plan) : '',
    ],
    strings,
  )
  const title = dueTitle(due, name, today.now)
  return (
    <TaskCard
      tone={RED.includes(due.kind) ? 'red' : due.kind === 'soon' ? 'plain' : 'hot'}
      title={title}
      line={line}
      dial={
        clock && isCounting(clock) ? (
          <SteamDial size={DIAL_PX} title={joined([name, where], strings)} {...dialOf(clock)} />
        ) : null
      }
    >
      <Button look={isFirst ? 'go' : 'plain'} onPress={() => go(`/visit/${run.id}`)}>
        {due.kind === 'soon' || due.kind === 'away' ? today.open : goWords(due, today.now)}
      </Button>
    </TaskCard>
  )
}

function dueTitle(due: Due, name: string, words: Strings['today']['now']): string {
  const { kind, about, minute, ms } = due
  if (kind === 'over') return words.over(name, clockWords(ms))
  if (kind === 'off') return words.off(name)
  if (kind === 'away') return words.away(name, dueTime(due))
  if (kind !== 'soon') return words[kind](name, minute)
  if (about === 'off') return words.soonOff(name, dueTime(due))
  return (about === 'ask' ? words.soonAsk : words.soonCheck)(name, minute, dueTime(due))
}

function goWords({ kind }: Due, words: Strings['today']['now']): string {
  if (kind === 'over' || kind === 'off') return words.goOff
  if (kind === 'out') return words.goOut
  if (kind === 'unsure') return words.goSee
  return kind === 'ask' ? words.goAsk : words.goCheck
}

function ArrivalCard({
  screen,
  booking,
  now,
  isFirst,
}: {
  readonly screen: Screen
  readonly booking: Booking
  readonly now: number
  readonly isFirst: boolean
}) {
  const strings = useStrings()
  const { today } = strings
  const { shopNow, guests } = screen
  const name = guests.called(booking.guestId)
  const time = wallTime(booking.arrived?.at ?? booking.at, shopNow.shop.timeZone)
  const behindMin = Math.floor((now - booking.at) / MINUTE_MS)
  const isLate = !booking.arrived && behindMin > LATE_MIN
  const title = booking.arrived
    ? today.now.came(name, time)
    : isLate
      ? today.now.late(name, time, behindMin)
      : today.now.arrives(name, time)
  return (
    <TaskCard title={title} line={joined(arrivalParts(screen, booking, strings), strings)}>
      {booking.arrived || !screen.mayServe ? null : (
        <Button onPress={() => screen.open({ kind: 'rebook', bookingId: booking.id })}>{today.rebook}</Button>
      )}
      {screen.mayServe ? (
        <Button
          look={isFirst ? 'go' : 'plain'}
          onPress={() =>
            screen.arrive({ guestId: booking.guestId, booking, consultantId: booking.consultantId })
          }
        >
          {booking.arrived ? today.begin : today.arrived}
        </Button>
      ) : null}
    </TaskCard>
  )
}

/** What tells the guest apart and where they would like to be. */
function arrivalParts(screen: Screen, booking: Booking, { today }: Strings): readonly string[] {
  const guest = screen.guests.byId.get(booking.guestId)
  const room = screen.shopNow.rooms.find(({ id }) => id === booking.roomId)
  const tail = guest && guest.name !== guest.address ? phoneTail(guest) : ''
  return [
    guest && guest.name !== guest.address ? guest.name : '',
    tail && today.sheet.tail(tail),
    guest?.card?.name ?? (guest?.trial ? today.register.trial : ''),
    room ? today.detail.room(room.name) : '',
    staffName(booking.consultantId, screen, today.underWay.you),
  ]
}
