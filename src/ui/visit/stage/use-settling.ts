/**
 * What the filled button does changes with a tap, in the same place. A double tap would hit the next action too: leave
 * two stages, or leave the urn's stage with "off". So a changed action takes no press until the person has seen it.
 */
import { useEffect, useState } from 'react'

/** Longer than the second tap of a double tap comes, shorter than a person reads and decides. */
export const SETTLE_MS = 600

/** True from the moment the foot's action is another one (or has just come up) until it has stood a while. */
export function useSettling(action: string): boolean {
  const [settled, setSettled] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(action), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [action])
  return settled !== action
}
