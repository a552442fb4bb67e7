/** One sentence across the screen, with a way on: a new version waits, not saved, steaming under another guest. */
import type { ReactNode } from 'react'
import styles from './Banner.module.css'

/** `urgent` is announced at once, others politely; `loud` is seen from across the room. */
export function Banner({
  tone = 'plain',
  urgent,
  loud,
  children,
  action,
}: {
  readonly tone?: 'plain' | 'amber' | 'red' | 'jade'
  readonly urgent?: boolean
  readonly loud?: boolean
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div
      className={`${styles.banner} ${styles[tone]} ${loud ? styles.loud : ''}`}
      role={urgent ? 'alert' : 'status'}
    >
      <span className={styles.text}>{children}</span>
      {action}
    </div>
  )
}
