/** After "off": how long it was, whether it was too long, and which checks were missed. */
import { steamClock } from '../../../domain/urn/clock.ts'
import { isOverrun } from '../../../domain/urn/overrun.ts'
import { currentStart } from '../../../domain/urn/starts.ts'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { SteamDial } from '../../kit/SteamDial.tsx'
import { Tag } from '../../kit/Tag.tsx'
import { useApp } from '../../state/app.tsx'
import { clockTime } from '../../state/times.ts'
import { useStrings } from '../../strings/strings.ts'
import { settingWords } from '../stage/value-words.ts'
import { useWork } from '../work.tsx'
import { dialOf } from './dial-of.ts'
import { MissedChecks } from './MissedChecks.tsx'
import styles from './steam.module.css'

const DIAL_PX = 104

/** Nothing before the urn was started. */
export function EndedUrn() {
  const { loaded, open } = useWork()
  const { clock: device } = useApp()
  const strings = useStrings()
  const clock = steamClock(loaded.run, device.now())
  if (!clock || clock.offAt === null) return null
  const { visit } = strings
  const start = currentStart(loaded.run)
  const isOver = start !== null && isOverrun(loaded.run, start)
  const { off } = loaded.procedure.clock
  const { timeZone } = loaded.run.context.shop
  return (
    <>
      <Card label={visit.steam.ended}>
        <div className={styles.ended}>
          <SteamDial size={DIAL_PX} {...dialOf(clock, loaded.guest?.address ?? '', strings)} large={false} />
          <div className={styles.endedWords}>
            <p className={styles.endedTitle}>
              {visit.steam.subEnded(Math.floor(clock.elapsedMs / 60_000))}{' '}
              <Tag tone={isOver ? 'red' : 'jade'}>
                {visit.steam.endedAt(clockTime(clock.offAt, timeZone))}
              </Tag>{' '}
              {isOver ? <Tag tone="red">{visit.steam.overrunKept}</Tag> : null}
            </p>
            <p className={styles.hint}>
              {settingWords(strings, clock.setting)} ·{' '}
              {visit.steam.started(clockTime(clock.startAt, timeZone))}
            </p>
          </div>
          <Button small onPress={() => open({ kind: 'history', stepId: off })}>
            {visit.menu.history}
          </Button>
          {loaded.run.fields.voided ? null : (
            <Button small aria-label={visit.steam.record.title} onPress={() => open({ kind: 'urnRecord' })}>
              {visit.menu.correct}
            </Button>
          )}
        </div>
      </Card>
      <MissedChecks clock={clock} />
    </>
  )
}
