/** What this tablet is set to: where it stands, its language, light or dark. */
import { PlaceChoice } from '../alarm/PlaceChoice.tsx'
import { Readiness } from '../alarm/Readiness.tsx'
import { Choice } from '../kit/Choice.tsx'
import { LanguageChoice } from '../shell/LanguageChoice.tsx'
import { type Theme, useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { keepLockAfterMin, LOCK_AFTER_CHOICES, lockAfterMin } from '../state/idle-lock.ts'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { THEMES } from '../state/theme.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useReadinessStrings } from '../strings/readiness-strings.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { Group, Section } from './Section.tsx'

/** Takes effect at once; never synced. */
export function TabletSection() {
  const words = useShopStrings()
  const readiness = useReadinessStrings()
  const { setTheme } = useApp()
  const sayFailed = useSayFailed()
  const theme = useSession((s) => s.theme)
  return (
    <Section title={words.tablet.title}>
      <Group label={readiness.place.title}>
        <PlaceChoice />
      </Group>
      <Group label={readiness.title}>
        <Readiness />
      </Group>
      <LockAfter />
      <Group label={words.tablet.language}>
        <LanguageChoice />
      </Group>
      <Group label={words.tablet.theme}>
        <Choice<Theme>
          label={words.tablet.theme}
          options={THEMES.map((id) => ({ id, label: words.tablet.themes[id] }))}
          value={[theme]}
          onChange={([next]) => {
            if (next && next !== theme) setTheme(next).catch(sayFailed)
          }}
        />
      </Group>
    </Section>
  )
}

function LockAfter() {
  const { after } = useLockStrings()
  const { store } = useApp()
  const sayFailed = useSayFailed()
  const minutes = useLive(() => lockAfterMin(store), [store])
  return (
    <Group label={after.title}>
      <Choice<string>
        label={after.title}
        options={LOCK_AFTER_CHOICES.map((n) => ({ id: String(n), label: after.min(n) }))}
        value={minutes === undefined ? [] : [String(minutes)]}
        onChange={([next]) => {
          if (next) keepLockAfterMin(store, Number(next)).catch(sayFailed)
        }}
      />
    </Group>
  )
}
