/**
 * UUIDv7 (RFC 9562, 5.7): 48 bits of ms, then random bits: `0199a3f2-b4c1-7e02-9a11-3c5d7e9f1b20`.
 * The names of change sets (CS2) and of records. The time in it only keeps indexes short; nothing reads it.
 */
import { hex } from '../base/hex.ts'
import { HLC_MAX_MS } from './hlc.ts'

export const UID_RANDOM_BYTES = 10

/** Makes a UUIDv7 from an instant and ten random bytes. */
export function uidFrom(ms: number, random: Uint8Array): string {
  const instant = Number.isFinite(ms) ? Math.min(Math.max(Math.floor(ms), 0), HLC_MAX_MS) : 0
  const tail = hex(random.subarray(0, UID_RANDOM_BYTES))
  const time = instant.toString(16).padStart(12, '0')
  const variant = ((Number.parseInt(tail.slice(3, 4), 16) & 0x3) | 0x8).toString(16)
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${tail.slice(0, 3)}`,
    `${variant}${tail.slice(4, 7)}`,
    tail.slice(7, 19),
  ].join('-')
}
