/** Where the data is, in whole sentences: here first, what has not been sent, since when. */
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { useSession } from '../state/session.ts'
import { clockTime, dayAndTime } from '../state/times.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './SavingState.module.css'

/** `waiting` change sets, the oldest made at `oldestAt`. */
export function SavingSheet({
  waiting,
  oldestAt,
  timeZone,
  onClose,
}: {
  readonly waiting: number
  readonly oldestAt: number | null
  readonly timeZone: string
  readonly onClose: () => void
}) {
  const { shell, kit } = useStrings()
  const { clock } = useApp()
  const language = useSession((s) => s.language)
  const { saving } = shell
  return (
    <Sheet
      open
      title={saving.title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <Button look="go" onPress={onClose}>
          {saving.understood}
        </Button>
      }
    >
      <p>{saving.here}</p>
      <p>
        {waiting > 0 && oldestAt !== null
          ? saving.someWaiting(waiting, dayAndTime(oldestAt, timeZone, language))
          : saving.noneWaiting}
      </p>
      <p>{saving.noServer}</p>
      <p className={styles.asOf}>{saving.asOf(clockTime(clock.now(), timeZone))}</p>
    </Sheet>
  )
}
