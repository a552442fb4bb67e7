/**
 * What is typed and not saved yet. Locking takes the forms off the screen, and what was in them is not lost by it (SEC6): it is sealed with
 * the shop's key before the key goes, stays in this page's memory alone, and comes back to whoever typed it, to nobody else.
 *
 *   typed ──▶ held ──lock──▶ sealed ──unlock by the same person──▶ back ──▶ taken up by the form
 *               │               │                                    │
 *               └─ saved, closed└─ saved after all, the hour over    └─ typed upon what is no longer so
 */
import { type Dispatch, type SetStateAction, useEffect, useState } from 'react'
import type { Json } from '../../base/json.ts'
import { useApp } from './app.tsx'
import { held } from './held-drafts.ts'
import { useSession } from './session.ts'

/** In the clear also while the tablet is locked. */
const keyOf = (by: string | null, name: string) => `${by} ${name}`

type Options = {
  /** What it is typed upon, such as the answer that stands: a draft upon something else is not taken up. */
  readonly about?: Json
  /** False: a lock ends it, as for what the guest has not agreed to keep. */
  readonly isHeld?: boolean
  /** Which sheet is open; it comes back only where nothing has come between. */
  readonly isPlace?: boolean
  /** True as the form comes: nothing is taken up. */
  readonly isAnew?: boolean
}

/**
 * `useState` for what would be missed after a lock. `name` tells forms apart by random ids alone, never by what is in them. null is nothing
 * to hold. Not an effect of each form's own: one that forgot to seal would leave a name in the memory of a locked tablet.
 */
export function useDraft<T>(
  name: string,
  first: () => T,
  { about = null, isHeld = true, isPlace = false, isAnew = false }: Options = {},
): readonly [T, Dispatch<SetStateAction<T>>] {
  const { clock } = useApp()
  const by = useSession((s) => s.who)
  const [upon] = useState(() => JSON.stringify(about))
  const [value, set] = useState<T>(() => {
    const draft = held.get(keyOf(by, name))
    const fits = isHeld && !isAnew && draft?.isBack && draft.content?.about === upon
    return fits ? (draft.content?.value as T) : first()
  })
  useEffect(() => {
    if (by === null || value === null || !isHeld) return
    const key = keyOf(by, name)
    held.set(key, { by, name, at: clock.now(), isPlace, content: { value, about: upon } })
    return () => {
      const isLocked = useSession.getState().who === null
      if (!isLocked) held.delete(key)
    }
  }, [by, name, value, upon, isHeld, isPlace, clock])
  return [value, set]
}
