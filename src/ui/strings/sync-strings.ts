/**
 * The words about the exchange with the server: a part of their own, fetched by the screens that show them, because the
 * first screen needs none. A module of the first screen must not import this one, or they come with it.
 */
import { use } from 'react'
import type { Language } from '../../domain/language.ts'
import { useSession } from '../state/session.ts'
import type { SyncStrings } from './zh-cn/sync.ts'

const LOAD: { readonly [L in Language]: () => Promise<{ sync: SyncStrings }> } = {
  'zh-CN': () => import('./zh-cn/sync.ts'),
  'zh-Hant': () => import('./zh-hant/sync.ts'),
  en: () => import('./en/sync.ts'),
}
const onTheirWay = new Map<Language, Promise<SyncStrings>>()

/** The words about the exchange in one language, fetched once. */
export function loadSyncStrings(language: Language): Promise<SyncStrings> {
  const known = onTheirWay.get(language)
  if (known) return known
  const fetched = LOAD[language]().then(({ sync }) => sync)
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
export function useSyncStrings(): SyncStrings {
  return use(loadSyncStrings(useSession((s) => s.language)))
}
