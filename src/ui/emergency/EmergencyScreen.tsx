/**
 * The emergency cards over the whole screen: nine large tiles, then one card. A tile begins the record at once, for a
 * person in a hurry does not think of it; a wrong tap is put away as one. Nothing here waits for the shop's records before
 * the steps are shown. The second tap of a shaking hand ticks nothing and calls nobody. Alarms of urns stay above it.
 */
import { useCallback, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import type { StoreErrorCode } from '../../db/store-error.ts'
import type { Language } from '../../domain/language.ts'
import { Banner } from '../kit/Banner.tsx'
import { useEmergency } from '../state/emergency.ts'
import { failureWords } from '../state/failure.ts'
import type { DeedOutcome } from '../state/incidents.ts'
import { useCountedSheet } from '../state/sheets.ts'
import { loadEmergencyStrings } from '../strings/emergency-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { loadSummonsStrings } from '../strings/summons-strings.ts'
import { useSecondTapGuard } from '../visit/stage/second-tap.ts'
import { CardChoice } from './CardChoice.tsx'
import { CardView } from './CardView.tsx'
import styles from './Emergency.module.css'
import { useShopFacts } from './use-facts.ts'

/** Fetches the words ahead of the tap; a failure is met again by the tap. */
export function fetchWords(language: Language): void {
  for (const load of [loadEmergencyStrings, loadSummonsStrings]) load(language).catch(() => undefined)
}

/** Shown while a view is set in `useEmergency`. */
export function EmergencyScreen() {
  const { shell } = useStrings()
  const view = useEmergency((s) => s.view)
  const { close } = useEmergency.getState()
  const [failed, setFailed] = useState<StoreErrorCode | null>(null)
  const facts = useShopFacts()
  const guard = useSecondTapGuard()
  useCountedSheet(true)
  // What has failed is said until something is really kept; a tap that had nothing to write says nothing of it.
  const tell = useCallback((outcome: DeedOutcome) => {
    if ('failed' in outcome) setFailed(outcome.failed)
    else if (outcome.kept) setFailed(null)
  }, [])
  if (!view) return null
  return (
    <ModalOverlay
      className={styles.veil}
      isOpen
      isDismissable={false}
      onOpenChange={(isOpen) => (isOpen ? undefined : close())}
    >
      <Modal className={styles.layer}>
        <Dialog className={styles.dialog} aria-label={shell.emergency}>
          <div className={styles.inside} {...guard}>
            {failed ? (
              <Banner tone="red" urgent>
                {failureWords(shell.error, failed)}
              </Banner>
            ) : null}
            {view.kind === 'choose' ? (
              <CardChoice facts={facts} onOutcome={tell} />
            ) : (
              <CardView key={view.id ?? view.what} view={view} facts={facts} onOutcome={tell} />
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
