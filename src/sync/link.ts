/**
 * Which shop a tablet belongs to. A shop is named by the uid of the change set that created its record: made once, on
 * one tablet, and still in that tablet's outbox as long as no server has taken it.
 */
import type { ChangeSet } from './change-set.ts'

/** The one record that makes a shop. */
export const SHOP_RECORD = { table: 'shop', id: 'shop' } as const

/** The shop that these unsent sets make; null where none of them creates one. */
export function shopMadeBy(sets: Iterable<Pick<ChangeSet, 'uid' | 'ops'>>): string | null {
  for (const { uid, ops } of sets) {
    const makes = ops.some(
      ({ table, id, create }) => table === SHOP_RECORD.table && id === SHOP_RECORD.id && create === true,
    )
    if (makes) return uid
  }
  return null
}

/** What to do about the server's shop, given the tablet's own. */
export type Link =
  /** The same shop, or the server takes this tablet's. */
  | { readonly kind: 'linked'; readonly shop: string }
  /** An empty tablet may join this shop; a person says so. */
  | { readonly kind: 'mayJoin'; readonly shop: string }
  | { readonly kind: 'otherShop' }
  /** Neither side has a shop. */
  | { readonly kind: 'nothing' }
  /** The server has a shop, and here wait sets without one: a set-up that was cut off. */
  | { readonly kind: 'halfMade' }
  /** The server had this shop and has lost it. */
  | { readonly kind: 'serverEmpty' }

/**
 * Decides by what the tablet is linked to, what its unsent sets make, how many wait, and what the server holds. Only the
 * tablet whose shop no server has acknowledged gives one to an empty server: anybody else would begin it with what they happen
 * to have left, and the snapshot of that would clear the others.
 */
export function linkOf(of: {
  readonly linked: string | null
  readonly made: string | null
  readonly waiting: number
  readonly server: string | null
}): Link {
  const own = of.linked ?? of.made
  if (own !== null) {
    if (of.server === null && of.made !== own) return { kind: 'serverEmpty' }
    return of.server === null || of.server === own ? { kind: 'linked', shop: own } : { kind: 'otherShop' }
  }
  if (of.server === null) return { kind: 'nothing' }
  return of.waiting > 0 ? { kind: 'halfMade' } : { kind: 'mayJoin', shop: of.server }
}
