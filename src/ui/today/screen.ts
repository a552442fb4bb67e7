/** What the parts of Today share: the shop, who looks, what is read, and what a tap can open. */
import type { BookingId, StaffId, VisitId } from '../../domain/ids.ts'
import type { Strings } from '../strings/strings.ts'
import type { Arriving } from './use-arrive.ts'
import type { Day, Guests, ShopNow } from './use-day.ts'

export type Sheet =
  | { readonly kind: 'new' }
  | { readonly kind: 'rebook'; readonly bookingId: BookingId }
  | { readonly kind: 'line'; readonly key: string; readonly day: string }
  | { readonly kind: 'visit'; readonly visitId: VisitId }
  | { readonly kind: 'underWay'; readonly visitId: VisitId; readonly name: string }

export type Screen = {
  readonly shopNow: ShopNow
  readonly day: string
  readonly me: StaffId | null
  /** Whoever may not is offered no bookings and no arrivals. */
  readonly mayServe: boolean
  readonly guests: Guests
  readonly open: (sheet: Sheet) => void
  readonly arrive: (arriving: Arriving) => void
}

/** What every sheet of Today is given. */
export type SheetProps = {
  readonly screen: Screen
  readonly data: Day
  readonly onClose: () => void
}

/** A colleague's name; `you` for the one who looks. Empty when nobody is named. */
export function staffName(id: StaffId | null | undefined, { shopNow, me }: Screen, you: string): string {
  if (!id) return ''
  return id === me ? you : (shopNow.staff.find((person) => person.id === id)?.name ?? '')
}

/** The short name of a stage in the words of the published procedure. */
export function stageName(stageId: string | null, { shopNow }: Pick<Screen, 'shopNow'>): string {
  return (stageId && shopNow.text?.stages[stageId]?.short) || ''
}

/** Puts parts together with the language's comma; empty ones fall away. */
export function joined(parts: readonly string[], { today }: Pick<Strings, 'today'>): string {
  return parts.filter((part) => part !== '').join(today.comma)
}
