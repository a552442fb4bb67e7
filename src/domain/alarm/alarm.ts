/**
 * What the urns ask for and nobody has done yet, as one tablet sees it from the records it holds (A6.1, A6.5, A6.6,
 * D13). Invariant: what is due rings until the record says that it was done; a person who goes there silences the
 * others for a moment, never for good. An alarm begins and ends with its clock and is not stored; only who goes is:
 *
 *   due ──▶ calls ──"I go"──▶ held, shows who goes ──▶ done, gone
 *             ▲                   │ still not done after HOLD_MS
 *             └───────────────────┘
 */
import type { RoomId, StaffId, UrnId, VisitId } from '../ids.ts'
import type { SteamClock } from '../urn/clock.ts'
import type { Going } from './going.ts'

export const ALARM_KINDS = ['over', 'out', 'back', 'unsure', 'off', 'away', 'ask', 'check'] as const
export type AlarmKind = (typeof ALARM_KINDS)[number]

/** One urn with somebody in it, or off and nobody has said that they are out. */
export type Watched = {
  readonly visitId: VisitId
  readonly urnId: UrnId | null
  readonly roomId: RoomId | null
  /** As it stands at the same `now`. */
  readonly clock: SteamClock
  /** The minute at which every urn is off (A6.6). */
  readonly offMin: number
}

export type Alarm = {
  /** `<visitId>-ask-20`: the same on every tablet, so that they mean the same when they speak of it. */
  readonly id: string
  readonly kind: AlarmKind
  readonly visitId: VisitId
  readonly urnId: UrnId | null
  readonly roomId: RoomId | null
  readonly minute: number
  readonly dueAt: number
  readonly waitedMs: number
  /** Who said that they go there, the latest first; also after the others have been woken again. */
  readonly going: readonly { readonly by: StaffId; readonly at: number }[]
  /** Somebody goes, and has not had too long for it yet. */
  readonly isHeld: boolean
}

/** How long an answer keeps the others quiet: a walk through the shop and the deed itself; a check takes its time. */
export const HOLD_MS: { readonly [Kind in AlarmKind]: number } = {
  over: 60_000,
  out: 60_000,
  back: 60_000,
  unsure: 60_000,
  off: 60_000,
  away: 60_000,
  ask: 60_000,
  check: 120_000,
}
/**
 * Past the half hour, or while nobody has said that the guest is out, nobody's word keeps the shop quiet for longer than
 * this, however often it is given (D13).
 */
export const OVER_HELD_MAX_MS = 3 * 60_000
const IS_CAPPED: { readonly [Kind in AlarmKind]?: true } = { over: true, out: true, back: true }
/** So long somebody may have waited whose start is dated ahead: all are called at once. */
const UNSURE_MS = 60_000
/** Two tablets' clocks differ by some seconds; an answer from further ahead is a wrong clock and holds nothing. */
const AHEAD_MS = 15_000

/** Everything due, the gravest first, of the equally grave the one that has waited longest. */
export function alarmsOf(
  watched: readonly Watched[],
  going: readonly Going[],
  now: number,
): readonly Alarm[] {
  return watched
    .flatMap((urn) => {
      const due = dueIn(urn, now)
      return due ? [alarmOf(urn, due, going, now)] : []
    })
    .sort(byGravity)
}

type Due = Pick<Alarm, 'kind' | 'minute' | 'dueAt'>

function dueIn({ clock, offMin }: Watched, now: number): Due | null {
  const { phase, next, outDueAt } = clock
  // Led out on a break and not known to be back is another thing to look for than a guest in an urn that is off.
  if (outDueAt !== null)
    return now < outDueAt ? null : { kind: clock.away ? 'back' : 'out', minute: offMin, dueAt: outDueAt }
  if (!next || phase === 'ended') return null
  // Out on a break there is nobody at the urn to be asked or felt.
  if (clock.away && (phase === 'steaming' || phase === 'ask')) return null
  // Since when is what nobody knows: it counts as waiting for a minute at any time.
  if (clock.isAhead) return { kind: 'unsure', minute: offMin, dueAt: now - UNSURE_MS }
  if (phase === 'over') return { kind: 'over', minute: offMin, dueAt: clock.deadlineAt }
  // A break that took too long ends the session: the urn is to be switched off.
  if (phase === 'off' && clock.isAwayOver) return { kind: 'away', minute: next.minute, dueAt: next.dueAt }
  if (phase === 'off' || phase === 'ask') return { kind: phase, minute: next.minute, dueAt: next.dueAt }
  if (next.kind !== 'check' || now < next.dueAt) return null
  return { kind: 'check', minute: next.minute, dueAt: next.dueAt }
}

function alarmOf(urn: Watched, due: Due, all: readonly Going[], now: number): Alarm {
  const id = `${urn.visitId}-${due.kind}-${due.minute}`
  const going = all
    // A second start of the same visit has the same minutes, and other instants.
    .filter((one) => one.alarmId === id && one.at > due.dueAt - AHEAD_MS && one.at < now + AHEAD_MS)
    .map(({ by, at }) => ({ by, at }))
    .sort((a, b) => b.at - a.at)
  const latest = going[0]
  return {
    id,
    ...due,
    visitId: urn.visitId,
    urnId: urn.urnId,
    roomId: urn.roomId,
    waitedMs: Math.max(0, now - due.dueAt),
    going,
    isHeld:
      latest !== undefined &&
      now < latest.at + HOLD_MS[due.kind] &&
      (!IS_CAPPED[due.kind] || now < due.dueAt + OVER_HELD_MAX_MS),
  }
}

function byGravity(a: Alarm, b: Alarm): number {
  return ALARM_KINDS.indexOf(a.kind) - ALARM_KINDS.indexOf(b.kind) || b.waitedMs - a.waitedMs
}
