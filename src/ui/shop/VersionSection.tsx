/** Which build runs, and a way to ask for a newer one now. */
import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { useApp } from '../state/app.tsx'
import { useUpdates } from '../state/updates.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { Fact, Facts, Section } from './Section.tsx'
import styles from './ShopScreen.module.css'

/** Activating is the banner's: it knows whether somebody is steaming. */
export function VersionSection() {
  const words = useShopStrings()
  const { build } = useApp()
  const { waiting, checkNow } = useUpdates()
  const [state, setState] = useState<'idle' | 'checking' | 'checked'>('idle')
  const { version } = words
  const check = async () => {
    setState('checking')
    await checkNow()
    setState('checked')
  }
  const found = waiting ? version.waiting(waiting.version) : state === 'checked' ? version.none : null
  return (
    <Section
      title={version.title}
      action={
        <Button small isDisabled={state === 'checking'} onPress={() => void check()}>
          {state === 'checking' ? version.checking : version.check}
        </Button>
      }
    >
      <Facts>
        <Fact name={version.running}>{build}</Fact>
      </Facts>
      <p className={styles.quiet} role="status">
        {found}
      </p>
    </Section>
  )
}
