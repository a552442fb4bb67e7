/**
 * Where the data is, in words and with the time: everything is on this tablet; how much of it has not been sent, since
 * when. Whether there is a network is never asked: nothing here depends on it, so nothing nags.
 */
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { outboxState } from '../../db/queries.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { clockTime, dayAndTime } from '../state/times.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './SavingState.module.css'

/** A short line in the bar; a tap explains it. */
export function SavingState({ timeZone }: { readonly timeZone: string }) {
  const { shell, kit } = useStrings()
  const { store, clock } = useApp()
  const language = useSession((s) => s.language)
  const [isOpen, setOpen] = useState(false)
  const outbox = useLive(() => outboxState(store), [store])
  const { saving } = shell
  if (!outbox) return null
  const { waiting, oldestAt } = outbox
  return (
    <>
      <AriaButton className={styles.state} onPress={() => setOpen(true)}>
        <span className={waiting > 0 ? styles.dotWaiting : styles.dot} aria-hidden="true" />
        <span className={styles.words}>
          <span>{waiting > 0 ? saving.kept : saving.allKept}</span>
          {waiting > 0 && oldestAt !== null ? (
            <span className={styles.second}>
              <span>{saving.waiting(waiting)}</span>
              <span className={styles.since}>{saving.since(clockTime(oldestAt, timeZone))}</span>
            </span>
          ) : null}
        </span>
      </AriaButton>
      <Sheet
        open={isOpen}
        title={saving.title}
        closeLabel={kit.close}
        onClose={() => setOpen(false)}
        actions={
          <Button look="go" onPress={() => setOpen(false)}>
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
    </>
  )
}
