/** Whether a record is an emergency that is still under way; apart from the rest, because the first screen needs no more of it. */
import type { Json } from '../../base/json.ts'
import type { Fields } from '../../sync/record.ts'
import type { StaffId } from '../ids.ts'
import { isObject } from '../procedure/refusal.ts'

export type Done = { readonly at: number; readonly by: StaffId }

/** Begun, and neither closed nor marked as a wrong tap: it stands on every screen. */
export function isOpenIncident({ kind, openedAt, closed, mistaken }: Fields): boolean {
  return kind === 'emergency' && typeof openedAt === 'number' && !doneIn(closed) && !doneIn(mistaken)
}

/** When something was done, and by whom; null for what is not shaped so. */
export function doneIn(value: Json | undefined): Done | null {
  if (!isObject(value) || typeof value.at !== 'number') return null
  return { at: value.at, by: String(value.by ?? '') as StaffId }
}
