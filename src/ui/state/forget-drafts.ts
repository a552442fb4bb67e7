/** Ends what was typed once it is kept. Apart from drafts.ts: the first route has no form. */
import { useCallback } from 'react'
import { held } from './held-drafts.ts'
import { useSession } from './session.ts'

/** What to call once it is kept: a save may end after the lock that closed its form. `start`: how the names of its drafts begin. */
export function useForgetDrafts(start: string): () => void {
  const by = useSession((s) => s.who)
  return useCallback(() => {
    for (const [key, draft] of held) if (draft.by === by && draft.name.startsWith(start)) held.delete(key)
  }, [by, start])
}
