/**
 * What a guest reads before saying yes or no, as data: by purpose, version and language. Separate consent for what is sensitive
 * and words that say who keeps what, why, how long, what follows from a no and how it is taken back (PIPL articles 14–17 and
 * 29–30). A version that anybody has decided by never changes by a letter: a new one is added, and says for which purposes it asks
 * again (article 14). The texts stand in wording-<version>/, one file a language, and are fetched one at a time.
 * `{ guardian: '…', purposes: { readings: { title: '…', what: '…', … } } }`
 */
import type { Language } from '../language.ts'
import type { AsksAgain, Purpose } from './consent.ts'

/** `{shop}` stands for the shop's name. */
export type PurposeText = {
  readonly title: string
  readonly what: string
  readonly why: string
  readonly care: string
  readonly howLong: string
  readonly ifNo: string
  readonly takeBack: string
}
export type WordingText = {
  readonly purposes: { readonly [P in Purpose]: PurposeText }
  /** Said first where somebody decides for a child (article 31). */
  readonly guardian: string
}
/** Every version there is, the oldest first; the last is the one that is shown. */
export const WORDINGS: readonly AsksAgain[] = [{ version: 1, asksAgain: [] }]
export const NEWEST_WORDING = 1

/** The order in which they are shown. */
const PARTS = ['what', 'why', 'care', 'howLong', 'ifNo', 'takeBack'] as const
export type WordingPart = (typeof PARTS)[number] | 'guardian'

export type Shown = {
  readonly purpose: Purpose
  readonly version: number
  readonly language: Language
  readonly shop: string
  /** Whether the guest's guardian reads it. */
  readonly forChild: boolean
}
export type ShownWords = {
  readonly title: string
  readonly parts: readonly { readonly id: WordingPart; readonly words: string }[]
}

/** Exactly what stands on the screen. */
export function shownWords({ purpose, shop, forChild }: Shown, text: WordingText): ShownWords {
  const own = text.purposes[purpose]
  const named = (words: string) => words.replaceAll('{shop}', () => shop)
  const parts = PARTS.map((id) => ({ id, words: named(own[id]) }))
  return {
    title: named(own.title),
    parts: forChild ? [{ id: 'guardian', words: named(text.guardian) }, ...parts] : parts,
  }
}

/** What is hashed: the purpose, version and language, and every word shown, in its order. */
export function textToHash({ purpose, version, language }: Shown, { title, parts }: ShownWords): string {
  return JSON.stringify([purpose, version, language, title, ...parts.map(({ words }) => words)])
}
