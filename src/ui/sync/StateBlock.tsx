/** Where the data is, in a sentence and with the times: the state, what to do about it, what waits, the last contact (C9). */
import type { ReactNode } from 'react'
import type { SyncOverview } from '../../db/sync-state.ts'
import { TickIcon } from '../kit/Icons.tsx'
import { useStrings } from '../strings/strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import { Progress } from './Progress.tsx'
import styles from './SyncSheet.module.css'
import { situationOf, toneOf } from './situation.ts'

/** `time` puts an instant into words. */
export function StateBlock({
  overview,
  now,
  time,
  clockLine,
}: {
  readonly overview: SyncOverview
  readonly now: number
  readonly time: (at: number) => string
  readonly clockLine: string | null
}) {
  const sync = useSyncStrings()
  const { shell } = useStrings()
  const situation = situationOf(overview, now)
  const { title, line } = sync.state[situation]
  const { waiting, oldestAt, lastContactAt, lastPullAt, trouble } = overview
  const tone = toneOf(situation, { waiting, toDecide: 0 })
  const { facts } = sync
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
      <dl className={styles.facts}>
        <Fact name={facts.waiting}>
          {waiting > 0 && oldestAt !== null ? facts.waits(waiting, time(oldestAt)) : facts.none}
        </Fact>
        <Fact name={facts.contact}>{lastContactAt === null ? facts.never : time(lastContactAt)}</Fact>
        <Fact name={facts.pulled}>{lastPullAt === null ? facts.never : time(lastPullAt)}</Fact>
      </dl>
      <p className={styles.quiet}>{shell.saving.here}</p>
    </>
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
