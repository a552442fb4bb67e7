/**
 * Where the data is, in words and with the time: everything is on this tablet; how much of it has not been sent, since
 * when. Whether there is a network is never asked: nothing here depends on it, so nothing nags.
 */
import { lazy, Suspense, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { outboxState } from '../../db/queries.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { timeOfLate } from '../state/times.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './SavingState.module.css'

/** Dialogs are not needed for the first paint. */
const SavingSheet = lazy(() => import('./SavingSheet.tsx').then((m) => ({ default: m.SavingSheet })))

/** A short line in the bar; a tap explains it. */
export function SavingState({ timeZone }: { readonly timeZone: string }) {
  const { shell } = useStrings()
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
              <span className={styles.since}>
                {saving.since(timeOfLate(oldestAt, clock.now(), timeZone, language))}
              </span>
            </span>
          ) : null}
        </span>
      </AriaButton>
      {isOpen ? (
        <Suspense>
          <SavingSheet {...outbox} timeZone={timeZone} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
