/**
 * The booking register of a day (A1.2, A3.1, D7): bookings and walk-ins by time, each with where its guest is now.
 * Another day can be looked at. A long day shows the part around now and the rest on a tap.
 */
import { memo, useMemo, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { dayAfter } from '../../domain/booking/local-time.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { BackIcon, NextIcon } from '../kit/Icons.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useNow } from '../state/now.ts'
import { useStrings } from '../strings/strings.ts'
import { type LineState, type RegisterLine, registerLines, windowOf } from './day.ts'
import { dayWords } from './day-words.ts'
import styles from './Register.module.css'
import { type LineWords, lineWords } from './register-words.ts'
import type { Screen } from './screen.ts'
import { type Day, guestIdsOf, useDay, useGuests } from './use-day.ts'

const EVERY_MS = 5_000
const BEFORE = 4
const AFTER = 40
const STEP = 60
const WAITING: readonly LineState[] = ['expected', 'late', 'arrived']

/** The register's column: its day, its lines, and the way to write a new one. */
export const Register = memo(function Register({
  screen,
  data,
  isLoud,
}: {
  readonly screen: Screen
  readonly data: Day
  /** Carries the screen's filled button. */
  readonly isLoud: boolean
}) {
  const { today } = useStrings()
  const [shown, setShown] = useState<string | null>(null)
  const day = shown ?? screen.day
  const isToday = day === screen.day
  const title = isToday ? today.register.title : today.register.titleOf(dayWords(day, today.locale))
  const turn = (days: number) => {
    const next = dayAfter(day, days)
    setShown(next === screen.day ? null : next)
  }
  return (
    <aside className={styles.register} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <AriaButton className={styles.turn} aria-label={today.register.before} onPress={() => turn(-1)}>
          <BackIcon />
        </AriaButton>
        <AriaButton className={styles.turn} aria-label={today.register.after} onPress={() => turn(1)}>
          <NextIcon />
        </AriaButton>
      </div>
      <div className={styles.body}>
        {isToday ? null : (
          <Button small wide onPress={() => setShown(null)}>
            {today.register.back}
          </Button>
        )}
        {isToday ? (
          <Lines screen={screen} day={day} data={data} />
        ) : (
          <OtherDay key={day} screen={screen} day={day} />
        )}
      </div>
      {screen.mayServe ? (
        <div className={styles.foot}>
          <Button look={isLoud ? 'go' : 'plain'} wide onPress={() => screen.open({ kind: 'new' })}>
            {today.register.add}
          </Button>
        </div>
      ) : null}
    </aside>
  )
})

function OtherDay({ screen, day }: { readonly screen: Screen; readonly day: string }) {
  const { today } = useStrings()
  const data = useDay(day)
  const guests = useGuests(guestIdsOf(data))
  if (!data || !guests) return <p role="status">{today.loading}</p>
  return <Lines screen={{ ...screen, guests }} day={day} data={data} />
}

function Lines({ screen, day, data }: { readonly screen: Screen; readonly day: string; readonly data: Day }) {
  const strings = useStrings()
  const { register } = strings.today
  const now = useNow(EVERY_MS)
  const [more, setMore] = useState({ before: day === screen.day ? BEFORE : STEP, after: AFTER })
  const lines = useMemo(
    () =>
      registerLines(
        data.bookings,
        data.visits.filter((run) => run.day === day),
        now,
      ),
    [data, day, now],
  )
  if (lines.length === 0) return <Empty title={register.emptyTitle} line={register.emptyLine} />
  const { from, to } = windowOf(lines, more, now)
  const later = lines.length - to
  return (
    <>
      {from > 0 ? (
        <Button small wide look="quiet" onPress={() => setMore({ ...more, before: more.before + STEP })}>
          {register.earlier(from)}
        </Button>
      ) : null}
      <ol className={styles.lines}>
        {lines.slice(from, to).map((line) => (
          <Line
            key={line.key}
            id={line.key}
            day={day}
            open={screen.open}
            arrive={screen.arrive}
            mayArrive={screen.mayServe && screen.day === day && WAITING.includes(line.shown)}
            bookingId={line.bookingId}
            guestId={line.guestId}
            consultantId={line.consultantId}
            isBegun={line.shown === 'arrived'}
            {...lineWords(line, screen, strings)}
          />
        ))}
      </ol>
      {later > 0 ? (
        <Button small wide look="quiet" onPress={() => setMore({ ...more, after: more.after + STEP })}>
          {register.later(Math.min(later, STEP))}
        </Button>
      ) : null}
    </>
  )
}

type LineProps = LineWords &
  Pick<Screen, 'open' | 'arrive'> &
  Pick<RegisterLine, 'bookingId' | 'guestId' | 'consultantId'> & {
    readonly id: string
    readonly day: string
    readonly mayArrive: boolean
    /** Came, but the visit was not begun. */
    readonly isBegun: boolean
  }

const Line = memo(function Line(props: LineProps) {
  const { id, day, open, arrive, mayArrive, bookingId, guestId, consultantId, isBegun } = props
  const { time, name, state, tone, detail, isPast } = props
  const { today } = useStrings()
  const verb = isBegun ? today.begin : today.arrived
  return (
    <li className={`${styles.line} ${isPast ? styles.past : ''}`}>
      <button type="button" className={styles.face} onClick={() => open({ kind: 'line', key: id, day })}>
        <span className={styles.time}>{time}</span>
        <span className={styles.text}>
          <span className={styles.name}>{name}</span>
          {state ? <Tag tone={tone}>{state}</Tag> : null}
          <span className={styles.detail}>{detail}</span>
        </span>
      </button>
      {mayArrive && bookingId && guestId ? (
        <Button
          small
          aria-label={`${verb} ${name}`}
          onPress={() => arrive({ guestId, booking: { id: bookingId }, consultantId })}
        >
          {verb}
        </Button>
      ) : null}
    </li>
  )
})
