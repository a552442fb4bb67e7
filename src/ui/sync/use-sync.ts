/** The exchange as the screens read it, live: the overview, the open conflicts, how many things ask for a person. */
import { recordsOf } from '../../db/queries.ts'
import { readServerTime } from '../../db/server-time.ts'
import { type SyncOverview, syncOverview } from '../../db/sync-state.ts'
import { type Conflict, openConflicts } from '../../domain/conflict/conflict.ts'
import { parkedOf } from '../../domain/people/parked.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'

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

/** Conflicts that nobody has settled; none until they have been read. */
export function useOpenConflicts(): readonly Conflict[] {
  const { store } = useApp()
  return useLive(async () => openConflicts(await recordsOf(store, 'conflicts')), [store]) ?? NONE
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

const NONE: readonly Conflict[] = []
