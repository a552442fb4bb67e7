/** The words of consent, one version and language at a time. */
import type { WordingText } from '../../domain/consent/wording.ts'
import type { Language } from '../../domain/language.ts'

type Fetch = { readonly [L in Language]: () => Promise<{ readonly text: WordingText }> }

const TEXTS: { readonly [version: number]: Fetch } = {
  1: {
    'zh-CN': () => import('../../domain/consent/wording-1/text-zh-cn.ts'),
    'zh-Hant': () => import('../../domain/consent/wording-1/text-zh-hant.ts'),
    en: () => import('../../domain/consent/wording-1/text-en.ts'),
  },
}

const onTheirWay = new Map<string, Promise<WordingText | null>>()

/** null for a version that this one does not know; the same promise for as long as it is not broken. */
export function wordingText(version: number, language: Language): Promise<WordingText | null> {
  const key = `${version} ${language}`
  const known = onTheirWay.get(key)
  if (known) return known
  const fetched = fetchText(version, language)
  onTheirWay.set(key, fetched)
  fetched.catch(() => onTheirWay.delete(key))
  return fetched
}

async function fetchText(version: number, language: Language): Promise<WordingText | null> {
  const load = TEXTS[version]?.[language]
  return load ? (await load()).text : null
}
