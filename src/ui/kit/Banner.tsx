/** One sentence across the screen, with a way on: a new version waits, not saved, steaming under another guest. */
import type { ReactNode } from 'react'
import styles from './Banner.module.css'

/** `urgent` is announced at once, others politely. */
export function Banner({
  tone = 'plain',
  urgent,
  children,
  action,
}: {
  readonly tone?: 'plain' | 'amber' | 'red' | 'jade'
  readonly urgent?: boolean
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={`${styles.banner} ${styles[tone]}`} role={urgent ? 'alert' : 'status'}>
      <span className={styles.text}>{children}</span>
      {action}
    </div>
  )
}
