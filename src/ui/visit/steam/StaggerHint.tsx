/** A sentence beside the start where this urn's question or end would fall together with another's; it stops nobody. */
import { useMemo } from 'react'
import { steamClock } from '../../../domain/urn/clock.ts'
import { proposeStart } from '../../../domain/urn/stagger.ts'
import { useNow } from '../../state/now.ts'
import { clockTime } from '../../state/times.ts'
import { useStrings } from '../../strings/strings.ts'
import { useRuns } from '../../today/use-day.ts'
import { useWork } from '../work.tsx'
import styles from './steam.module.css'

/** The proposal moves in quarters of a minute; more often would only flicker. */
const EVERY_MS = 5_000

/** Nothing while no minutes were chosen, or a start now is as good. */
export function StaggerHint({ plannedMin }: { readonly plannedMin: number | null }) {
  const { loaded } = useWork()
  const { timeZone } = loaded.run.context.shop
  const { visit } = useStrings()
  const visits = useRuns('visits', null)
  const now = useNow(EVERY_MS)
  const others = useMemo(
    () => visits?.filter(({ id }) => id !== loaded.run.id) ?? [],
    [visits, loaded.run.id],
  )
  if (plannedMin === null) return null
  const running = others.flatMap((run) => steamClock(run, now) ?? [])
  const proposed = proposeStart({ running, plannedMin, rule: loaded.procedure.clock, now })
  return (
    <p className={styles.hint} role="status">
      {proposed
        ? visit.steam.stagger(clockTime(proposed.startAt, timeZone), Math.round(proposed.waitMs / 1000))
        : null}
    </p>
  )
}
