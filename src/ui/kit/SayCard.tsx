/** Words for the guest, set apart from what to do (look.md). */
import type { ReactNode } from 'react'
import { SayIcon } from './Icons.tsx'
import styles from './SayCard.module.css'

/** A quotation card; `lang` is the guest's language, `action` what confirms that it was said. */
export function SayCard({
  words,
  lang,
  action,
}: {
  readonly words: string
  readonly lang?: string
  readonly action?: ReactNode
}) {
  return (
    <div className={styles.card}>
      <span className={styles.icon}>
        <SayIcon />
      </span>
      <blockquote className={styles.words} lang={lang}>
        {words}
      </blockquote>
      {action}
    </div>
  )
}
