/** Which sheet of Today is open is not lost when the tablet is locked (SEC6). A part of its own: the first route has no drafts. */
import { useEffect } from 'react'
import { useDraft } from '../state/drafts.ts'
import type { Sheet } from './screen.ts'

/** Shows nothing; opens again the one that was open. */
export function KeptSheet({
  sheet,
  open,
}: {
  readonly sheet: Sheet | null
  readonly open: (sheet: Sheet) => void
}) {
  const [kept, keep] = useDraft<Sheet | null>('today', () => sheet, { isPlace: true })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it comes; from then on it follows.
  useEffect(() => {
    if (kept && !sheet) open(kept)
  }, [])
  useEffect(() => keep(sheet), [sheet, keep])
  return null
}
