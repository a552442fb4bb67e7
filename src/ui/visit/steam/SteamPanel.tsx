/**
 * The urn under way: the dial, what is due next, what can be different, cups. Everything counts from stored instants
 * (D13). Laid out for one hand and a look from two metres; nothing in it makes a sound (A6.1).
 */
import { useEffect } from 'react'
import type { StageView } from '../../../domain/procedure/view.ts'
import { type SteamClock, steamClock } from '../../../domain/urn/clock.ts'
import { SteamDial } from '../../kit/SteamDial.tsx'
import { Tag } from '../../kit/Tag.tsx'
import { useApp } from '../../state/app.tsx'
import { useShowsDial } from '../../state/dial-on-show.ts'
import { useNow } from '../../state/now.ts'
import { clockTime } from '../../state/times.ts'
import { useStrings } from '../../strings/strings.ts'
import { usePlace } from '../place.ts'
import { Problems } from '../stage/Problems.tsx'
import { rowsOf } from '../stage/rows.ts'
import { StageHead } from '../stage/StageHead.tsx'
import { useSecondTapGuard } from '../stage/second-tap.ts'
import { settingWords } from '../stage/value-words.ts'
import { RepeatedRow } from '../steps/RepeatedRow.tsx'
import { useWork } from '../work.tsx'
import { feelingOf } from './advice.ts'
import { Cups } from './Cups.tsx'
import { chosenFor } from './check-due.ts'
import { DueCard } from './DueCard.tsx'
import { dialOf } from './dial-of.ts'
import { Exceptions } from './Exceptions.tsx'
import { MissedChecks } from './MissedChecks.tsx'
import { SteamFoot } from './SteamFoot.tsx'
import styles from './steam.module.css'

/** Four times a second, so that the seconds never seem to skip one. */
const EVERY_MS = 250
const DIAL_PX = 420

/** The stage while the urn is on. */
export function SteamPanel({ stage }: { readonly stage: StageView }) {
  const { loaded, looker } = useWork()
  const strings = useStrings()
  const now = useNow(EVERY_MS)
  const clock = steamClock(loaded.run, now)
  const { wakeLock } = useApp()
  useShowsDial(loaded.run.id)
  // A reload, or another tablet, begins without the lock that the start asked for.
  useEffect(() => {
    wakeLock(true)
  }, [wakeLock])
  const taps = useSecondTapGuard()
  if (!clock) return null
  const chosen = chosenFor(loaded.run, clock, now, looker)
  const rows = rowsOf(stage.steps, loaded.procedure.clock)
  return (
    <>
      <SteamHead stage={stage} clock={clock} />
      <div className={styles.body}>
        <Problems />
        <div className={styles.panel}>
          <div className={styles.dial}>
            <SteamDial size={DIAL_PX} {...dialOf(clock, loaded.guest?.address ?? '', strings)} />
          </div>
          <div className={styles.side} {...taps}>
            <DueCard clock={clock} now={now} />
            {!clock.away && (clock.phase === 'steaming' || clock.phase === 'ask') ? (
              <Exceptions chosen={chosen} felt={feelingOf(loaded.run, clock, looker)} />
            ) : null}
            {rows.map((row) =>
              row.kind === 'group' ? null : row.view.step.kind === 'count' ? (
                <Cups key={row.view.step.id} view={row.view} step={row.view.step} />
              ) : row.view.step.kind === 'repeated' ? (
                <RepeatedRow
                  key={row.view.step.id}
                  view={row.view}
                  step={row.view.step}
                  isFirst={false}
                  isPast={false}
                />
              ) : null,
            )}
            <MissedChecks clock={clock} />
          </div>
        </div>
      </div>
      <SteamFoot clock={clock} now={now} chosen={chosen} />
    </>
  )
}

function SteamHead({ stage, clock }: { readonly stage: StageView; readonly clock: SteamClock }) {
  const { loaded } = useWork()
  const strings = useStrings()
  const { visit } = strings
  const place = usePlace()
  const since = clockTime(clock.startAt, loaded.run.context.shop.timeZone)
  const line = visit.steam.where(place?.words ?? visit.noPlace, settingWords(strings, clock.setting), since)
  return <StageHead stage={stage} line={line} extra={<ScreenState />} />
}

/** Whether the tablet keeps its screen on; what is not known is not claimed. */
function ScreenState() {
  const { visit } = useStrings()
  const { isScreenKept } = useApp()
  useNow(2000)
  const isKept = isScreenKept?.() ?? false
  return (
    <Tag tone={isKept ? 'jade' : 'plain'}>
      {isKept ? visit.steam.screenOn : visit.steam.screenOff} · {visit.steam.quiet}
    </Tag>
  )
}
