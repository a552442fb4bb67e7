/**
 * The urn's clock as the large dial shows it: the ring of every dial, and in its middle what is left of the half hour,
 * rounded up; while the guest is out, of the break, which ends first.
 */
import type { SteamClock } from '../../../domain/urn/clock.ts'
import type { SteamDialProps } from '../../kit/SteamDial.tsx'
import type { Strings } from '../../strings/strings.ts'
import { breakOf, FULL_MIN, ringOf } from '../../today/due.ts'
import { begunMin, minSec, wholeMin } from '../format.ts'

/** What is said below the number. */
function subOf(clock: SteamClock, { steam }: Strings['visit']): string {
  if (clock.phase === 'over') return steam.subOver(FULL_MIN)
  if (clock.away && !clock.isAwayOver) return steam.subAway(begunMin(clock.remainingMs))
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
  const inUrn = steam.dial(guest, minutes, begunMin(clock.remainingMs))
  const away = breakOf(clock)
  return away ? steam.dialAway(inUrn, begunMin(away.leftMs)) : inUrn
}

/** The time in the middle. */
function labelOf(clock: SteamClock): string {
  if (clock.phase === 'ended') return minSec(clock.elapsedMs)
  if (clock.phase === 'over') return `+${minSec(clock.overMs)}`
  const leftMs = breakOf(clock)?.leftMs ?? clock.remainingMs
  return leftMs < 0 ? `+${minSec(-leftMs)}` : minSec(leftMs, 'up')
}

/** Everything of the large dial but its size. */
export function dialOf(clock: SteamClock, guest: string, { visit }: Strings): Omit<SteamDialProps, 'size'> {
  return {
    ...ringOf(clock),
    over: clock.phase === 'over',
    label: labelOf(clock),
    sub: subOf(clock, visit),
    title: titleOf(clock, guest, visit),
    large: true,
  }
}
