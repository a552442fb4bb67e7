/** Who comes, for the one who called; while nobody does, whether the call can be heard at all. `周敏去了` */
import { isRinging } from '../../domain/alarm/summons.ts'
import type { StaffId } from '../../domain/ids.ts'
import type { AlarmStrings } from '../strings/zh-cn/alarm.ts'
import type { SummonsStrings } from '../strings/zh-cn/summons.ts'
import type { Summoned } from './use-summoned.ts'

/** In one clause; empty where nobody has answered and it rings no more. */
export function comingWords(
  one: Summoned,
  now: number,
  words: SummonsStrings,
  alarm: AlarmStrings,
  nameOf: (id: StaffId) => string,
): string {
  const { going, reach } = one
  const names = [...new Set(going.map(({ by }) => by))].map(nameOf)
  if (names.length > 0) return alarm.goes(names.join(alarm.and))
  if (!isRinging(one, now)) return ''
  return reach === 'sent' ? words.nobodyYet : reach === 'here' ? words.notSent : words.alone
}
