/** Whether this tablet is enrolled, who may manage the others, and the list of them, asked for while somebody looks. */
import { useCallback, useEffect, useState } from 'react'
import { type Failure, type ListedTablet, listTablets } from '../../client/tablets.ts'
import { readTokens } from '../../db/tablet-keys.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useRole } from '../state/rights.ts'
import { useSession } from '../state/session.ts'
import { useOverview } from '../sync/use-sync.ts'

/** The list is asked for again after so long. */
const EVERY_MS = 30_000

export type Listed = { readonly tablets: readonly ListedTablet[]; readonly own: string }

/** Undefined until it is known; false also where the server does not know this tablet any more. */
export function useIsEnrolled(): boolean | undefined {
  const { store } = useApp()
  const tokens = useLive(() => readTokens(store), [store])
  const overview = useOverview()
  if (tokens === undefined || overview === undefined) return undefined
  return tokens.length > 0 && overview.trouble?.code !== 'notJoined'
}

/** The person who works here now, if they run the shop; null for anybody else. */
export function useManager(): string | null {
  const who = useSession((s) => s.who)
  return useRole() === 'manager' ? who : null
}

/** Null until it has come; `again` asks now. */
export function useTablets(): { readonly list: Listed | Failure | null; readonly again: () => void } {
  const { store, clock } = useApp()
  const [list, setList] = useState<Listed | Failure | null>(null)
  const again = useCallback(() => {
    void listTablets({ store, clock })
      .catch(() => ({ failed: 'store' }) as const)
      .then((done) => setList('failed' in done ? done.failed : done))
  }, [store, clock])
  useEffect(() => {
    again()
    const timer = setInterval(again, EVERY_MS)
    return () => clearInterval(timer)
  }, [again])
  return { list, again }
}
