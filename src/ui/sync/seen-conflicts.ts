/** The open conflicts, told apart by whether somebody may see them (SEC8). Fetched when it is needed. */
import { recordsOf } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import { type Conflict, isConflictSeen, openConflicts } from '../../domain/conflict/conflict.ts'
import type { StaffId } from '../../domain/ids.ts'
import { readSeen } from '../state/rights.ts'

/** Those that whoever is signed in may see. */
export async function seenConflicts(
  store: Store,
  who: StaffId | null,
  at: { readonly today: string; readonly now: number },
): Promise<readonly Conflict[]> {
  const open = openConflicts(await recordsOf(store, 'conflicts'))
  if (open.length === 0) return open
  const looker = await readSeen(store, who, { guests: open.flatMap(({ guests }) => guests), ...at })
  return open.filter((conflict) => isConflictSeen(conflict, looker))
}
