/** The three languages that every text exists in; the first is the one to fall back to. */
export const LANGUAGES = ['zh-CN', 'zh-Hant', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
