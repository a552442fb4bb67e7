import { expect, test } from 'vitest'
import { PURPOSES } from '../../../src/domain/consent/consent.ts'
import {
  NEWEST_WORDING,
  type Shown,
  shownWords,
  textToHash,
  WORDINGS,
} from '../../../src/domain/consent/wording.ts'
import { LANGUAGES } from '../../../src/domain/language.ts'
import { sha256, TEXTS } from './sample-acts.ts'

const shownOf = (
  version: number,
  purpose: (typeof PURPOSES)[number],
  language: (typeof LANGUAGES)[number],
) => ({
  version,
  purpose,
  language,
  shop: '瓮养',
  forChild: true,
})

function wordsOf(shown: Shown) {
  const text = TEXTS[shown.version]?.[shown.language]
  if (!text) throw new Error(`no text ${shown.version}`)
  return shownWords(shown, text)
}

/** Of versions that guests have decided by: never edited. A new text is a new version, and a new line here. */
const PINNED: { readonly [version: number]: string } = {
  1: 'a443ae67a011968c92a203852c950ff89ceed83f92f5e3cec182cd3bcdcdd18a',
}

test('[SEC16] the texts of every version stay as they were agreed to', () => {
  const found = Object.fromEntries(
    WORDINGS.map(({ version }) => {
      const all = PURPOSES.flatMap((purpose) =>
        LANGUAGES.map((language) => {
          const shown = shownOf(version, purpose, language)
          return textToHash(shown, wordsOf(shown))
        }),
      )
      return [version, sha256(all.join('\n'))]
    }),
  )
  expect(found).toEqual(PINNED)
})

test('[SEC16] versions are numbered without a gap, and the first asks nobody again', () => {
  expect(WORDINGS.map(({ version }) => version)).toEqual(WORDINGS.map((_, at) => at + 1))
  expect(WORDINGS[0]?.asksAgain).toEqual([])
  expect(WORDINGS.at(-1)?.version).toBe(NEWEST_WORDING)
})

test.each(LANGUAGES)('[SEC16] %s says all that article 17 and 30 ask for, and names the shop', (language) => {
  for (const purpose of PURPOSES) {
    const words = wordsOf({ ...shownOf(1, purpose, language), forChild: false })
    expect(words.parts.map(({ id }) => id)).toEqual(['what', 'why', 'care', 'howLong', 'ifNo', 'takeBack'])
    expect(words.parts.every((part) => part.words.trim().length > 5)).toBe(true)
    const all = JSON.stringify(words)
    expect(all).toContain('瓮养')
    expect(all).not.toMatch(/[{}]shop/)
  }
  const forChild = wordsOf(shownOf(1, 'record', language))
  expect(forChild.parts[0]?.id).toBe('guardian')
  expect(forChild.parts[0]?.words).toContain('14')
})

test('[SEC16] what is sensitive is called so, and readings are called no diagnosis', () => {
  const words = (purpose: (typeof PURPOSES)[number], language: (typeof LANGUAGES)[number]) =>
    JSON.stringify(wordsOf(shownOf(1, purpose, language)))
  for (const purpose of ['record', 'readings'] as const) {
    expect(words(purpose, 'zh-CN')).toContain('敏感个人信息')
    expect(words(purpose, 'zh-Hant')).toContain('敏感個人資料')
    expect(words(purpose, 'en')).toContain('sensitive personal information')
  }
  expect(words('readings', 'zh-CN')).toContain('不是诊断')
  expect(words('readings', 'zh-Hant')).toContain('不是診斷')
  expect(words('readings', 'en')).toContain('no diagnosis')
})
