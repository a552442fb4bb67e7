/** What is due at the urn and when: the next check counted down, the question large, "off" demanded in red. */
import { breakUnderWay } from '../../../domain/urn/away.ts'
import type { SteamClock } from '../../../domain/urn/clock.ts'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { SayCard } from '../../kit/SayCard.tsx'
import { clockTime } from '../../state/times.ts'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { minSec } from '../format.ts'
import { spoken } from '../stage/value-words.ts'
import { useWork } from '../work.tsx'
import styles from './steam.module.css'

type DueProps = { readonly clock: SteamClock; readonly now: number }

/** One card, whose border and words grow with what it asks. */
export function DueCard({ clock, now }: DueProps) {
  if (clock.isAhead) return <AheadCard />
  if (clock.phase === 'over' || clock.phase === 'off') return <OffCard clock={clock} />
  if (clock.away) return <AwayCard clock={clock} away={clock.away} />
  if (clock.phase === 'ask') return <AskCard clock={clock} now={now} />
  return <CheckCard clock={clock} now={now} />
}

/** The start was dated by a clock that was wrong: nobody can count from it until somebody says when it was (D13). */
function AheadCard() {
  const { ahead } = useGuideStrings()
  const { open } = useWork()
  return (
    <Card tone="red" label={ahead.title}>
      <p className={styles.question}>{ahead.title}</p>
      <p>{ahead.line}</p>
      <CardAction onPress={() => open({ kind: 'urnRecord' })} label={ahead.correct} />
    </Card>
  )
}

function CheckCard({ clock, now }: DueProps) {
  const { visit } = useStrings()
  const { loaded } = useWork()
  const { next } = clock
  if (!next) return null
  const check = next.kind === 'check' ? clock.checks.find(({ minute }) => minute === next.minute) : undefined
  const isDue = now >= next.dueAt
  const isLate = check?.state === 'overdue'
  const title =
    next.kind === 'check'
      ? isDue
        ? visit.steam.checkDue(next.minute)
        : visit.steam.checkIn(next.minute)
      : next.kind === 'ask'
        ? visit.steam.askIn(next.minute)
        : visit.steam.offIn
  return (
    <>
      <div className={styles.stays}>
        <Card tone={isDue ? 'hot' : 'clay'} label={title}>
          <p className={styles.dueTitle}>{title}</p>
          <p className={styles.dueTime}>
            {isLate
              ? visit.steam.checkLate(minSec(check.lateMs))
              : isDue
                ? visit.steam.checkNow
                : minSec(next.dueAt - now, 'up')}
          </p>
        </Card>
      </div>
      {isDue && next.kind === 'check' ? <Said stepId={loaded.procedure.clock.check} /> : null}
    </>
  )
}

/** Out on a break, whose minutes the dial counts: since when and until when, and that the urn's clock goes on (D13). */
function AwayCard({
  clock,
  away,
}: {
  readonly clock: SteamClock
  readonly away: NonNullable<SteamClock['away']>
}) {
  const guide = useGuideStrings()
  const { loaded } = useWork()
  const { awayMaxMin = 0, offMin } = loaded.procedure.clock
  const at = (instant: number) => clockTime(instant, loaded.run.context.shop.timeZone)
  const side = breakUnderWay(loaded.run)?.outSupport
  return (
    <Card tone="hot" label={guide.away.title}>
      <p className={styles.question}>{guide.away.title}</p>
      {side ? (
        <p className={styles.footFirst}>{guide.footFirst[side === 'left' ? 'right' : 'left']}</p>
      ) : null}
      <p className={styles.dueTime}>{guide.away.until(at(away.overAt))}</p>
      <p>{guide.away.since(at(away.sinceAt), minSec(clock.remainingMs, 'up'))}</p>
      <p>{guide.away.line(awayMaxMin, offMin)}</p>
    </Card>
  )
}

function AskCard({ clock, now }: DueProps) {
  const { visit } = useStrings()
  const { loaded } = useWork()
  const { ask: stepId, askMin } = loaded.procedure.clock
  // The written words name their minute; a shorter plan ends before it.
  const isAsWritten = clock.plannedMin >= askMin
  const label = (isAsWritten && loaded.text.steps[stepId]?.label) || visit.steam.askTitle
  return (
    <>
      <div className={styles.stays}>
        <Card tone="hot" label={label}>
          <p className={styles.question}>{label}</p>
          <p className={styles.dueTitle}>{visit.steam.askSince(minSec(now - clock.askAt))}</p>
        </Card>
      </div>
      {isAsWritten ? <Said stepId={stepId} /> : null}
    </>
  )
}

function OffCard({ clock }: { readonly clock: SteamClock }) {
  const { visit } = useStrings()
  const { open, loaded } = useWork()
  const guide = useGuideStrings()
  const { awayMaxMin = 0 } = loaded.procedure.clock
  const isOver = clock.phase === 'over'
  return (
    <Card tone="red" label={visit.steam.offTitle}>
      <div role="alert">
        <p className={styles.question}>{visit.steam.offTitle}</p>
        {clock.isAwayOver ? <p>{guide.away.over(awayMaxMin)}</p> : null}
        {isOver ? <p className={styles.dueTime}>{visit.steam.over(minSec(clock.overMs))}</p> : null}
      </div>
      <p>{visit.steam.offLine}</p>
      <CardAction onPress={() => open({ kind: 'offAt' })} label={visit.steam.offEarlier} />
    </Card>
  )
}

function CardAction({ onPress, label }: { readonly onPress: () => void; readonly label: string }) {
  return (
    <div className={styles.cardAction}>
      <Button small onPress={onPress}>
        {label}
      </Button>
    </div>
  )
}

function Said({ stepId }: { readonly stepId: string }) {
  const { loaded } = useWork()
  const words = loaded.sayText.steps[stepId]?.say
  if (!words) return null
  return (
    <SayCard
      words={spoken(words, loaded.shopName, loaded.guest?.address ?? '')}
      lang={loaded.guest?.language ?? undefined}
    />
  )
}
