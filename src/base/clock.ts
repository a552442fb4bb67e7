/**
 * The one way to ask for the time. Both programs get a Clock at their composition root; nothing else
 * calls Date.now(). `now` never runs backwards within a page's life, whatever the wall clock does (D13).
 */
export type Clock = {
  /** UTC instant in ms: the best knowledge of the true time. */
  now(): number
  /** Monotonic ms since an arbitrary origin; does not jump when somebody sets the wall clock. */
  mono(): number
  /** How many of its milliseconds pass in one real millisecond: 1, except in practice and tests. */
  rate: number
}

export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000
