/** The words of the first run; not part of the first screen, which a shop sees every day. */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/setup.ts')).setup,
  'zh-Hant': async () => (await import('./zh-hant/setup.ts')).setup,
  en: async () => (await import('./en/setup.ts')).setup,
})

/** Those of one language, fetched once. */
export const loadSetupStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useSetupStrings = words.useWords
