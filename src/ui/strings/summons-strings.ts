/** The words with which people are called by people; not part of the first screen. */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/summons.ts')).summons,
  'zh-Hant': async () => (await import('./zh-hant/summons.ts')).summons,
  en: async () => (await import('./en/summons.ts')).summons,
})

/** Those of one language, fetched once. */
export const loadSummonsStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useSummonsStrings = words.useWords
