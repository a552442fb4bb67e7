/** Nothing here, or it went wrong: a sentence and a way on (look.md). */
import type { ReactNode } from 'react'
import styles from './Empty.module.css'

/** `children` is the way on: a button or two. */
export function Empty({
  title,
  line,
  children,
}: {
  readonly title: string
  readonly line?: string
  readonly children?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      <svg width="104" height="104" viewBox="0 0 104 104" aria-hidden="true">
        <circle
          cx="52"
          cy="52"
          r="44"
          fill="none"
          stroke="var(--line)"
          strokeWidth="6.5"
          strokeDasharray="2 9"
          strokeLinecap="round"
        />
      </svg>
      <p className={styles.title}>{title}</p>
      {line ? <p className={styles.line}>{line}</p> : null}
      {children ? <div className={styles.ways}>{children}</div> : null}
    </div>
  )
}
