/** Rights as the screens ask for them: what is whoever is signed in, and how much do they see of a guest (SEC8). */
import { DAY_MS } from '../../base/clock.ts'
import { guestsKeptSince, guestsOfConsultant, guestsWithBusiness } from '../../db/business.ts'
import { recordsOf } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import type { StaffId } from '../../domain/ids.ts'
import { readLevel, writeLevel, writesIn } from '../../domain/people/rights.ts'
import { type Seen, seenBy } from '../../domain/people/seen.ts'
import { type Role, roleOf, staffFrom } from '../../domain/people/staff.ts'
import { dayOf } from '../../domain/shop/shop.ts'
import { useApp } from './app.tsx'
import { useLive } from './live.ts'
import { useSession } from './session.ts'
import { useShop } from './shop.ts'

/** Undefined until it has been read. */
export function useRole(): Role | undefined {
  const { store } = useApp()
  const who = useSession((s) => s.who)
  return useLive(() => readRole(store, who), [store, who])
}

/** What somebody is here, as the staff list stands. */
export async function readRole(store: Store, who: StaffId | null): Promise<Role> {
  return roleOf((await recordsOf(store, 'staff')).map(staffFrom), who)
}

/** Whether somebody may change what stands in a table; no until it is known. */
export function useMayChange(table: string): boolean {
  const role = useRole()
  return role !== undefined && writeLevel(role, table) === 'all'
}

/** Whether it is known that whoever is signed in writes nothing in a table: what they may not is not offered. */
export function useMayNot(table: string): boolean {
  const role = useRole()
  const who = useSession((s) => s.who)
  return role !== undefined && who !== null && !writesIn(role, table)
}

/** How much of each guest is seen, by id; undefined until it has been read. */
export function useSeen(guests: readonly string[]): ((guest: string) => Seen) | undefined {
  const { store, clock } = useApp()
  const { timeZone } = useShop()
  const who = useSession((s) => s.who)
  const asked = guests.join(' ')
  const today = dayOf(clock.now(), timeZone).day
  const found = useLive(async () => {
    const guests = asked === '' ? [] : asked.split(' ')
    return { of: who, ...(await readSeen(store, who, { guests, today, now: clock.now() })) }
  }, [store, clock, who, today, asked])
  // What was read for somebody else must not show a name for one frame.
  return found === undefined || found.of !== who ? undefined : found.seen
}

/** The same where it is read with more, with the role by which it is told. */
export async function readSeen(
  store: Store,
  who: StaffId | null,
  {
    guests,
    today,
    now,
  }: { readonly guests: readonly string[]; readonly today: string; readonly now: number },
): Promise<{ readonly role: Role; readonly seen: (guest: string) => Seen }> {
  const role = await readRole(store, who)
  const level = readLevel(role, 'guests')
  if (level !== 'today' || who === null) return { role, seen: () => seenBy(level, false) }
  const [here, own, news] = await Promise.all([
    guestsWithBusiness(store, today),
    guestsOfConsultant(store, who, guests),
    // Whoever has just been written down is not hidden from those who did it.
    guestsKeptSince(store, now - DAY_MS / 2, guests),
  ])
  const business = new Set([...here, ...own, ...news])
  return { role, seen: (guest) => seenBy(level, business.has(guest)) }
}
