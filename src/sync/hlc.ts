/**
 * The hybrid logical clock (Kulkarni et al. 2014): 48-bit ms, 16-bit counter, incarnation, as fixed-width
 * hex that sorts as a string: `0199a3f2b4c1-0003-9f31c07a`. It decides who wins, never what is new (HLC1).
 * The next value is above the last whatever the wall clock does: stutter, freeze, a jump, the year 2015 (HLC2).
 */

export type HlcParts = { readonly ms: number; readonly counter: number; readonly inc: string }

/** 48 bits of ms last until the year 10889; what a wall clock says beyond it is not believed. */
export const HLC_MAX_MS = 2 ** 48 - 1
const COUNTER_MAX = 0xffff
const SHAPE = /^([0-9a-f]{12})-([0-9a-f]{4})-([0-9a-f]{8})$/

/** Writes the parts as one sortable string. */
export function packHlc({ ms, counter, inc }: HlcParts): string {
  return `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${inc}`
}

/** Reads a clock; null for anything of another shape. */
export function parseHlc(hlc: string): HlcParts | null {
  const match = SHAPE.exec(hlc)
  if (match === null) return null
  const [, ms = '', counter = '', inc = ''] = match
  return { ms: Number.parseInt(ms, 16), counter: Number.parseInt(counter, 16), inc }
}

/**
 * The clock of the next change set: above `last`, and at the wall's ms where that is later. A full counter
 * carries into the ms instead of stopping (HLC2). `last` is null before the first.
 */
export function nextHlc(last: string | null, wallMs: number, inc: string): string {
  const before = last === null ? null : parseHlc(last)
  const wall = believable(wallMs)
  if (before === null || wall > before.ms) return packHlc({ ms: wall, counter: 0, inc })
  if (before.counter < COUNTER_MAX) return packHlc({ ms: before.ms, counter: before.counter + 1, inc })
  return packHlc({ ms: before.ms + 1, counter: 0, inc })
}

/**
 * The higher of what this tablet wrote last and what it has seen, from the server or from another tab; the
 * next clock is taken above it, so that a value seen before writing always loses to the one written (HLC4).
 * A clock that cannot be read is passed over: it must not stop anybody.
 */
export function seenHlc(last: string | null, seen: Iterable<string>): string | null {
  let highest = last
  for (const clock of seen) {
    if (parseHlc(clock) !== null && (highest === null || clock > highest)) highest = clock
  }
  return highest
}

function believable(wallMs: number): number {
  if (!Number.isFinite(wallMs) || wallMs < 0 || wallMs > HLC_MAX_MS) return 0
  return Math.floor(wallMs)
}
