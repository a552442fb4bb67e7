/** The app clock as a value that redraws: what the dials and lists count with. */
import { useEffect, useState } from 'react'
import type { Clock } from '../../base/clock.ts'
import { useApp } from './app.tsx'
import { useClockSet } from './clock-set.ts'

/**
 * `clock.now()`, refreshed every `everyMs` real milliseconds, when the tablet is looked at again and when the clock is
 * put right; of the app's clock unless another is given.
 */
export function useNow(everyMs = 1000, other?: Clock): number {
  const app = useApp()
  const clock = other ?? app.clock
  const [now, setNow] = useState(() => clock.now())
  useEffect(() => {
    const tick = () => setNow(clock.now())
    const timer = setInterval(tick, everyMs)
    document.addEventListener('visibilitychange', tick)
    const unset = useClockSet.subscribe(tick)
    return () => {
      unset()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [clock, everyMs])
  return now
}
