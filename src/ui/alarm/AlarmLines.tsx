/**
 * What the urns ask for, in a line each under the bar of every screen, also above an open sheet; the gravest large
 * and across the screen when another room calls. Where the urn's own dial is on show it says it by itself, unless a sheet covers it or the
 * tablet rings, which only an answer by name silences; who goes there it does not know.
 * The seconds are not read out: a screen reader would speak without end.
 *
 *   ┌ 王女士 · 1 号房 时间到了，请关瓮 0:45 ── [我去（林晓芸）] [别人去] [打开] ┐
 *   └ 周敏去了
 */
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { StaffId } from '../../domain/ids.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { WhoButton } from '../shell/WhoButton.tsx'
import { useDialOnShow } from '../state/dial-on-show.ts'
import { useSession } from '../state/session.ts'
import { useSheets } from '../state/sheets.ts'
import { useStrings } from '../strings/strings.ts'
import { clockWords } from '../today/due.ts'
import styles from './AlarmLines.module.css'
import { LockedSound } from './LockedSound.tsx'
import { maySound } from './readiness.ts'
import { StaleNote } from './StaleNote.tsx'
import { type ShownAlarm, standsInLine } from './shown.ts'
import type { Alarms } from './use-alarms.ts'
import { loudest } from './use-calls.ts'
import { useGoing } from './use-going.ts'

/** The region is always there, so that a sheet opened before the alarm leaves it within reach. */
export function AlarmLines({
  alarms: { all, nameOf, standIns, isElsewhere },
  now,
  steaming,
  isLocked = false,
  children,
}: {
  readonly alarms: Alarms
  /** Whoever else calls here, above the urns. */
  readonly children?: ReactNode
  readonly now: number
  /** How many guests are in an urn. */
  readonly steaming: number
  /** Nobody is signed in: no visit can be opened, its urn stands below. */
  readonly isLocked?: boolean
}) {
  const { alarm: words } = useStrings()
  const isCovered = useSheets((s) => s.open > 0)
  const lines = useRef<HTMLElement>(null)
  const dial = useDialOnShow((s) => s.visitId)
  const me = useSession((s) => s.who)
  const place = useSession((s) => s.place)
  const shown = all.filter(
    (one) => standsInLine(one) && (isCovered || one.isHeld || one.sound !== null || dial !== one.visitId),
  )
  const loudness = loudest(all)
  useLayoutEffect(() => keepClear(lines.current?.offsetHeight ?? 0))
  return (
    <div className={styles.slot}>
      <section
        ref={lines}
        className={`${styles.alarms} ${isCovered ? styles.above : ''}`}
        aria-label={words.label}
        data-react-aria-top-layer="true"
        data-rings={loudness ?? undefined}
      >
        {children}
        {shown.map((one, i) => (
          <Line
            key={one.id}
            alarm={one}
            isFirst={i === 0}
            me={me}
            myName={me ? nameOf(me) : ''}
            isLocked={isLocked}
          />
        ))}
        {steaming > 0 && place && maySound(place) ? <LockedSound isUrgent={loudness !== null} /> : null}
        {standIns > 0 ? (
          <div className={styles.line}>
            <Banner tone="amber">{words.standIn(standIns)}</Banner>
          </div>
        ) : null}
        {isElsewhere ? <StaleNote now={now} /> : null}
      </section>
    </div>
  )
}

type LineProps = {
  readonly alarm: ShownAlarm
  readonly me: StaffId | null
  readonly myName: string
  readonly isFirst: boolean
  readonly isLocked: boolean
}

function Line(props: LineProps) {
  const { alarm, isFirst } = props
  const { title, note, isHeld, isHere, calls, kind } = alarm
  const tone = isHeld ? 'plain' : kind === 'ask' || kind === 'check' ? 'amber' : 'red'
  const isLarge = isFirst && calls && !isHere && tone === 'red'
  return (
    <div className={isLarge ? styles.large : styles.line}>
      <Banner urgent={!isHeld} loud={!isHeld} tone={tone} action={<Ways {...props} />}>
        {title}{' '}
        <b className={styles.time} aria-hidden="true">
          {clockWords(alarm.waitedMs)}
        </b>
        {note ? <span className={styles.note}>{note}</span> : null}
      </Banner>
    </div>
  )
}

/** Whoever stands elsewhere says first who goes; in the room the deed itself is the answer. */
function Ways({ alarm, me, myName, isLocked }: LineProps) {
  const { alarm: words } = useStrings()
  const [, go] = useLocation()
  const answer = useGoing()
  const { title, kind, isHere, isHeld, visitId } = alarm
  const open = () => {
    useSession.getState().jump()
    go(`/visit/${visitId}`)
  }
  const label = isHere ? words.go[kind] : words.open
  return (
    <span className={styles.ways}>
      {me && !isHeld ? (
        <Button small aria-label={`${words.iGo(myName)} ${title}`} onPress={() => answer(alarm, me)}>
          {words.iGo(myName)}
        </Button>
      ) : null}
      {isHeld || isHere ? null : (
        <WhoButton
          label={words.other}
          about={title}
          sheet={words.whoGoes}
          onChoose={(by) => void answer(alarm, by)}
        />
      )}
      {isLocked ? null : (
        <Button small aria-label={`${label} ${title}`} onPress={open}>
          {label}
        </Button>
      )}
    </span>
  )
}

/** Sheets leave as much room above them as the lines take. */
function keepClear(px: number): void {
  document.documentElement.style.setProperty('--alarms', `${px}px`)
}
