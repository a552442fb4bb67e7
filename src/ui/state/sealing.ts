/**
 * The sealer of this tablet's store, as main.tsx puts it there: what is covered, the domain says; which steps the urn's clock reads,
 * the published procedures. Each of them passes by here before any visit is written by it, because whoever writes one has read it.
 */
import { type ShopSealer, shopSealer } from '../../db/shop-sealer.ts'
import { type Cover, clockSteps, coverOf } from '../../domain/people/cover.ts'
import { procedureFrom } from '../../domain/procedure/publish.ts'

/** Locked at first. */
export function tabletSealer(): ShopSealer {
  const steps = new Map<string, Cover>()
  const known = new Set<string>()
  const sealer = shopSealer((table, field) => coverOf(table, field, steps))
  const learn: ShopSealer['seal'] = async (key, fields) => {
    if (key.table !== 'procedures' || known.has(key.id)) return fields
    const procedure = procedureFrom({ ...key, rev: 0, clocks: {}, fields })
    if (!procedure) return fields
    known.add(key.id)
    for (const [step, cover] of clockSteps([procedure])) steps.set(step, cover)
    return fields
  }
  return {
    ...sealer,
    seal: async (key, fields) => sealer.seal(key, await learn(key, fields)),
    open: async (key, fields, how) => learn(key, await sealer.open(key, fields, how)),
  }
}
