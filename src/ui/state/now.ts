/** The app clock as a value that redraws: what the dials and lists count with. */
import { useEffect, useState } from 'react'
import { useApp } from './app.tsx'

/** `clock.now()`, refreshed every `everyMs` real milliseconds and when the tablet is looked at again. */
export function useNow(everyMs = 1000): number {
  const { clock } = useApp()
  const [now, setNow] = useState(() => clock.now())
  useEffect(() => {
    const tick = () => setNow(clock.now())
    const timer = setInterval(tick, everyMs)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [clock, everyMs])
  return now
}
