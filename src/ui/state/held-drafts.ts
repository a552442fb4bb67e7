/** What drafts.ts holds and seal-drafts.ts seals: the little of it that locking needs at once. */
import type { Fields } from '../../db/queries.ts'
import type { StaffId } from '../../domain/ids.ts'

/** `about` as JSON. */
export type Content = { readonly value: unknown; readonly about: string }
export type Draft = {
  readonly by: StaffId
  readonly name: string
  readonly at: number
  readonly isPlace: boolean
  /** In the clear; absent while it is sealed. */
  readonly content?: Content
  readonly sealed?: Fields
  /** Its form has gone with a lock; the next one of the name takes it up. */
  readonly isBack?: true
}

/** By whose and which; the names are in the clear. */
export const held = new Map<string, Draft>()

/** With the key: nothing that was typed is left in the clear. */
export function dropOpenDrafts(): void {
  for (const [key, { content }] of held) if (content) held.delete(key)
}
