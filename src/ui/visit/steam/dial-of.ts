/**
 * The urn's clock as the large dial shows it: the ring of every dial, and in its middle what is left of the half hour,
 * rounded up.
 */
import type { SteamClock } from '../../../domain/urn/clock.ts'
import type { SteamDialProps } from '../../kit/SteamDial.tsx'
import type { Strings } from '../../strings/strings.ts'
import { FULL_MIN, ringOf } from '../../today/due.ts'
import { begunMin, minSec, wholeMin } from '../format.ts'

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
  const isEnded = clock.phase === 'ended'
  return {
    ...ringOf(clock),
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
