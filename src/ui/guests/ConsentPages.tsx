/** The pages of the consent sheet before the summary: in which language and who decides, then one purpose a page. */
import { useEffect, useRef } from 'react'
import type { ShownWords } from '../../domain/consent/wording.ts'
import { LANGUAGES, type Language } from '../../domain/language.ts'
import { Choice } from '../kit/Choice.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useStrings } from '../strings/strings.ts'
import type { ConsentStrings } from '../strings/zh-cn/consent.ts'
import styles from './Consent.module.css'

/** `guardian` is null unless a guardian decides. */
export function BeginPage({
  words,
  language,
  onLanguage,
  guardian,
  onGuardian,
}: {
  readonly words: ConsentStrings
  readonly language: Language
  readonly onLanguage: (language: Language) => void
  readonly guardian: string | null
  readonly onGuardian: (name: string) => void
}) {
  const { kit } = useStrings()
  return (
    <div className={styles.begin} lang={language}>
      <p className={styles.large}>{words.sheet.turn}</p>
      <div className={styles.field}>
        <span aria-hidden="true">{words.sheet.language}</span>
        <Choice<Language>
          label={words.sheet.language}
          options={LANGUAGES.map((id) => ({ id, label: kit.languages[id] }))}
          value={[language]}
          onChange={([next]) => (next ? onLanguage(next) : undefined)}
        />
      </div>
      {guardian === null ? null : (
        <>
          <p className={styles.large}>{words.sheet.child}</p>
          <TextEntry label={words.sheet.guardianName} value={guardian} maxLength={60} onChange={onGuardian} />
        </>
      )}
    </div>
  )
}

/** All that is said about one purpose; it has the focus, so that it is read out from its beginning. */
export function PurposePage({
  words,
  language,
  shown,
  place,
}: {
  readonly words: ConsentStrings
  readonly language: Language
  readonly shown: ShownWords
  readonly place: string
}) {
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => {
    page.current?.scrollIntoView?.({ block: 'start' })
    page.current?.focus({ preventScroll: true })
  }, [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and whoever has only keys must reach it (axe: scrollable-region-focusable).
    <section ref={page} tabIndex={0} className={styles.purpose} lang={language} aria-label={shown.title}>
      <p className={styles.place}>{place}</p>
      <dl className={styles.parts}>
        {shown.parts.map((part) => (
          <div key={part.id} className={styles.part}>
            <dt>{words.sheet.parts[part.id]}</dt>
            <dd>{part.words}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
