/**
 * A step's row: the whole row ticks, not its box (look.md). At its right end stand its own controls and
 * "more" (not done, entered later, note). `need` frames the row that the next action waits for.
 */
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { DashIcon, MoreIcon, TickIcon } from './Icons.tsx'
import styles from './Row.module.css'

export type RowState = 'open' | 'saving' | 'done' | 'notDone'

export type RowProps = {
  readonly state: RowState
  readonly need?: boolean
  readonly label: ReactNode
  /** Said by screen readers after the label: done, kept here, by whom. */
  readonly stateText: string
  readonly detail?: ReactNode
  readonly controls?: ReactNode
  /** Many controls stand in lines of their own below the label. */
  readonly wide?: boolean
  readonly onPress?: () => void
  readonly more?: { readonly label: string; readonly onPress: () => void }
  readonly rowRef?: Ref<HTMLDivElement>
}

const MARK = { open: null, saving: <TickIcon />, done: <TickIcon />, notDone: <DashIcon /> } as const

/** One row of a stage. Without `onPress` the label is text and only the controls act. */
export function Row(props: RowProps) {
  const { state, need, label, stateText, detail, controls, wide, onPress, more, rowRef } = props
  const face = (
    <>
      <span className={styles.box} aria-hidden="true">
        {MARK[state]}
      </span>
      <span className={styles.text}>
        <span className={styles.label}>{label}</span>
        {detail ? <span className={styles.detail}>{detail}</span> : null}
        <span className="visually-hidden">{stateText}</span>
      </span>
    </>
  )
  return (
    <div
      ref={rowRef}
      className={[styles.row, styles[state], need && styles.need, wide && styles.wide, more && styles.hasMore]
        .filter(Boolean)
        .join(' ')}
      tabIndex={-1}
    >
      {onPress ? (
        <AriaButton
          className={styles.face}
          onPress={onPress}
          aria-pressed={state === 'done' || state === 'saving'}
        >
          {face}
        </AriaButton>
      ) : (
        <div className={styles.face}>{face}</div>
      )}
      {controls ? <div className={styles.controls}>{controls}</div> : null}
      {more ? (
        <AriaButton className={styles.more} aria-label={more.label} onPress={more.onPress}>
          <MoreIcon />
        </AriaButton>
      ) : null}
    </div>
  )
}
