/** Live reads: the screen redraws when a commit, here or in another tab, changes what a query read. */
import { useLiveQuery } from 'dexie-react-hooks'

/** undefined while loading for the first time; afterwards always the newest result. */
export function useLive<T>(query: () => Promise<T>, deps: readonly unknown[]): T | undefined {
  // Dexie follows native awaits only from an async querier: a plain arrow would stop observing after the first one.
  return useLiveQuery(async () => await query(), [...deps])
}
