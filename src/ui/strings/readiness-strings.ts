/** The words about where a tablet stands and whether its alarms reach anybody; not part of the first screen. */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/readiness.ts')).readiness,
  'zh-Hant': async () => (await import('./zh-hant/readiness.ts')).readiness,
  en: async () => (await import('./en/readiness.ts')).readiness,
})

/** Those of one language, fetched once. */
export const loadReadinessStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useReadinessStrings = words.useWords
