/** A manager's word on what is parked, signed with their PIN: one intent, kept like any other; the server acts on it when it has it (S2). */
import { useCallback } from 'react'
import { type JudgeRefusal, NOTES, type Parked, planJudgeAll, type Word } from '../../domain/people/parked.ts'
import { useApp } from '../state/app.tsx'
import { askPin } from '../state/ask-pin.ts'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'

/** `unsigned`: the PIN was not typed, and nothing is kept. */
export type Judged = 'done' | 'failed' | 'unsigned' | JudgeRefusal

/** One word and one PIN for all of them. Resolves once it is on disk (C1). */
export function useJudge(): (parked: readonly Parked[], word: Word, why: string) => Promise<Judged> {
  const { clock } = useApp()
  const { parked: words } = useSyncStrings()
  const save = useSave()
  const sayFailed = useSayFailed()
  const who = useSession((s) => s.who)
  return useCallback(
    async (parked, word, why) => {
      const ids = parked.map(({ id }) => id)
      if (who === null) return 'failed'
      // What is missing is asked for before the PIN.
      if (why.trim() === '') return 'whyMissing'
      if (!(await askPin('me', words.sign))) return 'unsigned'
      const saved = await save<JudgeRefusal>({
        intent: word === 'accepted' ? 'parked.accept' : 'parked.dismiss',
        keys: ids.map((id) => ({ table: NOTES, id })),
        plan: (records) => planJudgeAll(records, { ids, word, why, by: who, now: clock.now() }),
      })
      if ('refused' in saved) return saved.refused
      if ('kept' in saved) return 'done'
      sayFailed(saved.failed)
      return 'failed'
    },
    [clock, save, sayFailed, who, words],
  )
}
