/** The exchange as the screens read it, live: the overview, the open conflicts, how many things ask for a person. */
import { recordsOf } from '../../db/queries.ts'
import { type SyncOverview, syncOverview } from '../../db/sync-state.ts'
import { type Conflict, openConflicts } from '../../domain/conflict/conflict.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'

/** Undefined until it has been read. */
export function useOverview(): SyncOverview | undefined {
  const { store } = useApp()
  return useLive(() => syncOverview(store), [store])
}

/** Conflicts that nobody has settled; none until they have been read. */
export function useOpenConflicts(): readonly Conflict[] {
  const { store } = useApp()
  return useLive(async () => openConflicts(await recordsOf(store, 'conflicts')), [store]) ?? NONE
}

const NONE: readonly Conflict[] = []
