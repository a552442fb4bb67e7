/** The words about the shop's tablets; not part of the first screen. */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/tablets.ts')).tablets,
  'zh-Hant': async () => (await import('./zh-hant/tablets.ts')).tablets,
  en: async () => (await import('./en/tablets.ts')).tablets,
})

/** Those of one language, fetched once. */
export const loadTabletsStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useTabletsStrings = words.useWords
