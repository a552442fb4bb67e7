/**
 * The words of the emergency cards: a part of their own, fetched by the screens that show them, because the first screen needs
 * none. A module of the first screen must not import this one, or they come with it.
 */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/emergency.ts')).emergency,
  'zh-Hant': async () => (await import('./zh-hant/emergency.ts')).emergency,
  en: async () => (await import('./en/emergency.ts')).emergency,
})

/** The words of the cards in one language, fetched once. */
export const loadEmergencyStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useEmergencyStrings = words.useWords
