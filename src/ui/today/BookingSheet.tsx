/**
 * A new line of the register (A1.2, D7), or one that is moved: who, when, with whom, where they would like to be. One
 * change set. A walk-in is written as arrived and begun at once. What might clash is said, and blocks nothing (M6).
 */
import { type ReactNode, useRef, useState } from 'react'
import { openRecords } from '../../db/queries.ts'
import { type Booking, bookingFrom } from '../../domain/booking/booking.ts'
import { wallTime } from '../../domain/booking/local-time.ts'
import { overlapsOf } from '../../domain/booking/overlap.ts'
import {
  type BookingRefusal,
  type BookingResult,
  planBooking,
  planRebook,
  REBOOK_REASONS,
} from '../../domain/booking/plan.ts'
import type { BookingId, StaffId, VisitId } from '../../domain/ids.ts'
import { mayLookAfter } from '../../domain/people/looks-after.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { inPickOrder } from '../shell/pick-order.ts'
import { useApp } from '../state/app.tsx'
import { changedOnly } from '../state/differing.ts'
import { useDraft, useForgetDrafts } from '../state/drafts.ts'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './BookingSheet.module.css'
import { arrivalOf, type Draft, firstDraft } from './booking-draft.ts'
import { dayWords } from './day-words.ts'
import { GuestPicker } from './GuestPicker.tsx'
import type { SheetProps } from './screen.ts'
import { useBookings, useGuests } from './use-day.ts'
import { WhenPicker } from './WhenPicker.tsx'

type Props = SheetProps & { readonly bookingId: BookingId | null }

/** Without a booking's id it writes a new one. */
export function BookingSheet(props: Props) {
  const { bookingId, data } = props
  const booking = data.bookings.find(({ id }) => id === bookingId) ?? null
  return <BookingForm {...props} booking={booking} />
}

/** The same for a booking that is at hand, of whatever day. */
export function BookingForm({
  screen,
  booking: given,
  onClose,
}: Pick<Props, 'screen' | 'onClose'> & { readonly booking: Booking | null }) {
  const { clock, newId } = useApp()
  const { today, kit } = useStrings()
  const { shop, staff } = screen.shopNow
  const { timeZone } = shop
  // Whoever looks after no guest writes the line for whichever consultant is free.
  const isMine = staff.some((person) => person.id === screen.me && mayLookAfter(staff, person))
  // As it was opened: what another screen writes meanwhile is not to be taken back by saving this one.
  const [typed, setTyped] = useDraft(`today booking ${given?.id ?? 'new'}`, () => ({
    id: given?.id ?? (newId() as BookingId),
    booking: given,
    draft: firstDraft(given, isMine ? screen.me : null, clock.now(), timeZone),
  }))
  const { id, booking, draft } = typed
  const [refused, setRefused] = useState<BookingRefusal | null>(null)
  const keep = useKeep({ screen, id, booking, onClose, onRefused: setRefused })
  const change = (part: Partial<Draft>) => {
    setRefused(null)
    setTyped((old) => ({ ...old, draft: { ...old.draft, ...part } }))
  }
  const name = useGuests([draft.guestId])?.called(draft.guestId) ?? ''
  return (
    <Sheet
      open
      title={booking ? today.sheet.rebookTitle(name) : today.sheet.newTitle}
      closeLabel={kit.close}
      onClose={onClose}
      size="large"
      actions={
        <>
          {refused ? (
            <p className={styles.why} role="alert">
              {today.refused[refused]}
            </p>
          ) : draft.guestId ? null : (
            <p className={styles.why}>{today.refused.noGuest}</p>
          )}
          <Button look={draft.guestId ? 'go' : 'blocked'} onPress={() => keep(draft, name)}>
            {booking
              ? today.sheet.saveRebook
              : draft.kind === 'now'
                ? today.sheet.saveNow
                : today.sheet.saveLater}
          </Button>
        </>
      }
    >
      {booking ? null : (
        <Choice
          label={today.sheet.kind}
          options={[
            { id: 'now', label: today.sheet.kindNow },
            { id: 'later', label: today.sheet.kindLater },
          ]}
          value={[draft.kind]}
          onChange={([kind = draft.kind]) => change({ kind })}
        />
      )}
      {booking ? null : <GuestPicker value={draft.guestId} onChange={(guestId) => change({ guestId })} />}
      {draft.guestId ? <Details screen={screen} booking={booking} draft={draft} change={change} /> : null}
    </Sheet>
  )
}

type DetailsProps = Pick<Props, 'screen'> & {
  readonly booking: Booking | null
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

function Details(props: DetailsProps) {
  const { screen, booking, draft, change } = props
  const { sheet, why } = useStrings().today
  const { clock } = useApp()
  const { timeZone } = screen.shopNow.shop
  const moved = booking !== null && arrivalOf(draft, clock.now(), timeZone) !== booking.at
  return (
    <>
      {draft.kind === 'later' ? (
        <WhenPicker today={screen.day} when={draft.when} onChange={(when) => change({ when })} />
      ) : null}
      {moved ? (
        <Field label={sheet.why}>
          <Choice
            label={sheet.why}
            options={REBOOK_REASONS.map((id) => ({ id, label: why[id] }))}
            value={draft.why ? [draft.why] : []}
            onChange={([id]) => change({ why: id ?? null })}
          />
        </Field>
      ) : null}
      <Overlaps {...props} />
      <People {...props} />
      {draft.kind === 'later' && !booking ? (
        <Field label={sheet.bookedBy}>
          <Choice
            label={sheet.bookedBy}
            options={[
              { id: 'consultant', label: sheet.byConsultant },
              { id: 'self', label: sheet.bySelf },
            ]}
            value={[draft.selfBooked ? 'self' : 'consultant']}
            onChange={([id]) => change({ selfBooked: id === 'self' })}
          />
        </Field>
      ) : null}
    </>
  )
}

function People({ screen, draft, change }: DetailsProps) {
  const { sheet } = useStrings().today
  const { staff, rooms } = screen.shopNow
  const free = rooms.filter((room) => !room.outOfOrder || room.id === draft.roomId)
  const serving = inPickOrder(staff).filter(
    (person) => person.id === draft.consultantId || (!person.away && mayLookAfter(staff, person)),
  )
  return (
    <>
      <Field label={sheet.consultant}>
        <Choice
          label={sheet.consultant}
          options={[
            { id: '', label: sheet.anyone },
            ...serving.map(({ id, name }) => ({ id: id as string, label: name })),
          ]}
          value={[draft.consultantId ?? '']}
          onChange={([id]) => change({ consultantId: id ? (id as StaffId) : null })}
        />
      </Field>
      <Field label={sheet.room}>
        <Choice
          label={sheet.room}
          options={[
            { id: '', label: sheet.anyRoom },
            ...free.map(({ id, name }) => ({ id: id as string, label: name })),
          ]}
          value={[draft.roomId ?? '']}
          onChange={([id]) => change({ roomId: free.find((room) => room.id === id)?.id ?? null })}
        />
      </Field>
    </>
  )
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      {children}
    </div>
  )
}

/** What the wished line would meet in the register; a walk-in who is booked is begun from the booking. */
function Overlaps({ screen, booking, draft }: DetailsProps) {
  const { today } = useStrings()
  const { clock } = useApp()
  const { timeZone } = screen.shopNow.shop
  const day = draft.kind === 'now' ? screen.day : draft.when.day
  const bookings = useBookings(day)
  const at = arrivalOf(draft, clock.now(), timeZone)
  const found =
    bookings && at !== null
      ? overlapsOf({ guestId: draft.guestId, at, roomId: draft.roomId }, bookings, booking?.id ?? null)
      : []
  const guests = useGuests([draft.guestId, ...found.map((one) => one.booking.guestId)])
  return found.map((one) => {
    const name = guests?.called(one.booking.guestId) ?? ''
    const time = wallTime(one.booking.at, timeZone)
    const room = screen.shopNow.rooms.find(({ id }) => id === one.booking.roomId)?.name ?? ''
    const isHere = one.kind === 'sameGuest' && draft.kind === 'now' && !one.booking.arrived
    return (
      <div key={`${one.kind} ${one.booking.id}`} className={styles.note}>
        <Banner
          tone="amber"
          action={
            isHere ? (
              <Button small onPress={() => screen.arrive({ ...one.booking, booking: one.booking })}>
                {today.sheet.thatOne}
              </Button>
            ) : undefined
          }
        >
          {one.kind === 'sameGuest'
            ? today.sheet.sameGuest(name, time)
            : today.sheet.sameRoom(room, name, time)}
        </Banner>
      </div>
    )
  })
}

type Wanted = Pick<Booking, 'consultantId' | 'roomId'> & { readonly at: number | null }
type KeepProps = Pick<Props, 'screen' | 'onClose'> & {
  readonly id: BookingId
  readonly booking: Booking | null
  readonly onRefused: (refusal: BookingRefusal) => void
}

/** Writes the line; a walk-in's visit is begun next, unless the guest is being served already. */
function useKeep({
  screen,
  id,
  booking,
  onClose,
  onRefused,
}: KeepProps): (draft: Draft, name: string) => void {
  const { store, clock } = useApp()
  const { today } = useStrings()
  const save = useSave()
  const sayFailed = useSayFailed()
  const forget = useForgetDrafts('today')
  const busy = useRef(false)
  const keep = async (draft: Draft, name: string) => {
    const { who, say } = useSession.getState()
    const now = clock.now()
    const notice = (text: string, tone: 'jade' | 'red') => say({ text, tone, at: now })
    if (!who) return notice(today.nobody.first, 'red')
    const isWalkIn = !booking && draft.kind === 'now'
    const open = isWalkIn ? await openRecords(store, 'visits') : []
    const own = open.find((visit) => fieldsOf(visit).guestId === draft.guestId)
    if (own) return screen.open({ kind: 'underWay', visitId: own.id as VisitId, name })
    const { timeZone } = screen.shopNow.shop
    const at = arrivalOf(draft, now, timeZone)
    const made = { id, by: who, now, timeZone }
    const { consultantId, roomId } = draft
    const wanted = (stored: Booking, to: number | null) =>
      changedOnly<Wanted>({ consultantId, roomId, at: to }, booking ?? stored, stored)
    const saved = await save<BookingRefusal>({
      intent: booking ? 'booking.rebook' : 'booking.make',
      keys: booking ? [{ table: 'bookings', id }] : [],
      plan: ([record]): BookingResult =>
        record
          ? planRebook(bookingFrom(record), wanted(bookingFrom(record), at), { ...made, why: draft.why })
          : planBooking({ ...draft, at, walkIn: isWalkIn, selfBooked: isWalkIn || draft.selfBooked }, made),
    })
    if ('refused' in saved) return onRefused(saved.refused)
    if ('failed' in saved) return sayFailed(saved.failed)
    forget()
    onClose()
    const { guestId } = draft
    if (isWalkIn && guestId) return screen.arrive({ guestId, booking: { id }, consultantId })
    const when = `${dayWords(draft.when.day, today.locale)} ${at === null ? '' : wallTime(at, timeZone)}`
    notice(booking ? today.rebooked(name, when) : today.saved(name, when), 'jade')
  }
  return async (draft, name) => {
    // A second tap while the first is on its way would write a second line.
    if (busy.current) return
    busy.current = true
    try {
      await keep(draft, name)
    } catch (error) {
      sayFailed(error)
    } finally {
      busy.current = false
    }
  }
}
