/**
 * Who was what, and when: the history of every member of staff, as the server keeps it to judge a set by the rights that its
 * author had when it was made, and has now (S2). It knows no role by name; whose word allows what is told from outside.
 *
 *   { person: 'u17', eff: '0199a3…', uid: '0199…', role: 'consultant' }     { …, eff: '0199b0…', away: true }
 */
import type { Json } from '../base/json.ts'
import type { ChangeSet, Op } from './change-set.ts'
import { DELETED, isDeleted } from './record.ts'

export const STAFF = 'staff'

/** What one set said of a person; undefined what it did not say. */
export type RoleEntry = {
  readonly person: string
  readonly eff: string
  readonly uid: string
  readonly role?: string | null
  readonly away?: boolean
  readonly gone?: boolean
}
export type RoleHistory = ReadonlyMap<string, readonly RoleEntry[]>

/** What somebody is: `role` as it was written, null where nothing was. Whoever is away or deleted is not here; who is deleted is `isGone`. */
export type Standing = { readonly role: string | null; readonly isHere: boolean; readonly isGone?: boolean }

/** What a set says of people, at its effective clock. */
export function roleEntriesOf(
  { uid, ops }: Pick<ChangeSet, 'uid' | 'ops'>,
  eff: string,
): readonly RoleEntry[] {
  const entries = new Map<string, RoleEntry>()
  for (const op of ops.filter(({ table }) => table === STAFF)) {
    // Of two that write the same field in one set the first stands (M1).
    for (const entry of entryOf(op, eff, uid)) entries.set(op.id, { ...entry, ...entries.get(op.id) })
  }
  return [...entries.values()]
}

function entryOf({ id: person, create, fields }: Op, eff: string, uid: string): readonly RoleEntry[] {
  const said = (name: string): Json | undefined =>
    Object.hasOwn(fields, name) ? (fields[name]?.[0] ?? null) : undefined
  const [role, away, deleted] = [said('role'), said('away'), said(DELETED)]
  if (create !== true && [role, away, deleted].every((value) => value === undefined)) return []
  return [
    {
      ...{ person, eff, uid },
      ...(role === undefined ? {} : { role: typeof role === 'string' ? role : null }),
      ...(away === undefined ? {} : { away: away === true }),
      ...(deleted === undefined ? {} : { gone: isDeleted({ fields: { [DELETED]: deleted } }) }),
    },
  ]
}

/**
 * What somebody was at a clock, and now for null; null for whoever has no record. Before anything was said of a person counts
 * what was said first: a tablet that runs behind may have them act before the clock of the one that wrote them down.
 */
export function standingAt(entries: readonly RoleEntry[], clock: string | null): Standing | null {
  if (entries.length === 0) return null
  const inOrder = [...entries].sort((a, b) => compare(a.eff, b.eff) || compare(a.uid, b.uid))
  const until = clock === null ? inOrder : inOrder.filter(({ eff }) => eff <= clock)
  const said = until.length > 0 ? until : inOrder.slice(0, 1)
  const last = (name: 'role' | 'away' | 'gone') => said.findLast((entry) => entry[name] !== undefined)?.[name]
  return {
    role: (last('role') as string | null | undefined) ?? null,
    isHere: last('away') !== true && last('gone') !== true,
    ...(last('gone') === true ? { isGone: true } : {}),
  }
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
