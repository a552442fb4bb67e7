/**
 * Lets the app's clock follow the server's: whenever the exchange has learnt how far they differ, and again when the
 * last guest is out of the urn, for it is not set back before (D13).
 */
import { useEffect } from 'react'
import { openRecords } from '../../db/queries.ts'
import { keepCorrection, readServerTime, tabletClock } from '../../db/server-time.ts'
import type { Store } from '../../db/store.ts'
import type { Language } from '../../domain/language.ts'
import { isSteaming, mayHoldSomebody } from '../../domain/urn/starts.ts'
import { useApp } from './app.tsx'
import { useClockSet } from './clock-set.ts'
import { useLive } from './live.ts'
import { useOverlay } from './overlay.ts'
import { loadRuns } from './runs.ts'
import { useSession } from './session.ts'

/** A start that was on its way to the disk, or to the server, at the last try is seen at the next. */
const EVERY_MS = 15_000

export type Correct = (offsetMs: number, isSteaming: boolean) => number

/** Corrects the app's clock once by what is known; answers with the correction that holds. */
export async function followServerTime(store: Store, language: Language, correct: Correct): Promise<number> {
  const { offsetMs, correctionMs } = await readServerTime(store)
  const visits = await loadRuns(store, await openRecords(store, 'visits'), language)
  const isUnwritten = useOverlay.getState().entries.some(({ hlc }) => hlc === null)
  const next = correct(offsetMs, isUnwritten || visits.some(({ run }) => isSteaming(run)))
  if (next !== useClockSet.getState().correctionMs) useClockSet.setState({ correctionMs: next })
  if (next !== correctionMs) await keepCorrection(store, next)
  // Rare, so it is no part of the first screen.
  if (next > offsetMs)
    await import('./tell-others.ts').then(({ tellOthers }) => tellOthers(store, visits, next - offsetMs))
  return next
}

/** Whether somebody may be in an urn now, by the time that the app goes by: their start was dated by it, not by the tablet's own clock. */
export async function isSomebodyHeld(store: Store): Promise<boolean> {
  const [visits, { correctionMs }] = await Promise.all([openRecords(store, 'visits'), readServerTime(store)])
  return mayHoldSomebody(visits, tabletClock(store).now() + correctionMs)
}

/** Keeps on following; the count of guests in an urn says when to look again. */
export function useServerTime(steaming: number): void {
  const { store, correctClock } = useApp()
  const language = useSession((s) => s.language)
  const offsetMs = useLive(async () => (await readServerTime(store)).offsetMs, [store])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was learnt, and who is steaming, is read anew.
  useEffect(() => {
    if (!correctClock) return
    const follow = () => void followServerTime(store, language, correctClock).catch(() => undefined)
    follow()
    const timer = setInterval(follow, EVERY_MS)
    return () => clearInterval(timer)
  }, [store, language, correctClock, offsetMs, steaming])
}
