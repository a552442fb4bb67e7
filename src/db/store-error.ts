/**
 * Why this tablet could not keep or read something, as a code that a screen puts into words (C7):
 * `blocked` another tab holds an older version open · `unavailable` the database does not open or answer ·
 * `quota` the tablet's storage is full · `notSaved` the write failed, nothing of it was kept ·
 * `limit` a value or a set is larger than allowed, or not plain data (CS6, CS7) · `locked` nobody is signed in, and
 * what is to be kept would be sealed · `notAllowed` whoever is signed in has no right to it.
 */
import type { LimitBreach } from '../sync/limits.ts'

export type StoreErrorCode =
  | 'blocked'
  | 'unavailable'
  | 'quota'
  | 'notSaved'
  | 'limit'
  | 'locked'
  | 'notAllowed'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  /** Which limit, of which field; only with the code `limit`. */
  readonly breach: LimitBreach | null

  constructor(code: StoreErrorCode, cause?: unknown, breach: LimitBreach | null = null) {
    super(breach === null ? code : `${code}: ${breach.limit} ${breach.field ?? ''}`.trim(), { cause })
    this.code = code
    this.breach = breach
  }
}

/** Names a failure: a full disk is told apart wherever it hides, anything else is called `otherwise`. */
export function storeErrorFrom(error: unknown, otherwise: StoreErrorCode): StoreError {
  if (error instanceof StoreError) return error
  return new StoreError(isQuota(error) ? 'quota' : otherwise, error)
}

/** Dexie wraps the browser's error in `inner`, once or more. */
function isQuota(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('name' in error && error.name === 'QuotaExceededError') return true
  return 'inner' in error && error.inner !== error && isQuota(error.inner)
}
