/** The tablet's language, each named in itself. */
import { LANGUAGES, type Language } from '../../domain/language.ts'
import { Choice } from '../kit/Choice.tsx'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSession } from '../state/session.ts'
import { loadLockStrings } from '../strings/lock-strings.ts'
import { loadReadinessStrings } from '../strings/readiness-strings.ts'
import { loadSetupStrings } from '../strings/setup-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { loadSyncStrings } from '../strings/sync-strings.ts'
import { loadTabletsStrings } from '../strings/tablets-strings.ts'

/** Changes at once and is remembered by the tablet. */
export function LanguageChoice() {
  const { kit } = useStrings()
  const { setLanguage } = useApp()
  const sayFailed = useSayFailed()
  const language = useSession((s) => s.language)
  const change = async (next: Language) => {
    // The screen that this stands on shows them: fetched before, they do not make it blink.
    const parts = [
      loadSyncStrings,
      loadReadinessStrings,
      loadSetupStrings,
      loadLockStrings,
      loadTabletsStrings,
    ]
    await Promise.all(parts.map((load) => load(next)))
    await setLanguage(next)
  }
  return (
    <Choice<Language>
      label={kit.language}
      options={LANGUAGES.map((id) => ({ id, label: kit.languages[id] }))}
      value={[language]}
      onChange={([next]) => {
        if (next && next !== language) change(next).catch(sayFailed)
      }}
    />
  )
}
