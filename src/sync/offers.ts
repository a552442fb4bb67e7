/**
 * Reads pushed sets one by one, so that a broken one costs itself alone: readable, or named and to be parked, or (without
 * even a name) the one thing that a push is refused for, with its place in the batch (S2).
 */
import type { Json } from '../base/json.ts'
import type { Offer } from './admit.ts'
import type { ChangeSet } from './change-set.ts'
import { parseHlc } from './hlc.ts'
import { changeSetShape, setName } from './wire.ts'

/** A value may be 32 deep (CS7). What is deeper is still kept as it came, up to here; beyond it only its name is. */
const DEPTH_MAX = 200

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
  // Before the shape is looked at: that walks the whole depth, and a depth of ten thousand ends the stack.
  if (!isNestedWithin(raw, DEPTH_MAX)) return { uid, inc, n, set: null, raw: null }
  const whole = changeSetShape.safeParse(raw)
  const isWhole = whole.success && parseHlc(whole.data.hlc)?.inc === inc && !hidesFields(raw as ChangeSet)
  // Written and read once more, a number too large for JSON becomes null, and the rest is kept as it came.
  if (!isWhole) return { uid, inc, n, set: null, raw: JSON.parse(JSON.stringify(raw)) as Json }
  const eff = Object.hasOwn(effs, uid) ? effs[uid] : undefined
  return { uid, inc, n, set: raw as ChangeSet, ...(eff === undefined ? {} : { eff }) }
}

/** A field called `__proto__` is passed over by the shape, so it is looked at here: whatever else stood there would come in unread. */
function hidesFields({ ops }: ChangeSet): boolean {
  const isPair = (value: unknown) =>
    Array.isArray(value) &&
    value.length === 2 &&
    (value[1] === null || (typeof value[1] === 'string' && parseHlc(value[1]) !== null))
  return ops.some(
    ({ fields }) => Object.hasOwn(fields, '__proto__') && !isPair(Reflect.get(fields, '__proto__')),
  )
}

function isNestedWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((part) => isNestedWithin(part, levels - 1))
}
