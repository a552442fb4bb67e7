/** A raised surface; `hot` draws the eye to what is due. */
import type { ReactNode } from 'react'
import styles from './Card.module.css'

/** Renders as a section when it has a label, so that it can be found by name. */
export function Card({
  tone = 'plain',
  label,
  children,
}: {
  readonly tone?: 'plain' | 'hot' | 'clay' | 'red'
  readonly label?: string
  readonly children: ReactNode
}) {
  const names = `${styles.card} ${styles[tone]}`
  return label ? (
    <section className={names} aria-label={label}>
      {children}
    </section>
  ) : (
    <div className={names}>{children}</div>
  )
}
