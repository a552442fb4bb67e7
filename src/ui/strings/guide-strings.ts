/**
 * The words of challenge and response, of breaks and of running times: a part of their own, fetched with the visit's
 * screens. A module of the first screen must not import this one, or they come with it.
 */
import { use } from 'react'
import type { Language } from '../../domain/language.ts'
import { useSession } from '../state/session.ts'
import type { GuideStrings } from './zh-cn/guide.ts'

const LOAD: { readonly [L in Language]: () => Promise<{ guide: GuideStrings }> } = {
  'zh-CN': () => import('./zh-cn/guide.ts'),
  'zh-Hant': () => import('./zh-hant/guide.ts'),
  en: () => import('./en/guide.ts'),
}
const onTheirWay = new Map<Language, Promise<GuideStrings>>()

/** The words in one language, fetched once. */
export function loadGuideStrings(language: Language): Promise<GuideStrings> {
  const known = onTheirWay.get(language)
  if (known) return known
  const fetched = LOAD[language]().then(({ guide }) => guide)
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
export function useGuideStrings(): GuideStrings {
  return use(loadGuideStrings(useSession((s) => s.language)))
}
