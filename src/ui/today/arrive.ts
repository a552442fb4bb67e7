/**
 * What happens when a guest is here, fetched with the first tap that says so: the visit is begun, the time of arrival marked in the
 * register (A3.1). The visit comes first: if the tablet dies in between, the visit itself tells when the guest came.
 */
import { openRecords, readRecord } from '../../db/queries.ts'
import { bookingFrom } from '../../domain/booking/booking.ts'
import { type BookingRefusal, planArrived } from '../../domain/booking/plan.ts'
import type { GuestId, StaffId, VisitId } from '../../domain/ids.ts'
import { guestFrom } from '../../domain/people/guest.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import type { App } from '../state/app.tsx'
import { beginVisit } from '../state/dispatch.ts'
import type { useSayFailed } from '../state/failure.ts'
import type { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import type { Strings } from '../strings/strings.ts'
import type { Arriving } from './use-arrive.ts'
import { wishedPlace } from './wished-place.ts'

export type Arrival = {
  readonly app: App
  readonly save: ReturnType<typeof useSave>
  readonly sayFailed: ReturnType<typeof useSayFailed>
  readonly go: (path: string) => void
  readonly today: Strings['today']
}

/** Null when the visit was begun and opened, or its own visit opened again; else the visit that the guest still has. */
export async function arrive(
  { guestId, booking, consultantId }: Arriving,
  arrival: Arrival,
): Promise<{ readonly underWay: VisitId; readonly guestId: GuestId } | null> {
  const { app, go, today, sayFailed } = arrival
  const { store } = app
  const { who, say, language } = useSession.getState()
  const warn = (text: string) => say({ text, tone: 'red', at: store.options.clock.now() })
  if (!who) {
    warn(today.nobody.first)
    return null
  }
  const own = (await openRecords(store, 'visits')).find((visit) => fieldsOf(visit).guestId === guestId)
  if (own && booking && fieldsOf(own).bookingId === booking.id) {
    go(`/visit/${own.id}`)
    return null
  }
  if (own) return { underWay: own.id as VisitId, guestId }
  const record = await readRecord(store, { table: 'guests', id: guestId })
  if (!record) {
    warn(today.gone)
    return null
  }
  const line = booking && (await readRecord(store, { table: 'bookings', id: booking.id }))
  const place = await wishedPlace(store, line ? bookingFrom(line).roomId : null, language)
  const input = {
    by: who,
    ...(consultantId ? { consultant: consultantId } : {}),
    guest: guestFrom(record),
    ...(booking ? { bookingId: booking.id } : {}),
    ...(place ? { place } : {}),
  }
  const begun = await beginVisit(app, input, language)
  if ('kept' in begun) {
    if (booking) await markArrived(booking.id, who, arrival)
    go(`/visit/${begun.id}`)
  } else if ('refused' in begun) warn(today.notNow)
  else if (begun.failed === 'procedureMissing') warn(today.procedureMissing)
  else sayFailed(begun.failed)
  return null
}

async function markArrived(bookingId: string, by: StaffId, { app, save, sayFailed }: Arrival): Promise<void> {
  const { clock } = app.store.options
  const saved = await save<BookingRefusal>({
    intent: 'booking.arrive',
    keys: [{ table: 'bookings', id: bookingId }],
    plan: ([record]) =>
      record ? planArrived(bookingFrom(record), { by, now: clock.now() }) : { changes: [] },
  })
  if ('failed' in saved) sayFailed(saved.failed)
}
