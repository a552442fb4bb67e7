/** Where the data is, in a sentence, what to do about it, and the times: what waits since when, the last contact (C9). */
import type { ReactNode } from 'react'
import { type SyncOverview, stillUnapplied } from '../../db/sync-state.ts'
import { TickIcon } from '../kit/Icons.tsx'
import { useStrings } from '../strings/strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import { Progress } from './Progress.tsx'
import styles from './SyncSheet.module.css'
import { situationOf, toneOf } from './situation.ts'

type Props = {
  readonly overview: SyncOverview
  readonly now: number
  /** Puts an instant into words. */
  readonly time: (at: number) => string
  readonly clockLine: string | null
}

/** The state stands first, whatever else there is. */
export function StateBlock({ overview, now, time, clockLine }: Props) {
  const sync = useSyncStrings()
  const situation = situationOf(overview, now)
  const { trouble } = overview
  const unapplied = stillUnapplied(overview)
  const { title, line } = sync.state[situation === 'synced' && unapplied.length > 0 ? 'rest' : situation]
  const tone = toneOf(situation, { waiting: 0, toDecide: unapplied.length })
  return (
    <>
      <div className={`${styles.state} ${styles[tone]}`} role="status">
        {tone === 'jade' ? <TickIcon size={28} /> : null}
        <div>
          <p className={styles.stateTitle}>{title}</p>
          {line === '' ? null : <p>{line}</p>}
          {trouble === null ? null : <p className={styles.quiet}>{sync.since(time(trouble.since))}</p>}
        </div>
      </div>
      {situation === 'fetching' ? <Progress snapshot={overview.snapshot} /> : null}
      {clockLine === null ? null : <p className={styles.clock}>{clockLine}</p>}
    </>
  )
}

/** What waits, and when the server was last heard; below what asks for a person. */
export function StateFacts({ overview, time }: Pick<Props, 'overview' | 'time'>) {
  const { facts } = useSyncStrings()
  const { shell } = useStrings()
  const { waiting, oldestAt, lastContactAt, lastPullAt } = overview
  return (
    <section className={styles.section} aria-label={facts.title}>
      <dl className={styles.facts}>
        <Fact name={facts.waiting}>
          {waiting > 0 && oldestAt !== null ? facts.waits(waiting, time(oldestAt)) : facts.none}
        </Fact>
        <Fact name={facts.contact}>{lastContactAt === null ? facts.never : time(lastContactAt)}</Fact>
        <Fact name={facts.pulled}>{lastPullAt === null ? facts.never : time(lastPullAt)}</Fact>
      </dl>
      <p className={styles.quiet}>{shell.saving.here}</p>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
