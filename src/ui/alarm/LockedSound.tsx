/**
 * A chime that nobody would hear is said while somebody is in an urn, before it is needed: after a restart the browser
 * waits for a tap, wherever on the screen.
 */
import { useSyncExternalStore } from 'react'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { useApp } from '../state/app.tsx'
import { useStrings } from '../strings/strings.ts'
import styles from './AlarmLines.module.css'

/** `isUrgent`: it should be ringing now. */
export function LockedSound({ isUrgent }: { readonly isUrgent: boolean }) {
  const { alarm } = useStrings()
  const { sound } = useApp()
  const state = useSyncExternalStore(sound.onChange, sound.state)
  if (state === 'ready') return null
  const action = (
    <Button small onPress={() => void sound.unlock()}>
      {alarm.locked.unlock}
    </Button>
  )
  return (
    <div className={styles.line}>
      <Banner urgent={isUrgent} tone="amber" action={state === 'locked' ? action : undefined}>
        {state === 'locked' ? alarm.locked.muted : alarm.locked.absent}
      </Banner>
    </div>
  )
}
