/**
 * The words of challenge and response, of breaks and of running times: a part of their own, fetched with the visit's
 * screens. A module of the first screen must not import this one, or they come with it.
 */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/guide.ts')).guide,
  'zh-Hant': async () => (await import('./zh-hant/guide.ts')).guide,
  en: async () => (await import('./en/guide.ts')).guide,
})

/** The words in one language, fetched once. */
export const loadGuideStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useGuideStrings = words.useWords
