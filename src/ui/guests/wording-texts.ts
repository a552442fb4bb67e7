/** The words of consent, one version and language at a time. */
import type { WordingText } from '../../domain/consent/wording.ts'
import type { Language } from '../../domain/language.ts'

type Fetch = { readonly [L in Language]: () => Promise<{ readonly text: WordingText }> }

const TEXTS: { readonly [version: number]: Fetch } = {
  1: {
    'zh-CN': () => import('../../domain/consent/wording-1/text-zh-cn.ts'),
    'zh-Hant': () => import('../../domain/consent/wording-1/text-zh-hant.ts'),
    en: () => import('../../domain/consent/wording-1/text-en.ts'),
  },
}

/** null for a version that this one does not know. */
export async function wordingText(version: number, language: Language): Promise<WordingText | null> {
  const fetch = TEXTS[version]?.[language]
  return fetch ? (await fetch()).text : null
}
