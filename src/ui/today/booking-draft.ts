/** What the booking sheet holds while it is filled in, and what the planners are given of it. */
import type { Booking } from '../../domain/booking/booking.ts'
import { instantAt, nextQuarter, wallTime } from '../../domain/booking/local-time.ts'
import type { RebookReason } from '../../domain/booking/plan.ts'
import type { GuestId, RoomId, StaffId } from '../../domain/ids.ts'
import { dayOf } from '../../domain/shop/shop.ts'

/** What has been entered of the time; `isOther` keeps the calendar open while no full date stands in it. */
export type When = {
  readonly day: string
  readonly isOther: boolean
  readonly hour: number
  readonly minute: number
}

export type Draft = {
  readonly kind: 'now' | 'later'
  readonly guestId: GuestId | null
  readonly when: When
  readonly consultantId: StaffId | null
  readonly roomId: RoomId | null
  readonly selfBooked: boolean
  readonly why: RebookReason | null
}

/** A new line begins with the next quarter and the one who writes it; a moved one with what stands in the register. */
export function firstDraft(
  booking: Booking | null,
  me: StaffId | null,
  now: number,
  timeZone: string,
): Draft {
  const at = booking?.at ?? nextQuarter(now)
  const [hour = 0, minute = 0] = wallTime(at, timeZone).split(':').map(Number)
  return {
    kind: booking ? 'later' : 'now',
    guestId: booking?.guestId ?? null,
    when: { day: dayOf(at, timeZone).day, isOther: false, hour, minute },
    consultantId: booking ? booking.consultantId : me,
    roomId: booking?.roomId ?? null,
    selfBooked: booking?.selfBooked ?? false,
    why: null,
  }
}

/** The planned arrival; now for a walk-in, null while the date is none. */
export function arrivalOf(draft: Draft, now: number, timeZone: string): number | null {
  if (draft.kind === 'now') return now
  const { day, hour, minute } = draft.when
  return instantAt(day, [hour, minute].map((part) => String(part).padStart(2, '0')).join(':'), timeZone)
}
