/** A grant for as long as its sheet is there: ended with it, and so is one that comes when the sheet has gone. */
import { useEffect, useRef, useState } from 'react'
import type { Grant } from '../../db/key-ring.ts'

/** `isGone`: asked after each wait, for the tablet may have been locked meanwhile and nothing more is to be kept. */
export function useGrant(): {
  readonly grant: Grant | null
  readonly take: (opened: Grant) => void
  readonly isGone: () => boolean
} {
  const [grant, setGrant] = useState<Grant | null>(null)
  const held = useRef<Grant | null>(null)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
      held.current?.end()
    }
  }, [])
  const take = (opened: Grant) => {
    if (gone.current) return opened.end()
    held.current = opened
    setGrant(opened)
  }
  return { grant, take, isGone: () => gone.current }
}
