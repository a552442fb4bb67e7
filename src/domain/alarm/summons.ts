/**
 * How a tablet is called by a person, where an alarm is called by a clock: an emergency begun on another tablet, a colleague
 * wanted in a room. It vibrates everywhere and sounds at the desk and in the corridor (A6.1), at once, for whoever calls is not
 * with the tablets that ring. One answer by name quiets it: the one who called sees who comes, and whoever waits in vain calls again:
 *
 *   asked ──▶ rings ──"I go"──▶ quiet, shows who comes ──"call again"──▶ rings; answers from before count no more
 *               └── half an hour unanswered ──▶ quiet ────────┘
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { StaffId } from '../ids.ts'
import type { Call, Loudness, TabletPlace } from './call.ts'

export type SummonsKind = 'emergency' | 'colleague'
export type Summons = {
  readonly kind: SummonsKind
  /** The last time. */
  readonly askedAt: number
  /** When this tablet got to know of it; later than `askedAt` where it was offline, or the one that called runs behind. */
  readonly heardAt?: number
  /** Who said since that they go there. */
  readonly going: readonly { readonly by: StaffId; readonly at: number }[]
  /** Asked on this very tablet. */
  readonly isOwn: boolean
}

/** Unanswered for so long, nobody is there to hear it, or everybody is there already; its line stays. */
const RINGS_FOR_MS = 30 * MINUTE_MS
/** From when on it sounds so, counted from when it was asked; the last one that has come holds. */
const SOUNDS: { readonly [Kind in SummonsKind]: readonly (readonly [afterMs: number, Loudness])[] } = {
  emergency: [
    [Number.NEGATIVE_INFINITY, 'urgent'],
    [30_000, 'loud'],
  ],
  colleague: [
    [Number.NEGATIVE_INFINITY, 'soft'],
    [60_000, 'urgent'],
  ],
}

/** What was asked longer ago than this is no call any more when it arrives, but a record that nobody closed. */
const HEARD_WITHIN_MS = 12 * 60 * MINUTE_MS

/** From when on it rings: a tablet that called and runs behind must not have rung out before it is heard. */
function ringsFrom({ askedAt, heardAt = askedAt }: Pick<Summons, 'askedAt' | 'heardAt'>): number {
  return heardAt > askedAt && heardAt - askedAt < HEARD_WITHIN_MS ? heardAt : askedAt
}

/** Whether it still waits for an answer. One from ahead, by a wrong clock, does. */
export function isRinging(summons: Pick<Summons, 'askedAt' | 'heardAt' | 'going'>, now: number): boolean {
  return summons.going.length === 0 && now < ringsFrom(summons) + RINGS_FOR_MS
}

/** Whether it says nothing to any tablet any more, also where it arrives only now. */
export function isOver({ askedAt, going }: Pick<Summons, 'askedAt' | 'going'>, now: number): boolean {
  return now >= askedAt + (going.length > 0 ? RINGS_FOR_MS : HEARD_WITHIN_MS)
}

/** What this tablet does about it now. */
export function summonsCall(
  summons: Summons,
  tablet: TabletPlace | null,
  now: number,
): Pick<Call, 'calls' | 'sound'> {
  if (summons.isOwn || !isRinging(summons, now)) return { calls: false, sound: null }
  const maySound = tablet?.place === 'desk' || tablet?.place === 'corridor'
  const waitedMs = now - ringsFrom(summons)
  const sound = SOUNDS[summons.kind].filter(([afterMs]) => waitedMs >= afterMs).at(-1)?.[1] ?? null
  return { calls: true, sound: maySound ? sound : null }
}

/** How long it is still shown who comes: to those who would have gone too, and to the one who waits for them. */
const ANSWERED_FOR_MS = { others: MINUTE_MS, asker: 5 * MINUTE_MS }

/** Whether its line still says something to this tablet: it rings, or somebody is on the way. */
export function isStanding(summons: Summons, now: number): boolean {
  const { going, isOwn } = summons
  if (going.length === 0) return isRinging(summons, now)
  const answeredAt = Math.max(...going.map(({ at }) => at))
  return now < answeredAt + ANSWERED_FOR_MS[isOwn ? 'asker' : 'others']
}
