/** What signs somebody out by itself, as a part of its own: nobody is signed in on the first screen, so it comes with the screens behind it. */
import { useIdleLock } from '../state/idle-lock.ts'
import { usePinWatch } from './use-pin-watch.ts'

/** Put once beside the screens of whoever is signed in; shows nothing. */
export function IdleLock() {
  useIdleLock()
  usePinWatch()
  return null
}
