/** The words of a locked tablet and of signing in; fetched with the lock screen. */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/lock.ts')).lock,
  'zh-Hant': async () => (await import('./zh-hant/lock.ts')).lock,
  en: async () => (await import('./en/lock.ts')).lock,
})

/** Those of one language, fetched once. */
export const loadLockStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useLockStrings = words.useWords
