/** Filed and voided visits of the day, open to be read; a few at first, all on a tap. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import { wallTime } from '../../domain/booking/local-time.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import type { Run } from '../../domain/procedure/run.ts'
import { Button } from '../kit/Button.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useStrings } from '../strings/strings.ts'
import styles from './ClosedList.module.css'
import { closedToday, stillMissing } from './day.ts'
import { joined, type Screen, staffName } from './screen.ts'
import type { Day } from './use-day.ts'

const FIRST = 4

/** The latest first. */
export function ClosedList({ screen, data }: { readonly screen: Screen; readonly data: Day }) {
  const { today } = useStrings()
  const [all, setAll] = useState(false)
  const runs = closedToday(data.visits, screen.day)
  if (runs.length === 0) return null
  return (
    <section className={styles.section} aria-label={today.closed.title}>
      <h2 className={styles.label}>{today.closed.title}</h2>
      <ul className={styles.list}>
        {(all ? runs : runs.slice(0, FIRST)).map((run) => (
          <ClosedRow key={run.id} screen={screen} run={run} />
        ))}
      </ul>
      {all || runs.length <= FIRST ? null : (
        <Button small look="quiet" onPress={() => setAll(true)}>
          {today.closed.all(runs.length)}
        </Button>
      )}
    </section>
  )
}

function ClosedRow({ screen, run }: { readonly screen: Screen; readonly run: Run }) {
  const strings = useStrings()
  const { closed, underWay } = strings.today
  const [, go] = useLocation()
  const { guestId, filed, voided, consultant } = fieldsOf(run)
  const name = screen.guests.called(guestId)
  const missing = stillMissing(run)
  const at = wallTime(filed?.at ?? voided?.at ?? 0, screen.shopNow.shop.timeZone)
  const reasons = screen.shopNow.text?.reasons ?? {}
  const what = voided
    ? // In somebody's own words it may be about the guest: these stand in the visit.
      closed.voidedWhy(reasons[voided.why] ?? reasons.other ?? '')
    : closed.filedAt(at)
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <span className={styles.name}>{name}</span>
        <Tag tone={voided ? 'plain' : 'jade'}>{voided ? closed.voided : closed.filed}</Tag>
        {missing > 0 ? <Tag tone="amber">{closed.missing(missing)}</Tag> : null}
        <span className={styles.line}>
          {joined([what, staffName(consultant?.value, screen, underWay.you)], strings)}
        </span>
      </div>
      <Button small aria-label={`${closed.look} ${name}`} onPress={() => go(`/visit/${run.id}`)}>
        {closed.look}
      </Button>
    </li>
  )
}
