/** The server's decisions over a shop in memory, for tests of `admit`; sets arrive as they would off the wire. */
import type { Json } from '../../src/base/json.ts'
import type { SetResult } from '../../src/sync/admit.ts'
import type { ChangeSet } from '../../src/sync/change-set.ts'
import { ATTENTION, CONFLICTS, type ConflictFields } from '../../src/sync/server-record.ts'
import { NOON, offersOf, SHOP } from '../contracts/storage/sets.ts'
import { MemoryShop } from '../sim/memory-shop.ts'

export function desk() {
  const shop = new MemoryShop(() => '5f0c11aa22bb33cc')
  return {
    shop,
    push(
      sets: readonly (ChangeSet | Json)[],
      of: { readonly now?: number; readonly effs?: { readonly [uid: string]: string } } = {},
    ): readonly SetResult[] {
      const offers = offersOf(sets, of.effs ?? {})
      const inc = offers[0]?.inc ?? 'aaaaaaaa'
      const done = shop.push({ shop: SHOP, inc, seen: null, offers, now: of.now ?? NOON })
      if (done === 'otherShop') throw new Error('The desk holds another shop.')
      return done.results
    },
    record: (table: string, id: string) => shop.records.get(`${table}/${id}`),
    /** The fields of a note of the server's own. */
    note: (id: string) => shop.records.get(`${ATTENTION}/${id}`)?.fields,
    conflicts: () =>
      [...shop.records.values()]
        .filter(({ table }) => table === CONFLICTS)
        .map(({ fields }) => fields as unknown as ConflictFields),
  }
}

/** The one result of a push of one set. */
export function only(results: readonly SetResult[]): SetResult {
  const [result] = results
  if (result === undefined || results.length !== 1) throw new Error(`${results.length} results`)
  return result
}
