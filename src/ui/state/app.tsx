/**
 * What every screen needs and none creates: the store, the clock, what the tablet can do, the updates.
 * main.tsx makes them once; tests make them with fake-indexeddb and a driven clock.
 */
import { createContext, useContext } from 'react'
import type { Clock } from '../../base/clock.ts'
import type { KeyRing } from '../../db/key-ring.ts'
import type { Store } from '../../db/store.ts'
import type { Notices } from '../../device/notify.ts'
import type { Sound } from '../../device/sound.ts'
import type { Language } from '../../domain/language.ts'

export type StorageAnswer = 'granted' | 'denied' | 'unknown'

export type App = {
  readonly store: Store
  /** Opens and forgets the shop's key; the store's sealer is of it. */
  readonly keys: KeyRing
  /** The right time as far as it is known: the tablet's own with the server's correction. */
  readonly clock: Clock
  /** Corrects it by the server's time; absent where the clock cannot be corrected. */
  readonly correctClock?: (offsetMs: number, isSteaming: boolean) => number
  /** Random id of one app start; goes into each change set. */
  readonly session: string
  readonly newId: () => string
  readonly wakeLock: (on: boolean) => void
  /** Whether the tablet really keeps its screen on now; absent where that is not known. */
  readonly isScreenKept?: () => boolean
  readonly vibrate: (pattern: 'done' | 'alarm') => void
  readonly sound: Sound
  readonly notices: Notices
  /** What the browser offers on this tablet. */
  readonly can: { readonly vibrate: boolean; readonly keepScreen: boolean }
  /** Asks the browser to keep this tablet's data; the answer is shown, never assumed. */
  readonly askPersistent: () => Promise<StorageAnswer>
  readonly persistentAnswer: () => Promise<StorageAnswer>
  /** The exchange with the shop's server goes on by itself; this asks for it now (C10). */
  readonly sync: { now(): void }
  readonly setLanguage: (language: Language) => Promise<void>
  readonly setTheme: (theme: Theme) => Promise<void>
  readonly build: string
}

export type Theme = 'light' | 'dark' | 'system'

export const AppContext = createContext<App | null>(null)

/** The app's services. Throws outside the app's root. */
export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('useApp outside AppContext')
  return app
}
