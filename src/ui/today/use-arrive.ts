/**
 * A guest is here: one tap begins the visit, marks the time of arrival in the register (A3.1) and opens it. A guest
 * who is being served already is not begun a second time.
 */
import { useCallback, useRef } from 'react'
import { useLocation } from 'wouter'
import type { Booking } from '../../domain/booking/booking.ts'
import type { GuestId, StaffId, VisitId } from '../../domain/ids.ts'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import { useStrings } from '../strings/strings.ts'

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
  const save = useSave()
  const sayFailed = useSayFailed()
  const [, go] = useLocation()
  const busy = useRef(false)
  return useCallback(
    async (arriving) => {
      // A second tap while the first is on its way to disk would begin a second visit.
      if (busy.current) return null
      busy.current = true
      try {
        const { arrive } = await import('./arrive.ts')
        return await arrive(arriving, { app, save, sayFailed, go, today })
      } catch (error) {
        sayFailed(error)
        return null
      } finally {
        busy.current = false
      }
    },
    [app, save, sayFailed, go, today],
  )
}
