/**
 * All words of the screens: one typed object a language, loaded one at a time. zh-CN is the measure; a string
 * missing elsewhere is a type error. No string stands in a component. What the
 * first screen needs none of may stand apart (sync-strings.ts).
 */
import { createContext, useContext } from 'react'
import type { Language } from '../../domain/language.ts'
import type { all } from './zh-cn/all.ts'

export type Strings = typeof all

const LOAD: { readonly [L in Language]: () => Promise<{ all: Strings }> } = {
  'zh-CN': () => import('./zh-cn/all.ts'),
  'zh-Hant': () => import('./zh-hant/all.ts'),
  en: () => import('./en/all.ts'),
}

/** The words of one language; only that language's chunk is fetched. */
export async function loadStrings(language: Language): Promise<Strings> {
  return (await LOAD[language]()).all
}

export const StringsContext = createContext<Strings | null>(null)

/** The words of the screen's language. Throws outside the app's root. */
export function useStrings(): Strings {
  const strings = useContext(StringsContext)
  if (!strings) throw new Error('useStrings outside StringsContext')
  return strings
}
