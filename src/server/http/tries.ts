/** Counts wrong codes by address, so that nobody can try many; in memory, for few addresses at a time (SEC11). */
import type { Clock } from '../../base/clock.ts'
import { ApiError } from './api-error.ts'

const WRONG_MAX = 8
const FORGOTTEN_AFTER_MS = 10 * 60_000
const ADDRESSES_MAX = 1_000

export type Tries = {
  /** Throws 429 for an address that was wrong too often of late. */
  mustBeFree(address: string): void
  wrong(address: string): void
}

export function tries(clock: Clock): Tries {
  const counts = new Map<string, { readonly n: number; readonly since: number }>()
  const ofLate = (address: string) => {
    const count = counts.get(address)
    return count && Math.abs(clock.now() - count.since) < FORGOTTEN_AFTER_MS ? count : null
  }
  return {
    mustBeFree(address) {
      if ((ofLate(address)?.n ?? 0) >= WRONG_MAX) throw new ApiError('tooMany')
    },
    wrong(address) {
      const { n, since } = ofLate(address) ?? { n: 0, since: clock.now() }
      counts.delete(address)
      counts.set(address, { n: n + 1, since })
      const [oldest] = counts.keys()
      if (counts.size > ADDRESSES_MAX && oldest !== undefined) counts.delete(oldest)
    },
  }
}
