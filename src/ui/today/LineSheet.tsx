/** A line of the register, opened: what is known of it, and what can be done: begin, move, strike out, open the visit. */
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { type Booking, bookingFrom, isSameDay } from '../../domain/booking/booking.ts'
import { wallTime } from '../../domain/booking/local-time.ts'
import {
  type BookingRefusal,
  CANCEL_REASONS,
  type CancelReason,
  planCancel,
} from '../../domain/booking/plan.ts'
import type { VisitId } from '../../domain/ids.ts'
import { phoneTail } from '../../domain/people/guest.ts'
import { isClosed } from '../../domain/procedure/outline.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useApp } from '../state/app.tsx'
import { useDraft } from '../state/drafts.ts'
import { useSayFailed } from '../state/failure.ts'
import { useNow } from '../state/now.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { dayAndTime } from '../state/times.ts'
import { type Strings, useStrings } from '../strings/strings.ts'
import { RecordPlace } from '../sync/RecordPlace.tsx'
import styles from './BookingSheet.module.css'
import { BookingForm } from './BookingSheet.tsx'
import { type RegisterLine, registerLines } from './day.ts'
import { type Screen, type SheetProps, staffName } from './screen.ts'
import { useDay, useGuests } from './use-day.ts'

type Props = SheetProps & { readonly lineKey: string; readonly day: string }
type Mode = 'look' | 'rebook' | 'cancel'

const EVERY_MS = 5_000

/** Follows the line while it is open; a line that has gone says so. */
export function LineSheet({ screen, lineKey, day, onClose }: Props) {
  const { today, kit } = useStrings()
  const [mode, setMode] = useDraft<Mode>(`today line ${lineKey}`, () => 'look', { isPlace: true })
  const now = useNow(EVERY_MS)
  const data = useDay(day)
  const line = useMemo(() => {
    const visits = data?.visits.filter((run) => run.day === day) ?? []
    return data && registerLines(data.bookings, visits, now).find(({ key }) => key === lineKey)
  }, [data, day, now, lineKey])
  const guests = useGuests([line?.guestId])
  if (!data || !guests) return null
  if (!line)
    return (
      <Sheet open title={today.register.title} closeLabel={kit.close} onClose={onClose}>
        <Empty title={today.gone} />
      </Sheet>
    )
  const name = guests.called(line.guestId)
  const own = { ...screen, guests }
  if (mode === 'rebook' && line.booking)
    return <BookingForm screen={own} booking={line.booking} onClose={onClose} />
  if (mode === 'cancel' && line.booking)
    return <CancelSheet booking={line.booking} name={name} onBack={() => setMode('look')} onClose={onClose} />
  return <LookSheet screen={own} line={line} name={name} onMode={setMode} onClose={onClose} day={day} />
}

type LookProps = Pick<Props, 'screen' | 'day' | 'onClose'> & {
  readonly line: RegisterLine
  readonly name: string
  readonly onMode: (mode: Mode) => void
}

function LookSheet({ screen, line, name, day, onMode, onClose }: LookProps) {
  const strings = useStrings()
  const { today, kit } = strings
  const language = useSession((s) => s.language)
  const { timeZone } = screen.shopNow.shop
  const { booking } = line
  return (
    <Sheet
      open
      title={name}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <LookActions screen={screen} line={line} day={day} name={name} onMode={onMode} onClose={onClose} />
      }
    >
      <div className={styles.marks}>
        {today.register.state[line.shown] ? <Tag>{today.register.state[line.shown]}</Tag> : null}
        {booking && isSameDay(booking, timeZone) ? <Tag>{today.register.sameDay}</Tag> : null}
        {booking?.walkIn ? <Tag>{today.register.walkIn}</Tag> : null}
        {booking?.selfBooked && !booking.walkIn ? <Tag>{today.register.selfBooked}</Tag> : null}
      </div>
      <ul className={styles.facts}>
        {factsOf(line, screen, strings, (at) => dayAndTime(at, timeZone, language)).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {booking ? <RecordPlace table="bookings" id={booking.id} /> : null}
    </Sheet>
  )
}

function factsOf(
  line: RegisterLine,
  screen: Screen,
  { today }: Strings,
  when: (at: number) => string,
): readonly string[] {
  const { booking } = line
  const { shopNow, guests } = screen
  const guest = guests.byId.get(line.guestId ?? '')
  const tail = guest ? phoneTail(guest) : ''
  const room = shopNow.rooms.find(({ id }) => id === booking?.roomId)
  const words = (why: string) => (why in today.why ? today.why[why as keyof typeof today.why] : why)
  const arrived = booking?.arrived?.at ?? line.arrivedAt
  return [
    [guest && guest.name !== guest.address ? guest.name : '', tail && today.sheet.tail(tail)]
      .filter((part) => part !== '')
      .join(today.comma),
    booking && !booking.walkIn ? today.detail.booked(when(booking.at)) : '',
    arrived ? today.detail.arrivedAt(wallTime(arrived, shopNow.shop.timeZone)) : '',
    today.detail.consultant(
      staffName(line.consultantId, screen, today.underWay.you) || today.register.anyone,
    ),
    room ? today.detail.room(room.name) : '',
    booking ? today.detail.made(when(booking.madeAt), staffName(booking.by, screen, today.underWay.you)) : '',
    ...(booking?.rebooked ?? []).map(({ from, to, why }) =>
      today.detail.moved(when(from), when(to), words(why)),
    ),
    booking?.cancelled
      ? today.detail.cancelled(when(booking.cancelled.at), words(booking.cancelled.why))
      : '',
  ].filter((fact) => fact !== '')
}

function LookActions({ screen, line, day, onMode, onClose }: LookProps) {
  const { today } = useStrings()
  const [, go] = useLocation()
  const { booking, run, shown } = line
  if (run)
    return (
      <>
        {isClosed(run) || !screen.mayServe ? null : (
          <Button look="quiet" onPress={() => screen.open({ kind: 'visit', visitId: run.id as VisitId })}>
            {today.visit.void}
          </Button>
        )}
        <Button look="go" onPress={() => go(`/visit/${run.id}`)}>
          {isClosed(run) ? today.visit.look : today.open}
        </Button>
      </>
    )
  if (!booking || booking.cancelled || !screen.mayServe) return null
  const isToday = day === screen.day
  return (
    <>
      <Button look="quiet" onPress={() => onMode('cancel')}>
        {today.detail.cancel}
      </Button>
      {shown === 'arrived' ? null : <Button onPress={() => onMode('rebook')}>{today.rebook}</Button>}
      {isToday ? (
        <Button
          look="go"
          onPress={() => {
            onClose()
            screen.arrive({ guestId: booking.guestId, booking, consultantId: booking.consultantId })
          }}
        >
          {shown === 'arrived' ? today.begin : today.arrived}
        </Button>
      ) : null}
    </>
  )
}

function CancelSheet({
  booking,
  name,
  onBack,
  onClose,
}: {
  readonly booking: Booking
  readonly name: string
  readonly onBack: () => void
  readonly onClose: () => void
}) {
  const { today, kit } = useStrings()
  const { clock } = useApp()
  const save = useSave()
  const sayFailed = useSayFailed()
  const [why, setWhy] = useState<CancelReason | null>(null)
  const [refused, setRefused] = useState<BookingRefusal | null>(null)
  const cancel = async () => {
    const { who, say } = useSession.getState()
    const now = clock.now()
    if (!who) return say({ text: today.nobody.first, tone: 'red', at: now })
    const saved = await save<BookingRefusal>({
      intent: 'booking.cancel',
      keys: [{ table: 'bookings', id: booking.id }],
      plan: ([record]) => (record ? planCancel(bookingFrom(record), { by: who, now, why }) : { changes: [] }),
    })
    if ('refused' in saved) return setRefused(saved.refused)
    if ('failed' in saved) return sayFailed(saved.failed)
    say({ text: today.wasCancelled(name), tone: 'jade', at: now })
    onClose()
  }
  return (
    <Sheet
      open
      title={today.sheet.cancelTitle(name)}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          {refused ? (
            <p className={styles.why} role="alert">
              {today.refused[refused]}
            </p>
          ) : null}
          <Button onPress={onBack}>{today.sheet.keepIt}</Button>
          <Button look={why ? 'stop' : 'blocked'} onPress={cancel}>
            {today.sheet.saveCancel}
          </Button>
        </>
      }
    >
      <div className={styles.field}>
        <span className={styles.label}>{today.sheet.why}</span>
        <Choice
          label={today.sheet.why}
          options={CANCEL_REASONS.map((id) => ({ id, label: today.why[id] }))}
          value={why ? [why] : []}
          onChange={([id]) => {
            setRefused(null)
            setWhy(id ?? null)
          }}
        />
      </div>
    </Sheet>
  )
}
