/**
 * What this tablet remembers for itself and never syncs: language, theme, who is working, where it stands. Read before the first paint.
 * The language is mirrored in local storage, because the sentence "the database does not open" needs a language too.
 */
import { deviceSetting, setDeviceSetting } from '../../db/device-settings.ts'
import type { Store } from '../../db/store.ts'
import { placeFrom, type TabletPlace } from '../../domain/alarm/call.ts'
import type { StaffId } from '../../domain/ids.ts'
import { LANGUAGES, type Language } from '../../domain/language.ts'
import type { Theme } from './app.tsx'
import { useSession } from './session.ts'
import { isTheme } from './theme.ts'

export type DeviceChoices = {
  readonly language: Language
  readonly theme: Theme
  /** Who worked here last. */
  readonly last: StaffId | null
  readonly place: TabletPlace | null
}

const LANGUAGE_MIRROR = 'steamkeeper.language'

/** Whether a stored value is a language of ours. */
export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value)
}

/** The language that fits the browser's wishes best: any Chinese of Taiwan, Hong Kong or Macau is traditional. */
export function languageFor(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    if (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(wish)) return 'zh-Hant'
    if (/^zh\b/i.test(wish)) return 'zh-CN'
    if (/^en\b/i.test(wish)) return 'en'
  }
  return 'zh-CN'
}

/** The language to speak before, or without, the database. */
export function firstLanguage(): Language {
  try {
    const mirrored = localStorage.getItem(LANGUAGE_MIRROR)
    if (isLanguage(mirrored)) return mirrored
  } catch {
    return languageFor(navigator.languages)
  }
  return languageFor(navigator.languages)
}

/** All of them, each with what holds when it was never chosen. */
export async function readChoices(store: Store): Promise<DeviceChoices> {
  const [language, theme, who, place] = await Promise.all([
    deviceSetting(store, 'language'),
    deviceSetting(store, 'theme'),
    deviceSetting(store, 'who'),
    deviceSetting(store, 'place'),
  ])
  return {
    language: isLanguage(language) ? language : firstLanguage(),
    theme: isTheme(theme) ? theme : 'system',
    last: typeof who === 'string' ? (who as StaffId) : null,
    place: placeFrom(place),
  }
}

/** Remembers the language, in the database and beside it. */
export async function keepLanguage(store: Store, language: Language): Promise<void> {
  await setDeviceSetting(store, 'language', language)
  try {
    localStorage.setItem(LANGUAGE_MIRROR, language)
  } catch {
    return
  }
}

/** Remembers where the tablet stands; takes effect at once. */
export async function keepPlace(store: Store, place: TabletPlace): Promise<void> {
  await setDeviceSetting(store, 'place', place)
  useSession.getState().setPlace(place)
}
