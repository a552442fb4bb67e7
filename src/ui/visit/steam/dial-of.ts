/**
 * The urn's clock as the dial shows it. The ring is the half hour up to the deadline, so after a start that was a
 * mistake it begins with the time already spent (D13); the number is what is left of it, rounded up.
 */
import { MINUTE_MS } from '../../../base/clock.ts'
import type { SteamClock } from '../../../domain/urn/clock.ts'
import type { SteamDialProps } from '../../kit/SteamDial.tsx'
import type { Strings } from '../../strings/strings.ts'
import { begunMin, minSec, wholeMin } from '../format.ts'

/** Minutes of the ring. */
export const FULL_MIN = 30

/** What is said below the number. */
function subOf(clock: SteamClock, { steam }: Strings['visit']): string {
  if (clock.phase === 'over') return steam.subOver(FULL_MIN)
  if (clock.phase === 'off') return steam.offTitle
  const minutes = wholeMin(clock.elapsedMs)
  if (clock.phase === 'ended') return steam.subEnded(minutes)
  return clock.plannedEndAt < clock.deadlineAt
    ? steam.subPlan(minutes, clock.plannedMin)
    : steam.sub(minutes, FULL_MIN)
}

/** The accessible name: who, how long, how much is left. */
function titleOf(clock: SteamClock, guest: string, { steam }: Strings['visit']): string {
  if (clock.phase === 'over') return steam.dialOver(guest, minSec(clock.overMs))
  const minutes = wholeMin(clock.elapsedMs)
  if (clock.phase === 'ended') return steam.dialEnded(guest, minutes)
  return steam.dial(guest, minutes, begunMin(clock.remainingMs))
}

/** Everything of the large dial but its size. */
export function dialOf(clock: SteamClock, guest: string, { visit }: Strings): Omit<SteamDialProps, 'size'> {
  const minuteOf = (at: number) => FULL_MIN - (clock.deadlineAt - at) / MINUTE_MS
  const isEnded = clock.phase === 'ended'
  return {
    elapsedMin: minuteOf(clock.startAt + clock.elapsedMs),
    checks: clock.checks.map(({ dueAt, state }) => ({ minute: Math.round(minuteOf(dueAt)), state })),
    asked: clock.goOn === null ? (clock.phase === 'ask' ? 'due' : 'waiting') : clock.goOn ? 'yes' : 'no',
    askMin: Math.round(minuteOf(clock.askAt)),
    over: clock.phase === 'over',
    label: isEnded
      ? minSec(clock.elapsedMs)
      : clock.phase === 'over'
        ? `+${minSec(clock.overMs)}`
        : minSec(clock.remainingMs, 'up'),
    sub: subOf(clock, visit),
    title: titleOf(clock, guest, visit),
    large: true,
  }
}
