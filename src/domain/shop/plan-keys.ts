/** The shop's key as it is stored, wrapped: under a person's PIN in their record, under the recovery code in the shop's (SECURITY.md). */
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import { SHOP_ID } from './shop.ts'

/** A person's PIN, null for whoever left; the one before opens nothing any more on a tablet that knows of it. */
export function planPin(person: string, slot: Json): readonly Change[] {
  return [{ table: 'staff', id: person, fields: { slot } }]
}

/** The code on paper; the one before is worth nothing. */
export function planRecovery(recovery: Json): readonly Change[] {
  return [{ table: 'shop', id: SHOP_ID, fields: { recovery } }]
}
