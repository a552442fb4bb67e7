/** Words for who may see and do what; not part of the first screen. */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/rights.ts')).rights,
  'zh-Hant': async () => (await import('./zh-hant/rights.ts')).rights,
  en: async () => (await import('./en/rights.ts')).rights,
})

/** Those of one language, fetched once. */
export const loadRightsStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useRightsStrings = words.useWords
