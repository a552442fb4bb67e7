/**
 * How the tablet calls for a person: in the room an alarm is seen and felt, never heard (A6.1). It vibrates as soon as
 * something calls here, and again and again until it is done or answered, the more often the graver it is.
 */
import { useEffect } from 'react'
import type { AlarmKind } from '../../domain/alarm/alarm.ts'
import { useApp } from '../state/app.tsx'
import type { Alarms } from './use-alarms.ts'

/** A check may wait for a hand that is busy; a guest past the half hour may not. */
const AGAIN_MS: { readonly [Kind in AlarmKind]: number } = {
  over: 4_000,
  off: 8_000,
  ask: 10_000,
  check: 20_000,
}

/** One more urn that calls is felt at once. */
export function useCalls({ all }: Alarms): void {
  const calling = all.filter(({ calls }) => calls)
  const what = calling
    .map(({ id }) => id)
    .sort()
    .join(' ')
  useVibration(calling[0]?.kind, what)
}

function useVibration(gravest: AlarmKind | undefined, what: string): void {
  const { vibrate } = useApp()
  useEffect(() => {
    if (!gravest || !what) return
    vibrate('alarm')
    const timer = setInterval(() => vibrate('alarm'), AGAIN_MS[gravest])
    return () => clearInterval(timer)
  }, [vibrate, gravest, what])
}
