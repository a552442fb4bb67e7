/** "I'll turn it over": takes the room for the one who taps, while nobody has it, and opens its turnover (AN1). */
import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { loadRun } from '../state/runs.ts'
import { useSession } from '../state/session.ts'

/** Opens it in any case: what the tap wanted is the room, and its own screen lets anybody take it. */
export function useTurnOver(): (id: string) => Promise<void> {
  const app = useApp()
  const language = useSession((s) => s.language)
  const sayFailed = useSayFailed()
  const [, go] = useLocation()
  return useCallback(
    async (id) => {
      const { who } = useSession.getState()
      const loaded = who ? await loadRun(app.store, 'turnovers', id, language).catch(() => null) : null
      if (who && loaded && !fieldsOf(loaded.run).consultant) {
        try {
          const { dispatch } = await import('../state/dispatch.ts')
          const taken = await dispatch(app, loaded, { type: 'handOver', to: who, by: who })
          if ('failed' in taken) sayFailed(taken.failed)
        } catch (error) {
          sayFailed(error)
        }
      }
      go(`/turnover/${id}`)
    },
    [app, language, sayFailed, go],
  )
}
