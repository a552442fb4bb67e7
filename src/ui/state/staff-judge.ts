/**
 * Who may change the staff, their roles and PINs, asked before it is kept (SEC7): by what the server has confirmed of whoever is signed
 * in. A role that this tablet alone knows, written while it was offline, makes nobody a manager.
 */
import type { Change } from '../../db/commit.ts'
import { confirmedRecords } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import { mayWrite } from '../../domain/people/rights.ts'

export const STAFF = 'staff'

/** Tells of changes whether they may be kept; those of other tables are not judged here. */
export async function staffJudge(
  store: Store,
  who: string,
): Promise<(changes: readonly Change[]) => boolean> {
  const known = await confirmedRecords(store, STAFF)
  const standings = new Map(
    known.map(({ id, fields: { role, away, deleted } }) => [
      id,
      {
        role: typeof role === 'string' ? role : null,
        isHere: away !== true && !deleted,
        isGone: Boolean(deleted),
      },
    ]),
  )
  const writer = { actor: who, standing: standings.get(who) ?? null }
  const roles = [...standings.values()]
  const may = ({ fields, ...change }: Change) => {
    const values = Object.entries(fields).map(([name, value]) => [name, [value, null] as const])
    const op = { ...change, fields: Object.fromEntries(values) }
    return mayWrite(writer, op, {
      ...{ isBegun: true, standing: change.create === true ? null : {}, roles },
      procedures: () => [],
    })
  }
  return (changes) => changes.filter(({ table }) => table === STAFF).every(may)
}
