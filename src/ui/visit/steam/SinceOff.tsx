/** How long the urn has been off while nobody has said that the guest is out; past the half hour it counts on from there (D13). */
import { momentOfChallenge } from '../../../domain/procedure/challenge.ts'
import type { StageView } from '../../../domain/procedure/view.ts'
import { steamClock } from '../../../domain/urn/clock.ts'
import { Banner } from '../../kit/Banner.tsx'
import { Button } from '../../kit/Button.tsx'
import { Tag } from '../../kit/Tag.tsx'
import { useNow } from '../../state/now.ts'
import { clockTime } from '../../state/times.ts'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { minSec } from '../format.ts'
import { findView, useWork } from '../work.tsx'
import styles from './steam.module.css'

/** Counted, and whether it has been too long; null once it is said. */
function useSinceOff(): { readonly offAt: number; readonly words: string; readonly isGrave: boolean } | null {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const guide = useGuideStrings()
  const now = useNow()
  const clock = steamClock(loaded.run, now)
  if (!clock || clock.offAt === null || clock.outDueAt === null) return null
  const { offAt, outDueAt, overMs } = clock
  if (overMs > 0) return { offAt, words: visit.steam.over(minSec(overMs)), isGrave: true }
  return { offAt, words: guide.offSince(minSec(now - offAt)), isGrave: now >= outDueAt }
}

/** Nothing once it is said; the alarm speaks to a screen reader, not every second of this. */
export function SinceOff() {
  const since = useSinceOff()
  if (!since) return null
  return (
    <span aria-hidden="true">
      <Tag tone={since.isGrave ? 'red' : 'plain'}>{since.words}</Tag>
    </span>
  )
}

/**
 * The same above every list, in a sentence, with the way to where it is said: an "off" does not lead anybody out (A7.2). `stage`: the one
 * on show; null where none is.
 */
export function StillInside({ stage }: { readonly stage: StageView | null }) {
  const { loaded, stages, show, call, openChallenge, turnedToList } = useWork()
  const guide = useGuideStrings()
  const since = useSinceOff()
  if (!since) return null
  const { run, procedure } = loaded
  const out = findView(stages, procedure.clock.out)
  const isAsked = momentOfChallenge(run) === 'leaveUrn'
  // The stage that is now has the way back to the questions itself.
  const hasWay = out?.stage === stage || (isAsked && stage?.state === 'now' && turnedToList.has('leaveUrn'))
  const sayIt = () => {
    if (isAsked) openChallenge('leaveUrn')
    else {
      show(out?.stage.stage.id ?? null)
      call(procedure.clock.out)
    }
  }
  return (
    <div className={styles.still}>
      <Banner
        tone={since.isGrave ? 'red' : 'amber'}
        action={
          stage && out && !hasWay ? (
            <Button small onPress={sayIt}>
              {guide.sayOut}
            </Button>
          ) : null
        }
      >
        {guide.stillIn(clockTime(since.offAt, run.context.shop.timeZone))}{' '}
        <b className={styles.sinceOff} aria-hidden="true">
          {since.words}
        </b>
      </Banner>
    </div>
  )
}
