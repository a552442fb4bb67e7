/** The three columns that a visit and a turnover share, with the sheets above them. */
import { type ReactNode, Suspense } from 'react'
import type { StageId } from '../../domain/ids.ts'
import { mainStages } from '../../domain/procedure/outline.ts'
import { isSteaming } from '../../domain/urn/starts.ts'
import { Button } from '../kit/Button.tsx'
import { MoreIcon, NextIcon } from '../kit/Icons.tsx'
import { ChallengeScreen } from './challenge/ChallengeScreen.tsx'
import { LooksOn } from './LooksOn.tsx'
import { Sheets } from './sheets/Sheets.tsx'
import { StagePane } from './stage/StagePane.tsx'
import { StageRail } from './stage/StageRail.tsx'
import styles from './visit.module.css'
import { useWork } from './work.tsx'

type RunFrameProps = {
  readonly current: StageId | null
  readonly side: ReactNode
  readonly sideLabel: string
  /** The side in one line, for narrow screens. */
  readonly sideLine: string
  readonly menuLabel: string
}

/** `current` is the stage that is now; another one may be on show. */
export function RunFrame({ current, side, sideLabel, sideLine, menuLabel }: RunFrameProps) {
  const { stages, shown, open, loaded, challenge } = useWork()
  const last = mainStages(loaded.run).at(-1)?.id ?? null
  // Whoever is in the urn comes first, also in a visit that was ended or voided elsewhere: "off" is within reach (D13).
  const { off } = loaded.procedure.clock
  const atUrn = isSteaming(loaded.run)
    ? stages.find(({ stage: { steps } }) => steps.some(({ id }) => id === off))?.stage.id
    : undefined
  const stage = stages.find((one) => one.stage.id === (shown ?? atUrn ?? current ?? last)) ?? null
  const menu = (
    <Button small look="quiet" onPress={() => open({ kind: 'menu' })}>
      <MoreIcon /> {menuLabel}
    </Button>
  )
  const columns = (
    <div className={styles.screen}>
      <StageRail shownId={stage?.stage.id ?? null} />
      <main className={styles.main}>
        <div className={styles.line}>
          <Button
            small
            look="quiet"
            aria-label={`${sideLabel}: ${sideLine}`}
            onPress={() => open({ kind: 'guest' })}
          >
            <span className={styles.lineWords}>{sideLine}</span>
            <NextIcon size={20} />
          </Button>
          {menu}
        </div>
        <Suspense>
          <LooksOn table={loaded.run.table} />
        </Suspense>
        {stage ? <StagePane stage={stage} current={current} /> : null}
      </main>
      <aside className={styles.side} aria-label={sideLabel}>
        {side}
        <div className={styles.menu}>{menu}</div>
      </aside>
    </div>
  )
  // A sheet stays the same one when the questions come: mounted anew it would lose what was typed, and lie above an emergency card.
  return (
    <>
      {challenge ? <ChallengeScreen key={challenge} moment={challenge} /> : columns}
      <Sheets side={side} sideLabel={sideLabel} />
    </>
  )
}
