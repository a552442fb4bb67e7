/**
 * Locks a tablet that nobody touches (SEC6), told from the instant of the last touch: a timer alone would stand still while the tablet
 * sleeps. By two clocks, whichever says more: the time may be set back, and the steady one may stand still in sleep. A restart is
 * always locked, so the instant need not outlive the page.
 */
import { useEffect } from 'react'
import { MINUTE_MS } from '../../base/clock.ts'
import { deviceSetting, setDeviceSetting } from '../../db/device-settings.ts'
import type { Store } from '../../db/store.ts'
import { useApp } from './app.tsx'
import { lock } from './lock.ts'
import { onOtherLock } from './lock-tabs.ts'
import { useSession } from './session.ts'

const SETTING = 'lockAfterMin'
export const LOCK_AFTER_CHOICES = [1, 2, 5, 10] as const
/** Between two checks of a guest in the urn, five minutes apart, a consultant need not sign in again. */
const USUAL_MIN = 5
const LOOK_EVERY_MS = 5_000
/** A database that does not answer must not keep the tablet open. */
const READ_WITHIN_MS = 1_000
const TOUCHES = ['pointerdown', 'keydown'] as const

/** How many minutes without a touch lock this tablet. */
export async function lockAfterMin(store: Store): Promise<number> {
  const kept = await deviceSetting(store, SETTING)
  return typeof kept === 'number' && kept >= 1 ? kept : USUAL_MIN
}

/** Remembers another number for this tablet. */
export function keepLockAfterMin(store: Store, minutes: number): Promise<void> {
  return setDeviceSetting(store, SETTING, minutes)
}

/** Put once above all screens. */
export function useIdleLock(): void {
  const app = useApp()
  const isOpen = useSession((s) => s.who !== null)
  useEffect(() => {
    if (!isOpen) return
    const { store, clock } = app
    let steadyAt = 0
    let limitMin = USUAL_MIN
    const touched = () => {
      steadyAt = clock.mono()
      useSession.setState({ activeAt: clock.now() })
    }
    touched()
    const idleMs = () => Math.max(clock.now() - useSession.getState().activeAt, clock.mono() - steadyAt)
    const look = async () => {
      // The first minute locks nobody, and nothing need be read for it.
      if (idleMs() < MINUTE_MS) return
      const known = new Promise<number>((resolve) => setTimeout(() => resolve(limitMin), READ_WITHIN_MS))
      limitMin = await Promise.race([lockAfterMin(store).catch(() => limitMin), known])
      if (idleMs() >= limitMin * MINUTE_MS) await lock(app)
    }
    const touch = () => {
      // A tablet that slept past its time is locked by the tap that wakes it, not kept open.
      void look().finally(touched)
    }
    const timer = setInterval(() => void look(), LOOK_EVERY_MS)
    const wake = () => void look()
    for (const kind of TOUCHES) document.addEventListener(kind, touch, true)
    document.addEventListener('visibilitychange', wake)
    window.addEventListener('pageshow', wake)
    const stopHearing = onOtherLock(app, () => void lock(app))
    return () => {
      stopHearing()
      clearInterval(timer)
      for (const kind of TOUCHES) document.removeEventListener(kind, touch, true)
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('pageshow', wake)
    }
  }, [app, isOpen])
}
