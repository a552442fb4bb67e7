/**
 * Takes in a file with what another tablet could not send: its sets go to the server under their own uids, so that taking it in twice, or
 * sending them from that tablet later, changes nothing (CS3). They come back to this tablet with the next pull.
 */
import type { Clock } from '../base/clock.ts'
import type { Store } from '../db/store.ts'
import { type FileFlaw, readUnsent } from '../db/unsent-file.ts'
import { batchOf } from '../sync/client-state.ts'
import type { Trouble } from '../sync/errors.ts'
import { jsonBytes } from '../sync/limits.ts'
import { PATHS, PUSH_MAX_BYTES, pushAnswer, SETS_MAX } from '../sync/wire.ts'
import { tokensOf } from './tokens.ts'
import { asTablet } from './transport.ts'

export type TakenIn = {
  /** New to the server, and applied. */
  readonly taken: number
  /** It had them already. */
  readonly known: number
  /** It keeps them without applying them. */
  readonly parked: number
}

/** All of it or, where the server stops answering in between, what keeps the rest; then it is taken in once more. */
export async function takeIn(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  text: string,
): Promise<TakenIn | { readonly failed: FileFlaw | Trouble }> {
  const unsent = await readUnsent(store, text)
  if (typeof unsent === 'string') return { failed: unsent }
  const { shop, inc, effs } = unsent
  const counts = { taken: 0, known: 0, parked: 0 }
  for (let left = unsent.sets; left.length > 0; ) {
    const sets = batchOf(left, jsonBytes, { sets: SETS_MAX, bytes: PUSH_MAX_BYTES })
    const given = sets.flatMap(({ uid }) => (Object.hasOwn(effs, uid) ? [[uid, effs[uid]]] : []))
    const body = { inc, seen: null, sets, effs: Object.fromEntries(given) }
    const reply = await asTablet(clock, tokensOf(store), { path: PATHS.push, shop, body }, pushAnswer)
    if (!reply.ok) return { failed: reply.trouble }
    for (const { dup, status } of reply.data.results)
      counts[dup === true ? 'known' : status === 'parked' ? 'parked' : 'taken'] += 1
    left = left.slice(sets.length)
  }
  return counts
}
