/** The words of retention; not part of the first screen. */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/retention.ts')).retention,
  'zh-Hant': async () => (await import('./zh-hant/retention.ts')).retention,
  en: async () => (await import('./en/retention.ts')).retention,
})

/** Those of one language, fetched once. */
export const loadRetentionStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useRetentionStrings = words.useWords
