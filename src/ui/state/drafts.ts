/**
 * What is typed and not saved yet. Locking takes the forms off the screen, and what was in them is not lost by it (SEC6): it is sealed with
 * the shop's key before the key goes, stays in this page's memory alone, and comes back to whoever typed it, to nobody else.
 *
 *   typed ──▶ held ──lock──▶ sealed ──unlock by the same person──▶ back ──▶ taken up by the form
 *               │               │                                    │
 *               └─ saved, closed└─ saved after all, the hour over    └─ typed upon what is no longer so
 *
 * It comes with the first form, for the first route has no room for it, and tells lock.ts then.
 */
import { type Dispatch, type SetStateAction, useCallback, useEffect, useState } from 'react'
import { create } from 'zustand'
import type { Json } from '../../base/json.ts'
import type { Fields } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import type { StaffId } from '../../domain/ids.ts'
import { useApp } from './app.tsx'
import { useEmergency } from './emergency.ts'
import { holdOverLock } from './lock.ts'
import { useSession } from './session.ts'

/** Beyond that it is rather a surprise than a help: longer than a guest in the urn, shorter than a visit. */
const HELD_MS = 60 * 60_000

/** `about` as JSON. */
type Content = { readonly value: unknown; readonly about: string }
type Draft = {
  readonly by: StaffId
  readonly name: string
  readonly at: number
  readonly isPlace: boolean
  /** In the clear; absent while it is sealed. */
  readonly content?: Content
  readonly sealed?: Fields
  /** Its form has gone with a lock; the next one of the name takes it up. */
  readonly isBack?: true
}

/** By `keyOf`: the names are in the clear, also while the tablet is locked. */
export const useHeld = create<ReadonlyMap<string, Draft>>(() => new Map())

const keyOf = (by: StaffId | null, name: string) => `${by} ${name}`

/** null lets go of it. */
function hold(key: string, draft: Draft | null): void {
  const after = new Map(useHeld.getState())
  if (draft) after.set(key, draft)
  else after.delete(key)
  useHeld.setState(after, true)
}

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
    const draft = useHeld.getState().get(keyOf(by, name))
    const fits = isHeld && !isAnew && draft?.isBack && draft.content?.about === upon
    return fits ? (draft.content?.value as T) : first()
  })
  useEffect(() => {
    if (by === null || value === null || !isHeld) return
    const key = keyOf(by, name)
    hold(key, { by, name, at: clock.now(), isPlace, content: { value, about: upon } })
    return () => {
      const isLocked = useSession.getState().who === null
      if (!isLocked) hold(key, null)
    }
  }, [by, name, value, upon, isHeld, isPlace, clock])
  return [value, set]
}

/** What to call once it is kept: a save may end after the lock that closed its form. `start`: how the names of its drafts begin. */
export function useForgetDrafts(start: string): () => void {
  const by = useSession((s) => s.who)
  return useCallback(() => {
    for (const [key, draft] of useHeld.getState())
      if (draft.by === by && draft.name.startsWith(start)) hold(key, null)
  }, [by, start])
}

/** Of each of them what `of` makes; unless it was saved meanwhile, or taken up by whoever came back at once. */
async function change(of: (draft: Draft) => Draft | null | Promise<Draft | null>): Promise<void> {
  const one = async ([key, draft]: readonly [string, Draft]) => {
    const after = await of(draft)
    if (useHeld.getState().get(key) === draft && after !== draft) hold(key, after)
  }
  await Promise.all([...useHeld.getState()].map(one))
}

holdOverLock({
  seal: (store) =>
    change(async (draft) => {
      const { content, ...rest } = draft
      if (!content) return draft
      // A sheet that did not come back as the screen did is over.
      if (draft.isPlace && draft.isBack) return null
      const sealed = await seal(store, draft, content).catch(() => null)
      return sealed && { ...rest, sealed }
    }),
  drop: () => {
    for (const [key, { content }] of useHeld.getState()) if (content) hold(key, null)
  },
  open: (store, by, now) => {
    // Mounted over an emergency card, a sheet would lie above it (A6.6); the screen of a handed-over tablet stays as it is.
    const isElsewhere = useEmergency.getState().view !== null || useSession.getState().who !== null
    return change(async (draft) => {
      if (now - draft.at > HELD_MS || (draft.isPlace && (isElsewhere || draft.by !== by))) return null
      if (draft.by !== by) return draft
      const { sealed, ...rest } = draft
      const content = draft.content ?? (await open(store, draft).catch(() => null))
      return content && { ...rest, content, isBack: true }
    })
  },
})

/** A table that no record has: sealed whole, and of its person alone. */
const keyFor = ({ by }: Draft) => ({ table: 'drafts', id: by })

function seal(store: Store, draft: Draft, content: Content): Promise<Fields> {
  return store.options.sealer.seal(keyFor(draft), { [draft.name]: content as Json })
}

async function open(store: Store, draft: Draft): Promise<Content | null> {
  const { [draft.name]: content } = await store.options.sealer.open(keyFor(draft), draft.sealed ?? {}, {
    once: true,
  })
  // Another shop's key leaves it sealed.
  return content && typeof content === 'object' && 'about' in content ? (content as Content) : null
}
