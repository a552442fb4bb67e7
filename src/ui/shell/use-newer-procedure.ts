/** Once after the start: a newer procedure in this build is published, and the shop moved to it. */
import { useEffect } from 'react'
import { commit } from '../../db/commit.ts'
import { readRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import { NOBODY } from '../../domain/people/named.ts'
import { isNewer, planProcedureInForce } from '../../domain/shop/procedure-in-force.ts'
import { SHOP_ID } from '../../domain/shop/shop.ts'
import { BUNDLED_ID } from '../setup/bundled-id.ts'
import { useApp } from '../state/app.tsx'

const SHOP = { table: 'shop', id: SHOP_ID } as const

/** Quiet: a failure leaves the shop with the version it has, and the next start tries again. */
export function useNewerProcedure(): void {
  const { store, session } = useApp()
  useEffect(() => {
    void publishNewer(store, session).catch(() => undefined)
  }, [store, session])
}

async function publishNewer(store: Store, session: string): Promise<void> {
  const shop = await readRecord(store, SHOP)
  // The words of three languages are fetched only when there is something to publish.
  if (!shop || !isNewer(BUNDLED_ID, shop.fields.procedureId)) return
  const { bundledProcedure } = await import('../setup/bundled-procedure.ts')
  const bundled = await bundledProcedure()
  const procedure = { table: 'procedures', id: bundled.id }
  await commit(store, {
    intent: 'procedure.publish',
    actor: NOBODY,
    session,
    keys: [SHOP, procedure],
    plan: (records) => ({
      changes: planProcedureInForce(
        bundled,
        records.get(`shop/${SHOP_ID}`),
        records.get(`procedures/${bundled.id}`),
      ),
    }),
  })
}
