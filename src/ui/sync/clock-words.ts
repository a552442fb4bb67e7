/** That the tablet's clock is wrong, by how much, and the right time; work goes on (HLC5). */
import type { Language } from '../../domain/language.ts'
import { timeOfLate } from '../state/times.ts'
import type { ShellStrings } from '../strings/zh-cn/shell.ts'
import { clockOff } from './situation.ts'

/** One sentence; null while the clock is near enough. `now` is what that clock itself shows. */
export function clockWords(
  offsetMs: number,
  now: number,
  { clock }: ShellStrings,
  of: { readonly timeZone: string; readonly language: Language },
): string | null {
  const off = clockOff(offsetMs, now)
  if (off === null) return null
  const time = timeOfLate(off.rightAt, now, of.timeZone, of.language)
  return clock[off.isAhead ? 'ahead' : 'behind'](clock.span(off.minutes), time)
}
