/** The stage's name, where and for whom it is, and how long it has taken. */
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import type { StageView } from '../../../domain/procedure/view.ts'
import { useNow } from '../../state/now.ts'
import { useStrings } from '../../strings/strings.ts'
import { minSec, wholeMin } from '../format.ts'
import { usePlace } from '../place.ts'
import { useWork } from '../work.tsx'
import styles from './stage.module.css'

/** `extra` stands at the right end instead of the time, e.g. that the screen stays on. */
export function StageHead({
  stage,
  line,
  extra,
}: {
  readonly stage: StageView
  readonly line?: string
  readonly extra?: React.ReactNode
}) {
  const { loaded } = useWork()
  const { visit, kit } = useStrings()
  const place = usePlace()
  const { winter } = fieldsOf(loaded.run)
  const about = [
    place?.words ?? visit.noPlace,
    ...(loaded.guest ? [kit.genderGuest[loaded.guest.gender]] : []),
    winter ? visit.seasonWinter : visit.seasonSummer,
  ]
  return (
    <div className={styles.head}>
      <h1>{loaded.text.stages[stage.stage.id]?.name ?? stage.stage.id}</h1>
      <span className={styles.about}>{line ?? about.join(' · ')}</span>
      <span className={styles.time}>{extra ?? <Taken stage={stage} />}</span>
    </div>
  )
}

function Taken({ stage }: { readonly stage: StageView }) {
  const { visit } = useStrings()
  const now = useNow(1000)
  const { plannedMin, startedAt, state, takenMs } = stage
  if (state === 'left') return visit.tookOf(wholeMin(takenMs), plannedMin)
  if (state !== 'now' || startedAt === null) return plannedMin === null ? null : visit.plan(plannedMin)
  const used = minSec(Math.max(takenMs, now - startedAt))
  return plannedMin === null ? visit.used(used) : visit.usedOf(used, plannedMin)
}
