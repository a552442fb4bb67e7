/** Asks for an exchange now, and shows that it was asked until something was heard, or long enough. */
import { useEffect, useState } from 'react'
import type { SyncOverview } from '../../db/sync-state.ts'
import { useApp } from '../state/app.tsx'

/** An exchange that has not begun to answer by then goes on by itself; the button is free again. */
const SHOWN_MS = 5_000

/** `isAsking` for as long as the button should not be pressed again. */
export function useAsk(overview: SyncOverview | undefined): {
  readonly ask: () => void
  readonly isAsking: boolean
} {
  const { sync } = useApp()
  const heardAt = overview?.lastContactAt ?? null
  const [asked, setAsked] = useState<{ readonly heardAt: number | null } | null>(null)
  const isAsking = asked !== null && asked.heardAt === heardAt
  useEffect(() => {
    if (asked === null) return
    const timer = setTimeout(() => setAsked(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [asked])
  const ask = () => {
    setAsked({ heardAt })
    sync.now()
  }
  return { ask, isAsking }
}
