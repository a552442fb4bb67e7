/** The sample shop's words, one language at a time. */
import type { Language } from '../../domain/language.ts'
import type { SampleWords } from '../../domain/shop/sample.ts'

const LOAD: { readonly [L in Language]: () => Promise<{ words: SampleWords }> } = {
  'zh-CN': () => import('../../domain/shop/sample-words-zh-cn.ts'),
  'zh-Hant': () => import('../../domain/shop/sample-words-zh-hant.ts'),
  en: () => import('../../domain/shop/sample-words-en.ts'),
}

/** Fetches only that language. */
export async function sampleWords(language: Language): Promise<SampleWords> {
  return (await LOAD[language]()).words
}
