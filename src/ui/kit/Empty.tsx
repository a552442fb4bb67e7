/** Nothing here, or it went wrong: a sentence and a way on (look.md). */
import type { ReactNode } from 'react'
import styles from './Empty.module.css'

/** `children` is the way on: a button or two. */
export function Empty({
  title,
  line,
  isPage = false,
  children,
}: {
  readonly title: string
  readonly line?: string
  /** It is all that the page shows, so its title is the page's heading. */
  readonly isPage?: boolean
  readonly children?: ReactNode
}) {
  const Title = isPage ? 'h1' : 'p'
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
      <Title className={styles.title}>{title}</Title>
      {line ? <p className={styles.line}>{line}</p> : null}
      {children ? <div className={styles.ways}>{children}</div> : null}
    </div>
  )
}
