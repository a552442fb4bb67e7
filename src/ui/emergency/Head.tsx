/** The head of the cards: the way back to the very step, what it is about, and what may stand at its end. */
import type { ReactNode } from 'react'
import { Heading } from 'react-aria-components'
import { Button } from '../kit/Button.tsx'
import { BackIcon } from '../kit/Icons.tsx'
import { useEmergency } from '../state/emergency.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import styles from './Emergency.module.css'

/** `line` stands below the title in small, `note` after it for what is to be seen at a glance. */
export function Head({
  title,
  line,
  note,
  children,
}: {
  readonly title: string
  readonly line?: string
  readonly note?: string
  readonly children?: ReactNode
}) {
  const words = useEmergencyStrings()
  return (
    <header className={styles.head}>
      <Button small onPress={useEmergency.getState().close}>
        <BackIcon />
        {words.back}
      </Button>
      <div className={styles.titles}>
        <Heading slot="title" level={1} className={styles.title}>
          {title}
        </Heading>
        {line ? <p className={styles.line}>{line}</p> : null}
        {/* Always there, so that what comes into it is read out. */}
        <p className={styles.headNote} role="status">
          {note}
        </p>
      </div>
      {children}
    </header>
  )
}
