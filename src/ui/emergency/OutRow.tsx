/** A guest who is out of the urn, with when and whence that is known; one tap takes a wrong word back. */
import { Button } from '../kit/Button.tsx'
import { TickIcon } from '../kit/Icons.tsx'
import { clockTime } from '../state/times.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import styles from './Emergency.module.css'
import type { Here } from './use-facts.ts'

/** A row of a list. */
export function OutRow({
  guest,
  at,
  isElsewhere,
  timeZone,
  onBack,
}: {
  readonly guest: Here
  readonly at: number
  readonly isElsewhere: boolean
  readonly timeZone: string
  readonly onBack: () => void
}) {
  const { evacuation: words } = useEmergencyStrings()
  const where = [guest.room, words.urnOff, isElsewhere ? words.saidElsewhere : '']
  return (
    <li className={`${styles.guest} ${styles.done}`}>
      <span className={styles.number} aria-hidden="true">
        <TickIcon size={24} />
      </span>
      <span className={styles.guestWords}>
        <b className={styles.guestName}>{guest.name}</b>
        <span>{where.filter(Boolean).join(' · ')}</span>
      </span>
      <Button small look="quiet" aria-label={words.undoWho(guest.name)} onPress={onBack}>
        {words.undo}
      </Button>
      <span className={styles.outAt}>{words.outAt(clockTime(at, timeZone))}</span>
    </li>
  )
}
