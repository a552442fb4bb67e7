/**
 * Keeps the time itself, not only with what is tapped: a tablet that is restarted with its clock set back goes on from
 * the last kept instant, and the guest in the urn must not be given those minutes once more (D13).
 */
import { useEffect } from 'react'
import { openRecords } from '../../db/queries.ts'
import { keepKnownTime, lastKnownTime, resetKnownTime, type Store } from '../../db/store.ts'
import { believedFloor } from '../../device/clock.ts'
import type { Language } from '../../domain/language.ts'
import { isSteaming } from '../../domain/urn/starts.ts'
import { useApp } from './app.tsx'
import { loadRuns } from './runs.ts'

/** The most that a restart can lose. */
const EVERY_MS = 5_000

/** Every few seconds while somebody is steaming, and whenever the page is hidden or left. */
export function useKeptTime(isAnySteaming: boolean): void {
  const { store } = useApp()
  useEffect(() => {
    // A failure loses a few seconds; a store that is really broken says so with the next tap.
    const keep = () => void keepKnownTime(store).catch(() => undefined)
    const keepHidden = () => {
      if (document.visibilityState === 'hidden') keep()
    }
    if (isAnySteaming) keep()
    const timer = isAnySteaming ? setInterval(keep, EVERY_MS) : undefined
    document.addEventListener('visibilitychange', keepHidden)
    window.addEventListener('pagehide', keep)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', keepHidden)
      window.removeEventListener('pagehide', keep)
    }
  }, [store, isAnySteaming])
}

/**
 * The time below which the clock cannot be at this start; `wall` is what it shows without it. A known time that is not
 * believed is forgotten, else every commit would keep it.
 */
export async function floorAtStart(
  store: Store,
  {
    wall,
    releasedAt,
    language,
  }: { readonly wall: number; readonly releasedAt: number; readonly language: Language },
): Promise<number> {
  const knownAt = await lastKnownTime(store)
  if (knownAt <= wall) return knownAt
  const visits = await loadRuns(store, await openRecords(store, 'visits'), language)
  const anySteaming = visits.some(({ run }) => isSteaming(run))
  const floor = believedFloor(knownAt, { wall, builtAt: releasedAt, isSteaming: anySteaming })
  if (floor === 0) await resetKnownTime(store)
  return floor
}
