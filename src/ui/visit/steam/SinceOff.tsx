/** How long the urn has been off while nobody has said that the guest is out; past the half hour it counts on from there (D13). */
import { steamClock } from '../../../domain/urn/clock.ts'
import { Tag } from '../../kit/Tag.tsx'
import { useNow } from '../../state/now.ts'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { minSec } from '../format.ts'
import { useWork } from '../work.tsx'

/** Nothing once it is said; the alarm speaks to a screen reader, not every second of this. */
export function SinceOff() {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const guide = useGuideStrings()
  const now = useNow()
  const clock = steamClock(loaded.run, now)
  if (!clock || clock.offAt === null || clock.outDueAt === null) return null
  return (
    <span aria-hidden="true">
      {clock.overMs > 0 ? (
        <Tag tone="red">{visit.steam.over(minSec(clock.overMs))}</Tag>
      ) : (
        <Tag tone={now >= clock.outDueAt ? 'red' : 'plain'}>{guide.offSince(minSec(now - clock.offAt))}</Tag>
      )}
    </span>
  )
}
