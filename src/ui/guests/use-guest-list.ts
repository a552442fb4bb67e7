/**
 * Everybody whom the shop knows, as far as they are found by it; the rest of a guest is read where they are shown, so that a list
 * of 20,000 opens quickly.
 */
import { useMemo } from 'react'
import { briefRecords } from '../../db/brief-records.ts'
import { readRecord, readRecords, type SyncRecord } from '../../db/queries.ts'
import { type Guest, guestFrom } from '../../domain/people/guest.ts'
import { inNameOrder } from '../../domain/people/search.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { shownGuest } from '../state/shown-guest.ts'
import { useStrings } from '../strings/strings.ts'

const FOUND_BY = ['name', 'address', 'phone', 'numbered'] as const

/** The same guest for the same record, so that what is prepared of them for a search is prepared once. */
const guests = new WeakMap<SyncRecord, Guest>()

function guestOf(record: SyncRecord): Guest {
  const known = guests.get(record)
  if (known) return known
  const guest = guestFrom(record)
  guests.set(record, guest)
  return guest
}

/** In name order, with nothing but what they are called and the phone; undefined while they are being read. */
export function useGuestList(): readonly Guest[] | undefined {
  const { store } = useApp()
  const { kit } = useStrings()
  return useLive(async () => {
    const guests = (await briefRecords(store, 'guests', FOUND_BY)).map(guestOf)
    return inNameOrder(guests.map((guest) => shownGuest(guest, kit)))
  }, [store, kit])
}

/** The same guests with all that is known of them; those that are still being read stay as they are. */
export function useWhole(guests: readonly Guest[]): readonly Guest[] {
  const { store } = useApp()
  const { kit } = useStrings()
  const key = guests.map(({ id }) => id).join(' ')
  const whole = useLive(async () => {
    const records = await readRecords(store, 'guests', key === '' ? [] : key.split(' '))
    return new Map(records.map((record) => [record.id, shownGuest(guestFrom(record), kit)]))
  }, [store, key, kit])
  return useMemo(() => guests.map((guest) => whole?.get(guest.id) ?? guest), [guests, whole])
}

/** One guest with all that is known of them; null while they are being read, so that nothing half-known is edited. */
export function useGuest(id: string | null): Guest | null {
  const { store } = useApp()
  const { kit } = useStrings()
  const found = useLive(
    async () => (id === null ? null : readRecord(store, { table: 'guests', id })),
    [store, id],
  )
  return useMemo(
    () => (found && found.id === id ? shownGuest(guestFrom(found), kit) : null),
    [found, id, kit],
  )
}
