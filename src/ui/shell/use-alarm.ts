/**
 * In the room an alarm is seen and felt, never heard (A6.1): the tablet vibrates as soon as something is due at an urn,
 * and again and again until it is answered, the more often the graver it is.
 */
import { useEffect } from 'react'
import { useApp } from '../state/app.tsx'
import type { DueKind } from '../today/due.ts'

/** A check may wait for a hand that is busy; a guest past the half hour may not. */
const AGAIN_MS: { readonly [Kind in Exclude<DueKind, 'soon'>]: number } = {
  over: 4_000,
  off: 8_000,
  ask: 10_000,
  overdue: 15_000,
  due: 30_000,
}

/** Vibrates for what is due; `what` names it all, so that one more urn is felt at once. */
export function useAlarm(
  felt: { readonly gravest: Exclude<DueKind, 'soon'>; readonly what: string } | null,
): void {
  const { vibrate } = useApp()
  const gravest = felt?.gravest
  const what = felt?.what
  useEffect(() => {
    if (!gravest || !what) return
    vibrate('alarm')
    const timer = setInterval(() => vibrate('alarm'), AGAIN_MS[gravest])
    return () => clearInterval(timer)
  }, [vibrate, gravest, what])
}
