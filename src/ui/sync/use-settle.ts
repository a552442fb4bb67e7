/** Settling a conflict by one tap: one intent, kept like any other; what stands is checked once more when it is written. */
import { useCallback } from 'react'
import { CONFLICTS } from '../../domain/conflict/conflict.ts'
import { type Choice, planSettle, type SettleRefusal } from '../../domain/conflict/settle.ts'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import type { ConflictView } from './use-conflicts.ts'

/** `done`, or why not; a failure of the store is said by itself. */
export type Settled = 'done' | 'failed' | SettleRefusal | 'nobody'

/** Resolves once it is on disk (C1). */
export function useSettle(): (view: ConflictView, choice: Choice) => Promise<Settled> {
  const { clock } = useApp()
  const save = useSave()
  const sayFailed = useSayFailed()
  const who = useSession((s) => s.who)
  return useCallback(
    async ({ conflict, standing }, choice) => {
      if (who === null) return 'nobody'
      const { id, of } = conflict
      const saved = await save<SettleRefusal>({
        intent: 'conflict.settle',
        keys: [
          { table: CONFLICTS, id },
          { table: of.table, id: of.id },
        ],
        plan: (records) =>
          planSettle(records, { conflict, seen: standing, choice, by: who, now: clock.now() }),
      })
      if ('refused' in saved) return saved.refused
      if ('kept' in saved) return 'done'
      sayFailed(saved.failed)
      return 'failed'
    },
    [clock, save, sayFailed, who],
  )
}
