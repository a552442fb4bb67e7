/**
 * Reads pushed sets one by one, so that a broken one costs itself alone: readable, or named and to be parked, or (without
 * even a name) the one thing that a push is refused for, with its place in the batch (S2).
 */
import type { Json } from '../base/json.ts'
import type { Offer } from './admit.ts'
import type { ChangeSet } from './change-set.ts'
import { parseHlc } from './hlc.ts'
import { isJson } from './limits.ts'
import { changeSetShape, setName } from './wire.ts'

/** The offers in their order, or the index of the first that has no name. `effs` as in the request. */
export function parseOffers(
  sets: readonly unknown[],
  effs: { readonly [uid: string]: string } = {},
): { readonly offers: readonly Offer[] } | { readonly namelessAt: number } {
  const offers: Offer[] = []
  for (const [at, raw] of sets.entries()) {
    const offer = parseOffer(raw, effs)
    if (offer === null) return { namelessAt: at }
    offers.push(offer)
  }
  return { offers }
}

function parseOffer(raw: unknown, effs: { readonly [uid: string]: string }): Offer | null {
  const named = setName.safeParse(raw)
  if (!named.success) return null
  const { uid, inc, n } = named.data
  const whole = changeSetShape.safeParse(raw)
  const isWhole = whole.success && parseHlc(whole.data.hlc)?.inc === inc
  if (!isWhole) return { uid, inc, n, set: null, raw: isJson(raw) ? (raw as Json) : null }
  const eff = Object.hasOwn(effs, uid) ? effs[uid] : undefined
  return { uid, inc, n, set: raw as ChangeSet, ...(eff === undefined ? {} : { eff }) }
}
