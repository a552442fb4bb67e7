/** The guest's earlier visits: which number this one is, and what the last one was like. */
import { recordsOfPerson } from '../../../db/queries.ts'
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import { useApp } from '../../state/app.tsx'
import { useLive } from '../../state/live.ts'
import { loadRun } from '../../state/runs.ts'
import { useSession } from '../../state/session.ts'
import { useStrings } from '../../strings/strings.ts'
import { useWork } from '../work.tsx'
import { type Last, lastOf } from './glance.ts'

export type History = { readonly visitNo: number; readonly last: Last | null }

/** null until it is read. Voided visits do not count, nor does one that never reached the urn as "the last". */
export function useHistory(): History | null {
  const { store } = useApp()
  const { run } = useWork().loaded
  const { visit } = useStrings()
  const language = useSession((s) => s.language)
  const { guestId, begun } = fieldsOf(run)
  const found = useLive(async () => {
    if (!guestId) return null
    const records = await recordsOfPerson(store, 'visits', guestId)
    const before = records
      .filter(({ id, fields }) => id !== run.id && !fields.voided && fieldsOf({ fields }).begun)
      .filter(({ fields }) => (fieldsOf({ fields }).begun?.at ?? 0) < (begun?.at ?? 0))
      .sort((a, b) => (fieldsOf(b).begun?.at ?? 0) - (fieldsOf(a).begun?.at ?? 0))
    const [newest] = before
    const loaded = newest ? await loadRun(store, 'visits', newest.id, language) : null
    return { visitNo: before.length + 1, last: loaded ? lastOf(loaded.run, loaded.text, visit.and) : null }
  }, [store, guestId, begun?.at, run.id, language])
  return found ?? null
}
