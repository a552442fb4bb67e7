/** The exchange as the screens read it, live: the overview, the open conflicts, how many things ask for a person. */
import { useEffect, useState } from 'react'
import { recordsOf } from '../../db/queries.ts'
import { readServerTime } from '../../db/server-time.ts'
import { type SyncOverview, syncOverview } from '../../db/sync-state.ts'
import { parkedOf } from '../../domain/people/parked.ts'
import { dayOf } from '../../domain/shop/shop.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'

/** Undefined until it has been read; its instants are those of the app's clock. */
export function useOverview(): SyncOverview | undefined {
  const { store } = useApp()
  return useLive(async () => {
    const [overview, { correctionMs }] = await Promise.all([syncOverview(store), readServerTime(store)])
    return corrected(overview, correctionMs)
  }, [store])
}

/** The exchange is dated by the tablet's own clock, which may be wrong. */
function corrected(overview: SyncOverview, byMs: number): SyncOverview {
  const at = (instant: number | null) => (instant === null ? null : instant + byMs)
  const { trouble, lastContactAt, lastPullAt, oldestAt } = overview
  return {
    ...overview,
    ...{ lastContactAt: at(lastContactAt), lastPullAt: at(lastPullAt), oldestAt: at(oldestAt) },
    trouble: trouble && { ...trouble, since: trouble.since + byMs },
  }
}

/** How many conflicts nobody has settled of those that whoever looks may see; none until they have been read. */
export function useOpenConflicts(): number {
  const { store, clock } = useApp()
  const { timeZone } = useShop()
  const who = useSession((s) => s.who)
  const [read, setRead] = useState<typeof import('./seen-conflicts.ts').seenConflicts>()
  useEffect(() => {
    // Without it nothing is counted; the panel says the same.
    import('./seen-conflicts.ts').then(
      (m) => setRead(() => m.seenConflicts),
      () => undefined,
    )
  }, [])
  const today = dayOf(clock.now(), timeZone).day
  const found = useLive(
    async () => (read ? (await read(store, who, { today, now: clock.now() })).length : 0),
    [store, clock, who, today, read],
  )
  return found ?? 0
}

/** How much waits for a manager's word; read for a manager alone. */
export function useWaitingParked(isManager: boolean): number {
  const { store } = useApp()
  const count = useLive(
    async () =>
      isManager
        ? parkedOf(await recordsOf(store, 'attention')).filter(({ state }) => state === 'waiting').length
        : 0,
    [store, isManager],
  )
  return count ?? 0
}
