/**
 * What a restored store, or a folder that was copied back, holds of people who were erased goes again (S10): by the list that is
 * kept outside them, and each by the very set that erased it.
 */
import type { Offer } from '../../sync/admit.ts'
import type { ChangeSet } from '../../sync/change-set.ts'
import { ERASURES } from '../../sync/record.ts'
import type { ErasedLine, ErasedList } from './erased-list.ts'
import { allErased, entriesAt } from './erasing.ts'
import { type PushRules, pushIn, sha256 } from './push.ts'
import type { Trx } from './tables.ts'

/** The lines of all that the log holds: another server on this database may have been told. */
export async function allErasedLines(trx: Trx, shop: string): Promise<readonly ErasedLine[]> {
  // A set that was parked first, and accepted later, is one of them.
  const uids = new Set((await allErased(trx, shop)).flatMap((record) => Object.values(record.uids)))
  const named = await trx
    .selectFrom('log_keys')
    .select('seq')
    .where('shop', '=', shop)
    .where('tbl', '=', ERASURES)
    .execute()
  const log = await entriesAt(trx, shop, named)
  return log
    .filter(({ uid, verdict }) => verdict !== 'parked' || uids.has(uid))
    .map(({ eff, body }) => ({ shop, eff, set: body as unknown as ChangeSet }))
}

/**
 * What a restored store holds of people who were erased goes again, by the very sets that erased them. Nobody is asked for the
 * right to it, nor whether the guest is in a visit: that was asked when it was done.
 */
export async function eraseAgain(trx: Trx, shop: string, erased: ErasedList, now: number): Promise<void> {
  const rules: PushRules = {
    ...{ newEpoch: () => '', mayWrite: () => true, procedures: new Map() },
    ...{ erased, isInVisit: () => false, urns: { isOn: () => false, isOf: () => false } },
  }
  for (const offer of await erased.of(shop)) {
    const first = { shop, inc: offer.inc, seen: null, offers: [offer], now }
    const done = await pushIn(trx, first, rules)
    if (offer.set === null || done === 'otherShop' || done.results[0]?.status !== 'parked') continue
    // When the backup was made it still waited: it is done under another name, for its own stays what this log says of it.
    const again = underAnotherName(offer.set)
    await pushIn(trx, { ...first, inc: again.inc, offers: [again] }, rules)
  }
}

/** The same set under a name and a row of its own, the same ones each time. */
function underAnotherName(set: ChangeSet): Offer {
  const hash = sha256(set.uid)
  const at = (from: number, to: number) => hash.slice(from, to)
  const uid = [at(0, 8), at(8, 12), at(12, 16), at(16, 20), at(20, 32)].join('-')
  const name = { uid, inc: at(32, 40), n: 1 }
  return { ...name, set: { ...set, ...name } }
}
