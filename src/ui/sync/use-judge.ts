/** A manager's word on what is parked: one intent, kept like any other; the server acts on it when it has it (S2). */
import { useCallback } from 'react'
import { type JudgeRefusal, NOTES, type Parked, planJudge, type Word } from '../../domain/people/parked.ts'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'

export type Judged = 'done' | 'failed' | JudgeRefusal

/** Resolves once it is on disk (C1). */
export function useJudge(): (parked: Parked, word: Word, why: string) => Promise<Judged> {
  const { clock } = useApp()
  const save = useSave()
  const sayFailed = useSayFailed()
  const who = useSession((s) => s.who)
  return useCallback(
    async ({ id }, word, why) => {
      if (who === null) return 'failed'
      const saved = await save<JudgeRefusal>({
        intent: word === 'accepted' ? 'parked.accept' : 'parked.dismiss',
        keys: [{ table: NOTES, id }],
        plan: (records) => planJudge(records, { id, word, why, by: who, now: clock.now() }),
      })
      if ('refused' in saved) return saved.refused
      if ('kept' in saved) return 'done'
      sayFailed(saved.failed)
      return 'failed'
    },
    [clock, save, sayFailed, who],
  )
}
