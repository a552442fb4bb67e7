/** One thing to do, as a card of a list: what, where and who, and the way there at its end. */
import type { ReactNode } from 'react'
import styles from './TaskCard.module.css'

export type TaskCardProps = {
  readonly tone?: 'plain' | 'hot' | 'red'
  readonly title: string
  readonly line?: string
  readonly tags?: ReactNode
  readonly dial?: ReactNode
  /** Buttons, the one that does it last. */
  readonly children?: ReactNode
}

/** A list item with a heading of the third level. */
export function TaskCard({ tone = 'plain', title, line, tags, dial, children }: TaskCardProps) {
  return (
    <li className={`${styles.card} ${styles[tone]}`}>
      {dial ? <div className={styles.dial}>{dial}</div> : null}
      <div className={styles.text}>
        <div className={styles.head}>
          <h3 className={styles.title}>{title}</h3>
          {tags}
        </div>
        {line ? <p className={styles.line}>{line}</p> : null}
      </div>
      {children ? <div className={styles.actions}>{children}</div> : null}
    </li>
  )
}

/** A titled list of cards; nothing at all when it is empty. */
export function TaskList({
  title,
  count,
  aside,
  children,
}: {
  readonly title: string
  readonly count: number
  /** What is to be known of the whole list, beside its title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}) {
  if (count === 0) return null
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.titleLine}>
        <h2 className={styles.label}>{title}</h2>
        {aside}
      </div>
      <ul className={styles.list}>{children}</ul>
    </section>
  )
}
