/** The words about what a guest agrees to; not part of the first screen. */
import { use } from 'react'
import type { Language } from '../../domain/language.ts'
import { lazyWords } from './lazy-words.ts'
import type { ConsentStrings } from './zh-cn/consent.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/consent.ts')).consent,
  'zh-Hant': async () => (await import('./zh-hant/consent.ts')).consent,
  en: async () => (await import('./en/consent.ts')).consent,
})

/** Those of one language, fetched once. */
export const loadConsentStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useConsentStrings = words.useWords

/** Those of the language that the guest reads, which need not be the tablet's. */
export function useGuestsConsentStrings(language: Language): ConsentStrings {
  return use(words.load(language))
}
