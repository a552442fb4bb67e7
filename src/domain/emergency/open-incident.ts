/** Whether a record is an emergency that is still under way; apart from the rest, because the first screen needs no more of it. */
import type { Json } from '../../base/json.ts'
import type { Fields } from '../../sync/record.ts'
import type { StaffId } from '../ids.ts'
import { type Deed, doerOf, NOBODY } from '../people/named.ts'
import { isObject } from '../procedure/refusal.ts'

export type Done = Deed

/** Begun, and neither closed nor marked as a wrong tap: it stands on every screen. */
export function isOpenIncident({ kind, openedAt, closed, mistaken }: Fields): boolean {
  return kind === 'emergency' && typeof openedAt === 'number' && !doneIn(closed) && !doneIn(mistaken)
}

/** Deeds of an emergency that nobody was signed in for and nobody has named since, by their field; of a wrong tap none are asked for. */
export function namelessDeeds(fields: Fields): readonly (readonly [field: string, deed: Done])[] {
  if (fields.kind !== 'emergency' || typeof fields.openedAt !== 'number' || doneIn(fields.mistaken)) return []
  const deeds = Object.entries(fields).flatMap(([name, value]) => {
    const deed = /^(step:|out:|closed$)/.test(name) ? doneIn(value) : null
    return deed ? [[name, deed] as const] : []
  })
  const opened = ['by', { at: fields.openedAt, by: String(fields.by ?? '') as StaffId }] as const
  return [opened, ...deeds].filter(([name, deed]) => doerOf(fields, name, deed) === NOBODY)
}

/** When something was done, and by whom; null for what is not shaped so. */
export function doneIn(value: Json | undefined): Done | null {
  if (!isObject(value) || typeof value.at !== 'number') return null
  return { at: value.at, by: String(value.by ?? '') as StaffId }
}
