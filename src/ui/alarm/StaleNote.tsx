/** How old this tablet's knowledge of the other rooms is, said beside what it says of them; nothing while it is fresh. */
import { useEffect } from 'react'
import { staleSince } from '../../domain/alarm/stale.ts'
import { Tag } from '../kit/Tag.tsx'
import { useApp } from '../state/app.tsx'
import { useStrings } from '../strings/strings.ts'
import { useOverview } from '../sync/use-sync.ts'
import styles from './AlarmLines.module.css'

/** One quiet line. */
export function StaleNote({ now }: { readonly now: number }) {
  const words = useStaleWords(now)
  return words ? <p className={styles.stale}>{words}</p> : null
}

/** The same as a tag beside a heading. */
export function StaleTag({ now }: { readonly now: number }) {
  const words = useStaleWords(now)
  return words ? <Tag tone="amber">{words}</Tag> : null
}

/** Old knowledge is not only said: an exchange is asked for at once. */
function useStaleWords(now: number): string | null {
  const { alarm } = useStrings()
  const { sync } = useApp()
  const overview = useOverview()
  const stale = (overview && staleSince(overview, now)) ?? null
  const isStale = stale !== null
  useEffect(() => {
    if (isStale) sync.now()
  }, [isStale, sync])
  return stale ? alarm.stale(alarm.span(stale.minutes)) : null
}
