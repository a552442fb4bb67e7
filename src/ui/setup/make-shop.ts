/**
 * Makes the shop with its key open: the procedure first, then staff, rooms and guests, the shop's own record last (see
 * domain/shop/new-shop.ts).
 */

import type { Change } from '../../db/commit.ts'
import { commit } from '../../db/commit.ts'
import { NOBODY } from '../../domain/people/named.ts'
import type { Procedure } from '../../domain/procedure/structure.ts'
import { type NewKeys, type NewShop, planNewShop } from '../../domain/shop/new-shop.ts'
import type { App } from '../state/app.tsx'
import { bundledProcedure } from './bundled-procedure.ts'
import { sampleConsents } from './sample-consents.ts'

type Maker = Pick<App, 'store' | 'session'>

/**
 * Throws a StoreError when something could not be kept; doing it again is safe. `earlier` makes visits of earlier days,
 * one list of changes a visit. `beforeOpening`: all is kept but the shop's own record, with which the screens open.
 */
export async function makeShop(
  app: Maker,
  shop: NewShop,
  keys: NewKeys,
  {
    earlier = () => [],
    beforeOpening = () => undefined,
  }: {
    readonly earlier?: (procedure: Procedure) => readonly (readonly Change[])[]
    readonly beforeOpening?: () => void
  } = {},
): Promise<void> {
  const { id, structure, changes } = await bundledProcedure()
  await write(app, 'procedure.publish', changes, (published) => published.size > 0)
  const sets = planNewShop(shop, id, keys)
  const agreed = shop.consentForms === undefined ? [] : await sampleConsents(shop, app.store)
  for (const [at, set] of sets.slice(0, -1).entries())
    await write(app, 'shop.setUp', at === sets.length - 2 ? [...set, ...agreed] : set, () => false)
  for (const visit of earlier(structure)) await write(app, 'shop.setUp', visit, (there) => there.size > 0)
  beforeOpening()
  for (const set of sets.slice(-1)) await write(app, 'shop.setUp', set, () => false)
}

async function write(
  { store, session }: Maker,
  intent: string,
  changes: readonly Change[],
  isThere: (records: ReadonlyMap<string, unknown>) => boolean,
): Promise<void> {
  await commit(store, {
    intent,
    actor: NOBODY,
    session,
    keys: changes.map(({ table, id }) => ({ table, id })),
    plan: (records) => ({ changes: isThere(records) ? [] : changes }),
  })
}
