/** A guest's acts of consent, live, and how old they are today. */
import { openRecords, readRecord, recordsOfPerson, type SyncRecord } from '../../db/queries.ts'
import { CONSENTS } from '../../domain/consent/consent.ts'
import { type Youth, youthOf } from '../../domain/consent/minor.ts'
import { type Guest, hasHealth } from '../../domain/people/guest.ts'
import { writableOf } from '../../domain/people/plan-guest.ts'
import { dayOf } from '../../domain/shop/shop.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useShop } from '../state/shop.ts'

/** The record; null for a guest who was never asked, undefined while it is read. */
export function useConsents(guestId: string): SyncRecord | null | undefined {
  const { store } = useApp()
  return useLive(
    async () => (await readRecord(store, { table: CONSENTS, id: guestId })) ?? null,
    [store, guestId],
  )
}

/** What follows from the guest's age on the shop's day. */
export function useYouth({ born }: Pick<Guest, 'born'>): Youth {
  const { clock } = useApp()
  const { timeZone, minAge } = useShop()
  return youthOf(born, dayOf(clock.now(), timeZone).day, minAge)
}

/** Whether they have agreed to a record, and nothing of their health stands in it yet. */
export function useHealthUnasked(guest: Guest): boolean {
  const consents = useConsents(guest.id)
  const { clock } = useApp()
  const { timeZone } = useShop()
  const { day } = dayOf(clock.now(), timeZone)
  return writableOf(guest, consents?.fields ?? {}, day) === 'all' && !hasHealth(guest)
}

/** Whether the shop has served them before: then there is more of them than a name just typed. */
export function useWasHere(guestId: string): boolean | undefined {
  const { store } = useApp()
  return useLive(async () => {
    const visits = await recordsOfPerson(store, 'visits', guestId)
    return visits.some(({ fields }) => Boolean(fields.filed)) || visits.length > 1
  }, [store, guestId])
}

/** Whether a visit of theirs is under way. */
export function useIsHere(guestId: string): boolean | undefined {
  const { store } = useApp()
  return useLive(async () => {
    const open = await openRecords(store, 'visits')
    return open.some(({ fields }) => fields.guestId === guestId)
  }, [store, guestId])
}
