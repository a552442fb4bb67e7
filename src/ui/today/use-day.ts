/** The shop and one day of it, live: what day.ts makes its lists of. Everything is undefined until it has been read. */
import { useMemo } from 'react'
import { openRecords, readRecord, recordsOf, recordsOfDay } from '../../db/queries.ts'
import { type Booking, bookingFrom } from '../../domain/booking/booking.ts'
import type { GuestId } from '../../domain/ids.ts'
import { type Guest, guestFrom } from '../../domain/people/guest.ts'
import { type Staff, staffFrom } from '../../domain/people/staff.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { procedureFrom, textFrom } from '../../domain/procedure/publish.ts'
import type { Run } from '../../domain/procedure/run.ts'
import type { Procedure, RunTable } from '../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../domain/procedure/text.ts'
import { type Room, roomFrom, type Urn, urnFrom } from '../../domain/rooms/room.ts'
import { dayOf, SHOP_ID, type Shop, shopFrom } from '../../domain/shop/shop.ts'
import { tellApart } from '../../domain/visit/names.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { loadRuns } from '../state/runs.ts'
import { useSession } from '../state/session.ts'
import { shownGuest } from '../state/shown-guest.ts'
import { type Strings, useStrings } from '../strings/strings.ts'

export type ShopNow = {
  readonly shop: Shop
  readonly staff: readonly Staff[]
  readonly rooms: readonly Room[]
  readonly urns: readonly Urn[]
  /** The words of the procedure that new visits are begun with; null before it is published. */
  readonly text: ProcedureText | null
  readonly procedure: Procedure | null
}

/** The shop with its people and places. */
export function useShopNow(): ShopNow | undefined {
  const { store } = useApp()
  const language = useSession((s) => s.language)
  return useLive(async () => {
    const [record, staff, rooms, urns] = await Promise.all([
      readRecord(store, { table: 'shop', id: SHOP_ID }),
      recordsOf(store, 'staff'),
      recordsOf(store, 'rooms'),
      recordsOf(store, 'urns'),
    ])
    const procedureId = record?.fields.procedureId
    const procedure =
      typeof procedureId === 'string'
        ? await readRecord(store, { table: 'procedures', id: procedureId })
        : null
    return {
      shop: shopFrom(record ?? { table: 'shop', id: SHOP_ID, rev: 0, fields: {}, clocks: {} }),
      staff: staff.map(staffFrom),
      rooms: rooms.map(roomFrom).sort((a, b) => a.order - b.order),
      urns: urns.map(urnFrom),
      text: procedure && textFrom(procedure, language),
      procedure: procedure && procedureFrom(procedure),
    }
  }, [store, language])
}

/** The bookings of a day. */
export function useBookings(day: string) {
  const { store } = useApp()
  return useLive(async () => (await recordsOfDay(store, 'bookings', day)).map(bookingFrom), [store, day])
}

/** The day's bookings, its visits and turnovers, and all of these that are open. */
export type Day = {
  readonly bookings: readonly Booking[]
  readonly visits: readonly Run[]
  readonly turnovers: readonly Run[]
}

/** The day with all that the engine must know. */
export function useDay(day: string): Day | undefined {
  const bookings = useBookings(day)
  const visits = useRuns('visits', day)
  const turnovers = useRuns('turnovers', day)
  return useMemo(
    () => bookings && visits && turnovers && { bookings, visits, turnovers },
    [bookings, visits, turnovers],
  )
}

/** Open runs of whatever day and, with a day, all of that day. */
export function useRuns(table: RunTable, day: string | null): readonly Run[] | undefined {
  const { store } = useApp()
  const language = useSession((s) => s.language)
  return useLive(async () => {
    const [open, ofDay] = await Promise.all([
      openRecords(store, table),
      day === null ? [] : recordsOfDay(store, table, day),
    ])
    const records = new Map([...open, ...ofDay].map((record) => [record.id, record]))
    return (await loadRuns(store, [...records.values()], language)).map(({ run }) => run)
  }, [store, table, day, language])
}

/**
 * The guests of these ids, and what each is called so that no other of them is meant. Undefined until those of the
 * first ids have been read: nobody is shown without their name because the list came before the guests.
 */
export function useGuests(ids: readonly (GuestId | null | undefined)[] | undefined): Guests | undefined {
  const { store } = useApp()
  const strings = useStrings()
  const key = ids && [...new Set(ids.filter((id) => Boolean(id)))].sort().join(' ')
  const found = useLive(async () => {
    if (key === undefined) return null
    const wanted = key === '' ? [] : key.split(' ')
    const records = await Promise.all(wanted.map((id) => readRecord(store, { table: 'guests', id })))
    return records.flatMap((record) => (record ? [guestFrom(record)] : []))
  }, [store, key])
  return useMemo(() => (found ? guestsOf(found, strings) : undefined), [found, strings])
}

export type Guests = {
  readonly byId: ReadonlyMap<string, Guest>
  /** `王女士`, or `王女士（王秀兰）` while another 王女士 is on the screen. */
  readonly called: (id: GuestId | null | undefined) => string
}

/** The guests of a day's lists. */
export function guestIdsOf(day: Day | undefined): readonly (GuestId | null | undefined)[] | undefined {
  return (
    day && [
      ...day.bookings.map((booking) => booking.guestId),
      ...day.visits.map((run) => fieldsOf(run).guestId),
    ]
  )
}

/** Guests by id with their names for one screen. */
export function guestsOf(
  found: readonly Guest[],
  { today: words, kit }: Pick<Strings, 'today' | 'kit'>,
): Guests {
  const shown = found.map((guest) => shownGuest(guest, kit))
  const byId = new Map<string, Guest>(shown.map((guest) => [guest.id, guest]))
  const apart = tellApart(shown)
  return {
    byId,
    called: (id) => {
      const guest = byId.get(id ?? '')
      if (!guest) return words.unknownGuest
      const more = apart.get(guest.id)
      return more ? words.calledMore(guest.address, words.apart[more.kind](more.value)) : guest.address
    },
  }
}

/** The calendar day of the shop; it changes at midnight without anybody's doing. */
export function useShopDay(timeZone: string): string {
  return dayOf(useNow(10_000), timeZone).day
}
