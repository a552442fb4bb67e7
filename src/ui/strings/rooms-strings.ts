/**
 * The words of the board of rooms: a part of their own, fetched with it, because the first screen needs none. A module of
 * the first screen must not import this one, or they come with it.
 */
import { lazyWords } from './lazy-words.ts'

const words = lazyWords({
  'zh-CN': async () => (await import('./zh-cn/rooms.ts')).rooms,
  'zh-Hant': async () => (await import('./zh-hant/rooms.ts')).rooms,
  en: async () => (await import('./en/rooms.ts')).rooms,
})

/** The words in one language, fetched once. */
export const loadRoomsStrings = words.load

/** The same for a component below a Suspense, which waits for them the first time. */
export const useRoomsStrings = words.useWords
