/** How many sheets lie over the screen: what an alarm asks before it leaves its own screen to speak for itself. */
import { useEffect } from 'react'
import { create } from 'zustand'

export const useSheets = create<{ readonly open: number }>(() => ({ open: 0 }))

const add = (n: number) => useSheets.setState(({ open }) => ({ open: open + n }))

/** Counts a sheet for as long as it is open. */
export function useCountedSheet(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return
    add(1)
    return () => add(-1)
  }, [isOpen])
}
