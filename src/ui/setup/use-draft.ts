/** The set-up's draft: every keystroke is on its way to disk, so that a reload in the middle loses nothing but PINs and guests. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { deviceSetting, setDeviceSetting } from '../../db/device-settings.ts'
import type { Store } from '../../db/store.ts'
import { keptOfDraft, parseDraft, type SetupDraft } from '../../domain/shop/setup-draft.ts'
import { useApp } from '../state/app.tsx'

const SETTING = 'setupDraft'

/** The draft (null while it is read) and how to change it. */
export function useDraft(): readonly [SetupDraft | null, (change: Partial<SetupDraft>) => void] {
  const { store } = useApp()
  const [draft, setDraft] = useState<SetupDraft | null>(null)
  const keep = useLatestWriter(store)
  useEffect(() => {
    let isWanted = true
    void deviceSetting(store, SETTING).then(
      (kept) => isWanted && setDraft(parseDraft(kept)),
      () => isWanted && setDraft(parseDraft(null)),
    )
    return () => {
      isWanted = false
    }
  }, [store])
  const change = useCallback(
    (part: Partial<SetupDraft>) =>
      setDraft((before) => {
        if (!before) return before
        const after = { ...before, ...part }
        keep(after)
        return after
      }),
    [keep],
  )
  return [draft, change]
}

/** Forgets the draft once the shop stands. */
export async function forgetDraft(store: Store): Promise<void> {
  await setDeviceSetting(store, SETTING, null)
}

/** One write at a time, always of the newest draft: a fast typist does not queue up a write for each letter. */
function useLatestWriter(store: Store): (draft: SetupDraft) => void {
  const latest = useRef<SetupDraft | null>(null)
  const isWriting = useRef(false)
  return useCallback(
    (draft) => {
      latest.current = draft
      if (isWriting.current) return
      isWriting.current = true
      void (async () => {
        try {
          while (latest.current) {
            const next = latest.current
            latest.current = null
            await setDeviceSetting(store, SETTING, keptOfDraft(next))
          }
        } catch {
          latest.current = null
        } finally {
          isWriting.current = false
        }
      })()
    },
    [store],
  )
}
