/** Guests in the shop who need nobody this minute: where they are, and with whom. Stage, place, person; one tap opens. */
import { Button as AriaButton } from 'react-aria-components'
import { useLocation } from 'wouter'
import { MINUTE_MS } from '../../base/clock.ts'
import { wallTime } from '../../domain/booking/local-time.ts'
import type { VisitId } from '../../domain/ids.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { restUnderWay } from '../../domain/procedure/timed.ts'
import { Button } from '../kit/Button.tsx'
import { MoreIcon } from '../kit/Icons.tsx'
import { SteamDial } from '../kit/SteamDial.tsx'
import { Tag } from '../kit/Tag.tsx'
import { placeName } from '../rooms/place-name.ts'
import { useNow } from '../state/now.ts'
import { useStrings } from '../strings/strings.ts'
import { type Served, served } from './day.ts'
import { dialOf, isCounting, planBrief } from './due.ts'
import styles from './ServedList.module.css'
import { joined, type Screen, staffName, stageName } from './screen.ts'
import { TaskCard, TaskList } from './TaskCard.tsx'
import type { Day } from './use-day.ts'

const DIAL_PX = 76
/** Which list a visit stands in turns with what is due; a few seconds' delay is no harm here. */
const EVERY_MS = 5_000

/** Visits under way that are not in the list of what to do now. */
export function ServedList({ screen, data }: { readonly screen: Screen; readonly data: Day }) {
  const { today } = useStrings()
  const now = useNow(EVERY_MS)
  const { others } = served(data.visits, screen.me, now)
  return (
    <TaskList title={today.underWay.title} count={others.length}>
      {others.map((one) => (
        <ServedCard key={one.run.id} screen={screen} one={one} now={now} />
      ))}
    </TaskList>
  )
}

type CardProps = { readonly screen: Screen; readonly one: Served; readonly now: number }

function ServedCard({ screen, one, now }: CardProps) {
  const strings = useStrings()
  const { today } = strings
  const [, go] = useLocation()
  const { run, clock, stageId } = one
  const { guestId, place, consultant, begun } = fieldsOf(run)
  const { rooms, urns, shop } = screen.shopNow
  const name = screen.guests.called(guestId)
  const where = placeName(place, rooms, urns) || today.underWay.noPlace
  const line = joined(
    [
      where,
      staffName(consultant?.value, screen, today.underWay.you) || today.underWay.nobody,
      begun ? today.underWay.begun(wallTime(begun.at, shop.timeZone)) : '',
      clock ? planBrief(clock, now, strings.shell.plan) : '',
    ],
    strings,
  )
  return (
    <TaskCard
      title={name}
      line={line}
      tags={
        <>
          <Tag tone="clay">{stageName(stageId, screen) || today.underWay.between}</Tag>
          <Rest run={run} now={now} />
        </>
      }
      dial={
        clock && isCounting(clock) ? (
          <SteamDial size={DIAL_PX} title={joined([name, where], strings)} {...dialOf(clock)} />
        ) : null
      }
    >
      {screen.mayServe ? (
        <AriaButton
          className={styles.more}
          aria-label={today.moreOf(name)}
          onPress={() => screen.open({ kind: 'visit', visitId: run.id as VisitId })}
        >
          <MoreIcon />
        </AriaButton>
      ) : null}
      <Button onPress={() => go(`/visit/${run.id}`)}>{today.open}</Button>
    </TaskCard>
  )
}

/** What is left of a rest or a massage; nothing while none runs. */
function Rest({ run, now }: { readonly run: Served['run']; readonly now: number }) {
  const { underWay } = useStrings().today
  const rest = restUnderWay(run, now)
  if (!rest) return null
  if (rest.state === 'running') return <Tag>{underWay.timeLeft(Math.ceil(rest.leftMs / MINUTE_MS))}</Tag>
  return <Tag tone={rest.state === 'over' ? 'amber' : 'jade'}>{underWay.timeUp}</Tag>
}
