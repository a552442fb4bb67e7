/** The words of the shop's own page; not part of the first screen. */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/shop.ts')).shop,
  'zh-Hant': async () => (await import('./zh-hant/shop.ts')).shop,
  en: async () => (await import('./en/shop.ts')).shop,
})

/** Those of one language, fetched once. */
export const loadShopStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useShopStrings = words.useWords
