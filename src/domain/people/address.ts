/**
 * The form of address that a name suggests (A2.2): family name and 女士 or 先生, `Ms` or `Mr` and the last word of a
 * Latin name. Only a proposal: what the guest prefers is what counts.
 */
import type { Gender } from './guest.ts'

/** Family names of two characters that are common enough to be met. */
const TWO_CHARACTERS = [
  '欧阳',
  '歐陽',
  '司马',
  '司馬',
  '上官',
  '诸葛',
  '諸葛',
  '司徒',
  '东方',
  '東方',
  '夏侯',
  '皇甫',
  '尉迟',
  '尉遲',
  '公孙',
  '公孫',
  '慕容',
  '令狐',
  '宇文',
  '长孙',
  '長孫',
  '独孤',
  '獨孤',
  '南宫',
  '南宮',
  '端木',
  '百里',
  '呼延',
]
const HAN = { female: '女士', male: '先生' } as const
const LATIN = { female: 'Ms', male: 'Mr' } as const

/** Empty for an empty name. */
export function addressFor(name: string, gender: Gender): string {
  const whole = name.trim()
  if (whole === '') return ''
  if (!/^\p{Script=Han}/u.test(whole)) return `${LATIN[gender]} ${whole.split(/\s+/).at(-1)}`
  const family = TWO_CHARACTERS.find((two) => whole.startsWith(two)) ?? [...whole][0]
  return `${family}${HAN[gender]}`
}
