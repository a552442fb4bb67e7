/** When the five-minute check may be recorded: from a minute before its time on (A6.1). */
import { MINUTE_MS } from '../../../base/clock.ts'
import type { ClockRule } from '../../../domain/procedure/structure.ts'
import type { SteamClock } from '../../../domain/urn/clock.ts'

/** Whether the next thing due is a check, and its window has begun. */
export function isCheckDue({ next }: SteamClock, { graceMin }: ClockRule, now: number): boolean {
  return next?.kind === 'check' && now >= next.dueAt - graceMin * MINUTE_MS
}
