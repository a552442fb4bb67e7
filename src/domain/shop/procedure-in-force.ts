/**
 * Which written procedure new visits begin with. A build brings its newest version; a shop is moved forward to it and
 * never back, whatever older tablet asks. Visits under way stay with the version they began with.
 */
import type { Change } from '../../sync/change-set.ts'
import type { SyncRecord } from '../../sync/record.ts'
import { SHOP_ID } from './shop.ts'

/** `NIC-01/A@2` is version 2 of NIC-01/A; null for anything else. */
export function versionOf(
  procedureId: unknown,
): { readonly document: string; readonly version: number } | null {
  const match = typeof procedureId === 'string' ? /^(.+)@(\d+)$/.exec(procedureId) : null
  return match?.[1] && match[2] ? { document: match[1], version: Number(match[2]) } : null
}

/** Whether the bundled procedure should take the place of the shop's: the same document in a higher version, or none. */
export function isNewer(bundledId: string, shopsId: unknown): boolean {
  const bundled = versionOf(bundledId)
  const current = versionOf(shopsId)
  if (!bundled) return false
  if (!current) return true
  return bundled.document === current.document && bundled.version > current.version
}

/** Publishes the bundled procedure where it is not yet, and moves the shop to it where it is newer. */
export function planProcedureInForce(
  bundled: { readonly id: string; readonly changes: readonly Change[] },
  shop: SyncRecord | undefined,
  published: SyncRecord | undefined,
): readonly Change[] {
  if (!shop || !isNewer(bundled.id, shop.fields.procedureId)) return []
  const move: Change = { table: 'shop', id: SHOP_ID, fields: { procedureId: bundled.id } }
  return [...(published ? [] : bundled.changes), move]
}
