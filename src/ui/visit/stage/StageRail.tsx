/**
 * Every stage of the guest's way: done, now, waiting, minutes taken against minutes planned; the room's own below it,
 * for they run side by side and may be somebody else's. On narrow screens a line that scrolls to the stage on show.
 */
import { useEffect, useRef } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { MINUTE_MS } from '../../../base/clock.ts'
import type { StageView } from '../../../domain/procedure/view.ts'
import { TickIcon } from '../../kit/Icons.tsx'
import { type Strings, useStrings } from '../../strings/strings.ts'
import { begunMin, wholeMin } from '../format.ts'
import { useWork } from '../work.tsx'
import styles from './rail.module.css'

/** `shownId` is the stage in the middle of the screen. */
export function StageRail({ shownId }: { readonly shownId: string | null }) {
  const { stages, loaded } = useWork()
  const { visit } = useStrings()
  const wanted = stages.filter(({ state }) => state !== 'notApplicable')
  const isVisit = loaded.run.table === 'visits'
  const main = isVisit ? wanted.filter(({ stage }) => stage.track === 'guest') : wanted
  const beside = isVisit ? wanted.filter(({ stage }) => stage.track === 'room') : []
  return (
    <nav className={styles.rail} aria-label={visit.stages}>
      <ol className={`${styles.list} ${styles.main}`}>
        {main.map((view, at) => (
          <RailItem key={view.stage.id} view={view} number={at + 1} isShown={view.stage.id === shownId} />
        ))}
      </ol>
      {beside.length > 0 ? (
        <div className={styles.beside}>
          <h2 className={styles.heading} id="visit-room-stages">
            {visit.roomStages}
          </h2>
          <ol className={styles.list} aria-labelledby="visit-room-stages">
            {beside.map((view) => (
              <RailItem key={view.stage.id} view={view} number={null} isShown={view.stage.id === shownId} />
            ))}
          </ol>
        </div>
      ) : null}
    </nav>
  )
}

/** Scrolls the rail and nothing around it, which `scrollIntoView` would do too. */
function bringIntoView(item: HTMLElement): void {
  for (const box of [item.closest('ol'), item.closest('nav')]) {
    if (!box) continue
    const inner = item.getBoundingClientRect()
    const outer = box.getBoundingClientRect()
    box.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom
  }
}

function RailItem({
  view,
  number,
  isShown,
}: {
  readonly view: StageView
  readonly number: number | null
  readonly isShown: boolean
}) {
  const { loaded, show } = useWork()
  const { visit } = useStrings()
  const itemRef = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const item = itemRef.current
    if (!isShown || !item) return
    bringIntoView(item)
    const nav = item.closest('nav')
    if (!nav || typeof ResizeObserver === 'undefined') return
    // Turning the tablet makes a line of the column, or a column of the line.
    const observer = new ResizeObserver(() => bringIntoView(item))
    observer.observe(nav)
    return () => observer.disconnect()
  }, [isShown])
  const { stage, state } = view
  const names = loaded.text.stages[stage.id]
  const isLate = view.lateMs >= MINUTE_MS
  return (
    <li ref={itemRef} className={styles.item}>
      <AriaButton
        className={[styles.stage, styles[state], isShown ? styles.shown : ''].join(' ')}
        aria-current={isShown ? 'step' : undefined}
        onPress={() => show(state === 'now' && stage.track === 'guest' ? null : stage.id)}
      >
        <span className={styles.mark} aria-hidden="true">
          {state === 'left' ? <TickIcon size={15} /> : (number ?? '')}
        </span>
        <span className={styles.words}>
          <span className={styles.name}>
            {names?.short ?? stage.id}
            <span className="visually-hidden">, {visit.stageState[state]}</span>
          </span>
          <span className={`${styles.minutes} ${isLate ? styles.late : ''}`}>{minutesOf(view, visit)}</span>
        </span>
      </AriaButton>
    </li>
  )
}

/** Late in words; otherwise minutes taken, and before it begins nothing. */
function minutesOf({ state, takenMs, lateMs, startedAt }: StageView, visit: Strings['visit']): string {
  if (lateMs >= MINUTE_MS) return visit.late(wholeMin(lateMs))
  if (state === 'waiting' && startedAt === null) return ''
  if (state !== 'left') return visit.minutes(wholeMin(takenMs))
  return takenMs === 0 ? '' : visit.minutes(begunMin(takenMs))
}
