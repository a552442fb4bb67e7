/**
 * Words that the first screen needs none of: a part of their own, fetched by the screens that show them. A module of the
 * first screen must not import such a part, or it comes with it.
 */
import { use } from 'react'
import type { Language } from '../../domain/language.ts'
import { useSession } from '../state/session.ts'

/** `load` fetches the words of a language once; `useWords` is the same for a component below a Suspense. */
export function lazyWords<Words>(fetchWords: { readonly [L in Language]: () => Promise<Words> }): {
  readonly load: (language: Language) => Promise<Words>
  readonly useWords: () => Words
} {
  const onTheirWay = new Map<Language, Promise<Words>>()
  const load = (language: Language) => {
    const known = onTheirWay.get(language)
    if (known) return known
    const fetched = fetchWords[language]()
    onTheirWay.set(language, fetched)
    fetched.then(
      // As React marks a promise that it has seen fulfilled: those who come later need not wait at all.
      (value) => Object.assign(fetched, { status: 'fulfilled', value }),
      // A part that was lost once must be asked for again.
      () => onTheirWay.delete(language),
    )
    return fetched
  }
  return { load, useWords: () => use(load(useSession((s) => s.language))) }
}
