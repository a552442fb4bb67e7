/**
 * Whether whoever is signed in may keep what they are about to, asked before it is kept (SEC7). What is written beside a guest or an
 * urn is never refused here: this tablet may not have heard of a right yet, and the server looks at it (isCare). Who works here, their
 * roles and PINs, by what the server has confirmed: a role that this tablet alone knows, written while it was offline, makes nobody a
 * manager. All else by the roles as they stand here, so that whoever was taken on while it was offline can work.
 */
import type { Change } from '../../db/commit.ts'
import { confirmedRecords, recordsOf, type SyncRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import { mayWrite } from '../../domain/people/may-write.ts'
import { isCare } from '../../domain/people/rights.ts'

const STAFF = 'staff'

type Judge = (changes: readonly Change[]) => boolean

/** Tells of changes whether they may be kept. */
export async function rightsJudge(store: Store, who: string): Promise<Judge> {
  const [confirmed, here] = await Promise.all([confirmedRecords(store, STAFF), recordsOf(store, STAFF)])
  const [ofStaff, ofRest] = [judgeBy(standingsOf(confirmed), who), judgeBy(standingsOf(here), who)]
  return (changes) => {
    // One set is kept as a whole: the tick in it counts more than what comes with it.
    if (changes.some(isTick)) return changes.filter(({ table }) => table === STAFF).every(ofStaff)
    return changes.every((change) => (change.table === STAFF ? ofStaff : ofRest)(change))
  }
}

/** An envelope alone, as an erasure writes it, is none. */
function isTick(change: Change): boolean {
  return isCare(change) && Object.keys(change.fields).length > 0
}

function standingsOf(records: readonly Pick<SyncRecord, 'id' | 'fields'>[]) {
  return new Map(
    records.map(({ id, fields: { role, away, deleted } }) => [
      id,
      {
        role: typeof role === 'string' ? role : null,
        isHere: away !== true && !deleted,
        isGone: Boolean(deleted),
      },
    ]),
  )
}

function judgeBy(standings: ReturnType<typeof standingsOf>, who: string): (change: Change) => boolean {
  const writer = { actor: who, standing: standings.get(who) ?? null }
  const roles = [...standings.values()]
  return ({ fields, ...change }) => {
    const values = Object.entries(fields).map(([name, value]) => [name, [value, null] as const])
    const op = { ...change, fields: Object.fromEntries(values) }
    return mayWrite(writer, op, {
      ...{ isBegun: true, standing: change.create === true ? null : {}, roles },
      procedures: () => [],
    })
  }
}
