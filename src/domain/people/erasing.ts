/**
 * Erasing a guest (S10, SEC17): one change set writes `erasures/<guest>`, clear and about nobody, and the server and every
 * tablet empty what they hold of that guest. Whoever is in an urn or has a visit that is not over is erased afterwards.
 * `{ at: 1764…, by: 'u1', receipt: '7K2M-9QXD', why: 'asked' }`
 */
import type { SyncRecord } from '../../sync/record.ts'
import { isOpenIncident } from '../emergency/open-incident.ts'
import { isOpenRecord } from '../open-record.ts'

/** Whether a record about a guest says that they are here, or that something about them is still open. */
export function isInVisit({ table, fields }: Pick<SyncRecord, 'table' | 'fields'>): boolean {
  if (table === 'attention') return isOpenIncident(fields)
  return table === 'visits' && isOpenRecord({ table, fields })
}
