/** The tablet's language, each named in itself. */
import { LANGUAGES, type Language } from '../../domain/language.ts'
import { Choice } from '../kit/Choice.tsx'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'

/** Changes at once and is remembered by the tablet. */
export function LanguageChoice() {
  const { setup } = useStrings()
  const { setLanguage } = useApp()
  const sayFailed = useSayFailed()
  const language = useSession((s) => s.language)
  return (
    <Choice<Language>
      label={setup.language}
      options={LANGUAGES.map((id) => ({ id, label: setup.languages[id] }))}
      value={[language]}
      onChange={([next]) => {
        if (next && next !== language) setLanguage(next).catch(sayFailed)
      }}
    />
  )
}
