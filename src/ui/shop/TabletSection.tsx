/** What this tablet is set to: where it stands, its language, light or dark. */
import { PlaceChoice } from '../alarm/PlaceChoice.tsx'
import { Readiness } from '../alarm/Readiness.tsx'
import { Choice } from '../kit/Choice.tsx'
import { LanguageChoice } from '../shell/LanguageChoice.tsx'
import { type Theme, useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSession } from '../state/session.ts'
import { THEMES } from '../state/theme.ts'
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
