/** Rights as the screens ask for them: what is whoever is signed in, and how much do they see of a guest (SEC8). */
import { useMemo } from 'react'
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

async function readRole(store: Store, who: StaffId | null): Promise<Role> {
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
    const level = readLevel(await readRole(store, who), 'guests')
    if (level !== 'today' || who === null) return { level, business: NOBODY, of: who }
    const ids = asked === '' ? [] : asked.split(' ')
    const [here, own, news] = await Promise.all([
      guestsWithBusiness(store, today),
      guestsOfConsultant(store, who, ids),
      // Whoever has just been written down is not hidden from those who did it.
      guestsKeptSince(store, clock.now() - DAY_MS / 2, ids),
    ])
    return { level, business: new Set([...here, ...own, ...news]), of: who }
  }, [store, clock, who, today, asked])
  return useMemo(() => {
    // What was read for somebody else must not show a name for one frame.
    if (found === undefined || found.of !== who) return undefined
    return (guest: string) => seenBy(found.level, found.business.has(guest))
  }, [found, who])
}

const NOBODY: ReadonlySet<string> = new Set()
