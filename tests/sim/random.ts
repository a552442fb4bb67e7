/** Chance that can be repeated: mulberry32, a generator of 32 bits of state; the same seed gives the same run everywhere. */

export type Chance = {
  /** 0 up to and without 1. */
  next(): number
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number
  /** True with this probability. */
  is(probability: number): boolean
  /** One of them; throws for an empty list. */
  pick<T>(of: readonly T[]): T
  /** So many random bytes. */
  bytes(count: number): Uint8Array
}

/** Begins at a seed of 32 bits. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    is: (probability) => next() < probability,
    pick: (of) => {
      const one = of[int(0, of.length - 1)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => int(0, 255)),
  }
}
