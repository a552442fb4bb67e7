/**
 * A guest is here: one tap begins the visit, marks the time of arrival in the register (A3.1) and opens it. A guest
 * who is being served already is not begun a second time. The visit comes first: if the tablet dies in between, the
 * visit itself tells when the guest came.
 */
import { useCallback, useRef } from 'react'
import { useLocation } from 'wouter'
import { openRecords, readRecord } from '../../db/queries.ts'
import { type Booking, bookingFrom } from '../../domain/booking/booking.ts'
import { type BookingRefusal, planArrived } from '../../domain/booking/plan.ts'
import type { GuestId, StaffId, VisitId } from '../../domain/ids.ts'
import { guestFrom } from '../../domain/people/guest.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import { wishedPlace } from './wished-place.ts'

export type Arriving = {
  readonly guestId: GuestId
  readonly booking: Pick<Booking, 'id'> | null
  readonly consultantId: StaffId | null
}

/** Null when the visit was begun and opened, or its own visit opened again; else the visit that the guest still has. */
export function useArrive(): (
  arriving: Arriving,
) => Promise<{ readonly underWay: VisitId; readonly guestId: GuestId } | null> {
  const app = useApp()
  const { today } = useStrings()
  const mark = useMarkArrived()
  const sayFailed = useSayFailed()
  const [, go] = useLocation()
  const busy = useRef(false)
  const arrive = useCallback(
    async ({ guestId, booking, consultantId }: Arriving) => {
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
      const { beginVisit } = await import('../state/dispatch.ts')
      const input = {
        by: who,
        ...(consultantId ? { consultant: consultantId } : {}),
        guest: guestFrom(record),
        ...(booking ? { bookingId: booking.id } : {}),
        ...(place ? { place } : {}),
      }
      const begun = await beginVisit(app, input, language)
      if ('kept' in begun) {
        if (booking) await mark(booking.id, who)
        go(`/visit/${begun.id}`)
      } else if ('refused' in begun) warn(today.notNow)
      else if (begun.failed === 'procedureMissing') warn(today.procedureMissing)
      else sayFailed(begun.failed)
      return null
    },
    [app, today, mark, go, sayFailed],
  )
  return useCallback(
    async (arriving) => {
      // A second tap while the first is on its way to disk would begin a second visit.
      if (busy.current) return null
      busy.current = true
      try {
        return await arrive(arriving)
      } catch (error) {
        sayFailed(error)
        return null
      } finally {
        busy.current = false
      }
    },
    [arrive, sayFailed],
  )
}

function useMarkArrived(): (bookingId: string, by: StaffId) => Promise<void> {
  const { store } = useApp()
  const save = useSave()
  const sayFailed = useSayFailed()
  return useCallback(
    async (bookingId, by) => {
      const saved = await save<BookingRefusal>({
        intent: 'booking.arrive',
        keys: [{ table: 'bookings', id: bookingId }],
        plan: ([record]) =>
          record ? planArrived(bookingFrom(record), { by, now: store.options.clock.now() }) : { changes: [] },
      })
      if ('failed' in saved) sayFailed(saved.failed)
    },
    [store, save, sayFailed],
  )
}
