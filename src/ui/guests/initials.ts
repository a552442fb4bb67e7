/** The first letters of a name's syllables, for whoever types 王秀兰 as wxl. A part of its own: the dictionary is large. */
import { pinyin } from 'pinyin-pro'

/** Family names are read as names are: 单 as shan, 曾 as zeng. Empty where nothing is Chinese. */
export function initialsOf(name: string): string {
  const letters = pinyin(name, {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'removed',
  })
  return letters.join('').toLowerCase()
}
