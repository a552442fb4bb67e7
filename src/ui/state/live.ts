/** Live reads: the screen redraws when a commit, here or in another tab, changes what a query read. */
import { useLiveQuery } from 'dexie-react-hooks'

/** undefined while loading for the first time; afterwards always the newest result. */
export function useLive<T>(query: () => Promise<T>, deps: readonly unknown[]): T | undefined {
  return useLiveQuery(query, [...deps])
}
