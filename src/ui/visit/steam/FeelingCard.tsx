/**
 * What to do now for a guest who is dizzy or thirsty, beside the ways to do it: nothing is stopped or called by itself. It comes
 * below the buttons, and into sight, with the check that is due still above it.
 */
import { useEffect, useRef } from 'react'
import { Button } from '../../kit/Button.tsx'
import { useEmergency } from '../../state/emergency.ts'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useWork } from '../work.tsx'
import type { Felt } from './advice.ts'
import styles from './steam.module.css'

/** Another one each time that it is noticed. `onColleague` calls the others, or shows who comes where they are called already. */
export function FeelingCard({
  felt: { feeling },
  onColleague,
}: {
  readonly felt: Felt
  readonly onColleague: () => void
}) {
  const { feeling: words } = useGuideStrings()
  const { open } = useWork()
  const card = useRef<HTMLElement>(null)
  const { title, lines } = words[feeling]
  const isGrave = feeling === 'dizzy'
  useEffect(() => {
    card.current?.scrollIntoView?.({ block: 'nearest' })
  }, [])
  return (
    <section
      ref={card}
      className={`${styles.feeling} ${isGrave ? styles.grave : ''}`}
      aria-label={title}
      aria-live="polite"
    >
      <p className={styles.feelingTitle}>{title}</p>
      {isGrave ? (
        <div className={styles.ways}>
          <Button small onPress={() => open({ kind: 'stop' })}>
            {words.stop}
          </Button>
          <Button small onPress={onColleague}>
            {words.colleague}
          </Button>
          <Button small onPress={() => useEmergency.getState().show({ kind: 'choose' })}>
            {words.emergency}
          </Button>
        </div>
      ) : null}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  )
}
