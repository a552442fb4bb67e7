/** The words of handing over and erasing; not part of the first screen. */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/guest-rights.ts')).guestRights,
  'zh-Hant': async () => (await import('./zh-hant/guest-rights.ts')).guestRights,
  en: async () => (await import('./en/guest-rights.ts')).guestRights,
})

/** Those of one language, fetched once. */
export const loadGuestRightsStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useGuestRightsStrings = words.useWords
