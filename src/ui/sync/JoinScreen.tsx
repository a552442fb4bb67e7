/**
 * The shop's records are on their way to an empty tablet: how many of how many, what stands in the way if something does,
 * and that it may be left alone. It goes away by itself when all is here.
 */
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { SteamDial } from '../kit/SteamDial.tsx'
import { LanguageChoice } from '../shell/LanguageChoice.tsx'
import { useServerTime } from '../state/server-time.ts'
import { useStrings } from '../strings/strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import styles from './JoinScreen.module.css'
import { Progress } from './Progress.tsx'
import { useAsk } from './use-ask.ts'
import { useOverview } from './use-sync.ts'

/** The dial fills with the records; its notches are passed as they come. */
const DIAL_MIN = 30
const NOTCHES = [5, 10, 15, 25]

/** Stands alone, without the frame. */
export function JoinScreen() {
  const sync = useSyncStrings()
  const { shell } = useStrings()
  const overview = useOverview()
  // Nobody is in an urn here yet; the day must be right when the first screen opens.
  useServerTime(0)
  const { ask, isAsking } = useAsk(overview)
  const trouble = overview?.trouble ?? null
  const snapshot = overview?.snapshot ?? null
  const elapsedMin =
    snapshot === null || snapshot.total === 0
      ? 0
      : Math.min(DIAL_MIN, (DIAL_MIN * snapshot.done) / snapshot.total)
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.product}>{shell.appName}</span>
        <LanguageChoice />
      </header>
      <main className={styles.main}>
        <div className={styles.hello}>
          <div aria-hidden="true">
            <SteamDial
              size={132}
              title=""
              label=""
              elapsedMin={elapsedMin}
              checks={NOTCHES.map((minute) => ({ minute, state: minute <= elapsedMin ? 'done' : 'waiting' }))}
              asked="waiting"
              over={false}
            />
          </div>
          <div className={styles.words}>
            <h1 className={styles.title}>{sync.join.pageTitle}</h1>
            <p className={styles.quiet}>{sync.join.pageLine}</p>
          </div>
        </div>
        <Progress snapshot={snapshot} />
        {trouble === null ? null : (
          <div className={styles.trouble}>
            <Banner tone="amber">
              <b>{sync.state[trouble.code].title}</b> {sync.join.waits}
            </Banner>
          </div>
        )}
        <div className={styles.foot}>
          {trouble === null ? null : (
            <Button look="go" isPending={isAsking} onPress={ask}>
              {isAsking ? sync.now.asked : sync.join.retry}
            </Button>
          )}
        </div>
      </main>
    </div>
  )
}
