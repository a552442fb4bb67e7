/**
 * The words about the exchange with the server: a part of their own, fetched by the screens that show them, because the
 * first screen needs none. A module of the first screen must not import this one, or they come with it.
 */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/sync.ts')).sync,
  'zh-Hant': async () => (await import('./zh-hant/sync.ts')).sync,
  en: async () => (await import('./en/sync.ts')).sync,
})

/** The words about the exchange in one language, fetched once. */
export const loadSyncStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useSyncStrings = words.useWords
