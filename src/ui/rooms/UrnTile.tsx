/** One urn of the board: its state, its guest or the next one, who is there, and the one way on. */
import { useLocation } from 'wouter'
import { MINUTE_MS } from '../../base/clock.ts'
import { wallTime } from '../../domain/booking/local-time.ts'
import type { StaffId } from '../../domain/ids.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { currentStage } from '../../domain/procedure/outline.ts'
import { Button } from '../kit/Button.tsx'
import { SteamDial } from '../kit/SteamDial.tsx'
import { Tag, type TagTone } from '../kit/Tag.tsx'
import { useMayNot } from '../state/rights.ts'
import { useRoomsStrings } from '../strings/rooms-strings.ts'
import { useStrings } from '../strings/strings.ts'
import type { RoomsStrings } from '../strings/zh-cn/rooms.ts'
import { type Due, dialOf, dueTime, isCounting, planWords } from '../today/due.ts'
import type { Guests, ShopNow } from '../today/use-day.ts'
import { type CardState, isUrgent, progressOf, type UrnCard } from './board.ts'
import { placeName } from './place-name.ts'
import { Ring } from './Ring.tsx'
import styles from './UrnTile.module.css'
import { useTurnOver } from './use-turn-over.ts'

const DIAL_PX = 108

const TONES: { readonly [State in CardState]: TagTone } = {
  over: 'red',
  out: 'red',
  unsure: 'red',
  off: 'red',
  away: 'amber',
  ask: 'amber',
  overdue: 'red',
  due: 'amber',
  steaming: 'clay',
  occupied: 'clay',
  reserved: 'clay',
  dirty: 'amber',
  turningOver: 'jade',
  ready: 'jade',
  outOfOrder: 'plain',
}

type Props = {
  readonly card: UrnCard
  readonly shopNow: ShopNow
  readonly guests: Guests
  readonly me: StaffId | null
  readonly now: number
  /** The most urgent one carries the screen's filled button. */
  readonly isFirst: boolean
  readonly onChoose: () => void
}

/** A list item; its heading is the place. */
export function UrnTile(props: Props) {
  const { card, shopNow } = props
  const rooms = useRoomsStrings()
  const place = placeOf(props)
  return (
    <li className={`${styles.tile} ${isUrgent(card) ? styles.hot : ''}`}>
      <div className={styles.head}>
        <h2 className={styles.place}>{place}</h2>
        <Tag tone={TONES[card.state]}>{rooms.state[card.state]}</Tag>
        {card.view.isOverlapping ? <Tag tone="red">{rooms.overlapping}</Tag> : null}
        <span className={styles.who}>{whoOf(card, shopNow, rooms)}</span>
      </div>
      <div className={styles.middle}>
        <Dial {...props} />
        <div className={styles.text}>
          <p className={styles.guest}>{guestOf(props, rooms)}</p>
          <p className={styles.line}>{lineOf(props, rooms)}</p>
          <Plan {...props} />
          <p className={styles.heat}>{heatOf(props, rooms)}</p>
        </div>
      </div>
      <Way {...props} place={place} />
    </li>
  )
}

function Way({ card, isFirst, onChoose, place }: Props & { readonly place: string }) {
  const rooms = useRoomsStrings()
  const [, go] = useLocation()
  const turnOver = useTurnOver()
  const { state, view, visits, turnover } = card
  const visit = visits.find((run) => run.id === view.visits[0])
  const mayNot = useMayNot('turnovers')
  const press = () => {
    if (visit) return go(`/visit/${visit.id}`)
    if (turnover) return turnOver(turnover.id)
    return state === 'ready' ? onChoose() : go('/shop')
  }
  if (mayNot && !visit && (turnover || state === 'ready')) return null
  return (
    <Button
      look={isFirst ? 'go' : 'plain'}
      wide
      small
      aria-label={`${rooms.go[state]} ${place}`}
      onPress={press}
    >
      {rooms.go[state]}
    </Button>
  )
}

function Dial(props: Props) {
  const rooms = useRoomsStrings()
  const { view, turnover, state } = props.card
  const { clock } = view
  if (clock && isCounting(clock)) {
    const title = rooms.dial(placeOf(props), Math.floor(clock.elapsedMs / MINUTE_MS))
    return <SteamDial size={DIAL_PX} title={title} {...dialOf(clock)} />
  }
  if (turnover && state === 'turningOver') {
    const { done, all } = progressOf(turnover)
    return <Ring size={DIAL_PX} share={all === 0 ? 0 : done / all} label={rooms.progress(done, all)} />
  }
  return <Ring size={DIAL_PX} share={null} label="" />
}

/** Until when a shorter plan lasts; that the half hour is the latest stands below. */
function Plan({ card: { view }, now }: Props) {
  const { shell } = useStrings()
  const words = view.clock ? planWords(view.clock, now, shell.plan) : ''
  return words ? <p className={styles.line}>{words}</p> : null
}

function placeOf({ card, shopNow }: Props): string {
  const { room, urn } = card.view
  return placeName({ roomId: room.id, urnId: urn.id }, shopNow.rooms, shopNow.urns)
}

function whoOf({ visits, turnover, state }: UrnCard, { staff }: ShopNow, words: RoomsStrings): string {
  if (state === 'ready' || state === 'outOfOrder') return ''
  const run = visits[0] ?? turnover
  const id = run && fieldsOf(run).consultant?.value
  return staff.find((person) => person.id === id)?.name ?? words.waitsForSomebody
}

function guestOf({ card, guests }: Props, words: RoomsStrings): string {
  const names = card.visits.map((run) => guests.called(fieldsOf(run).guestId))
  return names.length > 0 ? names.join(words.and) : words.noGuest
}

function lineOf({ card, shopNow, guests }: Props, rooms: RoomsStrings): string {
  const { line } = rooms
  const { state, view, due, turnover, next } = card
  const { timeZone } = shopNow.shop
  if (due) {
    const away = view.clock?.away
    const out = away ? line.awaySince(wallTime(away.sinceAt, timeZone)) : ''
    return [out, dueWords(due, line)].filter(Boolean).join(rooms.joined)
  }
  const [visit] = card.visits
  const stage = visit && currentStage(visit)
  if (stage) return shopNow.text?.stages[stage]?.short ?? ''
  if (state === 'outOfOrder') return line.outOfOrder
  if (state === 'turningOver' && turnover) {
    const { done, all } = progressOf(turnover)
    return line.turningOver(done, all)
  }
  if (state === 'dirty' && view.dirtySince) return line.left(wallTime(view.dirtySince, timeZone))
  return next ? line.next(guests.called(next.guestId), wallTime(next.at, timeZone)) : line.noNext
}

/** The urn itself in words, until when, and when to switch it on. */
function heatOf({ card, shopNow }: Props, { heat, joined }: RoomsStrings): string {
  const { state, endsAt } = card.heat
  const { timeZone } = shopNow.shop
  const until = endsAt !== null && heat.until[state]?.(wallTime(endsAt, timeZone))
  const on = card.preheat && heat.on[card.preheat.due](wallTime(card.preheat.onFromAt, timeZone))
  return [until || heat.state[state], on].filter(Boolean).join(joined)
}

function dueWords(due: Due, line: RoomsStrings['line']): string {
  const { kind, about, minute } = due
  const time = dueTime(due)
  if (kind === 'due') return line.due(minute)
  if (kind === 'overdue') return line.overdue(minute, time)
  if (kind !== 'soon') return line[kind](time)
  if (about === 'check') return line.check(minute, time)
  return about === 'ask' ? line.askSoon(time) : line.offSoon(time)
}
