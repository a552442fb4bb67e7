/**
 * How one tablet calls for a person, by where it stands (A6.1): in the room the screen and the hand, never a sound; at
 * the desk and in the corridor sound too. The urn's own tablets call at once, the others when nobody has answered:
 *
 *   in the room   0 s screen, vibration
 *   elsewhere    15 s the question, "off"; 3 min a check
 *   sound         soft → urgent → loud, the longer it waits; "off" begins urgent past the half hour
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { RoomId } from '../ids.ts'
import type { Alarm, AlarmKind } from './alarm.ts'

export type TabletPlace =
  | { readonly place: 'room'; readonly roomId: RoomId | null }
  | { readonly place: 'desk' }
  | { readonly place: 'corridor' }

/** From the gentlest on. */
export const LOUDNESS = ['soft', 'urgent', 'loud'] as const
export type Loudness = (typeof LOUDNESS)[number]

export type Call = {
  /** Whether the tablet stands with the urn, or is not known to stand elsewhere. */
  readonly isHere: boolean
  /** It vibrates, stands in the way of other work, and notifies. */
  readonly calls: boolean
  readonly sound: Loudness | null
}

/** How long the urn's own room has for itself before the whole shop is called. */
export const ELSEWHERE_AFTER_MS: { readonly [Kind in AlarmKind]: number } = {
  over: 15_000,
  out: 15_000,
  back: 15_000,
  unsure: 15_000,
  off: 15_000,
  away: 15_000,
  ask: 15_000,
  check: 3 * MINUTE_MS,
}
/** From when on it sounds so, counted from when it was due; the last one that has come holds. */
const SOUNDS: { readonly [Kind in AlarmKind]: readonly (readonly [afterMs: number, Loudness])[] } = {
  over: [
    [15_000, 'urgent'],
    [60_000, 'loud'],
  ],
  out: [
    [15_000, 'soft'],
    [45_000, 'urgent'],
    [120_000, 'loud'],
  ],
  back: [
    [15_000, 'soft'],
    [45_000, 'urgent'],
    [120_000, 'loud'],
  ],
  unsure: [[15_000, 'urgent']],
  off: [
    [15_000, 'soft'],
    [45_000, 'urgent'],
    [120_000, 'loud'],
  ],
  away: [
    [15_000, 'soft'],
    [45_000, 'urgent'],
    [120_000, 'loud'],
  ],
  ask: [
    [15_000, 'soft'],
    [60_000, 'urgent'],
    [180_000, 'loud'],
  ],
  check: [
    [3 * MINUTE_MS, 'soft'],
    [4 * MINUTE_MS, 'urgent'],
  ],
}

/**
 * What this tablet does about the alarm now; `tablet` is null where nobody has said where it stands. `isOpen`: its dial
 * is on show, so whoever holds the tablet is with the guest, wherever it is said to stand.
 */
export function callOf(alarm: Alarm, tablet: TabletPlace | null, isOpen = false): Call {
  const isHere = isOpen || standsHere(alarm, tablet)
  const { kind, waitedMs, isHeld } = alarm
  const calls = !isHeld && (isHere || waitedMs >= ELSEWHERE_AFTER_MS[kind])
  const maySound = tablet?.place === 'desk' || tablet?.place === 'corridor'
  const sound = SOUNDS[kind].filter(([afterMs]) => waitedMs >= afterMs).at(-1)?.[1] ?? null
  return { isHere, calls, sound: calls && maySound ? sound : null }
}

/** A tablet that may be beside the urn calls as if it were: one too many is felt sooner than none. */
function standsHere({ roomId }: Alarm, tablet: TabletPlace | null): boolean {
  if (tablet === null) return true
  if (tablet.place !== 'room') return false
  return tablet.roomId === null || roomId === null || tablet.roomId === roomId
}

/** Reads the tablet's setting; null for anything that is none. */
export function placeFrom(value: unknown): TabletPlace | null {
  if (typeof value !== 'object' || value === null || !('place' in value)) return null
  if (value.place === 'desk' || value.place === 'corridor') return { place: value.place }
  if (value.place !== 'room') return null
  const roomId = 'roomId' in value && typeof value.roomId === 'string' ? (value.roomId as RoomId) : null
  return { place: 'room', roomId }
}
