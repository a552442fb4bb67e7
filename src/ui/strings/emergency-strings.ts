/**
 * The words of the emergency cards: a part of their own, fetched by the screens that show them, because the first screen needs
 * none. A module of the first screen must not import this one, or they come with it.
 */
import { use } from 'react'
import type { Language } from '../../domain/language.ts'
import { useSession } from '../state/session.ts'
import type { EmergencyStrings } from './zh-cn/emergency.ts'

const LOAD: { readonly [L in Language]: () => Promise<{ emergency: EmergencyStrings }> } = {
  'zh-CN': () => import('./zh-cn/emergency.ts'),
  'zh-Hant': () => import('./zh-hant/emergency.ts'),
  en: () => import('./en/emergency.ts'),
}
const onTheirWay = new Map<Language, Promise<EmergencyStrings>>()

/** The words of the cards in one language, fetched once. */
export function loadEmergencyStrings(language: Language): Promise<EmergencyStrings> {
  const known = onTheirWay.get(language)
  if (known) return known
  const fetched = LOAD[language]().then(({ emergency }) => emergency)
  onTheirWay.set(language, fetched)
  fetched.then(
    // As React marks a promise that it has seen fulfilled: those who come later need not wait at all.
    (value) => Object.assign(fetched, { status: 'fulfilled', value }),
    // A part that was lost once must be asked for again.
    () => onTheirWay.delete(language),
  )
  return fetched
}

/** The same for a component below a Suspense, which waits for them the first time. */
export function useEmergencyStrings(): EmergencyStrings {
  return use(loadEmergencyStrings(useSession((s) => s.language)))
}
