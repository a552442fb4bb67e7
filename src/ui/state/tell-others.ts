/** Tells the other tablets what this one learnt of its own clock: when its guests really came into the urn (D13). */
import { commit } from '../../db/commit.ts'
import { isOwnField } from '../../db/server-time.ts'
import type { Store } from '../../db/store.ts'
import { NOBODY } from '../../domain/people/named.ts'
import { fieldOf } from '../../domain/procedure/answers.ts'
import { planDated } from '../../domain/urn/dated.ts'
import { currentStart } from '../../domain/urn/starts.ts'
import type { LoadedRun } from './runs.ts'

/** When the guests who were started here while the tablet ran ahead really came in; the others count from it. */
export async function tellOthers(store: Store, visits: readonly LoadedRun[], aheadMs: number): Promise<void> {
  for (const { run, clocks } of visits) {
    const start = currentStart(run)
    if (!start || start.off) continue
    const field = fieldOf(run.context.procedure.clock.start, start.n)
    const isOwn = await isOwnField(store, clocks, field)
    if (planDated(run, { field, isOwn, aheadMs }).length === 0) continue
    await commit(store, {
      intent: 'visit.dated',
      actor: NOBODY,
      session: 'clock',
      keys: [{ table: run.table, id: run.id }],
      plan: (records) => {
        const fields = records.get(`${run.table}/${run.id}`)?.fields ?? {}
        return { changes: planDated({ ...run, fields }, { field, isOwn, aheadMs }) }
      },
    })
  }
}
